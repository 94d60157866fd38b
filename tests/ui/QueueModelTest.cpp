#include "tests/ui/Snapshots.h"
#include "tests/ui/Words.h"
#include "ui/QueueFilterModel.h"
#include "ui/Resources.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QTest>
#include <QTextDocumentFragment>

using namespace cosdrop;

class QueueModelTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void newUploadsBecomeRowsInTheOrderOfArrival();
    void knownUploadIsReplacedInItsRow();
    void sameSnapshotAgainSaysNothing();
    void twoSnapshotsOfANewUploadInOneBatchAreOneRow();
    void changesAreToldByContiguousRanges();
    void removingKeepsTheRestReachableById();
    void countsFollowEveryChange();
    void askingFollowsQuestions();
    void everyStateBelongsToOneGroup();
    void progressIsShownOnlyWhereThereIsSome();
    void speedAndTimeAreShownOnlyWhileMoving();
    void failedRowSaysTheCause();
    void pathsInToolTipsAreNoMarkup();
    void fileThatIsNotThereHasNoSize();

    void manyRowsStayCheap();
};

void QueueModelTest::initTestCase()
{
    useResources();
    useLanguage(QLocale(QLocale::English));
    QLocale::setDefault(QLocale(QLocale::English));
}

void QueueModelTest::newUploadsBecomeRowsInTheOrderOfArrival()
{
    QueueModel model;
    const QAbstractItemModelTester tester(&model);
    model.apply({snapshot(7, QStringLiteral("a"), UploadState::Queued),
                 snapshot(3, QStringLiteral("b"), UploadState::Queued)});
    model.apply({snapshot(5, QStringLiteral("c"), UploadState::Queued)});
    QCOMPARE(model.rowCount(), 3);
    QCOMPARE(model.index(0, QueueModel::Name).data().toString(), QStringLiteral("a"));
    QCOMPARE(model.index(2, QueueModel::Name).data().toString(), QStringLiteral("c"));
    QCOMPARE(model.rowOf(UploadId(3)), 1);
    QCOMPARE(model.rowOf(UploadId(99)), -1);
}

void QueueModelTest::knownUploadIsReplacedInItsRow()
{
    QueueModel model;
    const QAbstractItemModelTester tester(&model);
    model.apply({snapshot(1, QStringLiteral("a"), UploadState::Queued),
                 snapshot(2, QStringLiteral("b"), UploadState::Queued)});
    model.apply({snapshot(1, QStringLiteral("a"), UploadState::Sending, 1000, 715)});
    QCOMPARE(model.rowCount(), 2);
    QCOMPARE(model.index(0, QueueModel::Progress).data(QueueModel::PercentRole).toInt(), 71);
    QCOMPARE(model.index(0, QueueModel::State).data().toString(), QStringLiteral("Sending"));
}

void QueueModelTest::sameSnapshotAgainSaysNothing()
{
    QueueModel model;
    const UploadSnapshot upload = snapshot(1, QStringLiteral("a"), UploadState::Queued);
    model.apply({upload});
    QSignalSpy changes(&model, &QueueModel::dataChanged);
    QSignalSpy summaries(&model, &QueueModel::summaryChanged);
    model.apply({upload});
    QCOMPARE(changes.size(), 0);
    QCOMPARE(summaries.size(), 0);
}

void QueueModelTest::twoSnapshotsOfANewUploadInOneBatchAreOneRow()
{
    QueueModel model;
    const QAbstractItemModelTester tester(&model);
    model.apply({snapshot(1, QStringLiteral("a"), UploadState::Queued),
                 snapshot(1, QStringLiteral("a"), UploadState::Hashing)});
    QCOMPARE(model.rowCount(), 1);
    QCOMPARE(model.at(0).state, UploadState::Hashing);
    QCOMPARE(model.counts().of(QueueGroup::All), 1);
    QCOMPARE(model.counts().of(QueueGroup::Active), 1);
}

void QueueModelTest::changesAreToldByContiguousRanges()
{
    QueueModel model;
    QList<UploadSnapshot> uploads;
    for (int id = 0; id < 10; ++id)
        uploads += snapshot(id + 1, QString::number(id), UploadState::Queued);
    model.apply(uploads);
    QSignalSpy changes(&model, &QueueModel::dataChanged);
    QList<UploadSnapshot> changed;
    for (const int row : {7, 2, 3, 1, 9}) {
        changed += uploads.at(row);
        changed.last().state = UploadState::Hashing;
    }
    model.apply(changed);
    QList<std::pair<int, int>> ranges;
    for (const QList<QVariant> &change : changes) {
        ranges += {change.at(0).toModelIndex().row(), change.at(1).toModelIndex().row()};
        QCOMPARE(change.at(1).toModelIndex().column(), int(QueueModel::ColumnCount) - 1);
    }
    const QList<std::pair<int, int>> expected{{1, 3}, {7, 7}, {9, 9}};
    QCOMPARE(ranges, expected);
}

void QueueModelTest::removingKeepsTheRestReachableById()
{
    QueueModel model;
    const QAbstractItemModelTester tester(&model);
    QList<UploadSnapshot> uploads;
    for (int id = 1; id <= 8; ++id)
        uploads += snapshot(id, QString::number(id), UploadState::Queued);
    model.apply(uploads);
    model.remove({UploadId(2), UploadId(6), UploadId(7), UploadId(2), UploadId(55)});
    QCOMPARE(model.rowCount(), 5);
    for (const int id : {1, 3, 4, 5, 8}) {
        const int row = model.rowOf(UploadId(id));
        QVERIFY(row >= 0);
        QCOMPARE(model.at(row).id, UploadId(id));
    }
    QCOMPARE(model.rowOf(UploadId(6)), -1);
    QCOMPARE(model.counts().of(QueueGroup::All), 5);
    model.apply({snapshot(9, QStringLiteral("new"), UploadState::Queued)});
    QCOMPARE(model.rowOf(UploadId(9)), 5);
}

void QueueModelTest::countsFollowEveryChange()
{
    QueueModel model;
    QSignalSpy summaries(&model, &QueueModel::summaryChanged);
    model.apply({snapshot(1, QStringLiteral("a"), UploadState::Queued),
                 snapshot(2, QStringLiteral("b"), UploadState::Sending),
                 finished(3, QStringLiteral("c"))});
    QCOMPARE(model.counts().of(QueueGroup::Waiting), 1);
    QCOMPARE(model.counts().of(QueueGroup::Active), 1);
    QCOMPARE(model.counts().of(QueueGroup::Done), 1);
    model.apply({failed(2, QStringLiteral("b"), ErrorKind::NoSuchBucket)});
    QCOMPARE(model.counts().of(QueueGroup::Active), 0);
    QCOMPARE(model.counts().of(QueueGroup::Failed), 1);
    model.remove({UploadId(2)});
    QCOMPARE(model.counts().of(QueueGroup::Failed), 0);
    QCOMPARE(model.counts().of(QueueGroup::All), 2);
    QCOMPARE(summaries.size(), 3);
    model.apply({snapshot(1, QStringLiteral("a"), UploadState::Queued, 5)});
    QCOMPARE(summaries.size(), 3);
}

void QueueModelTest::askingFollowsQuestions()
{
    QueueModel model;
    model.apply({asking(1, QStringLiteral("a"), Question::Kind::ObjectExists),
                 snapshot(2, QStringLiteral("b"), UploadState::Queued)});
    QCOMPARE(model.asking(), QSet<UploadId>{UploadId(1)});
    QSignalSpy summaries(&model, &QueueModel::summaryChanged);
    model.apply({asking(1, QStringLiteral("a"), Question::Kind::OtherUnfinished)});
    QCOMPARE(summaries.size(), 1);
    model.apply({snapshot(1, QStringLiteral("a"), UploadState::Queued)});
    QVERIFY(model.asking().isEmpty());
    model.apply({asking(2, QStringLiteral("b"), Question::Kind::ObjectExists)});
    model.remove({UploadId(2)});
    QVERIFY(model.asking().isEmpty());
}

void QueueModelTest::everyStateBelongsToOneGroup()
{
    GroupCounts counts;
    int states = 0;
    for (int state = 0; state <= int(UploadState::Cancelled); ++state, ++states)
        counts.add(UploadState(state), 1);
    int sum = 0;
    for (const QueueGroup group : queueGroups) {
        if (group != QueueGroup::All) {
            QVERIFY(counts.of(group) > 0);
            sum += counts.of(group);
        }
    }
    QCOMPARE(sum, states);
    QCOMPARE(counts.of(QueueGroup::All), states);
}

void QueueModelTest::progressIsShownOnlyWhereThereIsSome()
{
    QueueModel model;
    model.apply({snapshot(1, QStringLiteral("a"), UploadState::Queued),
                 snapshot(2, QStringLiteral("b"), UploadState::Paused, 100, 40),
                 snapshot(3, QStringLiteral("c"), UploadState::Sending, 0, 0),
                 finished(4, QStringLiteral("d")),
                 snapshot(5, QStringLiteral("e"), UploadState::Failed, 100, 40),
                 snapshot(6, QStringLiteral("f"), UploadState::Failed, 100, 0),
                 snapshot(7, QStringLiteral("g"), UploadState::Queued, 100, 40),
                 snapshot(8, QStringLiteral("h"), UploadState::Waiting, 100, 40),
                 snapshot(9, QStringLiteral("i"), UploadState::Cancelled, 100, 40)});
    const auto percent = [&model](int row) {
        return model.index(row, QueueModel::Progress).data(QueueModel::PercentRole).toInt();
    };
    QCOMPARE(percent(0), -1);
    QCOMPARE(percent(1), 40);
    QCOMPARE(percent(2), 0);
    QCOMPARE(percent(3), -1);
    // Tried again, it goes on from there.
    QCOMPARE(percent(4), 40);
    QCOMPARE(percent(5), -1);
    QCOMPARE(percent(6), 40);
    QCOMPARE(percent(7), 40);
    QCOMPARE(percent(8), -1);
}

void QueueModelTest::speedAndTimeAreShownOnlyWhileMoving()
{
    QueueModel model;
    UploadSnapshot upload = snapshot(1, QStringLiteral("a"), UploadState::Sending, 1000, 10);
    upload.bytesPerSecond = 18'400'000;
    upload.timeLeft = std::chrono::seconds(19);
    model.apply({upload});
    QCOMPARE(model.index(0, QueueModel::Speed).data().toString(), QStringLiteral("18.4 MB/s"));
    QCOMPARE(model.index(0, QueueModel::TimeLeft).data().toString(), QStringLiteral("0:19"));
    upload.state = UploadState::Paused;
    model.apply({upload});
    QCOMPARE(model.index(0, QueueModel::Speed).data().toString(), QString());
    QCOMPARE(model.index(0, QueueModel::TimeLeft).data().toString(), QString());
}

void QueueModelTest::failedRowSaysTheCause()
{
    QueueModel model;
    model.apply({failed(1, QStringLiteral("a"), ErrorKind::NoSuchBucket)});
    const QModelIndex state = model.index(0, QueueModel::State);
    QCOMPARE(state.data().toString(), QStringLiteral("There is no such bucket here."));
    QVERIFY(state.data(Qt::ToolTipRole).toString().contains(QLatin1String("the region")));
}

void QueueModelTest::pathsInToolTipsAreNoMarkup()
{
    QueueModel model;
    model.apply({snapshot(1, QStringLiteral("<b>a</b>"), UploadState::Queued)});
    const QString tip = model.index(0, QueueModel::Name).data(Qt::ToolTipRole).toString();
    QCOMPARE(QTextDocumentFragment::fromHtml(tip).toPlainText(),
             QStringLiteral("/home/me/<b>a</b>\nto /2026/<b>a</b>"));
}

void QueueModelTest::fileThatIsNotThereHasNoSize()
{
    QueueModel model;
    UploadSnapshot gone = failed(1, QStringLiteral("a"), ErrorKind::FileMissing);
    gone.size = 0;
    model.apply({gone, snapshot(2, QStringLiteral("b"), UploadState::Queued, 0),
                 failed(3, QStringLiteral("c"), ErrorKind::FileMissing)});
    const auto size = [&model](int row) {
        return model.index(row, QueueModel::Size).data().toString();
    };
    QCOMPARE(size(0), QString());
    QCOMPARE(size(1), QStringLiteral("0 B"));
    QCOMPARE(size(2), QStringLiteral("1.0 MB"));
}

void QueueModelTest::manyRowsStayCheap()
{
    QueueModel model;
    QueueFilterModel rows(&model);
    constexpr int count = 100'000;
    QList<UploadSnapshot> uploads;
    for (int id = 1; id <= count; ++id)
        uploads += snapshot(id, QStringLiteral("file%1.txt").arg(id), UploadState::Queued);
    model.apply(uploads);
    QCOMPARE(rows.rowCount(), count);
    // Not a matter of seconds but of growth: a pass over all rows for each of these changes
    // would be ten thousand million steps, and this test would run into its time limit.
    for (int id = 1; id <= count; ++id) {
        UploadSnapshot &upload = uploads[id - 1];
        upload.state = UploadState::Sending;
        model.apply({upload});
    }
    QCOMPARE(model.counts().of(QueueGroup::Active), count);
    QList<UploadId> every;
    for (const UploadSnapshot &upload : uploads)
        every += upload.id;
    model.remove(every);
    QCOMPARE(rows.rowCount(), 0);
}

QTEST_MAIN(QueueModelTest)
#include "QueueModelTest.moc"

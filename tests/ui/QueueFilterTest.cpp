#include "tests/support/Patience.h"
#include "tests/ui/Snapshots.h"
#include "tests/ui/Words.h"
#include "ui/QueueFilterModel.h"
#include "ui/Resources.h"

#include <QAbstractItemModelTester>
#include <QPersistentModelIndex>
#include <QRandomGenerator>
#include <QSignalSpy>
#include <QTest>

using namespace cosdrop;

class QueueFilterTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void headsAreToldAnewInAnotherLanguage();
    void initTestCase();
    void groupFilterShowsItsRowsAndFollowsChanges();
    void textFilterNeedsAllWordsAndIgnoresCase();
    void sortsByRawValueAndBackToQueueOrder();
    void rowsMoveWhenWhatTheyAreSortedByChanges();
    void namesSortAsPeopleCount();
    void filterIsWhatACleanLookWouldShow_data();
    void filterIsWhatACleanLookWouldShow();
    void scatteredRowsStayCheap();
};

void QueueFilterTest::headsAreToldAnewInAnotherLanguage()
{
    QueueModel model;
    const QueueFilterModel rows(&model);
    QSignalSpy told(&rows, &QAbstractItemModel::headerDataChanged);
    model.showWords();
    QCOMPARE(told.size(), 1);
}

void QueueFilterTest::initTestCase()
{
    useResources();
    useLanguage(QLocale(QLocale::English));
    QLocale::setDefault(QLocale(QLocale::English));
}

void QueueFilterTest::groupFilterShowsItsRowsAndFollowsChanges()
{
    QueueModel model;
    QueueFilterModel rows(&model);
    const QAbstractItemModelTester tester(&rows);
    model.apply({snapshot(1, QStringLiteral("a"), UploadState::Sending),
                 failed(2, QStringLiteral("b"), ErrorKind::Timeout),
                 snapshot(3, QStringLiteral("c"), UploadState::Queued)});
    rows.setGroup(QueueGroup::Failed);
    QCOMPARE(rows.rowCount(), 1);
    QCOMPARE(rows.at(0).id, UploadId(2));
    model.apply({failed(1, QStringLiteral("a"), ErrorKind::Timeout)});
    QCOMPARE(rows.rowCount(), 2);
    QCOMPARE(rows.at(0).id, UploadId(1));
    model.apply({snapshot(2, QStringLiteral("b"), UploadState::Queued)});
    QCOMPARE(rows.rowCount(), 1);
    rows.setGroup(QueueGroup::All);
    QCOMPARE(rows.rowCount(), 3);
}

void QueueFilterTest::textFilterNeedsAllWordsAndIgnoresCase()
{
    QueueModel model;
    QueueFilterModel rows(&model);
    model.apply({snapshot(1, QStringLiteral("Report May.pdf"), UploadState::Queued),
                 snapshot(2, QStringLiteral("report june.pdf"), UploadState::Queued),
                 snapshot(3, QStringLiteral("设计稿.psd"), UploadState::Queued)});
    rows.setText(QStringLiteral("  PDF  report "));
    QCOMPARE(rows.rowCount(), 2);
    rows.setText(QStringLiteral("may report"));
    QCOMPARE(rows.rowCount(), 1);
    QCOMPARE(rows.at(0).id, UploadId(1));
    rows.setText(QStringLiteral("设计"));
    QCOMPARE(rows.rowCount(), 1);
    rows.setText(QStringLiteral("/2026/"));
    QCOMPARE(rows.rowCount(), 3);
    rows.setText(QStringLiteral("nothing"));
    QCOMPARE(rows.rowCount(), 0);
    QVERIFY(rows.isFiltering());
    rows.setText(QStringLiteral(" "));
    QVERIFY(!rows.isFiltering());
}

void QueueFilterTest::sortsByRawValueAndBackToQueueOrder()
{
    QueueModel model;
    QueueFilterModel rows(&model);
    model.apply({snapshot(2, QStringLiteral("b"), UploadState::Queued, 9'000'000),
                 snapshot(1, QStringLiteral("a"), UploadState::Queued, 12'000),
                 snapshot(3, QStringLiteral("c"), UploadState::Queued, 800)});
    const auto order = [&rows] {
        QList<int> ids;
        for (int row = 0; row < rows.rowCount(); ++row)
            ids += int(rows.at(row).id);
        return ids;
    };
    QCOMPARE(order(), (QList<int>{1, 2, 3}));
    rows.sort(QueueModel::Size);
    QCOMPARE(order(), (QList<int>{3, 1, 2}));
    rows.sort(QueueModel::Name, Qt::DescendingOrder);
    QCOMPARE(order(), (QList<int>{3, 2, 1}));
    rows.sort(-1, Qt::DescendingOrder);
    QCOMPARE(order(), (QList<int>{1, 2, 3}));
}

void QueueFilterTest::rowsMoveWhenWhatTheyAreSortedByChanges()
{
    QueueModel model;
    QueueFilterModel rows(&model);
    const QAbstractItemModelTester tester(&rows);
    for (int id = 1; id <= 5; ++id)
        model.apply({snapshot(id, QString::number(id), UploadState::Sending, 100, 10 * id)});
    rows.sort(QueueModel::Progress, Qt::DescendingOrder);
    const QPersistentModelIndex three(rows.index(2, 0));
    model.apply({snapshot(3, QStringLiteral("3"), UploadState::Sending, 100, 99),
                 snapshot(5, QStringLiteral("5"), UploadState::Sending, 100, 5)});
    QList<int> ids;
    for (int row = 0; row < rows.rowCount(); ++row)
        ids += int(rows.at(row).id);
    QCOMPARE(ids, (QList<int>{3, 4, 2, 1, 5}));
    QCOMPARE(three.row(), 0);
}

void QueueFilterTest::namesSortAsPeopleCount()
{
    QueueModel model;
    QueueFilterModel rows(&model);
    model.apply({snapshot(1, QStringLiteral("Photo 10"), UploadState::Queued),
                 snapshot(2, QStringLiteral("photo 9"), UploadState::Queued),
                 snapshot(3, QStringLiteral("photo 1"), UploadState::Queued)});
    rows.sort(QueueModel::Name);
    QCOMPARE(rows.at(0).id, UploadId(3));
    QCOMPARE(rows.at(1).id, UploadId(2));
    QCOMPARE(rows.at(2).id, UploadId(1));
}

void QueueFilterTest::filterIsWhatACleanLookWouldShow_data()
{
    QTest::addColumn<int>("column");
    QTest::addColumn<Qt::SortOrder>("direction");
    QTest::addColumn<int>("batch");
    for (const int batch : {1, 7, 100}) {
        for (const int column : {-1, int(QueueModel::Name), int(QueueModel::Size),
                                 int(QueueModel::Progress), int(QueueModel::State)}) {
            for (const Qt::SortOrder direction : {Qt::AscendingOrder, Qt::DescendingOrder}) {
                QTest::addRow("column %d, %s, %d at once", column,
                              direction == Qt::AscendingOrder ? "up" : "down", batch)
                    << column << direction << batch;
            }
        }
    }
}

void QueueFilterTest::filterIsWhatACleanLookWouldShow()
{
    QFETCH(int, column);
    QFETCH(Qt::SortOrder, direction);
    QFETCH(int, batch);
    QueueModel model;
    QueueFilterModel rows(&model);
    const QAbstractItemModelTester tester(&rows);
    rows.setGroup(QueueGroup::Active);
    rows.sort(column, direction);
    QRandomGenerator random(42);
    for (int step = 0; step < 15; ++step) {
        QList<UploadSnapshot> changed;
        for (int i = 0; i < batch; ++i) {
            const int id = 1 + int(random.bounded(120));
            changed += snapshot(id, QStringLiteral("file %1").arg(random.bounded(50)),
                                random.bounded(2) ? UploadState::Sending : UploadState::Queued,
                                100 + int(random.bounded(5)), int(random.bounded(100)));
        }
        model.apply(changed);
        if (step % 5 == 4) {
            QList<UploadId> ids;
            for (int i = 0; i < batch; ++i)
                ids += UploadId(1 + int(random.bounded(120)));
            model.remove(ids);
        }
        QueueFilterModel clean(&model);
        clean.setGroup(QueueGroup::Active);
        clean.sort(column, direction);
        QCOMPARE(rows.rowCount(), clean.rowCount());
        for (int row = 0; row < rows.rowCount(); ++row) {
            QCOMPARE(rows.at(row).id, clean.at(row).id);
            const QModelIndex source = rows.mapToSource(rows.index(row, 1));
            QCOMPARE(rows.mapFromSource(source), rows.index(row, 1));
        }
    }
}

void QueueFilterTest::scatteredRowsStayCheap()
{
    // As above: with a pass over all rows for each, this would not come to an end.
    QueueModel model;
    QueueFilterModel rows(&model);
    constexpr int count = 100'000;
    QList<UploadSnapshot> uploads;
    for (int id = 1; id <= count; ++id)
        uploads += snapshot(id, QStringLiteral("%1").arg(id % 2), UploadState::Queued);
    model.apply(uploads);
    rows.setText(QStringLiteral("2026/1"));
    QTRY_COMPARE_WITH_TIMEOUT(rows.rowCount(), count / 2, test::patient(20'000));
    rows.setText({});
    for (int id = 1; id <= count; id += 2)
        uploads[id - 1].state = UploadState::Failed;
    rows.setGroup(QueueGroup::Waiting);
    model.apply(uploads);
    QTRY_COMPARE_WITH_TIMEOUT(rows.rowCount(), count / 2, test::patient(20'000));
    rows.setGroup(QueueGroup::All);
    QList<UploadId> odd;
    for (int id = 1; id <= count; id += 2)
        odd += UploadId(id);
    model.remove(odd);
    QTRY_COMPARE_WITH_TIMEOUT(rows.rowCount(), count / 2, test::patient(20'000));
    QCOMPARE(model.at(model.rowOf(UploadId(count))).id, UploadId(count));
}

QTEST_MAIN(QueueFilterTest)
#include "QueueFilterTest.moc"

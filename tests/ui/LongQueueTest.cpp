#include "tests/ui/Snapshots.h"
#include "ui/QueueFeed.h"
#include "ui/QueueFilterModel.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QTest>

#include <algorithm>
#include <random>

using namespace cosdrop;

namespace {

constexpr int rows = QueueFilterModel::longQueue + 1000;

QList<UploadSnapshot> uploads(int first, int count)
{
    QList<UploadSnapshot> all;
    for (int id = first; id < first + count; ++id) {
        all += snapshot(id, QStringLiteral("file-%1.txt").arg((id * 7919) % 10'007),
                        UploadState::Queued, (id * 104'729) % 50'000);
    }
    return all;
}

/// What the model is to show, found by looking at every row.
QList<UploadId> expected(const QueueModel &model, QueueGroup group, const QString &word, int column,
                         Qt::SortOrder direction)
{
    QList<int> wanted;
    for (int row = 0; row < model.rowCount(); ++row) {
        const UploadSnapshot &upload = model.at(row);
        if ((group == QueueGroup::All || groupOf(upload.state) == group)
            && upload.objectPath.contains(word))
            wanted += row;
    }
    QueueOrder(&model, column, direction).sort(wanted);
    QList<UploadId> ids;
    for (const int row : std::as_const(wanted))
        ids += model.at(row).id;
    return ids;
}

QList<UploadId> shown(const QueueFilterModel &model)
{
    QList<UploadId> ids;
    for (int row = 0; row < model.rowCount(); ++row)
        ids += model.at(row).id;
    return ids;
}

} // namespace

class LongQueueTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:

    void init()
    {
        m_model = std::make_unique<QueueModel>();
        m_rows = std::make_unique<QueueFilterModel>(m_model.get());
        m_tester = std::make_unique<QAbstractItemModelTester>(m_rows.get());
        m_model->apply(uploads(1, rows));
    }

    void cleanup()
    {
        m_tester.reset();
        m_rows.reset();
        m_model.reset();
    }

    void isSortedByEveryColumn_data()
    {
        QTest::addColumn<int>("column");
        for (int column = -1; column < int(QueueModel::ColumnCount); ++column)
            QTest::addRow("%d", column) << column;
    }

    void isSortedByEveryColumn()
    {
        QFETCH(int, column);
        QList<UploadSnapshot> changed = uploads(1, rows);
        for (UploadSnapshot &upload : changed) {
            const auto number = qint64(upload.id);
            upload.doneBytes = upload.size / (number % 7 + 1);
            upload.bytesPerSecond = double(number % 13);
            upload.timeLeft = std::chrono::milliseconds(number % 17);
            upload.state = UploadState(number % 3);
            upload.links = ObjectLinks{QString::number(number % 19), {}, {}, {}, {}};
            upload.target.edit().profile = QString::number(number % 5);
        }
        m_model->apply(changed);
        QTRY_VERIFY(!m_rows->isPending());
        for (const Qt::SortOrder direction : {Qt::AscendingOrder, Qt::DescendingOrder}) {
            m_rows->sort(column, direction);
            QTRY_VERIFY(!m_rows->isPending());
            const int by = column == QueueModel::Buttons ? -1 : column;
            QCOMPARE(shown(*m_rows), expected(*m_model, QueueGroup::All, {}, by, direction));
        }
    }

    void theOldRowsStayUntilTheNewOnesAreFound()
    {
        m_rows->setText(QStringLiteral("file-77"));
        QVERIFY(m_rows->isPending());
        QCOMPARE(m_rows->rowCount(), rows);
        QTRY_VERIFY(!m_rows->isPending());
        QCOMPARE(shown(*m_rows), expected(*m_model, QueueGroup::All, QStringLiteral("file-77"), -1,
                                          Qt::AscendingOrder));
        QVERIFY(m_rows->rowCount() > 0 && m_rows->rowCount() < rows);
    }

    void whatChangesMeanwhileStandsRightInTheEnd()
    {
        m_rows->sort(QueueModel::Name, Qt::AscendingOrder);
        QVERIFY(m_rows->isPending());
        m_model->apply({snapshot(5, QStringLiteral("aaa"), UploadState::Failed),
                        snapshot(6, QStringLiteral("zzz"), UploadState::Done)});
        m_model->apply(uploads(rows + 1, 20));
        QTRY_VERIFY(!m_rows->isPending());
        QCOMPARE(shown(*m_rows),
                 expected(*m_model, QueueGroup::All, {}, QueueModel::Name, Qt::AscendingOrder));
    }

    void whatGoesMeanwhileIsGone()
    {
        m_rows->sort(QueueModel::Size, Qt::DescendingOrder);
        QVERIFY(m_rows->isPending());
        m_model->remove({UploadId(3), UploadId(4), UploadId(rows)});
        QCOMPARE(m_rows->rowCount(), rows - 3);
        QTRY_VERIFY(!m_rows->isPending());
        QCOMPARE(shown(*m_rows),
                 expected(*m_model, QueueGroup::All, {}, QueueModel::Size, Qt::DescendingOrder));
    }

    void theLastWishCounts()
    {
        m_rows->sort(QueueModel::Name, Qt::AscendingOrder);
        m_rows->setText(QStringLiteral("file-1"));
        m_rows->setText(QStringLiteral("file-2"));
        m_rows->sort(QueueModel::Size, Qt::AscendingOrder);
        m_rows->setGroup(QueueGroup::Waiting);
        QTRY_VERIFY(!m_rows->isPending());
        QCOMPARE(shown(*m_rows), expected(*m_model, QueueGroup::Waiting, QStringLiteral("file-2"),
                                          QueueModel::Size, Qt::AscendingOrder));
    }

    void anythingInAnyOrderEndsRight()
    {
        std::mt19937 random(11);
        int next = rows + 1;
        QueueGroup group = QueueGroup::All;
        QString word;
        int column = -1;
        for (int step = 0; step < 150; ++step) {
            const int row = int(random() % uint(m_model->rowCount()));
            switch (random() % 7) {
            case 0:
                m_model->apply(uploads(next, 30));
                next += 30;
                break;
            case 1:
                m_model->remove({m_model->at(row).id});
                break;
            case 2: {
                QList<UploadId> scattered;
                for (int i = 0; i < 40; ++i)
                    scattered += m_model->at(int(random() % uint(m_model->rowCount()))).id;
                m_model->remove(scattered);
                break;
            }
            case 3: {
                UploadSnapshot upload = m_model->at(row);
                upload.state = UploadState(random() % 11);
                upload.size = qint64(random() % 50'000);
                m_model->apply({upload});
                break;
            }
            case 4:
                group = random() % 2 ? QueueGroup::All : QueueGroup::Waiting;
                m_rows->setGroup(group);
                break;
            case 5:
                word = random() % 2 ? QString() : QStringLiteral("file-3");
                m_rows->setText(word);
                break;
            default:
                column = random() % 2 ? int(QueueModel::Size) : int(QueueModel::Name);
                m_rows->sort(column, Qt::AscendingOrder);
            }
            if (random() % 3 == 0)
                QCoreApplication::processEvents();
        }
        QTRY_VERIFY(!m_rows->isPending());
        QCOMPARE(shown(*m_rows), expected(*m_model, group, word, column, Qt::AscendingOrder));
    }

    void aFeedBringsManyRowsInPiecesAndInOrder()
    {
        QueueModel model;
        QueueFeed feed(&model);
        feed.changed(uploads(1, 10));
        QCOMPARE(model.rowCount(), 10);
        const QSignalSpy inserted(&model, &QAbstractItemModel::rowsInserted);
        feed.changed(uploads(11, 5000));
        QVERIFY(model.rowCount() < 5010);
        feed.removed({UploadId(1), UploadId(5000)});
        feed.changed({snapshot(2, QStringLiteral("new name"), UploadState::Done)});
        QVERIFY(feed.isWaiting());
        QTRY_VERIFY(!feed.isWaiting());
        QCOMPARE(model.rowCount(), 5008);
        QVERIFY(inserted.size() >= 10);
        QCOMPARE(model.rowOf(UploadId(5000)), -1);
        QCOMPARE(model.at(model.rowOf(UploadId(2))).state, UploadState::Done);
    }

private:
    std::unique_ptr<QueueModel> m_model;
    std::unique_ptr<QueueFilterModel> m_rows;
    std::unique_ptr<QAbstractItemModelTester> m_tester;
};

QTEST_MAIN(LongQueueTest)
#include "LongQueueTest.moc"

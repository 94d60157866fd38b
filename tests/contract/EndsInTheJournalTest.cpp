// Uploads that have ended are written a little later than what is about to begin: what of that
// may never be seen, even after a crash or on a full disk.

#include "tests/contract/Scenario.h"
#include "tests/support/Patience.h"
#include "tests/support/TestFiles.h"

#include <QTemporaryDir>
#include <QtTest/QtTest>

using namespace cosdrop;
using namespace cosdrop::test;
using namespace std::chrono_literals;

namespace {

const QString objectPath = QStringLiteral("/dir/file.bin");
constexpr UploadId first{1};
constexpr UploadId second{2};
constexpr int soon = patient(30'000); // ms

} // namespace

class EndsInTheJournalTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();

    void whatWaitedForThePathBeginsWithTheEndWritten();
    void endThatFoundNoRoomIsWrittenWithTheNext();
    void endThatFoundNoRoomIsWrittenWhenAllStops();
    void removedEndThatFoundNoRoomIsForgotten();
    void retryAtTheVeryEndBeginsAnew();
    void removedTwiceAtOnceIsRemoved();

private:
    /// One file, which ends while the journal is full.
    void endWithoutRoom(ContractQueue &uploads);

    QTemporaryDir m_folder;
    QString m_file;
    QString m_other;
    std::unique_ptr<ContractBackend> m_backend;
};

void EndsInTheJournalTest::initTestCase()
{
    m_file = m_folder.filePath(QStringLiteral("file.bin"));
    m_other = m_folder.filePath(QStringLiteral("other.bin"));
    QVERIFY(makeFile(m_file, wholeSize, 1));
    QVERIFY(makeFile(m_other, wholeSize, 2));
}

void EndsInTheJournalTest::init()
{
    m_backend = makeBackend(QStringLiteral("memory"));
}

void EndsInTheJournalTest::endWithoutRoom(ContractQueue &uploads)
{
    uploads.setHook([&](const QString &op, const QString &, bool) {
        if (op == QLatin1String("upload"))
            uploads.journal.isFull = true;
    });
    uploads.add(uploads.spec(m_file, objectPath));
    QTRY_COMPARE_WITH_TIMEOUT(uploads.shown(first).state, UploadState::Done, soon);
    QVERIFY(!uploads.journal.says(first, UploadState::Done));
    uploads.setHook({});
    uploads.journal.isFull = false;
}

void EndsInTheJournalTest::whatWaitedForThePathBeginsWithTheEndWritten()
{
    ContractQueue uploads(*m_backend);
    uploads.tellOnlyTheEnd();
    QList<QList<UploadRecord>> saved;
    uploads.setHook([&](const QString &op, const QString &, bool) {
        if (op == QLatin1String("upload"))
            saved.append(*uploads.journal.load());
    });
    uploads.add(uploads.spec(m_file, objectPath));
    uploads.add(uploads.spec(m_other, objectPath, ConflictRule::Overwrite));
    QVERIFY(uploads.finish());
    QCOMPARE(saved.size(), 2);
    QCOMPARE(m_backend->objectSha1(objectPath), sha1OfFile(m_other));

    // The program is killed when the second one's bytes are there, and starts again.
    ContractQueue after(*m_backend);
    QVERIFY(after.journal.save(saved.constLast()));
    after.queue->load(saved.constLast(), UploadQueue::Startup::GoOn);
    QVERIFY(after.finish());
    QCOMPARE(after.shown(first).state, UploadState::Done);
    QCOMPARE(after.shown(second).state, UploadState::Done);
}

void EndsInTheJournalTest::endThatFoundNoRoomIsWrittenWithTheNext()
{
    ContractQueue uploads(*m_backend);
    QSignalSpy trouble(uploads.queue.get(), &UploadQueue::journalTrouble);
    endWithoutRoom(uploads);
    QCOMPARE(trouble.size(), 1);
    uploads.add(uploads.spec(m_other, QStringLiteral("/dir/other.bin")));
    QTRY_VERIFY_WITH_TIMEOUT(uploads.journal.says(first, UploadState::Done), soon);
    QTRY_COMPARE_WITH_TIMEOUT(trouble.size(), 2, soon);
}

void EndsInTheJournalTest::endThatFoundNoRoomIsWrittenWhenAllStops()
{
    ContractQueue uploads(*m_backend);
    endWithoutRoom(uploads);
    QVERIFY(uploads.stop());
    QVERIFY(uploads.journal.says(first, UploadState::Done));
}

void EndsInTheJournalTest::removedEndThatFoundNoRoomIsForgotten()
{
    ContractQueue uploads(*m_backend);
    endWithoutRoom(uploads);
    uploads.journal.isFull = true;
    QSignalSpy removed(uploads.queue.get(), &UploadQueue::removed);
    uploads.queue->remove({first});
    QTRY_COMPARE_WITH_TIMEOUT(removed.size(), 1, soon);
    uploads.journal.isFull = false;
    QVERIFY(uploads.stop());
    QVERIFY(uploads.journal.load()->isEmpty());
}

void EndsInTheJournalTest::retryAtTheVeryEndBeginsAnew()
{
    EmulatorFault refused;
    refused.op = QStringLiteral("upload");
    refused.status = 403;
    m_backend->setFaults({refused});
    ContractQueue uploads(*m_backend);
    UploadQueue *queue = uploads.queue.get();
    bool isRetried = false;
    // Behind the failure, and before the queue has cleared it away.
    uploads.setHook([&](const QString &op, const QString &, bool succeeded) {
        if (op == QLatin1String("upload") && !succeeded && !std::exchange(isRetried, true))
            QMetaObject::invokeMethod(
                queue, [queue] { queue->retry({first}); }, Qt::QueuedConnection);
    });
    uploads.add(uploads.spec(m_file, objectPath));
    QVERIFY(uploads.finish());
    QVERIFY(isRetried);
    QCOMPARE(uploads.shown(first).state, UploadState::Done);
}

void EndsInTheJournalTest::removedTwiceAtOnceIsRemoved()
{
    ContractQueue uploads(*m_backend);
    uploads.add(uploads.spec(m_file, objectPath));
    QVERIFY(uploads.finish());
    uploads.queue->remove({first, first});
    QTRY_VERIFY_WITH_TIMEOUT(uploads.journal.load()->isEmpty(), soon);
}

QTEST_GUILESS_MAIN(EndsInTheJournalTest)
#include "EndsInTheJournalTest.moc"

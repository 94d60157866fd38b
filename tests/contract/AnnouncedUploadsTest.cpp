// Small files, whose requests are announced to the journal many at a time: what a program finds
// that is started again after a kill.

#include "tests/contract/Scenario.h"
#include "tests/support/Patience.h"
#include "tests/support/TestFiles.h"

#include <QScopeGuard>
#include <QTemporaryDir>
#include <QtTest/QtTest>

#include <algorithm>

using namespace cosdrop;
using namespace cosdrop::test;
using namespace std::chrono_literals;

namespace {

const QString uploadOp = QStringLiteral("upload");
constexpr int files = 100;
constexpr int soon = patient(30'000); // ms

QString objectPath(int file)
{
    return QStringLiteral("/dir/%1.bin").arg(file, 3, 10, QLatin1Char('0'));
}

} // namespace

class AnnouncedUploadsTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();

    void noRequestGoesOutBeforeItsAnnouncementIsWritten();
    void everyRequestIsAnnounced();
    void announcementThatFailedIsMadeAgain();
    void killedProgramFindsWhatItSent();
    void whatTakesLongerIsSavedWithItsDigests();
    void removingWhatWasOnlyAnnouncedAsksNobody();
    void uploadThatFollowsAtItsPathIsAnnouncedAnew_data();
    void uploadThatFollowsAtItsPathIsAnnouncedAnew();

private:
    QString localPath(int file) const { return m_folder.filePath(QString::number(file)); }

    void addAll(ContractQueue &uploads) const;

    /// Whether the journal takes the upload to that path for one that may have sent something.
    static bool isAnnounced(ContractQueue &uploads, const QString &path);

    QTemporaryDir m_folder;
    std::unique_ptr<ContractBackend> m_backend;
};

void AnnouncedUploadsTest::initTestCase()
{
    for (int file = 0; file < files; ++file)
        QVERIFY(makeFile(localPath(file), 1000 + file, static_cast<quint64>(file)));
}

void AnnouncedUploadsTest::init()
{
    m_backend = makeBackend(QStringLiteral("memory"));
}

void AnnouncedUploadsTest::addAll(ContractQueue &uploads) const
{
    QList<NewUpload> all;
    for (int file = 0; file < files; ++file)
        all.append({uploads.spec(localPath(file), objectPath(file)), 1000 + file});
    uploads.queue->add(all);
}

bool AnnouncedUploadsTest::isAnnounced(ContractQueue &uploads, const QString &path)
{
    const auto records = uploads.journal.load();
    return std::any_of(records->cbegin(), records->cend(), [&path](const UploadRecord &record) {
        return record.spec.objectPath == path && record.contacted;
    });
}

void AnnouncedUploadsTest::noRequestGoesOutBeforeItsAnnouncementIsWritten()
{
    ContractQueue uploads(*m_backend);
    uploads.journal.hold();
    auto release = qScopeGuard([&] { uploads.journal.release(); });
    addAll(uploads);
    // Behind the folder's request nothing but the journal is waited for.
    bool isFolderThere = false;
    uploads.setHook([&](const QString &op, const QString &, bool) {
        isFolderThere = isFolderThere || op == QStringLiteral("create");
    });
    QTRY_VERIFY_WITH_TIMEOUT(isFolderThere, soon);
    bool isAnswered = false;
    uploads.storage.stat({m_backend->target(), *ObjectPath::parse(objectPath(0))},
                         [&](const Result<ObjectStat> &) { isAnswered = true; });
    QTRY_VERIFY_WITH_TIMEOUT(isAnswered, soon);
    QCOMPARE(m_backend->requests(uploadOp), 0);
    release.dismiss();
    uploads.journal.release();
    QVERIFY(uploads.finish());
    QCOMPARE(m_backend->requests(uploadOp), files);
}

void AnnouncedUploadsTest::everyRequestIsAnnounced()
{
    ContractQueue uploads(*m_backend);
    uploads.tellOnlyTheEnd();
    QStringList unannounced;
    uploads.setHook([&](const QString &op, const QString &path, bool) {
        if (op == uploadOp && !isAnnounced(uploads, path))
            unannounced.append(path);
    });
    addAll(uploads);
    QVERIFY(uploads.finish());
    QCOMPARE(unannounced, QStringList());
    QCOMPARE(m_backend->requests(uploadOp), files);
}

void AnnouncedUploadsTest::announcementThatFailedIsMadeAgain()
{
    ContractQueue uploads(*m_backend);
    uploads.tellOnlyTheEnd();
    QSignalSpy trouble(uploads.queue.get(), &UploadQueue::journalTrouble);
    QStringList unannounced;
    uploads.setHook([&](const QString &op, const QString &path, bool) {
        if (op == QStringLiteral("create"))
            uploads.journal.isFull = false;
        if (op == uploadOp && !isAnnounced(uploads, path))
            unannounced.append(path);
    });
    // The disk is full when they are announced, and no longer when the folder has been made.
    QList<UploadRecord> records;
    for (int file = 0; file < files; ++file) {
        UploadRecord record;
        record.id = UploadId{file + 1};
        record.position = file + 1;
        record.spec = uploads.spec(localPath(file), objectPath(file));
        record.size = 1000 + file;
        records.append(record);
    }
    QVERIFY(uploads.journal.save(records));
    uploads.journal.isFull = true;
    uploads.queue->load(records, UploadQueue::Startup::GoOn);
    QVERIFY(uploads.finish());
    QVERIFY(!trouble.isEmpty());
    QCOMPARE(unannounced, QStringList());
}

void AnnouncedUploadsTest::killedProgramFindsWhatItSent()
{
    QList<UploadRecord> atTheKill;
    {
        ContractQueue killed(*m_backend);
        killed.tellOnlyTheEnd();
        int sent = 0;
        killed.setHook([&](const QString &op, const QString &, bool) {
            if (op == uploadOp && ++sent == files / 2)
                atTheKill = *killed.journal.load();
        });
        addAll(killed);
        QTRY_VERIFY_WITH_TIMEOUT(!atTheKill.isEmpty(), soon);
    }
    const int before = m_backend->requests(uploadOp);
    QVERIFY(before >= files / 2);
    QVERIFY(before < files);

    ContractQueue after(*m_backend);
    QVERIFY(after.journal.save(atTheKill));
    after.queue->load(atTheKill, UploadQueue::Startup::GoOn);
    QVERIFY(after.finish());
    // None was sent again, and none was taken for another's.
    QCOMPARE(m_backend->requests(uploadOp), files);
    for (int file = 0; file < files; ++file) {
        QCOMPARE(after.shown(UploadId{file + 1}).state, UploadState::Done);
        QCOMPARE(m_backend->objectSha1(objectPath(file)), sha1OfFile(localPath(file)));
    }
}

void AnnouncedUploadsTest::whatTakesLongerIsSavedWithItsDigests()
{
    EmulatorFault lost;
    lost.op = uploadOp;
    lost.drop = EmulatorFault::Drop::After;
    m_backend->setFaults({lost});
    ContractQueue uploads(*m_backend);
    uploads.network.isDown = true;
    uploads.add(uploads.spec(localPath(0), objectPath(0)));
    const auto savedSha1 = [&] {
        const auto records = uploads.journal.load();
        return records->isEmpty() ? QByteArray() : records->constFirst().digests.sha1;
    };
    QTRY_COMPARE_WITH_TIMEOUT(savedSha1(), sha1OfFile(localPath(0)), soon);
    QTRY_COMPARE_WITH_TIMEOUT(uploads.shown(UploadId{1}).state, UploadState::Waiting, soon);
    QVERIFY(uploads.journal.load()->constFirst().contacted);
}

void AnnouncedUploadsTest::removingWhatWasOnlyAnnouncedAsksNobody()
{
    UploadRecord record;
    record.id = UploadId{1};
    record.position = 1;
    ContractQueue after(*m_backend);
    record.spec = after.spec(localPath(0), objectPath(0));
    record.size = 1000;
    record.contacted = true;
    QVERIFY(after.journal.save({record}));
    after.queue->load({record}, UploadQueue::Startup::Hold);
    QSignalSpy removed(after.queue.get(), &UploadQueue::removed);
    after.queue->remove({record.id});
    QTRY_COMPARE_WITH_TIMEOUT(removed.size(), 1, soon);
    QCOMPARE(after.storage.requests(), 0);
    QVERIFY(after.journal.load()->isEmpty());
}

void AnnouncedUploadsTest::uploadThatFollowsAtItsPathIsAnnouncedAnew_data()
{
    QTest::addColumn<bool>("isOnItsWay");
    QTest::newRow("nobody has asked to write the end") << false;
    QTest::newRow("the end is on its way") << true;
}

void AnnouncedUploadsTest::uploadThatFollowsAtItsPathIsAnnouncedAnew()
{
    QFETCH(bool, isOnItsWay);
    ContractQueue uploads(*m_backend);
    UploadQueue *queue = uploads.queue.get();
    uploads.tellOnlyTheEnd();
    // The second is announced with the first, whose end has to be written before its request.
    auto release = qScopeGuard([&] { uploads.journal.release(); });
    uploads.setHook([&](const QString &op, const QString &, bool) {
        if (op != uploadOp || m_backend->requests(uploadOp) > 1)
            return;
        uploads.journal.hold();
        // Which begins by writing what has ended, behind the end and before the next begins.
        if (isOnItsWay)
            QMetaObject::invokeMethod(
                queue, [queue] { queue->clearHistory(); }, Qt::QueuedConnection);
    });
    QList<NewUpload> both;
    for (int file : {0, 1})
        both.append(
            {uploads.spec(localPath(file), objectPath(0), ConflictRule::Overwrite), 1000 + file});
    uploads.queue->add(both);
    QTRY_VERIFY_WITH_TIMEOUT(uploads.files.digested.contains(localPath(1)), soon);
    QCOMPARE(m_backend->requests(uploadOp), 1);
    release.dismiss();
    uploads.journal.release();
    QVERIFY(uploads.finish());
    QCOMPARE(m_backend->objectSha1(objectPath(0)), sha1OfFile(localPath(1)));
}

QTEST_GUILESS_MAIN(AnnouncedUploadsTest)
#include "AnnouncedUploadsTest.moc"

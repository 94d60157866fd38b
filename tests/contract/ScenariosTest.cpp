// Uploads that are paused, restarted, offline, forgotten, in memory and through HTTP.

#include "tests/contract/Scenario.h"
#include "tests/support/Patience.h"
#include "tests/support/TestFiles.h"

#include <QTemporaryDir>
#include <QtTest/QtTest>

using namespace cosdrop;
using namespace cosdrop::test;

namespace {

const QString objectPath = QStringLiteral("/dir/file.bin");
const QString sliceOp = QStringLiteral("upload_slice_data");
constexpr int longSlices = 40;
constexpr int soon = patient(30'000); // ms

} // namespace

class ScenariosTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();

    void serialServerGetsOneSliceAtATime_data() { bothBackends(); }

    void serialServerGetsOneSliceAtATime();

    void slicesGoSideBySide_data() { bothBackends(); }

    void slicesGoSideBySide();

    void serverThatBearsTwoSlicesIsNotPressed_data() { bothBackends(); }

    void serverThatBearsTwoSlicesIsNotPressed();

    void serversSliceSizeWins_data() { bothBackends(); }

    void serversSliceSizeWins();

    void uploadsWithoutHashing_data() { bothBackends(); }

    void uploadsWithoutHashing();

    void pausedUploadGoesOnWithWhatIsThere_data() { bothBackends(); }

    void pausedUploadGoesOnWithWhatIsThere();

    void restartedQueueGoesOnWithWhatIsThere_data() { bothBackends(); }

    void restartedQueueGoesOnWithWhatIsThere();

    void forgottenSessionsBeginAgain_data() { bothBackends(); }

    void forgottenSessionsBeginAgain();

    void retryAfterIsWaited_data() { bothBackends(); }

    void retryAfterIsWaited();

    void noNetworkUsesNoTries_data() { bothBackends(); }

    void noNetworkUsesNoTries();

    void manyUploadsSurviveAStorm_data() { bothBackends(); }

    void manyUploadsSurviveAStorm();

private:
    QTemporaryDir m_folder;
    QString m_file;
    QString m_longFile;
    std::unique_ptr<ContractBackend> m_backend;
};

void ScenariosTest::initTestCase()
{
    m_file = m_folder.filePath(QStringLiteral("file.bin"));
    QVERIFY(makeFile(m_file, slicedSize, 1));
    m_longFile = m_folder.filePath(QStringLiteral("long.bin"));
    QVERIFY(makeFile(m_longFile, longSlices * contractSlice, 2));
}

void ScenariosTest::init()
{
    QFETCH(QString, where);
    m_backend = makeBackend(where);
}

void ScenariosTest::serialServerGetsOneSliceAtATime()
{
    QFETCH(QString, where);
    ContractOptions options;
    options.serial = true;
    m_backend = makeBackend(where, options);
    ContractQueue uploads(*m_backend);
    uploads.add(uploads.spec(m_file, objectPath));
    QVERIFY(uploads.finish());
    QCOMPARE(notDone(uploads, m_file, objectPath), QString());
    QCOMPARE(m_backend->maxParallelSlices(), 1);
    QCOMPARE(uploads.storage.slicesSent(), 5);
}

void ScenariosTest::slicesGoSideBySide()
{
    ContractQueue uploads(*m_backend);
    EmulatorFault slow;
    slow.op = sliceOp;
    slow.times = -1;
    slow.delay = std::chrono::milliseconds(200);
    m_backend->setFaults({slow});
    uploads.add(uploads.spec(m_longFile, objectPath));
    QVERIFY(uploads.finish());
    QCOMPARE(notDone(uploads, m_longFile, objectPath), QString());
    QCOMPARE(m_backend->maxParallelSlices(), 4);
}

void ScenariosTest::serverThatBearsTwoSlicesIsNotPressed()
{
    ContractQueue uploads(*m_backend);
    EmulatorFault busy;
    busy.op = sliceOp;
    busy.beyond = 2;
    busy.times = -1;
    busy.code = -71;
    EmulatorFault slow;
    slow.op = sliceOp;
    slow.times = -1;
    slow.delay = std::chrono::milliseconds(20);
    m_backend->setFaults({busy, slow});
    uploads.add(uploads.spec(m_longFile, objectPath));
    QVERIFY(uploads.finish());
    QCOMPARE(notDone(uploads, m_longFile, objectPath), QString());
    // Four set out at first, then two; a third is tried once in a while.
    const int refused = uploads.storage.slicesSent() - longSlices;
    QVERIFY2(refused >= 1 && refused <= longSlices / 4, qPrintable(QString::number(refused)));
}

void ScenariosTest::serversSliceSizeWins()
{
    QFETCH(QString, where);
    ContractOptions options;
    options.forcedSliceSize = 2 * contractSlice;
    m_backend = makeBackend(where, options);
    ContractQueue uploads(*m_backend);
    uploads.add(uploads.spec(m_file, objectPath));
    QVERIFY(uploads.finish());
    QCOMPARE(notDone(uploads, m_file, objectPath), QString());
    QCOMPARE(uploads.storage.slicesSent(), 3);
}

void ScenariosTest::uploadsWithoutHashing()
{
    for (const qint64 size : {slicedSize, wholeSize, qint64(0)}) {
        const QString file = m_folder.filePath(QString::number(size));
        QVERIFY(makeFile(file, size, 3));
        ContractQueue uploads(*m_backend);
        const QString path = QStringLiteral("/dir/%1").arg(size);
        UploadSpec spec = uploads.spec(file, path);
        spec.hash = false;
        uploads.add(spec);
        QVERIFY(uploads.finish());
        QCOMPARE(notDone(uploads, file, path), QString());
    }
}

void ScenariosTest::pausedUploadGoesOnWithWhatIsThere()
{
    const auto uploads = beginAnothers(*m_backend, m_file, objectPath, 2);
    QVERIFY(uploads);
    QCOMPARE(m_backend->unfinishedUploads(), 1);
    uploads->queue->resumeAll();
    QVERIFY(uploads->finish());
    QCOMPARE(notDone(*uploads, m_file, objectPath), QString());
    QVERIFY(!uploads->last().startedAgain);
    QCOMPARE(m_backend->requests(QStringLiteral("upload_slice_init")), 1);
}

void ScenariosTest::restartedQueueGoesOnWithWhatIsThere()
{
    ContractQueue before(*m_backend);
    UploadQueue *queue = before.queue.get();
    QSignalSpy stopped(queue, &UploadQueue::stopped);
    before.sendFewAtOnce();
    before.setHook(saidWhenArrived(2, queue, [&] { queue->stop(); }));
    before.add(before.spec(m_file, objectPath));
    QTRY_VERIFY_WITH_TIMEOUT(!stopped.isEmpty(), soon);
    const auto records = before.journal.load();
    QVERIFY(records && records->size() == 1);

    ContractQueue after(*m_backend);
    after.queue->load(*records, UploadQueue::Startup::GoOn);
    QVERIFY(after.finish());
    QCOMPARE(notDone(after, m_file, objectPath), QString());
    QCOMPARE(m_backend->requests(QStringLiteral("upload_slice_init")), 1);
    QCOMPARE(m_backend->requests(QStringLiteral("upload_slice_list")), 1);
    QVERIFY(after.storage.slicesSent() <= 3);
    QVERIFY(!after.last().startedAgain);
}

void ScenariosTest::forgottenSessionsBeginAgain()
{
    ContractQueue uploads(*m_backend);
    uploads.setHook(whenArrived(3, [this] { m_backend->forgetSessions(); }));
    uploads.add(uploads.spec(m_file, objectPath));
    QVERIFY(uploads.finish());
    QCOMPARE(notDone(uploads, m_file, objectPath), QString());
    QVERIFY(uploads.last().startedAgain);
    QCOMPARE(m_backend->requests(QStringLiteral("upload_slice_init")), 2);
}

void ScenariosTest::retryAfterIsWaited()
{
    EmulatorFault busy;
    busy.op = sliceOp;
    busy.skip = 1;
    busy.code = -71;
    busy.status = 503;
    busy.retryAfter = 1;
    m_backend->setFaults({busy});
    ContractQueue uploads(*m_backend);
    std::chrono::milliseconds refusedAt{0};
    std::chrono::milliseconds sentAt{0};
    uploads.setHook([&](const QString &op, const QString &, bool succeeded) {
        if (op != sliceOp)
            return;
        if (!succeeded)
            refusedAt = m_backend->clock().steady();
        else
            sentAt = m_backend->clock().steady();
    });
    uploads.add(uploads.spec(m_file, objectPath));
    QVERIFY(uploads.finish());
    QCOMPARE(notDone(uploads, m_file, objectPath), QString());
    QVERIFY(refusedAt.count() > 0);
    QVERIFY(sentAt - refusedAt >= std::chrono::seconds(1));
}

void ScenariosTest::noNetworkUsesNoTries()
{
    ContractQueue uploads(*m_backend);
    EmulatorFault lost;
    lost.times = 200;
    lost.drop = EmulatorFault::Drop::Before;
    uploads.setHook(whenArrived(1, [&] {
        uploads.network.isDown = true;
        m_backend->setFaults({lost});
    }));
    uploads.add(uploads.spec(m_file, objectPath));
    // More comings and goings than there are tries.
    for (int i = 0; i < 12; ++i) {
        QTRY_COMPARE_WITH_TIMEOUT(uploads.network.waiting(), 1, soon);
        QTRY_VERIFY_WITH_TIMEOUT(uploads.last().waitReason == WaitReason::Network, soon);
        QCOMPARE(uploads.last().attempt, 0);
        uploads.network.comeBack();
        uploads.network.isDown = true;
    }
    QTRY_COMPARE_WITH_TIMEOUT(uploads.network.waiting(), 1, soon);
    m_backend->setFaults({});
    uploads.network.comeBack();
    QVERIFY(uploads.finish());
    QCOMPARE(notDone(uploads, m_file, objectPath), QString());
}

void ScenariosTest::manyUploadsSurviveAStorm()
{
    QList<EmulatorFault> storm;
    using Drop = EmulatorFault::Drop;
    for (int i = 0; i < 40; ++i) {
        EmulatorFault fault;
        fault.skip = 5 * i;
        switch (i % 5) {
        case 0:
            fault.drop = Drop::Before;
            break;
        case 1:
            fault.drop = Drop::After;
            break;
        case 2:
            fault.status = 503;
            break;
        case 3:
            fault.cutJson = true;
            break;
        default:
            fault.op = sliceOp;
            fault.loseSlice = true;
            break;
        }
        storm.append(fault);
    }
    m_backend->setFaults(storm);
    ContractQueue uploads(*m_backend);
    QHash<QString, QString> files;
    for (int i = 0; i < 8; ++i) {
        const QString file = m_folder.filePath(QStringLiteral("storm-%1").arg(i));
        QVERIFY(makeFile(file, i % 2 == 0 ? slicedSize : wholeSize, 100 + static_cast<quint64>(i)));
        files.insert(QStringLiteral("/storm/%1").arg(i), file);
    }
    for (auto file = files.cbegin(); file != files.cend(); ++file)
        uploads.add(uploads.spec(file.value(), file.key()));
    QVERIFY(uploads.finish());
    QVERIFY2(uploads.storage.fault().isEmpty(), qPrintable(uploads.storage.fault()));
    for (auto file = files.cbegin(); file != files.cend(); ++file)
        QCOMPARE(m_backend->objectSha1(file.key()), sha1OfFile(file.value()));
    QCOMPARE(m_backend->unfinishedUploads(), 0);
}

QTEST_GUILESS_MAIN(ScenariosTest)
#include "ScenariosTest.moc"

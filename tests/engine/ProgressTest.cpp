// How far an upload is while it does not run, in the run that sent it and in the next one.

#include "tests/engine/EngineBench.h"
#include "tests/support/Patience.h"
#include "tests/support/TestFiles.h"

#include <QTest>

#include <memory>

using namespace cosdrop;
using namespace cosdrop::test;

namespace {

constexpr int soon = patient(20'000); // ms; a condition that does not come true by then has failed
constexpr qint64 MiB = 1024 * 1024;

} // namespace

class ProgressTest : public EngineBench
{
    Q_OBJECT

private:
    /// An engine with a file of so many slices under way; all requests for slices but the first
    /// five meet `fault`.
    std::unique_ptr<Followed> send(EmulatorFault fault) const
    {
        fault.op = QStringLiteral("upload_slice_data");
        fault.skip = held;
        fault.times = -1;
        m_emulator->setFaults({fault});
        auto followed = startEngine(engineOptions());
        followed->engine.add(request({makeLocal(QStringLiteral("file.bin"), 20 * MiB)}));
        return followed;
    }

    static EmulatorFault silence()
    {
        EmulatorFault fault;
        fault.hang = std::chrono::minutes(10);
        return fault;
    }

    static constexpr int held = 5;
private Q_SLOTS:

    void pausedUploadStandsAtWhatTheServerHolds()
    {
        auto followed = send(silence());
        QTRY_COMPARE_WITH_TIMEOUT(followed->only().slicesDone, held, soon);
        followed->engine.pauseAll();
        QTRY_COMPARE_WITH_TIMEOUT(followed->only().state, UploadState::Paused, soon);
        QCOMPARE(followed->only().doneBytes, held * MiB);
        QCOMPARE(followed->totals.doneBytes, held * MiB);

        followed.reset();
        followed = startEngine(engineOptions());
        QTRY_COMPARE_WITH_TIMEOUT(followed->only().state, UploadState::Paused, soon);
        QCOMPARE(followed->only().doneBytes, held * MiB);
        QCOMPARE(followed->totals.doneBytes, held * MiB);
    }

    void resumedUploadGoesOnFromThereAndNotFromNothing()
    {
        auto followed = send(silence());
        QTRY_COMPARE_WITH_TIMEOUT(followed->only().slicesDone, held, soon);
        followed->engine.pauseAll();
        QTRY_COMPARE_WITH_TIMEOUT(followed->only().state, UploadState::Paused, soon);
        followed.reset();
        m_emulator->setFaults({});
        followed = startEngine(engineOptions());
        QTRY_COMPARE_WITH_TIMEOUT(followed->only().state, UploadState::Paused, soon);
        qint64 least = 20 * MiB;
        connect(&followed->engine, &UploadEngine::changed, this,
                [&least](const QList<UploadSnapshot> &uploads) {
                    for (const UploadSnapshot &upload : uploads)
                        least = std::min(least, upload.doneBytes);
                });
        followed->engine.resumeAll();
        QTRY_VERIFY_WITH_TIMEOUT(followed->only().state == UploadState::Done, soon);
        QVERIFY2(least >= held * MiB, QByteArray::number(least));
    }

    void failedUploadStandsAtWhatTheServerHolds()
    {
        EmulatorFault fault;
        fault.code = -97;
        auto followed = send(fault);
        QTRY_COMPARE_WITH_TIMEOUT(followed->only().state, UploadState::Failed, soon);
        const qint64 there = followed->only().doneBytes;
        QVERIFY(there > 0 && there <= held * MiB && there % MiB == 0);

        followed.reset();
        followed = startEngine(engineOptions());
        QTRY_COMPARE_WITH_TIMEOUT(followed->only().state, UploadState::Failed, soon);
        QCOMPARE(followed->only().doneBytes, there);
    }

    void waitingUploadStandsAtWhatWasSent()
    {
        EmulatorFault fault;
        fault.drop = EmulatorFault::Drop::Before;
        auto followed = send(fault);
        QTRY_COMPARE_WITH_TIMEOUT(followed->only().state, UploadState::Waiting, soon);
        QVERIFY(followed->only().doneBytes >= held * MiB);
    }

    void uploadInTheQueueStandsThereTooAfterTheProgramEnded()
    {
        auto followed = send(silence());
        QTRY_COMPARE_WITH_TIMEOUT(followed->only().slicesDone, held, soon);
        followed.reset();

        UploadEngine::Options options;
        options.stateFolder = m_folder->filePath(QStringLiteral("state"));
        options.startup = UploadEngine::Startup::Hold;
        followed = std::make_unique<Followed>(options);
        startWithKeys(followed->engine);
        QTRY_COMPARE_WITH_TIMEOUT(followed->all.size(), 1, soon);
        QCOMPARE(followed->only().state, UploadState::Queued);
        QCOMPARE(followed->only().doneBytes, held * MiB);
    }

    void changedFileStandsAtNothing()
    {
        auto followed = send(silence());
        QTRY_COMPARE_WITH_TIMEOUT(followed->only().slicesDone, held, soon);
        followed->engine.pauseAll();
        QTRY_COMPARE_WITH_TIMEOUT(followed->only().state, UploadState::Paused, soon);
        // Nothing of the new bytes gets through before the next pause.
        EmulatorFault mute = silence();
        mute.times = -1;
        m_emulator->setFaults({mute});
        QVERIFY(makeFile(m_folder->filePath(QStringLiteral("file.bin")), 20 * MiB, 2));
        followed->engine.resumeAll();
        QTRY_VERIFY_WITH_TIMEOUT(followed->only().startedAgain
                                     && followed->only().state == UploadState::Preparing,
                                 soon);
        QCOMPARE(followed->only().doneBytes, 0);
        followed->engine.pauseAll();
        QTRY_COMPARE_WITH_TIMEOUT(followed->only().state, UploadState::Paused, soon);
        QCOMPARE(followed->only().doneBytes, 0);
    }
};

QTEST_GUILESS_MAIN(ProgressTest)

#include "ProgressTest.moc"

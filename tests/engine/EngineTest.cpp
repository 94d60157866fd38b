// The engine whole: real thread, real journal, real HTTP to the emulator.

#include "tests/engine/EngineBench.h"
#include "tests/support/Patience.h"
#include "tests/support/TestFiles.h"

#include <QElapsedTimer>
#include <QSignalSpy>
#include <QTest>

#include <memory>

using namespace cosdrop;
using namespace cosdrop::test;

namespace {

constexpr int soon = patient(20'000); // ms; a condition that does not come true by then has failed
constexpr qint64 MiB = 1024 * 1024;

} // namespace

class EngineTest : public EngineBench
{
    Q_OBJECT

private:
    int slicesAsked() const { return asked(*m_emulator, QStringLiteral("upload_slice_data")); }

    /// An engine that sends a file of 24 MiB slowly, with a few slices at the server already.
    std::unique_ptr<Followed> sendSlowly(const QString &file) const
    {
        UploadEngine::Options options = engineOptions();
        options.settings.bytesPerSecond = 4 * MiB;
        auto followed = startEngine(options);
        followed->engine.add(request({file}));
        return followed;
    }

private Q_SLOTS:

    void uploadsFilesAndFoldersWithTheirBytes()
    {
        const QString big = makeLocal(QStringLiteral("big.bin"), 20 * MiB + 1, 7);
        QVERIFY(QDir(m_folder->path()).mkpath(QStringLiteral("folder/sub")));
        makeLocal(QStringLiteral("folder/sub/small.txt"), 1234, 8);
        auto followed = startEngine(engineOptions());
        followed->engine.add(request({big, m_folder->filePath(QStringLiteral("folder"))}));

        QTRY_VERIFY_WITH_TIMEOUT(followed->allAre(UploadState::Done, 2), soon);
        QCOMPARE(sha1OfFile(m_emulator->objectFile(QStringLiteral("/up/big.bin"))),
                 sha1OfFile(big));
        QCOMPARE(sha1OfFile(m_emulator->objectFile(QStringLiteral("/up/folder/sub/small.txt"))),
                 sha1Of(randomBytes(1234, 8)));
        for (const UploadSnapshot &upload : std::as_const(followed->all)) {
            QVERIFY(!upload.links.accessUrl().isEmpty());
            QCOMPARE(upload.doneBytes, upload.size);
            QCOMPARE(upload.sentBytes, upload.size);
        }
        QTRY_VERIFY_WITH_TIMEOUT(followed->isIdle, soon);
        QCOMPARE(followed->totals.done, 2);
        QCOMPARE(followed->totals.doneBytes, 20 * MiB + 1 + 1234);
    }

    void pauseStopsRequestsWithinASecondAndResumeSendsOnlyTheRest()
    {
        const QString file = makeLocal(QStringLiteral("file.bin"), 24 * MiB);
        auto followed = sendSlowly(file);
        QTRY_VERIFY_WITH_TIMEOUT(followed->only().slicesDone >= 2, soon);

        QElapsedTimer sincePause;
        sincePause.start();
        followed->engine.pause({followed->only().id});
        QTRY_VERIFY_WITH_TIMEOUT(followed->only().state == UploadState::Paused, soon);
        QVERIFY2(sincePause.elapsed() < patient(1000), "pause took a second");
        const int askedAtPause = slicesAsked();

        EngineSettings fast;
        followed->engine.setSettings(fast);
        followed->engine.resume({followed->only().id});
        QTRY_VERIFY_WITH_TIMEOUT(followed->only().state == UploadState::Done, soon);
        QVERIFY(askedAtPause >= 2);
        // What was cut off by the pause goes again; what the server had does not.
        QVERIFY(slicesAsked() <= 24 + 4);
        QCOMPARE(sha1OfFile(m_emulator->objectFile(QStringLiteral("/up/file.bin"))),
                 sha1OfFile(file));
    }

    void cancelLeavesNothingAtTheServer()
    {
        const QString file = makeLocal(QStringLiteral("file.bin"), 24 * MiB);
        auto followed = sendSlowly(file);
        QTRY_VERIFY_WITH_TIMEOUT(followed->only().slicesDone >= 1, soon);
        QCOMPARE(m_emulator->unfinishedUploads(), 1);

        followed->engine.cancel({followed->only().id});
        QTRY_VERIFY_WITH_TIMEOUT(followed->only().state == UploadState::Cancelled, soon);
        QCOMPARE(m_emulator->unfinishedUploads(), 0);
        QVERIFY(m_emulator->objects().isEmpty());
    }

    void removingARunningUploadCancelsItFirst()
    {
        const QString file = makeLocal(QStringLiteral("file.bin"), 24 * MiB);
        auto followed = sendSlowly(file);
        QTRY_VERIFY_WITH_TIMEOUT(followed->only().slicesDone >= 1, soon);

        followed->engine.remove({followed->only().id});
        QTRY_VERIFY_WITH_TIMEOUT(followed->all.isEmpty(), soon);
        QCOMPARE(m_emulator->unfinishedUploads(), 0);
        QTRY_COMPARE_WITH_TIMEOUT(followed->totals.uploads, 0, soon);
        QCOMPARE(followed->totals.bytes, 0);
    }

    void goesOnByItselfAfterARestart()
    {
        const QString file = makeLocal(QStringLiteral("file.bin"), 24 * MiB);
        auto followed = sendSlowly(file);
        QTRY_VERIFY_WITH_TIMEOUT(followed->only().slicesDone >= 2, soon);
        followed.reset();
        const int askedBefore = slicesAsked();

        followed = startEngine(engineOptions());
        QTRY_VERIFY_WITH_TIMEOUT(followed->allAre(UploadState::Done, 1), soon);
        QVERIFY(slicesAsked() - askedBefore <= 24 - 2);
        QVERIFY(followed->only().sentBytes <= 22 * MiB);
        QCOMPARE(sha1OfFile(m_emulator->objectFile(QStringLiteral("/up/file.bin"))),
                 sha1OfFile(file));
    }

    void whatWasPausedStaysPausedAfterARestart()
    {
        const QString file = makeLocal(QStringLiteral("file.bin"), 24 * MiB);
        auto followed = sendSlowly(file);
        QTRY_VERIFY_WITH_TIMEOUT(followed->only().slicesDone >= 1, soon);
        followed->engine.pauseAll();
        QTRY_VERIFY_WITH_TIMEOUT(followed->only().state == UploadState::Paused, soon);
        followed.reset();
        m_emulator->clearRequests();

        followed = startEngine(engineOptions());
        QTRY_VERIFY_WITH_TIMEOUT(followed->isIdle, soon);
        QCOMPARE(followed->only().state, UploadState::Paused);
        QVERIFY(m_emulator->requests().isEmpty());
        followed->engine.resumeAll();
        QTRY_VERIFY_WITH_TIMEOUT(followed->only().state == UploadState::Done, soon);
    }

    void asksWhereAnotherObjectIsAndFollowsTheAnswer_data()
    {
        QTest::addColumn<Answer>("answer");
        QTest::addColumn<UploadState>("state");
        QTest::addColumn<QStringList>("objects");
        const QString name = QStringLiteral("/up/a.txt");
        QTest::newRow("overwrite") << Answer::Overwrite << UploadState::Done << QStringList{name};
        QTest::newRow("skip") << Answer::Skip << UploadState::Skipped << QStringList{name};
        QTest::newRow("rename") << Answer::Rename << UploadState::Done
                                << QStringList{QStringLiteral("/up/a (2).txt"), name};
    }

    void asksWhereAnotherObjectIsAndFollowsTheAnswer()
    {
        QFETCH(Answer, answer);
        QFETCH(UploadState, state);
        QFETCH(QStringList, objects);
        auto followed = startEngine(engineOptions());
        const QString file = makeLocal(QStringLiteral("a.txt"), 100, 1);
        followed->engine.add(request({file}));
        QTRY_VERIFY_WITH_TIMEOUT(followed->allAre(UploadState::Done, 1), soon);
        const UploadId first = followed->only().id;

        QVERIFY(makeFile(file, 200, 2));
        followed->engine.add(request({file}));
        const auto second = [&] {
            for (const UploadSnapshot &upload : std::as_const(followed->all)) {
                if (upload.id != first)
                    return upload;
            }
            return UploadSnapshot();
        };
        QTRY_VERIFY_WITH_TIMEOUT(second().question.has_value(), soon);
        QCOMPARE(second().question->kind, Question::Kind::ObjectExists);
        QCOMPARE(second().question->remoteSize, 100);
        QVERIFY(second().question->remoteModified.isValid());
        QCOMPARE(second().waitReason, WaitReason::Answer);

        followed->engine.answerAll(Question::Kind::ObjectExists, answer);
        QTRY_VERIFY_WITH_TIMEOUT(second().state == state, soon);
        QStringList there = m_emulator->objects();
        there.sort();
        QCOMPARE(there, objects);
        const bool isReplaced = answer == Answer::Overwrite;
        QCOMPARE(sha1OfFile(m_emulator->objectFile(QStringLiteral("/up/a.txt"))),
                 sha1Of(isReplaced ? randomBytes(200, 2) : randomBytes(100, 1)));
    }

    void retriesWhatFailedWhenAsked()
    {
        auto followed = startEngine(engineOptions());
        const QString path = m_folder->filePath(QStringLiteral("late.txt"));
        followed->engine.add(request({path}));
        QTRY_VERIFY_WITH_TIMEOUT(followed->only().state == UploadState::Failed, soon);
        QCOMPARE(followed->only().error->kind, ErrorKind::FileMissing);

        QVERIFY(makeFile(path, 10));
        followed->engine.retry({followed->only().id});
        QTRY_VERIFY_WITH_TIMEOUT(followed->only().state == UploadState::Done, soon);
        QVERIFY(!followed->only().error);
    }

    void addingTheSameFileTwiceAtOnceUploadsItOnce()
    {
        const QString file = makeLocal(QStringLiteral("file.bin"), 24 * MiB);
        auto followed = sendSlowly(file);
        followed->engine.add(request({file}));
        QTRY_VERIFY_WITH_TIMEOUT(followed->only().slicesDone >= 1, soon);
        followed->engine.setSettings({});
        QTRY_VERIFY_WITH_TIMEOUT(followed->allAre(UploadState::Done, 1), soon);
    }

    void aSecondEngineOnTheFolderSaysSo()
    {
        auto first = startEngine(engineOptions());
        QSignalSpy opened(&first->engine, &UploadEngine::opened);
        QTRY_COMPARE_WITH_TIMEOUT(opened.size(), 1, soon);

        Followed second(engineOptions());
        QSignalSpy failed(&second.engine, &UploadEngine::openFailed);
        second.engine.start();
        QTRY_COMPARE_WITH_TIMEOUT(failed.size(), 1, soon);
        const auto error = failed.first().first().value<Error>();
        QCOMPARE(error.kind, ErrorKind::JournalFailed);
        QVERIFY(error.detail.startsWith(QLatin1String("locked:")));
    }

    void unreadableNamesFailOnTheirOwnRow()
    {
        auto followed = startEngine(engineOptions());
        const QString bad = makeLocal(QStringLiteral("what?.txt"), 5);
        const QString good = makeLocal(QStringLiteral("good.txt"), 5);
        followed->engine.add(request({bad, good}));
        QTRY_COMPARE_WITH_TIMEOUT(followed->totals.failed, 1, soon);
        QTRY_COMPARE_WITH_TIMEOUT(followed->totals.done, 1, soon);
        for (const UploadSnapshot &upload : std::as_const(followed->all)) {
            if (upload.state == UploadState::Failed)
                QCOMPARE(upload.error->kind, ErrorKind::IllegalName);
        }
    }
};

QTEST_GUILESS_MAIN(EngineTest)
#include "EngineTest.moc"

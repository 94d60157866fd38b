// From the file to an open session: fingerprint, digests, parents, list, init.

#include "tests/transfer/MachineTalk.h"

#include <QtTest/QtTest>

using namespace cosdrop;
using namespace cosdrop::test;

namespace {

/// An upload whose session is known, about to look at its file again, as after a restart.
MachineTalk resumed(const LocalFile &known = sampleFile())
{
    MachineTalk talk({openJob(), state::Queued{known}});
    talk.feed(event::Start{});
    return talk;
}

SliceSession anotherSession()
{
    SliceSession session = sampleSession();
    session.id = QStringLiteral("another-session");
    return session;
}

} // namespace

class MachineOpeningTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void goesFromTheDropToTheFirstSlices();
    void sendsASmallFileInOneRequest();
    void verifiesASmallFileThatWentWithoutItsHash();
    void verifiesASmallFileWhoseAnswerHasNoLink();
    void eightMebibytesGoInOneRequestAndAByteMoreInSlices();
    void instantUploadEndsAtOnce();
    void unhashedUploadIsNotInstant();
    void serversSliceSizeWins();
    void listedSliceSizeWins();
    void savesBeforeItSends();
    void parentsAreMadeAgainOnlyOnce();
    void refusedSliceSizeIsLoweredOnce();
    void knownFileIsNotHashedAgain();
    void resumeSendsOnlyWhatIsMissing();
    void resumeFindsItWhole();
    void resumeGoesOnAfterATouchWithoutChange();
    void resumeDiscardsOnlyItsOwnUploadOfOtherBytes();
    void resumeOfAChangedFileAsksBeforeAnothersUploadGoes();
    void resumeOfAChangedFileAdoptsTheSameBytes();
    void lostSessionBeginsAfresh();
    void lostInitAnswerIsListedFirst();
    void lostInitAnswerFindsItsOwnSession();
    void unhashedSessionOfAnotherIsNotJoined();
    void sizeThatDoesNotFitIsNotJoined();
    void fileThatKeepsChangingFails();
    void gatewayPageFailsBeforeCosHasSpoken();
    void gatewayPageIsWaitedOutAfterwards();
};

void MachineOpeningTest::goesFromTheDropToTheFirstSlices()
{
    MachineTalk talk({freshJob(), state::Queued{}});
    QCOMPARE(talk.feed(event::Start{}), QStringLiteral("DigestFile"));
    QCOMPARE(talk.digested(sampleFile()), QStringLiteral("MakeParents"));
    QCOMPARE(talk.feed(event::ParentsMade{}), QStringLiteral("Save Init"));
    QCOMPARE(talk.opened(),
             QStringLiteral("Save SendSlice(0) SendSlice(1) SendSlice(2) SendSlice(3)"));
    QVERIFY(!talk.now.job.startedAgain);
}

void MachineOpeningTest::sendsASmallFileInOneRequest()
{
    MachineTalk talk({freshJob(), state::MakingParents{smallFile()}});
    QCOMPARE(talk.feed(event::ParentsMade{}), QStringLiteral("Save SendWhole"));
    QCOMPARE(talk.feed(event::WholeSent{sampleLinks()}), QStringLiteral("Save"));
    QCOMPARE(talk.state(), QStringLiteral("Done"));
    QVERIFY(!stateOf<state::Done>(talk.now)->instant);
}

void MachineOpeningTest::verifiesASmallFileThatWentWithoutItsHash()
{
    UploadJob job = freshJob();
    job.spec.hash = false;
    MachineTalk talk({job, state::MakingParents{smallFile()}});
    QCOMPARE(talk.feed(event::ParentsMade{}), QStringLiteral("Save SendWhole"));
    QCOMPARE(talk.feed(event::WholeSent{sampleLinks()}), QStringLiteral("Stat"));
    QCOMPARE(talk.statted(statOf(smallFile())), QStringLiteral("Save"));
    QCOMPARE(talk.state(), QStringLiteral("Done"));
}

void MachineOpeningTest::verifiesASmallFileWhoseAnswerHasNoLink()
{
    MachineTalk talk({freshJob(), state::MakingParents{smallFile()}});
    QCOMPARE(talk.feed(event::ParentsMade{}), QStringLiteral("Save SendWhole"));
    QCOMPARE(talk.feed(event::WholeSent{ObjectLinks()}), QStringLiteral("Stat"));
    QCOMPARE(talk.state(), QStringLiteral("Verifying"));
}

void MachineOpeningTest::eightMebibytesGoInOneRequestAndAByteMoreInSlices()
{
    LocalFile file = sampleFile();
    file.fingerprint.size = 8 * mebibyte;
    QCOMPARE(MachineTalk::begun(file).state(), QStringLiteral("SendingWhole"));
    file.fingerprint.size += 1;
    QCOMPARE(MachineTalk::begun(file).state(), QStringLiteral("Initing"));
    file.fingerprint.size = 0;
    QCOMPARE(MachineTalk::begun(file).state(), QStringLiteral("SendingWhole"));
}

void MachineOpeningTest::instantUploadEndsAtOnce()
{
    MachineTalk talk = MachineTalk::begun(sampleFile());
    InitReply reply;
    reply.links = sampleLinks();
    QCOMPARE(talk.inited(reply), QStringLiteral("Save"));
    const auto *done = stateOf<state::Done>(talk.now);
    QVERIFY(done && done->instant);
    QCOMPARE(done->links, sampleLinks());
    QCOMPARE(done->sha1, sampleFile().digests.sha1);
}

void MachineOpeningTest::unhashedUploadIsNotInstant()
{
    LocalFile file = sampleFile();
    file.digests = {};
    MachineTalk talk = MachineTalk::begun(file);
    talk.now.job.spec.hash = false;
    InitReply reply;
    reply.links = sampleLinks();
    QCOMPARE(talk.inited(reply), QStringLiteral("Stat"));
    QCOMPARE(talk.statted(statOf(sampleFile())), QStringLiteral("Save"));
    QCOMPARE(talk.state(), QStringLiteral("Asking"));
}

void MachineOpeningTest::serversSliceSizeWins()
{
    MachineTalk talk = MachineTalk::begun(sampleFile());
    SliceSession session = sampleSession();
    session.sliceSize = mebibyte / 2;
    talk.opened(session);
    const auto *sending = stateOf<state::Sending>(talk.now);
    QVERIFY(sending);
    QCOMPARE(sending->plan.sliceSize(), mebibyte / 2);
    QCOMPARE(sending->plan.count(), 40);
}

void MachineOpeningTest::listedSliceSizeWins()
{
    MachineTalk talk = resumed();
    talk.fingerprint(sampleFile());
    SliceSession session = sampleSession();
    session.sliceSize = 2 * mebibyte;
    talk.listed(listOf(sampleFile(), session, {1}));
    const auto *sending = stateOf<state::Sending>(talk.now);
    QVERIFY(sending);
    QCOMPARE(sending->plan.count(), 10);
    QCOMPARE(sending->plan.doneCount(), 1);
}

void MachineOpeningTest::savesBeforeItSends()
{
    for (const LocalFile &file : {sampleFile(), smallFile()}) {
        MachineTalk talk({freshJob(), state::MakingParents{file}});
        const UploadStep result = step(talk.now, event::ParentsMade{});
        QVERIFY(std::holds_alternative<command::Save>(result.commands.front()));
        QVERIFY(result.state.job.contacted);
    }
    MachineTalk talk = MachineTalk::begun(sampleFile());
    QVERIFY(talk.opened().startsWith(QStringLiteral("Save ")));
    QCOMPARE(talk.now.job.ownSession, sampleSession().id);
}

void MachineOpeningTest::parentsAreMadeAgainOnlyOnce()
{
    for (const LocalFile &file : {sampleFile(), smallFile()}) {
        MachineTalk talk = MachineTalk::begun(file);
        const bool isWhole = talk.state() == QStringLiteral("SendingWhole");
        const auto refuse = [&] {
            return isWhole ? talk.notWhole(ErrorKind::ParentMissing)
                           : talk.initRefused(ErrorKind::ParentMissing);
        };
        QCOMPARE(refuse(), QStringLiteral("MakeParents(again)"));
        talk.feed(event::ParentsMade{});
        QCOMPARE(refuse(), QStringLiteral("Save"));
        QCOMPARE(talk.state(), QStringLiteral("Failed"));
        QVERIFY(talk.why() == ErrorKind::ParentMissing);
    }
}

void MachineOpeningTest::refusedSliceSizeIsLoweredOnce()
{
    MachineTalk talk = MachineTalk::begun(sampleFile());
    talk.now.job.spec.sliceSize = 12345;
    QCOMPARE(talk.initRefused(ErrorKind::SliceSizeRefused), QStringLiteral("Save Init"));
    QCOMPARE(talk.now.job.spec.sliceSize, mebibyte);
    talk.initRefused(ErrorKind::SliceSizeRefused);
    QCOMPARE(talk.state(), QStringLiteral("Failed"));
    QVERIFY(talk.why() == ErrorKind::SliceSizeRefused);
}

void MachineOpeningTest::knownFileIsNotHashedAgain()
{
    MachineTalk talk = resumed();
    QCOMPARE(talk.fingerprint(sampleFile()), QStringLiteral("List"));
}

void MachineOpeningTest::resumeSendsOnlyWhatIsMissing()
{
    MachineTalk talk = resumed();
    talk.fingerprint(sampleFile());
    QList<int> held;
    for (int i = 0; i < 20; ++i) {
        if (i != 7 && i != 13)
            held.append(i);
    }
    QCOMPARE(talk.listed(listOf(sampleFile(), sampleSession(), held)),
             QStringLiteral("Save SendSlice(7) SendSlice(13)"));
    QVERIFY(!talk.now.job.startedAgain);
    QCOMPARE(talk.sendAll(), QStringLiteral("Finish"));
}

void MachineOpeningTest::resumeFindsItWhole()
{
    MachineTalk talk = resumed();
    talk.fingerprint(sampleFile());
    ListReply reply;
    reply.links = sampleLinks();
    QCOMPARE(talk.listed(reply), QStringLiteral("Stat"));
    talk.statted(statOf(sampleFile()));
    QCOMPARE(talk.state(), QStringLiteral("Done"));
}

void MachineOpeningTest::resumeGoesOnAfterATouchWithoutChange()
{
    MachineTalk talk = resumed();
    QCOMPARE(talk.fingerprint(touchedFile()), QStringLiteral("DigestFile"));
    QCOMPARE(talk.digested(touchedFile()), QStringLiteral("List"));
    QCOMPARE(talk.listed(listOf(sampleFile(), sampleSession(), {0, 1})),
             QStringLiteral("Save SendSlice(2) SendSlice(3) SendSlice(4) SendSlice(5)"));
    QVERIFY(!talk.now.job.startedAgain);
    QCOMPARE(stateOf<state::Sending>(talk.now)->file.fingerprint, touchedFile().fingerprint);
}

void MachineOpeningTest::resumeDiscardsOnlyItsOwnUploadOfOtherBytes()
{
    MachineTalk talk = resumed();
    talk.fingerprint(changedFile());
    QCOMPARE(talk.digested(changedFile()), QStringLiteral("List"));
    QCOMPARE(talk.state(), QStringLiteral("CheckingOwn"));
    QCOMPARE(talk.listed(listOf(sampleFile(), sampleSession(), {0, 1})), QStringLiteral("Remove"));
    QCOMPARE(talk.removed(), QStringLiteral("MakeParents"));
    QCOMPARE(talk.feed(event::ParentsMade{}), QStringLiteral("Save Init"));
    QVERIFY(talk.now.job.startedAgain);
    QCOMPARE(talk.now.job.ownSha, changedFile().digests.sha1);
}

void MachineOpeningTest::resumeOfAChangedFileAsksBeforeAnothersUploadGoes()
{
    LocalFile third = sampleFile();
    third.digests.sha1 = QByteArray(40, 'd');
    MachineTalk talk = resumed();
    talk.fingerprint(changedFile());
    talk.digested(changedFile());
    QCOMPARE(talk.listed(listOf(third, anotherSession(), {0})), QStringLiteral("Save"));
    QCOMPARE(talk.state(), QStringLiteral("Asking"));
    QVERIFY(stateOf<state::Asking>(talk.now)->question.kind == Question::Kind::OtherUnfinished);
    QCOMPARE(talk.feed(event::Answered{Answer::Overwrite}), QStringLiteral("Remove"));
}

void MachineOpeningTest::resumeOfAChangedFileAdoptsTheSameBytes()
{
    MachineTalk talk = resumed();
    talk.fingerprint(changedFile());
    talk.digested(changedFile());
    QCOMPARE(talk.listed(listOf(changedFile(), anotherSession(), {0})), QStringLiteral("List"));
    QCOMPARE(talk.listed(listOf(changedFile(), anotherSession(), {0})),
             QStringLiteral("Save SendSlice(1) SendSlice(2) SendSlice(3) SendSlice(4)"));
    QVERIFY(talk.now.job.adopted);
}

void MachineOpeningTest::lostSessionBeginsAfresh()
{
    MachineTalk talk = resumed();
    talk.fingerprint(sampleFile());
    QCOMPARE(talk.listedNothing(), QStringLiteral("MakeParents"));
    QCOMPARE(talk.feed(event::ParentsMade{}), QStringLiteral("Save Init"));
    QVERIFY(talk.now.job.startedAgain);
    QVERIFY(talk.now.job.ownSession.isEmpty());
    QCOMPARE(talk.opened(anotherSession()),
             QStringLiteral("Save SendSlice(0) SendSlice(1) SendSlice(2) SendSlice(3)"));
}

void MachineOpeningTest::lostInitAnswerIsListedFirst()
{
    MachineTalk talk = MachineTalk::begun(sampleFile());
    QCOMPARE(talk.initRefused(ErrorKind::ConnectionLost), QStringLiteral("StartTimer(1)"));
    QCOMPARE(talk.timer(), QStringLiteral("List"));
    QCOMPARE(talk.listedNothing(), QStringLiteral("MakeParents"));
    QCOMPARE(talk.feed(event::ParentsMade{}), QStringLiteral("Save Init"));
    QVERIFY(!talk.now.job.startedAgain);
}

void MachineOpeningTest::lostInitAnswerFindsItsOwnSession()
{
    MachineTalk talk = MachineTalk::begun(sampleFile());
    talk.initRefused(ErrorKind::GarbledReply);
    talk.timer();
    talk.listed(listOf(sampleFile(), sampleSession()));
    QCOMPARE(talk.state(), QStringLiteral("Sending"));
    QVERIFY(!talk.now.job.adopted);
    QCOMPARE(talk.now.job.ownSession, sampleSession().id);
}

void MachineOpeningTest::unhashedSessionOfAnotherIsNotJoined()
{
    LocalFile file = sampleFile();
    file.digests = {};
    MachineTalk talk = MachineTalk::begun(file);
    talk.now.job.spec.hash = false;
    talk.initRefused(ErrorKind::ConnectionLost);
    talk.timer();
    QCOMPARE(talk.listed(listOf(file, anotherSession(), {0})), QStringLiteral("Save"));
    QCOMPARE(talk.state(), QStringLiteral("Asking"));
}

void MachineOpeningTest::sizeThatDoesNotFitIsNotJoined()
{
    MachineTalk talk = MachineTalk::begun(sampleFile());
    talk.initRefused(ErrorKind::SameFileUnfinished);
    ListReply reply = listOf(sampleFile(), anotherSession());
    reply.fileSize -= 1;
    talk.listed(reply);
    QCOMPARE(talk.state(), QStringLiteral("Asking"));
}

void MachineOpeningTest::fileThatKeepsChangingFails()
{
    MachineTalk talk({freshJob(), state::Queued{}});
    talk.feed(event::Start{});
    int changes = 0;
    while (talk.state() == QStringLiteral("Digesting") && changes < 100) {
        ++changes;
        talk.feed(event::FileDigested{Failure(errorOf(ErrorKind::FileChanged))});
        if (talk.state() != QStringLiteral("WaitingToRetry"))
            break;
        QCOMPARE(talk.timer(), QStringLiteral("TakeFingerprint"));
        talk.fingerprint(sampleFile());
    }
    QCOMPARE(changes, 6);
    QCOMPARE(talk.state(), QStringLiteral("Failed"));
    QVERIFY(talk.why() == ErrorKind::FileChanged);
}

void MachineOpeningTest::gatewayPageFailsBeforeCosHasSpoken()
{
    MachineTalk talk({freshJob(), state::MakingParents{sampleFile()}});
    talk.feed(event::ParentsMade{Failure(errorOf(ErrorKind::NotCos))});
    QCOMPARE(talk.state(), QStringLiteral("Failed"));
    QVERIFY(talk.why() == ErrorKind::NotCos);
}

void MachineOpeningTest::gatewayPageIsWaitedOutAfterwards()
{
    MachineTalk talk = MachineTalk::begun(sampleFile());
    QVERIFY(talk.now.job.spoke);
    QCOMPARE(talk.initRefused(ErrorKind::NotCos), QStringLiteral("StartTimer(1)"));
}

QTEST_GUILESS_MAIN(MachineOpeningTest)
#include "MachineOpeningTest.moc"

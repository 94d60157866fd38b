// The end of an upload: finish, one request, lost answers, verification.

#include "tests/transfer/MachineTalk.h"

#include <QtTest/QtTest>

using namespace cosdrop;
using namespace cosdrop::test;

namespace {

MachineTalk finishing()
{
    return MachineTalk(machineIn(QStringLiteral("Finishing")));
}

ObjectStat wrongStat()
{
    ObjectStat stat = statOf(sampleFile());
    stat.sha1 = changedFile().digests.sha1;
    return stat;
}

} // namespace

class MachineFinishTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void sliceThatWasConfirmedAndNotKeptIsSentAgain();
    void lostFinishIsSettledByStat();
    void lostFinishThatDidNotArriveIsSentAgain();
    void busyFinishIsSentAgainAsItIs();
    void lostWholeIsSettledByStat();
    void lostWholeThatDidNotArriveIsSentAgain();
    void unhashedWholeIsNotSettledByItsSize();
    void unhashedOverwriteIsNotSettledByItsSize();
    void spoiledUploadIsRemovedBeforeItFails();
    void spoiledUploadThatReplacesAnObjectIsLeft();
    void mismatchAtVerificationIsNeverDone();
    void verificationWaitsForTheObjectToAppear();
    void verificationNeedsALink();
    void objectOfAnotherFoundWholeIsAConflictEvenAfterAWait();
    void finishForAnObjectThatIsThereByNowIsChecked();
    void serverThatLosesEverySliceEndsInFailed();
};

void MachineFinishTest::sliceThatWasConfirmedAndNotKeptIsSentAgain()
{
    MachineTalk talk = finishing();
    QCOMPARE(talk.notFinished(ErrorKind::SizeMismatch), QStringLiteral("List"));
    QList<int> held;
    for (int i = 0; i < 20; ++i) {
        if (i != 11)
            held.append(i);
    }
    QCOMPARE(talk.listed(listOf(sampleFile(), sampleSession(), held)),
             QStringLiteral("Save SendSlice(11)"));
    QCOMPARE(talk.sent(11), QStringLiteral("Finish"));
    QVERIFY(!talk.now.job.startedAgain);
}

void MachineFinishTest::lostFinishIsSettledByStat()
{
    MachineTalk talk = finishing();
    QCOMPARE(talk.notFinished(ErrorKind::ConnectionLost), QStringLiteral("StartTimer(1)"));
    QCOMPARE(talk.timer(), QStringLiteral("Stat"));
    QCOMPARE(talk.statted(statOf(sampleFile())), QStringLiteral("Save"));
    QCOMPARE(talk.state(), QStringLiteral("Done"));
    QVERIFY(!stateOf<state::Done>(talk.now)->instant);
}

void MachineFinishTest::lostFinishThatDidNotArriveIsSentAgain()
{
    MachineTalk talk = finishing();
    talk.notFinished(ErrorKind::Timeout);
    talk.timer();
    QCOMPARE(talk.stattedNothing(), QStringLiteral("List"));
    QList<int> all;
    for (int i = 0; i < 20; ++i)
        all.append(i);
    QCOMPARE(talk.listed(listOf(sampleFile(), sampleSession(), all)),
             QStringLiteral("Save Finish"));
}

void MachineFinishTest::busyFinishIsSentAgainAsItIs()
{
    MachineTalk talk = finishing();
    talk.notFinished(ErrorKind::BackendNetwork);
    QCOMPARE(talk.timer(), QStringLiteral("Finish"));
}

void MachineFinishTest::lostWholeIsSettledByStat()
{
    MachineTalk talk = MachineTalk::begun(smallFile());
    QCOMPARE(talk.notWhole(ErrorKind::ConnectionLost), QStringLiteral("StartTimer(1)"));
    QCOMPARE(talk.timer(), QStringLiteral("Stat"));
    QCOMPARE(talk.statted(statOf(smallFile())), QStringLiteral("Save"));
    QCOMPARE(talk.state(), QStringLiteral("Done"));
}

void MachineFinishTest::lostWholeThatDidNotArriveIsSentAgain()
{
    MachineTalk talk = MachineTalk::begun(smallFile());
    talk.notWhole(ErrorKind::ConnectionLost);
    talk.timer();
    QCOMPARE(talk.stattedNothing(), QStringLiteral("MakeParents"));
    QCOMPARE(talk.feed(event::ParentsMade{}), QStringLiteral("Save SendWhole"));
}

void MachineFinishTest::unhashedWholeIsNotSettledByItsSize()
{
    LocalFile file = smallFile();
    file.digests = {};
    MachineTalk talk = MachineTalk::begun(file);
    talk.now.job.spec.hash = false;
    talk.notWhole(ErrorKind::ConnectionLost);
    QCOMPARE(talk.timer(), QStringLiteral("Save SendWhole"));
}

void MachineFinishTest::unhashedOverwriteIsNotSettledByItsSize()
{
    LocalFile file = sampleFile();
    file.digests = {};
    MachineTalk talk({openJob(), state::Finishing{file, sampleSession()}});
    talk.now.job.spec.hash = false;
    talk.now.job.rule = ConflictRule::Overwrite;
    talk.now.job.overwrite = true;
    talk.notFinished(ErrorKind::ConnectionLost);
    talk.timer();
    // The object that is to be replaced is there, and as long.
    QCOMPARE(talk.statted(statOf(changedFile())), QStringLiteral("List"));
    ListReply gone;
    gone.links = sampleLinks();
    QCOMPARE(talk.listed(gone), QStringLiteral("Stat"));
    QCOMPARE(talk.statted(statOf(changedFile())), QStringLiteral("Save Init"));
}

void MachineFinishTest::spoiledUploadIsRemovedBeforeItFails()
{
    MachineTalk talk = MachineTalk::sending();
    talk.sendAll();
    QCOMPARE(talk.notFinished(ErrorKind::HashMismatch), QStringLiteral("AbortAll DigestFile"));
    talk.digested(sampleFile());
    QList<int> all;
    for (int i = 0; i < 20; ++i)
        all.append(i);
    talk.listed(listOf(sampleFile(), sampleSession(), all));
    QCOMPARE(talk.notFinished(ErrorKind::HashMismatch), QStringLiteral("Remove"));
    QCOMPARE(talk.removed(), QStringLiteral("Save"));
    QCOMPARE(talk.state(), QStringLiteral("Failed"));
    QVERIFY(talk.why() == ErrorKind::HashMismatch);
    QVERIFY(!talk.now.job.contacted);
}

void MachineFinishTest::spoiledUploadThatReplacesAnObjectIsLeft()
{
    // Removing it would remove the old object, too.
    MachineTalk talk = finishing();
    talk.now.job.overwrite = true;
    talk.now.job.digestedAgain = true;
    QCOMPARE(talk.notFinished(ErrorKind::HashMismatch), QStringLiteral("AbortAll Save"));
    QCOMPARE(talk.state(), QStringLiteral("Failed"));
}

void MachineFinishTest::mismatchAtVerificationIsNeverDone()
{
    for (int sort = 0; sort < 3; ++sort) {
        ObjectStat stat = wrongStat();
        if (sort == 1) {
            stat = statOf(sampleFile());
            stat.fileSize -= 1;
        } else if (sort == 2) {
            stat = statOf(sampleFile());
            stat.fileLength -= 1;
        }
        MachineTalk talk(machineIn(QStringLiteral("Verifying")));
        int asked = 0;
        while (talk.state() == QStringLiteral("Verifying") && ++asked < 100) {
            talk.statted(stat);
            QVERIFY(talk.state() != QStringLiteral("Done"));
            talk.timer();
        }
        QCOMPARE(talk.state(), QStringLiteral("Failed"));
        QVERIFY(talk.why() == ErrorKind::VerifyFailed);
        QCOMPARE(asked, 4);
    }
}

void MachineFinishTest::verificationWaitsForTheObjectToAppear()
{
    MachineTalk talk(machineIn(QStringLiteral("Verifying")));
    talk.stattedNothing();
    talk.timer();
    talk.statted(Failure(errorOf(ErrorKind::ServerTrouble)));
    talk.timer();
    QCOMPARE(talk.statted(statOf(sampleFile())), QStringLiteral("Save"));
    QCOMPARE(talk.state(), QStringLiteral("Done"));
    QCOMPARE(stateOf<state::Done>(talk.now)->links, sampleLinks());
}

void MachineFinishTest::verificationNeedsALink()
{
    MachineTalk talk = finishing();
    talk.finished(ObjectLinks{});
    ObjectStat without = statOf(sampleFile());
    without.links = {};
    QCOMPARE(talk.statted(without), QStringLiteral("StartTimer(1)"));
    QCOMPARE(talk.timer(), QStringLiteral("Stat"));
    talk.statted(statOf(sampleFile()));
    QCOMPARE(talk.state(), QStringLiteral("Done"));
}

void MachineFinishTest::objectOfAnotherFoundWholeIsAConflictEvenAfterAWait()
{
    MachineTalk talk(machineIn(QStringLiteral("Listing")));
    ListReply whole;
    whole.links = sampleLinks();
    talk.listed(whole);
    talk.statted(Failure(errorOf(ErrorKind::ServerTrouble)));
    QCOMPARE(talk.timer(), QStringLiteral("Stat"));
    talk.statted(wrongStat());
    QCOMPARE(talk.state(), QStringLiteral("Asking"));
}

void MachineFinishTest::finishForAnObjectThatIsThereByNowIsChecked()
{
    MachineTalk talk = finishing();
    QCOMPARE(talk.notFinished(ErrorKind::ObjectExists), QStringLiteral("Stat"));
    talk.statted(statOf(sampleFile()));
    QCOMPARE(talk.state(), QStringLiteral("Done"));
}

void MachineFinishTest::serverThatLosesEverySliceEndsInFailed()
{
    MachineTalk talk = MachineTalk::begun(sampleFile());
    talk.opened();
    int finishes = 0;
    while (talk.sendAll() == QStringLiteral("Finish") && ++finishes < 1000) {
        if (talk.notFinished(ErrorKind::SizeMismatch) != QStringLiteral("List"))
            break;
        talk.listed(listOf(sampleFile(), sampleSession()));
    }
    QCOMPARE(talk.state(), QStringLiteral("Failed"));
    QVERIFY(talk.why() == ErrorKind::SizeMismatch);
    QVERIFY2(finishes <= 13, qPrintable(QString::number(finishes)));
}

QTEST_GUILESS_MAIN(MachineFinishTest)
#include "MachineFinishTest.moc"

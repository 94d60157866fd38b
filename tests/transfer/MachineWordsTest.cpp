// The person's words and waits: pause, resume, cancel, retry, no network.

#include "tests/transfer/MachineTalk.h"

#include <QtTest/QtTest>

using namespace cosdrop;
using namespace cosdrop::test;

namespace {

SliceSession anotherSession()
{
    SliceSession session = sampleSession();
    session.id = QStringLiteral("another-session");
    return session;
}

/// Cancelled, and no finished object is at the path.
MachineTalk cancelled(MachineTalk talk)
{
    talk.feed(event::CancelAsked{});
    talk.stattedNothing();
    return talk;
}

} // namespace

class MachineWordsTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void pauseKeepsTheFileInEveryState();
    void pausedUploadAsksTheServerFirst();
    void pauseOfARenamedUploadKeepsItsName();
    void cancelTakesBackWhatItBegan();
    void cancelLeavesAnAdoptedUpload();
    void cancelLeavesAnUploadThatIsJustBeingAdopted();
    void cancelDuringInitRemovesOnlyAnEmptySession();
    void cancelLeavesAnothersUpload();
    void cancelOfAnUnhashedUploadLeavesOneOfAnotherSize();
    void cancelNeverRemovesAFinishedObject();
    void cancelOfWhatWasOnlyAnnouncedAsksNobody();
    void cancelAfterAPauseTakesBack();
    void cancelGivesUpAfterAFewTries();
    void lostRemovalIsNotSentAgainBlindly();
    void cancelledUploadCanBeRetried();
    void retryRestoresTheBudgets();
    void retryDuringAWaitGoesOnAtOnce();
    void offlineUsesNoRetries();
    void offlineEndsOnlyWhenItIsGivenUp();
    void offlineSlicesWaitForTheNetwork();
    void everyWaitGoesOnWhereItWas_data();
    void everyWaitGoesOnWhereItWas();
};

void MachineWordsTest::pauseKeepsTheFileInEveryState()
{
    for (const QString &situation : situations()) {
        MachineTalk talk(machineIn(situation));
        talk.feed(event::PauseAsked{});
        const auto *paused = stateOf<state::Paused>(talk.now);
        if (!paused)
            continue;
        const bool hasFile = situation != QStringLiteral("Queued")
                             && situation != QStringLiteral("LookingAtFile")
                             && situation != QStringLiteral("Digesting");
        QVERIFY2(paused->known.has_value() == hasFile, qPrintable(situation));
        QVERIFY(talk.now.job == machineIn(situation).job);
    }
}

void MachineWordsTest::pausedUploadAsksTheServerFirst()
{
    MachineTalk talk = MachineTalk::sending();
    QCOMPARE(talk.feed(event::PauseAsked{}), QStringLiteral("AbortAll Save"));
    talk.feed(event::ResumeAsked{});
    QCOMPARE(talk.feed(event::Start{}), QStringLiteral("TakeFingerprint"));
    QCOMPARE(talk.fingerprint(sampleFile()), QStringLiteral("List"));
    QCOMPARE(talk.listed(listOf(sampleFile(), sampleSession(), {0, 3})),
             QStringLiteral("Save SendSlice(1) SendSlice(2) SendSlice(4) SendSlice(5)"));
}

void MachineWordsTest::pauseOfARenamedUploadKeepsItsName()
{
    MachineTalk talk = MachineTalk::begun(sampleFile(), ConflictRule::Rename);
    talk.initRefused(ErrorKind::OtherFileUnfinished);
    talk.stattedNothing();
    talk.opened();
    talk.feed(event::PauseAsked{});
    talk.feed(event::ResumeAsked{});
    talk.feed(event::Start{});
    talk.fingerprint(sampleFile());
    QCOMPARE(talk.state(), QStringLiteral("Listing"));
    QCOMPARE(talk.now.job.path.text(), QStringLiteral("/dir/x (2).bin"));
}

void MachineWordsTest::cancelTakesBackWhatItBegan()
{
    MachineTalk talk = cancelled(MachineTalk::sending());
    QCOMPARE(talk.listed(listOf(sampleFile(), sampleSession(), {0, 1})), QStringLiteral("Remove"));
    QCOMPARE(talk.removed(), QStringLiteral("Save"));
    QCOMPARE(talk.state(), QStringLiteral("Cancelled"));
    QVERIFY(!talk.now.job.contacted);
}

void MachineWordsTest::cancelLeavesAnAdoptedUpload()
{
    MachineTalk talk = MachineTalk::begun(sampleFile());
    talk.initRefused(ErrorKind::SameFileUnfinished);
    talk.listed(listOf(sampleFile(), anotherSession(), {0}));
    QCOMPARE(talk.feed(event::CancelAsked{}), QStringLiteral("AbortAll Save"));
    QCOMPARE(talk.state(), QStringLiteral("Cancelled"));
}

void MachineWordsTest::cancelLeavesAnUploadThatIsJustBeingAdopted()
{
    MachineTalk talk = MachineTalk::begun(sampleFile());
    talk.initRefused(ErrorKind::SameFileUnfinished);
    QCOMPARE(talk.feed(event::CancelAsked{}), QStringLiteral("AbortAll Save"));
    QCOMPARE(talk.state(), QStringLiteral("Cancelled"));
}

void MachineWordsTest::cancelDuringInitRemovesOnlyAnEmptySession()
{
    MachineTalk own = cancelled(MachineTalk::begun(sampleFile()));
    QCOMPARE(own.listed(listOf(sampleFile(), sampleSession())), QStringLiteral("Remove"));

    // It has sent no slice, so a session that holds some is another program's.
    MachineTalk others = cancelled(MachineTalk::begun(sampleFile()));
    QCOMPARE(others.listed(listOf(sampleFile(), anotherSession(), {0})), QStringLiteral("Save"));
    QCOMPARE(others.state(), QStringLiteral("Cancelled"));
}

void MachineWordsTest::cancelLeavesAnothersUpload()
{
    MachineTalk asked = MachineTalk::begun(sampleFile());
    asked.initRefused(ErrorKind::OtherFileUnfinished);
    QCOMPARE(asked.state(), QStringLiteral("Asking"));
    asked = cancelled(asked);
    asked.listed(listOf(changedFile(), anotherSession()));
    QCOMPARE(asked.state(), QStringLiteral("Cancelled"));

    MachineTalk replaced = cancelled(MachineTalk::sending());
    replaced.listed(listOf(sampleFile(), anotherSession()));
    QCOMPARE(replaced.state(), QStringLiteral("Cancelled"));
}

void MachineWordsTest::cancelOfAnUnhashedUploadLeavesOneOfAnotherSize()
{
    LocalFile file = sampleFile();
    file.digests = {};
    LocalFile other = file;
    other.fingerprint.size += 1;
    MachineTalk talk = MachineTalk::begun(file);
    talk.now.job.spec.hash = false;
    talk.initRefused(ErrorKind::OtherFileUnfinished);
    talk = cancelled(talk);
    talk.listed(listOf(other, anotherSession()));
    QCOMPARE(talk.state(), QStringLiteral("Cancelled"));
}

void MachineWordsTest::cancelOfWhatWasOnlyAnnouncedAsksNobody()
{
    MachineTalk talk({freshJob(), state::Queued{}});
    talk.now.job.contacted = true;
    QCOMPARE(talk.feed(event::CancelAsked{}), QStringLiteral("AbortAll Save"));
    QCOMPARE(talk.state(), QStringLiteral("Cancelled"));
}

void MachineWordsTest::cancelNeverRemovesAFinishedObject()
{
    // To remove an unfinished upload by its path removes an object of that name with it.
    for (const bool overwrite : {false, true}) {
        MachineTalk talk = MachineTalk::sending();
        talk.now.job.overwrite = overwrite;
        QCOMPARE(talk.feed(event::CancelAsked{}), QStringLiteral("AbortAll Save Stat"));
        QCOMPARE(talk.statted(statOf(changedFile())), QStringLiteral("Save"));
        QCOMPARE(talk.state(), QStringLiteral("Cancelled"));
    }
}

void MachineWordsTest::cancelAfterAPauseTakesBack()
{
    MachineTalk talk = MachineTalk::sending();
    talk.feed(event::PauseAsked{});
    QCOMPARE(talk.feed(event::CancelAsked{}), QStringLiteral("AbortAll Save Stat"));
    QCOMPARE(talk.stattedNothing(), QStringLiteral("List"));
    QCOMPARE(talk.listed(listOf(sampleFile(), sampleSession(), {0})), QStringLiteral("Remove"));
}

void MachineWordsTest::cancelGivesUpAfterAFewTries()
{
    MachineTalk talk = cancelled(MachineTalk::sending());
    int tries = 0;
    while (talk.state() == QStringLiteral("TakingBack") && ++tries < 100) {
        talk.listed(Failure(errorOf(ErrorKind::ConnectionLost)));
        talk.timer();
        talk.stattedNothing();
    }
    QCOMPARE(talk.state(), QStringLiteral("Cancelled"));
    QCOMPARE(tries, 4);
}

void MachineWordsTest::lostRemovalIsNotSentAgainBlindly()
{
    MachineTalk talk = cancelled(MachineTalk::sending());
    talk.listed(listOf(sampleFile(), sampleSession(), {0}));
    talk.removed(fail(ErrorKind::ConnectionLost));
    QCOMPARE(talk.timer(), QStringLiteral("Stat"));
    QCOMPARE(talk.stattedNothing(), QStringLiteral("List"));
    QCOMPARE(talk.listed(listOf(sampleFile(), anotherSession(), {0})), QStringLiteral("Save"));
    QCOMPARE(talk.state(), QStringLiteral("Cancelled"));
}

void MachineWordsTest::cancelledUploadCanBeRetried()
{
    MachineTalk talk = cancelled(MachineTalk::sending());
    talk.listed(listOf(sampleFile(), sampleSession(), {0}));
    talk.removed();
    QCOMPARE(talk.feed(event::RetryAsked{}), QStringLiteral("Save"));
    talk.feed(event::Start{});
    talk.fingerprint(sampleFile());
    talk.digested(sampleFile());
    QCOMPARE(talk.feed(event::ParentsMade{}), QStringLiteral("Save Init"));
}

void MachineWordsTest::retryRestoresTheBudgets()
{
    MachineTalk talk(machineIn(QStringLiteral("Failed")));
    UploadJob &job = talk.now.job;
    job.attempts = 9;
    job.turns = 13;
    job.changes = 6;
    job.parentsAgain = true;
    job.digestedAgain = true;
    talk.feed(event::RetryAsked{});
    QCOMPARE(talk.state(), QStringLiteral("Queued"));
    QCOMPARE(job.attempts, 0);
    QCOMPARE(job.turns, 0);
    QCOMPARE(job.changes, 0);
    QVERIFY(!job.parentsAgain);
    QVERIFY(!job.digestedAgain);
}

void MachineWordsTest::retryDuringAWaitGoesOnAtOnce()
{
    MachineTalk talk(machineIn(QStringLiteral("Finishing")));
    talk.notFinished(ErrorKind::BackendNetwork);
    QCOMPARE(talk.feed(event::RetryAsked{}), QStringLiteral("AbortAll Finish"));
    QCOMPARE(talk.timer(), QString());
}

void MachineWordsTest::offlineUsesNoRetries()
{
    MachineTalk talk(machineIn(QStringLiteral("Listing")));
    for (int i = 0; i < 100; ++i) {
        QCOMPARE(talk.listed(Failure(errorOf(ErrorKind::Offline))), QStringLiteral("WatchNetwork"));
        QCOMPARE(talk.feed(event::NetworkBack{}), QStringLiteral("List"));
    }
    QCOMPARE(talk.now.job.attempts, 0);
}

void MachineWordsTest::offlineEndsOnlyWhenItIsGivenUp()
{
    MachineTalk talk(machineIn(QStringLiteral("WaitingForNetwork")));
    QCOMPARE(talk.timer(), QString());
    QCOMPARE(talk.feed(event::NetworkGivenUp{}), QStringLiteral("Save"));
    QCOMPARE(talk.state(), QStringLiteral("Failed"));
    QVERIFY(talk.why() == ErrorKind::Offline);
    QVERIFY(stateOf<state::Failed>(talk.now)->known == sampleFile());
}

void MachineWordsTest::offlineSlicesWaitForTheNetwork()
{
    MachineTalk talk = MachineTalk::sending();
    QCOMPARE(talk.notSent(0, ErrorKind::Offline), QStringLiteral("RecallSlices"));
    for (int i = 1; i < 3; ++i)
        QCOMPARE(talk.notSent(i, ErrorKind::Offline), QString());
    QCOMPARE(talk.notSent(3, ErrorKind::Offline), QStringLiteral("WatchNetwork"));
    QCOMPARE(talk.state(), QStringLiteral("WaitingForNetwork"));
    QCOMPARE(talk.feed(event::NetworkBack{}), QStringLiteral("List"));
}

void MachineWordsTest::everyWaitGoesOnWhereItWas_data()
{
    QTest::addColumn<QString>("state");
    QTest::addColumn<QString>("request");
    QTest::newRow("parents") << "MakingParents"
                             << "MakeParents";
    QTest::newRow("list") << "Listing"
                          << "List";
    QTest::newRow("settle") << "Settling"
                            << "Stat";
    QTest::newRow("verify") << "Verifying"
                            << "Stat";
    QTest::newRow("existing") << "CheckingExisting"
                              << "Stat";
    QTest::newRow("name") << "FindingName"
                          << "Stat";
    QTest::newRow("own") << "CheckingOwn"
                         << "List";
    QTest::newRow("remove") << "RemovingOwn"
                            << "Remove";
}

void MachineWordsTest::everyWaitGoesOnWhereItWas()
{
    QFETCH(QString, state);
    QFETCH(QString, request);
    const Error error = errorOf(ErrorKind::ConnectionLost);
    const std::vector<UploadEvent> failures{
        event::ParentsMade{Failure(error)}, event::Listed{Failure(error)},
        event::Statted{Failure(error)}, event::Removed{Failure(error)}};
    for (const UploadEvent &failure : failures) {
        const MachineState before = machineIn(state);
        MachineTalk talk(before);
        if (talk.feed(failure).isEmpty())
            continue;
        QCOMPARE(talk.state(), QStringLiteral("WaitingToRetry"));
        QCOMPARE(talk.timer(), request);
        QVERIFY(talk.now.phase == before.phase);
    }
}

QTEST_GUILESS_MAIN(MachineWordsTest)
#include "MachineWordsTest.moc"

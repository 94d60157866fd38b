// Slices on their way: how many, in which order, and what becomes of those that fail.

#include "tests/transfer/MachineTalk.h"

#include <QtTest/QtTest>

using namespace cosdrop;
using namespace cosdrop::test;
using namespace std::chrono_literals;

namespace {

Error busy(std::optional<std::chrono::milliseconds> retryAfter = {},
           ErrorKind kind = ErrorKind::TooFrequent)
{
    Error error = errorOf(kind);
    error.retryAfter = retryAfter;
    return error;
}

SliceSession serialSession()
{
    SliceSession session = sampleSession();
    session.serial = true;
    return session;
}

/// At its first slice, one at a time.
MachineTalk sendingSerially()
{
    MachineTalk talk = MachineTalk::begun(sampleFile());
    talk.opened(serialSession());
    return talk;
}

int inFlight(const MachineTalk &talk)
{
    return stateOf<state::Sending>(talk.now)->plan.inFlightCount();
}

} // namespace

class MachineSendingTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void keepsAsManySlicesInFlightAsAllowed();
    void serialSendsOneAtATimeAscending();
    void sliceThatCallsTheObjectDoneEndsTheSending();
    void lostSlicesAreListedBeforeAnyIsSentAgain();
    void severalSlicesFailingAtOnceCountAsOne();
    void busyServerHoldsBackNewSlicesOnly();
    void slicesThatNeverSetOutGoWhenTheTimeIsOver();
    void drainingDoesNotWaitForSlicesThatNeverSetOut();
    void lossWhileTheServerWantsRestEndsTheDraining();
    void longestRetryAfterOfSeveralCounts();
    void retryAfterOutlivesALostConnection();
    void busyServerGetsFewerSlicesAtOnce_data();
    void busyServerGetsFewerSlicesAtOnce();
    void answersGiveTheMeasure();
    void budgetComesBackWhenBytesAdvance();
    void budgetComesBackWhenTheListShowsMore();
    void budgetDoesNotComeBackForBytesSentAgain();
    void budgetRunsOut();
    void sessionGoneIsListedThenBegunAfresh();
    void hashMismatchHashesAgainOnce();
    void hashMismatchOfAChangedFileBeginsAfresh();
    void unhashedMismatchFailsAtOnce();
    void fileChangedDuringSendingBeginsWithAFreshLook();
    void fileChangedUnderTheSameFingerprintIsHashedAgain();
    void serverThatForgetsEverySessionEndsInFailed();
};

void MachineSendingTest::keepsAsManySlicesInFlightAsAllowed()
{
    MachineTalk talk = MachineTalk::sending();
    QCOMPARE(inFlight(talk), 4);
    QCOMPARE(talk.sent(2), QStringLiteral("SendSlice(4)"));
    talk.now.job.window.setAllowed(2);
    QCOMPARE(talk.sent(0), QString());
    QCOMPARE(talk.sent(1), QString());
    QCOMPARE(talk.sent(3), QStringLiteral("SendSlice(5)"));
    talk.now.job.window.setAllowed(6);
    QCOMPARE(talk.sent(4), QStringLiteral("SendSlice(6) SendSlice(7) SendSlice(8) SendSlice(9) "
                                          "SendSlice(10)"));
    QCOMPARE(talk.sendAll(), QStringLiteral("Finish"));
}

void MachineSendingTest::serialSendsOneAtATimeAscending()
{
    MachineTalk talk = MachineTalk::begun(sampleFile());
    QCOMPARE(talk.opened(serialSession()), QStringLiteral("Save SendSlice(0)"));
    for (int i = 0; i < 19; ++i)
        QCOMPARE(talk.sent(i), QStringLiteral("SendSlice(%1)").arg(i + 1));
    QCOMPARE(talk.sent(19), QStringLiteral("Finish"));
}

void MachineSendingTest::sliceThatCallsTheObjectDoneEndsTheSending()
{
    MachineTalk talk = MachineTalk::sending();
    SliceReply reply;
    reply.links = sampleLinks();
    QCOMPARE(talk.feed(event::SliceSent{1, reply}), QStringLiteral("AbortAll Stat"));
    talk.statted(statOf(sampleFile()));
    QCOMPARE(talk.state(), QStringLiteral("Done"));
}

void MachineSendingTest::lostSlicesAreListedBeforeAnyIsSentAgain()
{
    MachineTalk talk = MachineTalk::sending();
    QCOMPARE(talk.notSent(1, ErrorKind::ConnectionLost), QStringLiteral("RecallSlices"));
    QCOMPARE(talk.recalled({}), QString());
    QCOMPARE(talk.sent(0), QString());
    QCOMPARE(talk.sent(2), QString());
    QCOMPARE(talk.sent(3), QStringLiteral("StartTimer(1)"));
    QCOMPARE(talk.timer(), QStringLiteral("List"));
    // The lost one had arrived after all.
    QCOMPARE(talk.listed(listOf(sampleFile(), sampleSession(), {0, 1, 2, 3})),
             QStringLiteral("Save SendSlice(4) SendSlice(5) SendSlice(6)"));
}

void MachineSendingTest::severalSlicesFailingAtOnceCountAsOne()
{
    MachineTalk talk = MachineTalk::sending();
    QCOMPARE(talk.notSent(0, ErrorKind::ConnectionLost), QStringLiteral("RecallSlices"));
    for (int i = 1; i < 3; ++i)
        QCOMPARE(talk.notSent(i, ErrorKind::ConnectionLost), QString());
    QCOMPARE(talk.notSent(3, ErrorKind::Timeout), QStringLiteral("StartTimer(1)"));
    QCOMPARE(talk.now.job.attempts, 1);

    MachineTalk refused = MachineTalk::sending();
    QCOMPARE(refused.notSent(0, busy()), QStringLiteral("RecallSlices StartTimer(1)"));
    for (int i = 1; i < 4; ++i)
        QCOMPARE(refused.notSent(i, busy()), QString());
    QCOMPARE(refused.now.job.attempts, 1);
    QCOMPARE(refused.timer(), QStringLiteral("SendSlice(0) SendSlice(1)"));
}

void MachineSendingTest::busyServerHoldsBackNewSlicesOnly()
{
    MachineTalk talk = MachineTalk::sending();
    QCOMPARE(talk.notSent(2, busy(2s)), QStringLiteral("RecallSlices StartTimer(1, 2000 ms)"));
    QCOMPARE(talk.recalled({}), QString());
    QCOMPARE(talk.sent(0), QString());
    QCOMPARE(talk.sent(1), QString());
    // Fewer at once from now on, and one is still on its way.
    QCOMPARE(talk.timer(), QStringLiteral("SendSlice(2) SendSlice(4)"));
}

void MachineSendingTest::slicesThatNeverSetOutGoWhenTheTimeIsOver()
{
    MachineTalk talk = MachineTalk::sending();
    QCOMPARE(talk.notSent(0, busy(2s)), QStringLiteral("RecallSlices StartTimer(1, 2000 ms)"));
    QCOMPARE(talk.recalled({2, 3}), QString());
    QCOMPARE(inFlight(talk), 1);
    QCOMPARE(talk.sent(1), QString());
    QCOMPARE(talk.timer(), QStringLiteral("SendSlice(0) SendSlice(2)"));
    QCOMPARE(talk.sendAll(), QStringLiteral("Finish"));
}

void MachineSendingTest::drainingDoesNotWaitForSlicesThatNeverSetOut()
{
    MachineTalk talk = MachineTalk::sending();
    QCOMPARE(talk.notSent(0, ErrorKind::ConnectionLost), QStringLiteral("RecallSlices"));
    QCOMPARE(talk.recalled({1, 2, 3}), QStringLiteral("StartTimer(1)"));
    QCOMPARE(talk.timer(), QStringLiteral("List"));

    MachineTalk some = MachineTalk::sending();
    some.notSent(0, ErrorKind::ConnectionLost);
    QCOMPARE(some.recalled({2, 3}), QString());
    QCOMPARE(some.sent(1), QStringLiteral("StartTimer(1)"));
}

void MachineSendingTest::lossWhileTheServerWantsRestEndsTheDraining()
{
    MachineTalk talk = MachineTalk::sending();
    talk.notSent(0, busy(7s));
    talk.recalled({2, 3});
    QCOMPARE(talk.notSent(1, ErrorKind::ConnectionLost), QStringLiteral("StartTimer(2, 7000 ms)"));
    QCOMPARE(talk.timer(), QStringLiteral("List"));
}

void MachineSendingTest::longestRetryAfterOfSeveralCounts()
{
    MachineTalk talk = MachineTalk::sending();
    QCOMPARE(talk.notSent(0, busy(2s)), QStringLiteral("RecallSlices StartTimer(1, 2000 ms)"));
    QCOMPARE(talk.notSent(1, busy(1s)), QString());
    QCOMPARE(talk.notSent(2, busy(9s)), QStringLiteral("StartTimer(1, 9000 ms)"));
    QCOMPARE(talk.now.job.attempts, 1);

    MachineTalk drained = MachineTalk::sending();
    drained.notSent(0, busy(3s, ErrorKind::ServerTrouble));
    drained.notSent(1, busy(8s, ErrorKind::ServerTrouble));
    drained.notSent(2, busy(5s));
    QCOMPARE(drained.notSent(3, ErrorKind::ConnectionLost),
             QStringLiteral("StartTimer(1, 8000 ms)"));
}

void MachineSendingTest::retryAfterOutlivesALostConnection()
{
    MachineTalk talk = MachineTalk::sending();
    talk.notSent(0, busy(7s));
    talk.sent(1);
    talk.sent(2);
    QCOMPARE(talk.notSent(3, ErrorKind::ConnectionLost), QStringLiteral("StartTimer(1, 7000 ms)"));
}

void MachineSendingTest::busyServerGetsFewerSlicesAtOnce_data()
{
    QTest::addColumn<ErrorKind>("kind");
    QTest::newRow("too frequent") << ErrorKind::TooFrequent;
    QTest::newRow("server in trouble") << ErrorKind::ServerTrouble;
    QTest::newRow("lost") << ErrorKind::ConnectionLost;
    QTest::newRow("timed out") << ErrorKind::Timeout;
}

void MachineSendingTest::busyServerGetsFewerSlicesAtOnce()
{
    QFETCH(ErrorKind, kind);
    MachineTalk talk = MachineTalk::sending();
    for (int i = 0; i < 4; ++i)
        talk.notSent(i, kind);
    QCOMPARE(talk.now.job.window.size(), 2);
}

void MachineSendingTest::answersGiveTheMeasure()
{
    MachineTalk talk = MachineTalk::begun(sampleFile());
    talk.now.job.window.setAllowed(8);
    talk.opened(sampleSession());
    QCOMPARE(inFlight(talk), 8);
    talk.feed(event::SliceSent{0, SliceReply{}, 10ms});
    for (int i = 1; i < 8; ++i)
        talk.feed(event::SliceSent{i, SliceReply{}, 500ms});
    QCOMPARE(talk.now.job.window.size(), 7);
}

void MachineSendingTest::budgetComesBackWhenBytesAdvance()
{
    MachineTalk talk = sendingSerially();
    for (int round = 0; round < 15; ++round) {
        QVERIFY(talk.notSent(round, busy()).startsWith(QStringLiteral("StartTimer(1")));
        talk.timer();
        talk.sent(round);
    }
    QCOMPARE(talk.state(), QStringLiteral("Sending"));
}

void MachineSendingTest::budgetComesBackWhenTheListShowsMore()
{
    // Every slice arrives, and every answer is lost.
    MachineTalk talk = sendingSerially();
    QList<int> held;
    for (int i = 0; i < 20; ++i) {
        QVERIFY(
            talk.notSent(i, ErrorKind::ConnectionLost).startsWith(QStringLiteral("StartTimer(")));
        talk.timer();
        held.append(i);
        talk.listed(listOf(sampleFile(), serialSession(), held));
    }
    QCOMPARE(talk.state(), QStringLiteral("Finishing"));
}

void MachineSendingTest::budgetDoesNotComeBackForBytesSentAgain()
{
    // The server confirms the first slice each time, forgets it, and drops the second.
    MachineTalk talk = sendingSerially();
    int rounds = 0;
    while (talk.state() == QStringLiteral("Sending") && rounds < 1000) {
        ++rounds;
        talk.sent(0);
        talk.notSent(1, ErrorKind::ConnectionLost);
        talk.timer();
        talk.listed(listOf(sampleFile(), serialSession()));
    }
    QCOMPARE(talk.state(), QStringLiteral("Failed"));
    QVERIFY2(rounds <= talk.now.job.retry.maxAttempts + 1, qPrintable(QString::number(rounds)));
}

void MachineSendingTest::budgetRunsOut()
{
    MachineTalk talk = sendingSerially();
    for (int attempt = 1; attempt <= talk.now.job.retry.maxAttempts; ++attempt) {
        QCOMPARE(talk.notSent(0, busy()), QStringLiteral("StartTimer(%1)").arg(attempt));
        talk.timer();
    }
    QCOMPARE(talk.notSent(0, busy()), QStringLiteral("AbortAll Save"));
    QCOMPARE(talk.state(), QStringLiteral("Failed"));
    QVERIFY(talk.why() == ErrorKind::TooFrequent);
}

void MachineSendingTest::sessionGoneIsListedThenBegunAfresh()
{
    MachineTalk talk = MachineTalk::sending();
    QCOMPARE(talk.notSent(2, ErrorKind::NotFound), QStringLiteral("AbortAll List"));
    QCOMPARE(talk.listedNothing(), QStringLiteral("MakeParents"));
    QCOMPARE(talk.feed(event::ParentsMade{}), QStringLiteral("Save Init"));
    QVERIFY(talk.now.job.startedAgain);
}

void MachineSendingTest::hashMismatchHashesAgainOnce()
{
    MachineTalk talk = MachineTalk::sending();
    QCOMPARE(talk.notSent(1, ErrorKind::HashMismatch), QStringLiteral("AbortAll DigestFile"));
    QCOMPARE(talk.digested(sampleFile()), QStringLiteral("List"));
    QCOMPARE(talk.listed(listOf(sampleFile(), sampleSession())),
             QStringLiteral("Save SendSlice(0) SendSlice(1) SendSlice(2) SendSlice(3)"));
    QCOMPARE(talk.notSent(1, ErrorKind::HashMismatch), QStringLiteral("AbortAll Save"));
    QCOMPARE(talk.state(), QStringLiteral("Failed"));
    QVERIFY(talk.why() == ErrorKind::HashMismatch);
}

void MachineSendingTest::hashMismatchOfAChangedFileBeginsAfresh()
{
    MachineTalk talk = MachineTalk::sending();
    talk.notSent(1, ErrorKind::HashMismatch);
    QCOMPARE(talk.digested(changedFile()), QStringLiteral("List"));
    QCOMPARE(talk.listed(listOf(sampleFile(), sampleSession(), {0})), QStringLiteral("Remove"));
    QCOMPARE(talk.removed(), QStringLiteral("MakeParents"));
    QVERIFY(talk.now.job.startedAgain);
}

void MachineSendingTest::unhashedMismatchFailsAtOnce()
{
    MachineTalk talk = MachineTalk::sending();
    talk.now.job.spec.hash = false;
    talk.notSent(0, ErrorKind::HashMismatch);
    QCOMPARE(talk.state(), QStringLiteral("Failed"));
}

void MachineSendingTest::fileChangedDuringSendingBeginsWithAFreshLook()
{
    MachineTalk talk = MachineTalk::sending();
    QCOMPARE(talk.notSent(2, ErrorKind::FileChanged), QStringLiteral("AbortAll StartTimer(1)"));
    QCOMPARE(talk.timer(), QStringLiteral("TakeFingerprint"));
    QCOMPARE(talk.fingerprint(changedFile()), QStringLiteral("DigestFile"));
    talk.digested(changedFile());
    QCOMPARE(talk.listed(listOf(sampleFile(), sampleSession(), {0, 1})), QStringLiteral("Remove"));
}

void MachineSendingTest::fileChangedUnderTheSameFingerprintIsHashedAgain()
{
    LocalFile file = changedFile();
    file.fingerprint = sampleFile().fingerprint;
    MachineTalk talk = MachineTalk::sending();
    talk.notSent(2, ErrorKind::FileChanged);
    talk.timer();
    QCOMPARE(talk.fingerprint(file), QStringLiteral("DigestFile"));
    talk.digested(file);
    QCOMPARE(talk.listed(listOf(sampleFile(), sampleSession(), {0, 1})), QStringLiteral("Remove"));
}

void MachineSendingTest::serverThatForgetsEverySessionEndsInFailed()
{
    MachineTalk talk = MachineTalk::begun(sampleFile());
    int inits = 0;
    while (talk.state() == QStringLiteral("Initing") && ++inits < 1000) {
        talk.opened();
        talk.sent(0);
        talk.notSent(1, ErrorKind::NotFound);
        if (talk.state() != QStringLiteral("Listing"))
            break;
        talk.listedNothing();
        if (talk.state() == QStringLiteral("MakingParents"))
            talk.feed(event::ParentsMade{});
    }
    QCOMPARE(talk.state(), QStringLiteral("Failed"));
    QVERIFY2(inits <= 13, qPrintable(QString::number(inits)));
}

QTEST_GUILESS_MAIN(MachineSendingTest)
#include "MachineSendingTest.moc"

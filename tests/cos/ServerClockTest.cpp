#include "core/cos/ServerClock.h"

#include <QTest>

using namespace cosdrop;
using std::chrono::milliseconds;
using std::chrono::seconds;

namespace {

class HandClock final : public Clock
{
public:
    milliseconds now() const override { return wall; }

    milliseconds steady() const override { return ticks; }

    void callAfter(milliseconds, QObject *, std::function<void()>) override {}

    void pass(milliseconds time)
    {
        wall += time;
        ticks += time;
    }

    milliseconds wall = seconds(1'000'000);
    milliseconds ticks{500};
};

} // namespace

class ServerClockTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void agreesWithinFiveSeconds();
    void followsTheServer();
    void doesNotFlicker();
    void seesThatASignatureWasMadeByAWrongClock();
    void seesThroughAJumpOfTheLocalClock();
};

void ServerClockTest::agreesWithinFiveSeconds()
{
    HandClock clock;
    ServerClock server(clock);
    QVERIFY(!server.learn(seconds(1'000'005)));
    QVERIFY(!server.learn(seconds(999'995)));
    QCOMPARE(server.offset(), seconds(0));
    QVERIFY(server.learn(seconds(1'000'006)));
    QCOMPARE(server.offset(), seconds(6));
    QVERIFY(server.learn(seconds(1'000'001)));
    QCOMPARE(server.offset(), seconds(0));
}

void ServerClockTest::followsTheServer()
{
    HandClock clock;
    ServerClock server(clock);
    server.learn(seconds(1'003'600));
    QCOMPARE(server.now().serverTime, seconds(1'003'600));
    clock.pass(seconds(10));
    QCOMPARE(server.now().serverTime, seconds(1'003'610));
    server.learn(seconds(996'410));
    QCOMPARE(server.offset(), seconds(-3600));
}

void ServerClockTest::doesNotFlicker()
{
    HandClock clock;
    ServerClock server(clock);
    server.learn(seconds(1'003'600));
    QVERIFY(!server.learn(seconds(1'003'605)));
    QVERIFY(!server.learn(seconds(1'003'595)));
    QCOMPARE(server.offset(), seconds(3600));
    QVERIFY(server.learn(seconds(1'003'606)));
    QCOMPARE(server.offset(), seconds(3606));
}

void ServerClockTest::seesThatASignatureWasMadeByAWrongClock()
{
    HandClock clock;
    ServerClock server(clock);
    const ServerClock::Moment moment = server.now();
    clock.pass(seconds(60));
    QVERIFY(!server.wasWrong(moment, seconds(1'000'060)));
    QVERIFY(!server.wasWrong(moment, seconds(1'000'065)));
    QVERIFY(server.wasWrong(moment, seconds(1'000'067)));
    QVERIFY(server.wasWrong(moment, seconds(996'400)));
}

void ServerClockTest::seesThroughAJumpOfTheLocalClock()
{
    HandClock clock;
    ServerClock server(clock);
    clock.wall += seconds(3600); // before signing: the signature is wrong
    const ServerClock::Moment wrong = server.now();
    QVERIFY(server.wasWrong(wrong, seconds(1'000'000)));
    server.learn(seconds(1'000'000));
    const ServerClock::Moment right = server.now();
    clock.wall -= seconds(7200); // after it: the signature was right
    QVERIFY(!server.wasWrong(right, seconds(1'000'000)));
    server.learn(seconds(1'000'000));
    QCOMPARE(server.now().serverTime, seconds(1'000'000));
}

QTEST_GUILESS_MAIN(ServerClockTest)
#include "ServerClockTest.moc"

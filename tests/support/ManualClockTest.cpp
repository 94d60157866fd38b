#include "tests/support/ManualClock.h"

#include <QTest>

using namespace cosdrop::test;
using namespace std::chrono_literals;

class ManualClockTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void standsStill();
    void callsInOrderAtTheirMoments();
    void callsNothingThatIsNotDue();
    void callsWhatCallsAskFor();
    void leavesOutDestroyedContexts();
    void jumpsWithoutMovingOn();
    void advancesToTheNext();
};

void ManualClockTest::standsStill()
{
    const ManualClock clock(5000ms);
    QCOMPARE(clock.now(), 5000ms);
    QCOMPARE(clock.steady(), clock.steady());
    QCOMPARE(clock.waiting(), 0);
    QVERIFY(!clock.untilNext());
}

void ManualClockTest::callsInOrderAtTheirMoments()
{
    ManualClock clock(0ms);
    QStringList called;
    const auto note = [&](const QString &what) {
        return [&, what] {
            called.append(QStringLiteral("%1@%2").arg(what).arg(clock.now().count()));
        };
    };
    clock.callAfter(20ms, this, note(QStringLiteral("c")));
    clock.callAfter(10ms, this, note(QStringLiteral("a")));
    clock.callAfter(10ms, this, note(QStringLiteral("b")));
    clock.callAfter(-5ms, this, note(QStringLiteral("now")));
    QVERIFY(called.isEmpty());
    clock.advance(25ms);
    QCOMPARE(called, QStringList({QStringLiteral("now@0"), QStringLiteral("a@10"),
                                  QStringLiteral("b@10"), QStringLiteral("c@20")}));
    QCOMPARE(clock.now(), 25ms);
}

void ManualClockTest::callsNothingThatIsNotDue()
{
    ManualClock clock;
    int calls = 0;
    clock.callAfter(10ms, this, [&] { ++calls; });
    clock.advance(9ms);
    QCOMPARE(calls, 0);
    QCOMPARE(clock.untilNext(), std::optional(1ms));
    clock.advance(1ms);
    QCOMPARE(calls, 1);
    clock.advance(1h);
    QCOMPARE(calls, 1);
}

void ManualClockTest::callsWhatCallsAskFor()
{
    ManualClock clock(0ms);
    QList<qint64> moments;
    std::function<void()> again = [&] {
        moments.append(clock.now().count());
        clock.callAfter(10ms, this, again);
    };
    clock.callAfter(10ms, this, again);
    clock.advance(35ms);
    QCOMPARE(moments, QList<qint64>({10, 20, 30}));
    QCOMPARE(clock.waiting(), 1);
}

void ManualClockTest::leavesOutDestroyedContexts()
{
    ManualClock clock;
    int calls = 0;
    auto context = std::make_unique<QObject>();
    clock.callAfter(10ms, context.get(), [&] { ++calls; });
    clock.callAfter(5ms, this, [&] { context.reset(); });
    QCOMPARE(clock.waiting(), 2);
    clock.advance(20ms);
    QCOMPARE(calls, 0);
    QCOMPARE(clock.waiting(), 0);
}

void ManualClockTest::jumpsWithoutMovingOn()
{
    ManualClock clock(0ms);
    int calls = 0;
    clock.callAfter(10ms, this, [&] { ++calls; });
    const auto steady = clock.steady();
    clock.jump(1h);
    QCOMPARE(clock.now(), std::chrono::milliseconds(1h));
    QCOMPARE(clock.steady(), steady);
    clock.jump(-2h);
    clock.advance(9ms);
    QCOMPARE(calls, 0);
    clock.advance(1ms);
    QCOMPARE(calls, 1);
}

void ManualClockTest::advancesToTheNext()
{
    ManualClock clock(0ms);
    int calls = 0;
    clock.callAfter(10ms, this, [&] { ++calls; });
    clock.callAfter(10ms, this, [&] { ++calls; });
    clock.callAfter(30ms, this, [&] { ++calls; });
    QVERIFY(clock.advanceToNext());
    QCOMPARE(calls, 2);
    QCOMPARE(clock.now(), 10ms);
    QVERIFY(clock.advanceToNext());
    QVERIFY(!clock.advanceToNext());
    QCOMPARE(calls, 3);
    QCOMPARE(clock.now(), 30ms);
}

QTEST_GUILESS_MAIN(ManualClockTest)
#include "ManualClockTest.moc"

#include "core/base/Clock.h"

#include <QDateTime>
#include <QTest>

#include <memory>

using namespace cosdrop;
using namespace std::chrono_literals;

class ClockTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void tellsTheComputersTime();
    void neverGoesBack();
    void callsOnceAndNotTooEarly();
    void callsInTheOrderOfTheDelays();
    void doesNotCallForWhatIsGone();
};

void ClockTest::tellsTheComputersTime()
{
    const SystemClock clock;
    const qint64 before = QDateTime::currentMSecsSinceEpoch();
    const qint64 now = clock.now().count();
    QVERIFY(before <= now && now <= QDateTime::currentMSecsSinceEpoch());
}

void ClockTest::neverGoesBack()
{
    const SystemClock clock;
    auto last = clock.steady();
    for (int i = 0; i < 1000; ++i) {
        const auto next = clock.steady();
        QVERIFY(next >= last);
        last = next;
    }
}

void ClockTest::callsOnceAndNotTooEarly()
{
    SystemClock clock;
    int calls = 0;
    const auto begin = clock.steady();
    auto moment = begin;
    clock.callAfter(30ms, this, [&] {
        ++calls;
        moment = clock.steady();
    });
    QCOMPARE(calls, 0);
    QTRY_COMPARE_WITH_TIMEOUT(calls, 1, 30'000);
    QVERIFY(moment - begin >= 29ms);
}

void ClockTest::callsInTheOrderOfTheDelays()
{
    SystemClock clock;
    QList<int> calls;
    clock.callAfter(40ms, this, [&] { calls.append(3); });
    clock.callAfter(0ms, this, [&] { calls.append(1); });
    clock.callAfter(20ms, this, [&] { calls.append(2); });
    QTRY_COMPARE_WITH_TIMEOUT(calls.size(), 3, 30'000);
    QCOMPARE(calls, (QList<int>{1, 2, 3}));
}

void ClockTest::doesNotCallForWhatIsGone()
{
    SystemClock clock;
    int calls = 0;
    auto context = std::make_unique<QObject>();
    clock.callAfter(1ms, context.get(), [&] { ++calls; });
    context.reset();
    bool later = false;
    clock.callAfter(20ms, this, [&] { later = true; });
    QTRY_VERIFY_WITH_TIMEOUT(later, 30'000);
    QCOMPARE(calls, 0);
}

QTEST_GUILESS_MAIN(ClockTest)
#include "ClockTest.moc"

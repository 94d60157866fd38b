#include "core/transfer/RateMeter.h"

#include <QtTest/QtTest>

using namespace cosdrop;
using namespace std::chrono_literals;

namespace {

bool isNear(double measured, double expected, double part = 0.1)
{
    return std::abs(measured - expected) <= expected * part;
}

/// `bytes` every `step`, for `length`, ending at the answer.
std::chrono::milliseconds feed(RateMeter &meter, std::chrono::milliseconds from,
                               std::chrono::milliseconds length, std::chrono::milliseconds step,
                               qint64 bytes)
{
    auto now = from;
    for (; now < from + length; now += step)
        meter.add(bytes, now);
    return now;
}

} // namespace

class RateMeterTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void showsNothingBeforeAnythingWent();
    void showsAnEvenRate();
    void doesNotShootUpWithTheFirstBytes();
    void forgetsWhatIsLongAgo();
    void fallsToNothingWhenNothingGoes();
    void beginsAnewAfterALongPause();
    void clearForgetsAll();
    void manySmallCountsCostNoMemory();
};

void RateMeterTest::showsNothingBeforeAnythingWent()
{
    QCOMPARE(RateMeter().bytesPerSecond(123'456ms), 0.0);
}

void RateMeterTest::showsAnEvenRate()
{
    RateMeter meter(5s);
    const auto now = feed(meter, 1'000'000ms, 20s, 100ms, 100'000);
    QVERIFY(isNear(meter.bytesPerSecond(now), 1'000'000));
}

void RateMeterTest::doesNotShootUpWithTheFirstBytes()
{
    RateMeter meter(5s);
    meter.add(1'000'000, 50ms);
    QVERIFY(meter.bytesPerSecond(50ms) <= 2'000'000);
    QVERIFY(meter.bytesPerSecond(51ms) <= 2'000'000);
}

void RateMeterTest::forgetsWhatIsLongAgo()
{
    RateMeter meter(5s);
    auto now = feed(meter, 0ms, 10s, 100ms, 1'000'000);
    now = feed(meter, now, 10s, 100ms, 10'000);
    QVERIFY(isNear(meter.bytesPerSecond(now), 100'000));
}

void RateMeterTest::fallsToNothingWhenNothingGoes()
{
    RateMeter meter(5s);
    const auto now = feed(meter, 0ms, 10s, 100ms, 1'000'000);
    const double atOnce = meter.bytesPerSecond(now);
    const double soon = meter.bytesPerSecond(now + 2s);
    QVERIFY(soon < atOnce && soon > 0);
    QCOMPARE(meter.bytesPerSecond(now + 6s), 0.0);
}

void RateMeterTest::beginsAnewAfterALongPause()
{
    RateMeter meter(5s);
    auto now = feed(meter, 0ms, 10s, 100ms, 1'000'000);
    now += 1min;
    now = feed(meter, now, 2s, 100ms, 100'000);
    QVERIFY(isNear(meter.bytesPerSecond(now), 1'000'000, 0.15));
}

void RateMeterTest::clearForgetsAll()
{
    RateMeter meter(5s);
    const auto now = feed(meter, 0ms, 3s, 100ms, 1'000'000);
    meter.clear();
    QCOMPARE(meter.bytesPerSecond(now), 0.0);
    meter.add(500'000, now);
    QVERIFY(isNear(meter.bytesPerSecond(now + 1s), 500'000));
}

void RateMeterTest::manySmallCountsCostNoMemory()
{
    // 10 GB in counts of 16 KiB; with a sample each, this would take minutes and gigabytes.
    RateMeter meter(5s);
    std::chrono::milliseconds now{0};
    for (int i = 0; i < 600'000; ++i) {
        meter.add(16'384, now);
        if (i % 60 == 0)
            now += 1ms;
    }
    QVERIFY(isNear(meter.bytesPerSecond(now), 16'384.0 * 60 * 1000));
}

QTEST_GUILESS_MAIN(RateMeterTest)
#include "RateMeterTest.moc"

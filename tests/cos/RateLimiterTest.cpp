#include "core/cos/RateLimiter.h"

#include <QTest>

#include <limits>

using namespace cosdrop;
using std::chrono::milliseconds;

class RateLimiterTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void letsEverythingThroughWithoutALimit();
    void givesTheRateOverTime_data();
    void givesTheRateOverTime();
    void savesUpNoMoreThanItsDepth();
    void followsAChangeOfRate();
    void isNotDeceivedByAClockThatStandsStill();
};

void RateLimiterTest::letsEverythingThroughWithoutALimit()
{
    RateLimiter limiter;
    QCOMPARE(limiter.available(milliseconds(0)), std::numeric_limits<qint64>::max());
    limiter.take(1'000'000);
    QCOMPARE(limiter.available(milliseconds(0)), std::numeric_limits<qint64>::max());
}

void RateLimiterTest::givesTheRateOverTime_data()
{
    QTest::addColumn<qint64>("rate");
    for (const qint64 rate : QList<qint64>{7, 333, 1'000, 100'000, 12'345'678, 10'000'000'000})
        QTest::addRow("%lld", static_cast<long long>(rate)) << rate;
}

void RateLimiterTest::givesTheRateOverTime()
{
    QFETCH(qint64, rate);
    RateLimiter limiter;
    limiter.setRate(rate, milliseconds(0));
    qint64 taken = 0;
    for (milliseconds now(0); now <= milliseconds(10'000); now += milliseconds(13)) {
        const qint64 bytes = limiter.available(now);
        limiter.take(bytes);
        taken += bytes;
        QVERIFY2(taken <= rate * (now.count() + 100) / 1000 + 1,
                 qPrintable(QString::number(taken)));
    }
    QVERIFY(taken >= rate * 9'980 / 1000 - 1);
}

void RateLimiterTest::savesUpNoMoreThanItsDepth()
{
    RateLimiter limiter;
    limiter.setRate(1'000, milliseconds(0));
    QCOMPARE(limiter.available(milliseconds(3'600'000)), 100);
    limiter.take(60);
    QCOMPARE(limiter.available(milliseconds(3'600'000)), 40);
    QCOMPARE(limiter.available(milliseconds(3'600'010)), 50);
}

void RateLimiterTest::followsAChangeOfRate()
{
    RateLimiter limiter;
    limiter.setRate(1'000'000, milliseconds(0));
    QCOMPARE(limiter.available(milliseconds(1'000)), 100'000);
    limiter.setRate(1'000, milliseconds(1'000));
    QCOMPARE(limiter.available(milliseconds(1'000)), 100);
    limiter.setRate(0, milliseconds(1'000));
    QCOMPARE(limiter.available(milliseconds(1'000)), std::numeric_limits<qint64>::max());
    limiter.setRate(1'000, milliseconds(1'000));
    QCOMPARE(limiter.available(milliseconds(1'000)), 0);
}

void RateLimiterTest::isNotDeceivedByAClockThatStandsStill()
{
    RateLimiter limiter;
    limiter.setRate(1'000, milliseconds(500));
    QCOMPARE(limiter.available(milliseconds(500)), 0);
    QCOMPARE(limiter.available(milliseconds(400)), 0);
    QCOMPARE(limiter.available(milliseconds(450)), 50);
}

QTEST_GUILESS_MAIN(RateLimiterTest)
#include "RateLimiterTest.moc"

#include "core/transfer/RetryPolicy.h"

#include <QtTest/QtTest>

using namespace cosdrop;
using namespace std::chrono_literals;

namespace {

/// Just under 1, the largest draw there is.
constexpr double almostOne = 1.0 - 1e-9;

RetryPolicy policy()
{
    RetryPolicy retry;
    retry.base = 400ms;
    retry.cap = 12s;
    retry.retryAfterCap = 300s;
    return retry;
}

enum class Sort { Permanent, Transient, Unknown, Connectivity };

} // namespace

Q_DECLARE_METATYPE(cosdrop::ErrorKind)
Q_DECLARE_METATYPE(Sort)

class RetryPolicyTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void boundDoublesUpToTheCap_data();
    void boundDoublesUpToTheCap();
    void drawsFromTheWholeRange();
    void waitsAtLeastAsLongAsTheServerAsks();
    void doesNotWaitForEverForAServer();
    void anyAttemptNumberGivesAUsableDelay();
    void sortsEveryKindOfError_data();
    void sortsEveryKindOfError();
};

void RetryPolicyTest::boundDoublesUpToTheCap_data()
{
    QTest::addColumn<int>("attempt");
    QTest::addColumn<qint64>("bound");
    QTest::newRow("first") << 1 << qint64(400);
    QTest::newRow("second") << 2 << qint64(800);
    QTest::newRow("third") << 3 << qint64(1600);
    QTest::newRow("fifth") << 5 << qint64(6400);
    QTest::newRow("sixth, capped") << 6 << qint64(12'000);
    QTest::newRow("eighth, capped") << 8 << qint64(12'000);
}

void RetryPolicyTest::boundDoublesUpToTheCap()
{
    QFETCH(int, attempt);
    QFETCH(qint64, bound);
    QCOMPARE(policy().delay(attempt, {}, almostOne).count(), bound);
}

void RetryPolicyTest::drawsFromTheWholeRange()
{
    QCOMPARE(policy().delay(3, {}, 0.0), 0ms);
    QCOMPARE(policy().delay(3, {}, 0.25), 400ms);
    QCOMPARE(policy().delay(3, {}, 0.5), 800ms);
}

void RetryPolicyTest::waitsAtLeastAsLongAsTheServerAsks()
{
    QCOMPARE(policy().delay(1, 7s, 0.0), 7000ms);
    QCOMPARE(policy().delay(1, 7s, 0.5), 7200ms);
    QCOMPARE(policy().delay(2, 0s, 0.5), 400ms);
}

void RetryPolicyTest::doesNotWaitForEverForAServer()
{
    QCOMPARE(policy().delay(1, 24h, 0.0), 300'000ms);
    QCOMPARE(policy().delay(1, -5s, 0.0), 0ms);
}

void RetryPolicyTest::anyAttemptNumberGivesAUsableDelay()
{
    for (const int attempt : {-1, 0, 1, 30, 63, 64, 1000, std::numeric_limits<int>::max()}) {
        const auto delay = policy().delay(attempt, {}, almostOne);
        QVERIFY2(delay >= 0ms && delay <= 12s, qPrintable(QString::number(attempt)));
    }
}

void RetryPolicyTest::sortsEveryKindOfError_data()
{
    QTest::addColumn<ErrorKind>("kind");
    QTest::addColumn<Sort>("sort");
    const QHash<ErrorKind, Sort> special{
        {ErrorKind::Offline, Sort::Connectivity},
        {ErrorKind::HostNotFound, Sort::Connectivity},
        {ErrorKind::ConnectionRefused, Sort::Connectivity},
        {ErrorKind::ConnectionLost, Sort::Connectivity},
        {ErrorKind::Timeout, Sort::Connectivity},
        {ErrorKind::ProxyFailed, Sort::Connectivity},
        {ErrorKind::GarbledReply, Sort::Unknown},
        {ErrorKind::ServerTrouble, Sort::Unknown},
        {ErrorKind::TooFrequent, Sort::Transient},
        {ErrorKind::StoreFailed, Sort::Transient},
        {ErrorKind::BackendNetwork, Sort::Transient},
    };
    for (int number = 0; number <= static_cast<int>(ErrorKind::Internal); ++number) {
        const auto kind = static_cast<ErrorKind>(number);
        QTest::newRow(qPrintable(errorKindName(kind))) << kind << special.value(kind);
    }
}

void RetryPolicyTest::sortsEveryKindOfError()
{
    QFETCH(ErrorKind, kind);
    QFETCH(Sort, sort);
    QCOMPARE(isTransient(kind), sort != Sort::Permanent);
    QCOMPARE(isOutcomeUnknown(kind), sort == Sort::Unknown || sort == Sort::Connectivity);
    QCOMPARE(isConnectivity(kind), sort == Sort::Connectivity);
}

QTEST_GUILESS_MAIN(RetryPolicyTest)
#include "RetryPolicyTest.moc"

#include "core/cos/SendGate.h"

#include "core/cos/GatedBody.h"
#include "tests/support/ManualClock.h"

#include <QBuffer>
#include <QTest>

using namespace cosdrop;
using namespace cosdrop::test;

/// The shared speed limit, as the bodies of requests see it.
class SendGateTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void letsWholeBodiesGoBetweenTwoRefills();
    void holdsBackWhatIsTooMuch();

private:
    /// What of a MiB a new body gives away at once, asked 16 KiB at a time.
    static qint64 sentAtOnce(SendGate &gate);
};

qint64 SendGateTest::sentAtOnce(SendGate &gate)
{
    constexpr qint64 step = 16 * 1024;
    QByteArray bytes(1024 * 1024, 'x');
    QBuffer source(&bytes);
    if (!source.open(QIODevice::ReadOnly))
        return -1;
    GatedBody body(source, gate);
    qint64 sent = 0;
    for (QByteArray part = body.read(step); !part.isEmpty(); part = body.read(step))
        sent += part.size();
    return sent;
}

void SendGateTest::letsWholeBodiesGoBetweenTwoRefills()
{
    ManualClock clock;
    SendGate gate(clock);
    gate.setRate(100'000'000);
    clock.advance(std::chrono::milliseconds(50));
    for (int i = 0; i < 4; ++i)
        QCOMPARE(sentAtOnce(gate), 1024 * 1024);
}

void SendGateTest::holdsBackWhatIsTooMuch()
{
    ManualClock clock;
    SendGate gate(clock);
    gate.setRate(1'000'000);
    QCOMPARE(sentAtOnce(gate), 0);
    clock.advance(std::chrono::milliseconds(100));
    const qint64 sent = sentAtOnce(gate);
    QVERIFY(sent > 0);
    QVERIFY(sent <= 100'000);
}

QTEST_GUILESS_MAIN(SendGateTest)
#include "SendGateTest.moc"

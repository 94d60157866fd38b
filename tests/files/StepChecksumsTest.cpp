#include "core/files/StepChecksums.h"

#include "core/base/Upload.h"
#include "tests/support/TestFiles.h"

#include <QTest>

using namespace cosdrop;
using namespace cosdrop::test;

class StepChecksumsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aChecksumAStepAndOneForTheRest_data();
    void aChecksumAStepAndOneForTheRest();
    void areTheSameHoweverTheBytesCome();
    void aChangedBitChangesItsStepAlone();
    void isXxh3Of128Bits();
};

namespace {

QByteArray checksumsOf(const QByteArray &bytes)
{
    StepChecksums checksums;
    checksums.add(bytes);
    return checksums.take();
}

} // namespace

void StepChecksumsTest::aChecksumAStepAndOneForTheRest_data()
{
    QTest::addColumn<qint64>("bytes");
    QTest::addColumn<int>("count");
    QTest::newRow("nothing") << qint64{0} << 0;
    QTest::newRow("one byte") << qint64{1} << 1;
    QTest::newRow("one step") << Digests::step << 1;
    QTest::newRow("one step and a byte") << Digests::step + 1 << 2;
    QTest::newRow("three steps") << 3 * Digests::step << 3;
}

void StepChecksumsTest::aChecksumAStepAndOneForTheRest()
{
    QFETCH(qint64, bytes);
    QFETCH(int, count);
    QCOMPARE(checksumsOf(randomBytes(bytes)).size(), count * StepChecksums::size);
}

void StepChecksumsTest::areTheSameHoweverTheBytesCome()
{
    const QByteArray bytes = randomBytes(2 * Digests::step + 12'345);
    StepChecksums inPieces;
    for (qsizetype at = 0; at < bytes.size(); at += 99'991)
        inPieces.add(QByteArrayView(bytes).sliced(at, qMin(bytes.size() - at, qsizetype{99'991})));
    QCOMPARE(inPieces.take().toHex(), checksumsOf(bytes).toHex());
}

void StepChecksumsTest::aChangedBitChangesItsStepAlone()
{
    QByteArray bytes = randomBytes(3 * Digests::step);
    const QByteArray before = checksumsOf(bytes);
    bytes[static_cast<qsizetype>(Digests::step)] ^= 1;
    const QByteArray after = checksumsOf(bytes);
    constexpr qsizetype size = StepChecksums::size;
    QCOMPARE(after.first(size), before.first(size));
    QVERIFY(after.sliced(size, size) != before.sliced(size, size));
    QCOMPARE(after.last(size), before.last(size));
}

void StepChecksumsTest::isXxh3Of128Bits()
{
    // As `xxhsum -H2` prints it.
    QCOMPARE(checksumsOf("cosdrop").toHex(), QByteArrayLiteral("3c61f188a9d4a68e63022ba0821e6d53"));
}

QTEST_GUILESS_MAIN(StepChecksumsTest)
#include "StepChecksumsTest.moc"

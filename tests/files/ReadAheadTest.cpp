#include "core/files/ReadAhead.h"

#include "core/base/Upload.h"
#include "core/files/StepChecksums.h"
#include "tests/files/FileFixture.h"

#include <QTest>

#include <algorithm>
#include <atomic>
#include <thread>
#include <vector>

using namespace cosdrop;
using namespace cosdrop::test;

namespace {

constexpr qint64 step = Digests::step;

QByteArray content(qint64 size)
{
    QByteArray bytes(static_cast<qsizetype>(size), Qt::Uninitialized);
    quint32 number = 1;
    for (char &byte : bytes) {
        number = number * 1'664'525 + 1'013'904'223;
        byte = static_cast<char>(number >> 24);
    }
    return bytes;
}

QByteArrayView stepOf(QByteArrayView bytes, qint64 index)
{
    const QByteArrayView rest = bytes.sliced(static_cast<qsizetype>(index * step));
    return rest.first(std::min(static_cast<qsizetype>(step), rest.size()));
}

ReadAhead::Read from(const QByteArray &bytes)
{
    return [&bytes](qint64 offset, char *into, qint64 length) -> Result<void> {
        std::copy_n(bytes.constData() + offset, length, into);
        return {};
    };
}

QByteArray checksums(QByteArrayView bytes)
{
    StepChecksums all;
    all.add(bytes);
    return all.take();
}

} // namespace

class ReadAheadTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:

    void givesEveryByteInOrder_data();
    void givesEveryByteInOrder();
    void staysAFewStepsAhead();
    void readsEachStepOnce();
    void tellsTheErrorAtItsStep_data();
    void tellsTheErrorAtItsStep();
    void endsInTheMiddle();
    void paysForLongFilesOnly();
};

void ReadAheadTest::givesEveryByteInOrder_data()
{
    QTest::addColumn<qint64>("size");
    QTest::addColumn<bool>("withThread");
    for (const bool withThread : {false, true}) {
        for (const qint64 size : {qint64{0}, qint64{1}, step - 1, step, step + 1, 4 * step,
                                  5 * step - 1, 23 * step + 4711})
            QTest::addRow("%lld %s", size, withThread ? "with a thread" : "without")
                << size << withThread;
    }
}

void ReadAheadTest::givesEveryByteInOrder()
{
    QFETCH(qint64, size);
    QFETCH(bool, withThread);
    const QByteArray bytes = content(size);
    ReadAhead ahead(size, from(bytes), withThread);
    QByteArray sums;
    for (qint64 offset = 0; offset < size; offset += step) {
        const Result<ReadAhead::Step> found = ahead.next();
        QVERIFY(found);
        QVERIFY(found->bytes == stepOf(bytes, offset / step));
        sums += found->checksum;
    }
    QCOMPARE(sums, checksums(bytes));
}

void ReadAheadTest::staysAFewStepsAhead()
{
    const QByteArray bytes = content(20 * step);
    std::atomic_int reads = 0;
    const auto counted = [&](qint64 offset, char *into, qint64 length) {
        ++reads;
        return from(bytes)(offset, into, length);
    };
    ReadAhead ahead(bytes.size(), counted, true);
    QTRY_COMPARE_WITH_TIMEOUT(reads.load(), 4, longWait);
    for (int taken = 1; taken <= 16; ++taken) {
        const Result<ReadAhead::Step> found = ahead.next();
        QVERIFY(found);
        // What was handed out stays as it is, however far the thread gets.
        QTRY_VERIFY_WITH_TIMEOUT(reads >= taken + 2, longWait);
        QVERIFY(reads <= taken + 3);
        QVERIFY(found->bytes == stepOf(bytes, taken - 1));
    }
}

void ReadAheadTest::readsEachStepOnce()
{
    // Taken as fast as can be, so that both threads get to read.
    constexpr qint64 count = 400;
    std::vector<std::atomic_int> reads(count);
    const auto marked = [&](qint64 offset, char *into, qint64 length) -> Result<void> {
        ++reads[static_cast<size_t>(offset / step)];
        std::fill_n(into, length, static_cast<char>(offset / step));
        return {};
    };
    ReadAhead ahead(count * step, marked, true);
    for (qint64 index = 0; index < count; ++index) {
        const Result<ReadAhead::Step> found = ahead.next();
        QVERIFY(found);
        QCOMPARE(found->bytes.size(), step);
        QCOMPARE(found->bytes.front(), static_cast<char>(index));
        QCOMPARE(found->bytes.back(), static_cast<char>(index));
    }
    QVERIFY(std::all_of(reads.begin(), reads.end(), [](const auto &times) { return times == 1; }));
}

void ReadAheadTest::tellsTheErrorAtItsStep_data()
{
    QTest::addColumn<bool>("withThread");
    QTest::newRow("without a thread") << false;
    QTest::newRow("with a thread") << true;
}

void ReadAheadTest::tellsTheErrorAtItsStep()
{
    QFETCH(bool, withThread);
    const QByteArray bytes = content(9 * step);
    const auto shrunk = [&](qint64 offset, char *into, qint64 length) -> Result<void> {
        if (offset >= 6 * step)
            return fail(ErrorKind::FileChanged, QStringLiteral("shorter"));
        return from(bytes)(offset, into, length);
    };
    ReadAhead ahead(bytes.size(), shrunk, withThread);
    for (qint64 index = 0; index < 6; ++index) {
        const Result<ReadAhead::Step> found = ahead.next();
        QVERIFY(found);
        QVERIFY(found->bytes == stepOf(bytes, index));
    }
    QCOMPARE(kindOf(ahead.next()), ErrorKind::FileChanged);
}

void ReadAheadTest::endsInTheMiddle()
{
    const QByteArray bytes = content(20 * step);
    std::atomic_int reads = 0;
    const auto counted = [&](qint64 offset, char *into, qint64 length) {
        ++reads;
        return from(bytes)(offset, into, length);
    };
    for (const int taken : {0, 1, 3, 10}) {
        reads = 0;
        {
            ReadAhead ahead(bytes.size(), counted, true);
            for (int index = 0; index < taken; ++index)
                QVERIFY(ahead.next());
        }
        // The thread has ended: it reads no more, and nothing was read for nobody.
        const int before = reads;
        QVERIFY(before <= taken + 4);
        QCOMPARE(reads.load(), before);
    }
}

void ReadAheadTest::paysForLongFilesOnly()
{
    QVERIFY(!ReadAhead::pays(0));
    QVERIFY(!ReadAhead::pays(4 * step));
    QCOMPARE(ReadAhead::pays(4 * step + 1), std::thread::hardware_concurrency() > 1);
}

QTEST_GUILESS_MAIN(ReadAheadTest)
#include "ReadAheadTest.moc"

#include "core/files/StepChecksums.h"
#include "tests/files/FileFixture.h"
#include "tests/support/TestFiles.h"

#include <QFile>
#include <QTest>

#include <limits>

using namespace cosdrop;
using namespace cosdrop::test;

namespace {

constexpr qint64 step = Digests::step;

/// As they come out of the journal: what remains to check by is SHA-1.
Digests withoutChecksums(Digests digests)
{
    digests.checksums.clear();
    return digests;
}

} // namespace

class CheckedReadTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:

    void init() { m_here = std::make_unique<FileFixture>(); }

    void cleanup() { m_here.reset(); }

    void readsEveryRange_data();
    void readsEveryRange();
    void readRefusesARangeOutsideTheFile();
    void readCatchesSecretlyChangedBytes_data();
    void readCatchesSecretlyChangedBytes();
    void readWithoutDigestsCatchesBytesChangedUnderTheSameTime();
    void readLeavesBytesFarFromTheRangeAlone();
    void readCatchesAChangedFile_data();
    void readCatchesAChangedFile();
    void readCatchesDigestsOfAnotherSize();

private:
    std::unique_ptr<FileFixture> m_here;
};

void CheckedReadTest::readsEveryRange_data()
{
    QTest::addColumn<qint64>("size");
    QTest::addColumn<qint64>("offset");
    QTest::addColumn<qint64>("length");
    const qint64 size = 3 * step + 777;
    const QList<SliceRange> ranges = {
        {0, 0},          {0, 1},           {0, step},     {0, size}, {step, step},
        {step, 0},       {2 * step, step}, {step - 1, 2}, {1, 1},    {step + 100, 300'000},
        {3 * step, 777}, {3 * step, 100},  {size - 1, 1}, {size, 0}, {100, size - 100},
    };
    for (const SliceRange &range : ranges)
        QTest::addRow("%lld bytes from %lld", range.length, range.offset)
            << size << range.offset << range.length;
    QTest::newRow("empty file") << qint64{0} << qint64{0} << qint64{0};
    QTest::newRow("whole steps, last") << 2 * step << step << step;
    QTest::newRow("whole steps, all") << 2 * step << qint64{0} << 2 * step;
    QTest::newRow("one step") << step << qint64{0} << step;
}

void CheckedReadTest::readsEveryRange()
{
    QFETCH(qint64, size);
    QFETCH(qint64, offset);
    QFETCH(qint64, length);
    QVERIFY(makeFile(m_here->path("a"), size));
    const Result<DigestedFile> digested = m_here->digest(m_here->path("a"));
    QVERIFY(digested);
    const QByteArray expected = randomBytes(size).mid(offset, length);
    for (const Digests &digests :
         {digested->digests, withoutChecksums(digested->digests), Digests()}) {
        const Result<QByteArray> found =
            m_here->read(m_here->path("a"), digested->fingerprint, {offset, length}, digests);
        QVERIFY2(found, found ? "" : qPrintable(found.error().detail));
        QVERIFY(*found == expected);
    }
}

void CheckedReadTest::readRefusesARangeOutsideTheFile()
{
    QVERIFY(makeFile(m_here->path("a"), 100));
    const Fingerprint known = *m_here->fingerprint(m_here->path("a"));
    for (const SliceRange &range :
         {SliceRange{0, 101}, SliceRange{100, 1}, SliceRange{-1, 1}, SliceRange{0, -1},
          SliceRange{101, 0}, SliceRange{1, std::numeric_limits<qint64>::max()}})
        QCOMPARE(kindOf(m_here->read(m_here->path("a"), known, range, {})), ErrorKind::Internal);
}

void CheckedReadTest::readCatchesSecretlyChangedBytes_data()
{
    QTest::addColumn<qint64>("changed");
    QTest::addColumn<qint64>("offset");
    QTest::addColumn<qint64>("length");
    QTest::newRow("first byte") << qint64{0} << qint64{0} << step;
    QTest::newRow("last byte of a slice") << 2 * step - 1 << step << step;
    QTest::newRow("first byte of a slice") << step << step << step;
    QTest::newRow("between the slice and the next state") << 2 * step - 1 << step << qint64{10};
    QTest::newRow("between the state and the slice") << step << step + 10 << qint64{10};
    QTest::newRow("last byte of the file") << 2 * step + 99 << 2 * step << qint64{100};
    QTest::newRow("whole file") << step + 5 << qint64{0} << 2 * step + 100;
}

void CheckedReadTest::readCatchesSecretlyChangedBytes()
{
    QFETCH(qint64, changed);
    QFETCH(qint64, offset);
    QFETCH(qint64, length);
    const QString file = m_here->path("a");
    QVERIFY(makeFile(file, 2 * step + 100));
    const Result<DigestedFile> digested = m_here->digest(file);
    QVERIFY(digested);
    const QByteArray was = randomBytes(2 * step + 100).mid(changed, 1);
    const QByteArray flipped(1, static_cast<char>(was.at(0) ^ 1));
    QVERIFY(changeSecretly(file, changed, flipped));
    // The fingerprint taken anew, so that the digests alone have to tell.
    Fingerprint now = *m_here->fingerprint(file);
    const QList<Digests> ways{digested->digests, withoutChecksums(digested->digests)};
    for (const Digests &digests : ways)
        QCOMPARE(kindOf(m_here->read(file, now, {offset, length}, digests)),
                 ErrorKind::FileChanged);
    QVERIFY(changeSecretly(file, changed, was));
    now = *m_here->fingerprint(file);
    for (const Digests &digests : ways)
        QVERIFY(m_here->read(file, now, {offset, length}, digests));
}

void CheckedReadTest::readWithoutDigestsCatchesBytesChangedUnderTheSameTime()
{
    const QString file = m_here->path("a");
    QVERIFY(makeFile(file, step));
    const Fingerprint known = *m_here->fingerprint(file);
    // The system's own stamp moves in steps of a few milliseconds.
    QTRY_VERIFY(changeSecretly(file, 7, "changed") && *m_here->fingerprint(file) != known);
    QCOMPARE(m_here->fingerprint(file)->mtimeNs, known.mtimeNs);
    QCOMPARE(kindOf(m_here->read(file, known, {0, step}, {})), ErrorKind::FileChanged);
}

void CheckedReadTest::readLeavesBytesFarFromTheRangeAlone()
{
    const QString file = m_here->path("a");
    QVERIFY(makeFile(file, 4 * step));
    const Result<DigestedFile> digested = m_here->digest(file);
    QVERIFY(digested);
    QVERIFY(changeSecretly(file, 3 * step, "changed"));
    QVERIFY(changeSecretly(file, step - 7, "changed"));
    const Fingerprint now = *m_here->fingerprint(file);
    QVERIFY(m_here->read(file, now, {step, 2 * step}, digested->digests));
    QVERIFY(m_here->read(file, now, {step, 2 * step}, withoutChecksums(digested->digests)));
}

void CheckedReadTest::readCatchesAChangedFile_data()
{
    QTest::addColumn<QString>("change");
    QTest::addColumn<ErrorKind>("kind");
    QTest::newRow("rewritten") << QStringLiteral("rewritten") << ErrorKind::FileChanged;
    QTest::newRow("appended") << QStringLiteral("appended") << ErrorKind::FileChanged;
    QTest::newRow("truncated") << QStringLiteral("truncated") << ErrorKind::FileChanged;
    QTest::newRow("replaced") << QStringLiteral("replaced") << ErrorKind::FileChanged;
    QTest::newRow("removed") << QStringLiteral("removed") << ErrorKind::FileMissing;
}

void CheckedReadTest::readCatchesAChangedFile()
{
    QFETCH(QString, change);
    QFETCH(ErrorKind, kind);
    const QString file = m_here->path("a");
    QVERIFY(makeFile(file, 3 * step));
    const Result<DigestedFile> digested = m_here->digest(file);
    QVERIFY(digested);
    // The same bytes throughout: the fingerprint alone has to tell.
    if (change == u"rewritten") {
        QVERIFY(makeFile(file, 3 * step));
        QVERIFY(setModified(file, {1, 0}));
    } else if (change == u"appended") {
        QFile opened(file);
        QVERIFY(opened.open(QIODevice::Append));
        QCOMPARE(opened.write("x"), 1);
    } else if (change == u"truncated") {
        QVERIFY(QFile::resize(file, step));
    } else if (change == u"replaced") {
        QVERIFY(makeFile(m_here->path("other"), 3 * step));
        const std::optional<timespec> was = modified(file);
        QVERIFY(was);
        QVERIFY(setModified(m_here->path("other"), *was));
        QVERIFY(renameOver(m_here->path("other"), file));
    } else {
        QVERIFY(QFile::remove(file));
    }
    QCOMPARE(kindOf(m_here->read(file, digested->fingerprint, {0, step}, digested->digests)), kind);
    QCOMPARE(kindOf(m_here->read(file, digested->fingerprint, {0, step}, {})), kind);
}

void CheckedReadTest::readCatchesDigestsOfAnotherSize()
{
    QVERIFY(makeFile(m_here->path("a"), 3 * step));
    const Result<DigestedFile> digested = m_here->digest(m_here->path("a"));
    QVERIFY(digested);
    Digests fewerStates = digested->digests;
    fewerStates.states.chop(20);
    Digests fewerChecksums = digested->digests;
    fewerChecksums.checksums.chop(StepChecksums::size);
    for (const Digests &damaged : {fewerStates, fewerChecksums})
        QCOMPARE(kindOf(m_here->read(m_here->path("a"), digested->fingerprint, {2 * step, step},
                                     damaged)),
                 ErrorKind::FileChanged);
}

QTEST_GUILESS_MAIN(CheckedReadTest)
#include "CheckedReadTest.moc"

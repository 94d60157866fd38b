#include "tests/crash/CrashedUploads.h"
#include "tests/support/TestFiles.h"

#include <QTest>

using namespace cosdrop;
using namespace cosdrop::test;
using namespace Qt::StringLiterals;

namespace {

constexpr qint64 MiB = 1024 * 1024;

/// The requests that `fault` meets get no answer: they are not carried out, or they are.
EmulatorFault silence(const QString &op, int skip, bool carriedOut)
{
    EmulatorFault fault;
    fault.op = op;
    fault.skip = skip;
    fault.times = -1;
    fault.hang = std::chrono::minutes(2);
    fault.drop = carriedOut ? EmulatorFault::Drop::After : EmulatorFault::Drop::No;
    return fault;
}

} // namespace

/// cosdrop-cli and the window killed by SIGKILL around each request, so on both sides of each note
/// in its journal, and once more while it resumes.
class CrashBoundaryTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase_data();
    void isWholeAfterAKill_data();
    void isWholeAfterAKill();
    void isWholeAfterAKillWhileResuming_data();
    void isWholeAfterAKillWhileResuming();
    void isWholeAfterAKillBeforeAnyRequest();
};

void CrashBoundaryTest::initTestCase_data()
{
    QTest::addColumn<Victim>("victim");
    QTest::newRow("cosdrop-cli") << Victim::Cli;
    QTest::newRow("window") << Victim::Window;
}

void CrashBoundaryTest::isWholeAfterAKill_data()
{
    QTest::addColumn<QString>("op");
    QTest::addColumn<int>("skip");
    QTest::addColumn<bool>("carriedOut");
    QTest::addColumn<qint64>("size");
    QTest::addColumn<bool>("hash");
    for (const bool carriedOut : {false, true}) {
        const char *when = carriedOut ? "after" : "before";
        for (const bool hash : {true, false}) {
            const char *how = hash ? "" : ", no hash";
            const auto row = [&](const char *name, const char *op, int skip, qint64 size) {
                QTest::addRow("%s %s%s", when, name, how)
                    << QString::fromLatin1(op) << skip << carriedOut << size << hash;
            };
            row("create", "create", 0, 9 * MiB);
            row("init", "upload_slice_init", 0, 9 * MiB);
            row("the first slice", "upload_slice_data", 0, 9 * MiB);
            row("the fifth slice", "upload_slice_data", 4, 9 * MiB);
            row("the last slice", "upload_slice_data", 8, 9 * MiB);
            row("finish", "upload_slice_finish", 0, 9 * MiB);
            row("stat", "stat", 0, 9 * MiB);
            row("a whole upload", "upload", 0, MiB);
        }
    }
}

void CrashBoundaryTest::isWholeAfterAKill()
{
    QFETCH_GLOBAL(Victim, victim);
    QFETCH(QString, op);
    QFETCH(int, skip);
    QFETCH(bool, carriedOut);
    QFETCH(qint64, size);
    QFETCH(bool, hash);
    TestBucket bucket;
    QVERIFY(bucket.isValid());
    const QString file = bucket.makeFile(u"f"_s, size);
    CrashedUploads uploads(bucket, victim, {file}, u"/p/"_s, {hash});
    bucket.setFaults({silence(op, skip, carriedOut)});
    QVERIFY(uploads.startUpload());
    QVERIFY(uploads.killAt(
        [&] { return bucket.count(op) > skip && (!carriedOut || bucket.carriedOut(op, skip)); }));
    bucket.setFaults({});
    QCOMPARE(uploads.finish(), QString());
    QCOMPARE(uploads.complete(), QString());
}

void CrashBoundaryTest::isWholeAfterAKillWhileResuming_data()
{
    QTest::addColumn<QString>("op");
    QTest::addColumn<int>("skip");
    QTest::addColumn<bool>("carriedOut");
    QTest::newRow("list") << u"upload_slice_list"_s << 0 << false;
    QTest::newRow("before a slice") << u"upload_slice_data"_s << 2 << false;
    QTest::newRow("after a slice") << u"upload_slice_data"_s << 2 << true;
    QTest::newRow("before finish") << u"upload_slice_finish"_s << 0 << false;
    QTest::newRow("after finish") << u"upload_slice_finish"_s << 0 << true;
    QTest::newRow("stat") << u"stat"_s << 0 << false;
}

void CrashBoundaryTest::isWholeAfterAKillWhileResuming()
{
    QFETCH_GLOBAL(Victim, victim);
    QFETCH(QString, op);
    QFETCH(int, skip);
    QFETCH(bool, carriedOut);
    TestBucket bucket;
    QVERIFY(bucket.isValid());
    const QString file = bucket.makeFile(u"f"_s, 12 * MiB);
    CrashedUploads uploads(bucket, victim, {file}, u"/p/"_s);
    bucket.setFaults({silence(u"upload_slice_data"_s, 4, false)});
    QVERIFY(uploads.startUpload());
    QVERIFY(uploads.killAt([&] { return bucket.sentSlices(u"/p/f"_s).size() == 4; }));
    QCOMPARE(uploads.finish(), QString());
    // Twice at the same point: the second finds what the first left.
    for (int round = 0; round < 2; ++round) {
        bucket.setFaults({silence(op, skip, carriedOut)});
        QVERIFY(uploads.startResume());
        const bool killed = uploads.killAt([&] {
            return bucket.count(op) > skip && (!carriedOut || bucket.carriedOut(op, skip));
        });
        QCOMPARE(uploads.finish(), QString());
        // What was carried out is not done once more.
        QVERIFY(killed || (carriedOut && round == 1));
    }
    bucket.setFaults({});
    QCOMPARE(uploads.complete(), QString());
}

void CrashBoundaryTest::isWholeAfterAKillBeforeAnyRequest()
{
    QFETCH_GLOBAL(Victim, victim);
    TestBucket bucket;
    QVERIFY(bucket.isValid());
    const QString file = bucket.makeFile(u"f"_s, 64 * MiB);
    for (const char *name : {"journal.sqlite", "journal.sqlite-wal"}) {
        bucket.forgetState();
        const QString prefix = u"/%1/"_s.arg(QLatin1String(name));
        CrashedUploads uploads(bucket, victim, {file}, prefix, {false});
        QVERIFY(uploads.startUpload());
        const QString journal = bucket.stateFolder() + u'/' + QLatin1String(name);
        QVERIFY(uploads.killAt([&] { return QFile::exists(journal); }));
        QCOMPARE(uploads.finish(), QString());
        QCOMPARE(uploads.complete(), QString());
    }
}

QTEST_GUILESS_MAIN(CrashBoundaryTest)
#include "CrashBoundaryTest.moc"

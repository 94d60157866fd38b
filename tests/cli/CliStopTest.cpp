#include "tests/cli/TestBucket.h"
#include "tests/support/TestFiles.h"

#include <QDateTime>
#include <QFile>
#include <QSet>
#include <QTest>

#include <csignal>

using namespace cosdrop;
using namespace cosdrop::test;
using namespace Qt::StringLiterals;

namespace {

constexpr qint64 MiB = 1024 * 1024;
constexpr qint64 large = 20 * MiB;

EmulatorFault hangAt(const QString &op, int skip)
{
    EmulatorFault fault;
    fault.op = op;
    fault.skip = skip;
    fault.times = -1;
    fault.hang = std::chrono::minutes(1);
    return fault;
}

} // namespace

/// Stopping by a signal, going on afterwards, one program a state folder, and the speed limit.
class CliStopTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void goesOnAfterASignal_data();
    void goesOnAfterASignal();
    void goesOnWithTheWholeQueue();
    void stopsWhereverItIs_data();
    void stopsWhereverItIs();
    void stopsAtTheSecondSignalToo();
    void resumesNothing();
    void uploadLeavesOtherUnfinishedFilesAlone();
    void sendsOtherBytesThatCameUnderTheSameTime();
    void refusesAFolderInUse();
    void keepsToTheRate();
    void endsWellWhereThreadsEndLate();
};

void CliStopTest::goesOnAfterASignal_data()
{
    QTest::addColumn<int>("signal");
    QTest::addColumn<bool>("serial");
    QTest::addColumn<bool>("hash");
    QTest::newRow("SIGINT") << SIGINT << false << true;
    QTest::newRow("SIGTERM") << SIGTERM << false << true;
    QTest::newRow("SIGINT, serial") << SIGINT << true << true;
    QTest::newRow("SIGINT, no hash") << SIGINT << false << false;
}

void CliStopTest::goesOnAfterASignal()
{
    QFETCH(int, signal);
    QFETCH(bool, serial);
    QFETCH(bool, hash);
    TestBucket bucket([serial](EmulatorOptions &options) { options.serial = serial; });
    QVERIFY(bucket.isValid());
    const QString file = bucket.makeFile(u"f"_s, large);
    bucket.setFaults({hangAt(u"upload_slice_data"_s, 7)});
    CliProgram program;
    bucket.giveKeys(program);
    QStringList arguments{file};
    if (!hash)
        arguments.append(u"--no-hash"_s);
    QVERIFY(program.start(bucket.upload(arguments)));
    // All that are under way have come, so that none comes after the program's end.
    const int underWay = serial ? 1 : 4;
    QVERIFY(waitFor([&] { return bucket.count(u"upload_slice_data"_s) == 7 + underWay; }));
    program.signal(signal);
    const CliResult stopped = program.result();
    QVERIFY2(stopped.status == 128 + signal, stopped.told().constData());
    QCOMPARE(stopped.out, QByteArray());
    QCOMPARE(bucket.server().unfinishedUploads(), 1);
    const QList<qint64> before = bucket.sentSlices(u"/f"_s);
    QCOMPARE(before.size(), 7);

    bucket.setFaults({});
    const CliResult resumed = program.run(bucket.resume());
    QVERIFY2(resumed.status == 0, resumed.told().constData());
    QCOMPARE(resumed.object().value(u"file").toString(), file);
    QCOMPARE(resumed.object().value(u"state").toString(), u"done"_s);
    QVERIFY(bucket.holds(u"/f"_s, file));
    const QList<qint64> all = bucket.sentSlices(u"/f"_s);
    QCOMPARE(all.size(), 20);
    QCOMPARE(QSet<qint64>(all.begin(), all.end()).size(), 20);
    QCOMPARE(bucket.count(u"upload_slice_init"_s), 1);
    QCOMPARE(bucket.server().unfinishedUploads(), 0);
}

void CliStopTest::goesOnWithTheWholeQueue()
{
    TestBucket bucket;
    QVERIFY(bucket.isValid());
    QStringList files;
    for (int i = 0; i < 6; ++i)
        files.append(bucket.makeFile(QString::number(i), i % 2 == 0 ? 9 * MiB : 1000 + i,
                                     static_cast<quint64>(i)));
    bucket.setFaults({hangAt(u"upload_slice_data"_s, 12)});
    CliProgram program;
    bucket.giveKeys(program);
    QVERIFY(program.start(bucket.upload(files)));
    QVERIFY(waitFor([&] { return bucket.count(u"upload_slice_data"_s) > 12; }));
    program.signal(SIGINT);
    const CliResult stopped = program.result();
    QVERIFY2(stopped.status == 130, stopped.told().constData());

    bucket.setFaults({});
    const CliResult resumed = program.run(bucket.resume());
    QVERIFY2(resumed.status == 0, resumed.told().constData());
    // Each file is told in the run that finished it.
    QSet<QString> told;
    for (const auto &objects : {stopped.objects(), resumed.objects()}) {
        for (const QJsonObject &object : objects) {
            QCOMPARE(object.value(u"state").toString(), u"done"_s);
            QVERIFY(!told.contains(object.value(u"file").toString()));
            told.insert(object.value(u"file").toString());
        }
    }
    QCOMPARE(told, QSet<QString>(files.begin(), files.end()));
    for (const QString &file : std::as_const(files))
        QVERIFY(bucket.holds(u'/' + QFileInfo(file).fileName(), file));
    QCOMPARE(bucket.server().unfinishedUploads(), 0);
}

void CliStopTest::stopsWhereverItIs_data()
{
    QTest::addColumn<QString>("op");
    QTest::addColumn<qint64>("size");
    QTest::newRow("in init") << u"upload_slice_init"_s << large;
    QTest::newRow("in finish") << u"upload_slice_finish"_s << large;
    QTest::newRow("in stat") << u"stat"_s << large;
    QTest::newRow("in create") << u"create"_s << large;
    QTest::newRow("in a whole upload") << u"upload"_s << qint64(1000);
}

void CliStopTest::stopsWhereverItIs()
{
    QFETCH(QString, op);
    QFETCH(qint64, size);
    TestBucket bucket;
    QVERIFY(bucket.isValid());
    const QString file = bucket.makeFile(u"f"_s, size);
    bucket.setFaults({hangAt(op, 0)});
    CliProgram program;
    bucket.giveKeys(program);
    QVERIFY(program.start(bucket.upload({u"--prefix"_s, u"/p/"_s, file})));
    QVERIFY(waitFor([&] { return bucket.count(op) > 0; }));
    program.signal(SIGTERM);
    const CliResult stopped = program.result();
    QVERIFY2(stopped.status == 143, stopped.told().constData());
    bucket.setFaults({});
    const CliResult resumed = program.run(bucket.resume());
    QVERIFY2(resumed.status == 0, resumed.told().constData());
    QVERIFY(bucket.holds(u"/p/f"_s, file));
    QCOMPARE(bucket.server().objects().size(), 1);
    QCOMPARE(bucket.server().unfinishedUploads(), 0);
}

void CliStopTest::stopsAtTheSecondSignalToo()
{
    TestBucket bucket;
    QVERIFY(bucket.isValid());
    const QString file = bucket.makeFile(u"f"_s, large);
    bucket.setFaults({hangAt(u"upload_slice_data"_s, 2)});
    CliProgram program;
    bucket.giveKeys(program);
    QVERIFY(program.start(bucket.upload({file})));
    QVERIFY(waitFor([&] { return bucket.count(u"upload_slice_data"_s) > 2; }));
    program.signal(SIGINT);
    program.signal(SIGTERM);
    program.signal(SIGINT);
    const CliResult stopped = program.result();
    QVERIFY2(stopped.status == 130 || stopped.status == 143, stopped.told().constData());
    bucket.setFaults({});
    QCOMPARE(program.run(bucket.resume()).status, 0);
    QVERIFY(bucket.holds(u"/f"_s, file));
}

void CliStopTest::resumesNothing()
{
    TestBucket bucket;
    QVERIFY(bucket.isValid());
    const CliResult result = bucket.run(bucket.resume());
    QVERIFY2(result.status == 0, result.told().constData());
    QCOMPARE(result.out, QByteArray());
    const QString file = bucket.makeFile(u"f"_s, 100);
    QCOMPARE(bucket.run(bucket.upload({file})).status, 0);
    // What is done is not told twice.
    const CliResult again = bucket.run(bucket.resume());
    QVERIFY2(again.status == 0, again.told().constData());
    QCOMPARE(again.out, QByteArray());
}

void CliStopTest::uploadLeavesOtherUnfinishedFilesAlone()
{
    TestBucket bucket;
    QVERIFY(bucket.isValid());
    const QString first = bucket.makeFile(u"first"_s, large, 1);
    const QString second = bucket.makeFile(u"second"_s, 100, 2);
    QVERIFY(bucket.leaveUnfinished(first));
    const CliResult result = bucket.run(bucket.upload({second}));
    QVERIFY2(result.status == 0, result.told().constData());
    QCOMPARE(result.object().value(u"file").toString(), second);
    QCOMPARE(bucket.server().objects(), QStringList(u"/second"_s));
    // Named again, it goes on where it was.
    const CliResult again = bucket.run(bucket.upload({first}));
    QVERIFY2(again.status == 0, again.told().constData());
    QVERIFY(bucket.holds(u"/first"_s, first));
    QCOMPARE(bucket.sentSlices(u"/first"_s).size(), 20);
    QCOMPARE(bucket.count(u"upload_slice_init"_s), 1);
}

void CliStopTest::sendsOtherBytesThatCameUnderTheSameTime()
{
    const auto overwrite = [](const QString &path, quint64 seed) {
        // In place, so that the file keeps its number too.
        QFile file(path);
        return file.open(QIODevice::ReadWrite) && file.write(randomBytes(large, seed)) == large
               && file.flush()
               && file.setFileTime(QDateTime::fromSecsSinceEpoch(1'500'000'000),
                                   QFileDevice::FileModificationTime);
    };
    TestBucket bucket;
    QVERIFY(bucket.isValid());
    const QString file = bucket.makeFile(u"f"_s, large);
    QVERIFY(overwrite(file, 1));
    QVERIFY(bucket.leaveUnfinished(file));
    QVERIFY(overwrite(file, 2));
    const CliResult result = bucket.run(bucket.resume());
    QVERIFY2(result.status == 0, result.told().constData());
    QVERIFY(bucket.holds(u"/f"_s, file));
}

void CliStopTest::refusesAFolderInUse()
{
    TestBucket bucket;
    QVERIFY(bucket.isValid());
    const QString file = bucket.makeFile(u"f"_s, large);
    bucket.setFaults({hangAt(u"upload_slice_data"_s, 5)});
    CliProgram first;
    bucket.giveKeys(first);
    QVERIFY(first.start(bucket.upload({file})));
    QVERIFY(waitFor([&] { return bucket.count(u"upload_slice_data"_s) > 5; }));

    const QString other = bucket.makeFile(u"other"_s, 100);
    for (const QStringList &arguments :
         {bucket.upload({other}), bucket.resume(),
          QStringList{u"list"_s, u"--state-dir"_s, bucket.stateFolder()}}) {
        const CliResult second = bucket.run(arguments);
        QVERIFY2(second.status == 2, second.told().constData());
        QCOMPARE(second.out, QByteArray());
        QVERIFY2(second.err.contains("Another program"), second.told().constData());
        QVERIFY2(second.err.contains(bucket.stateFolder().toUtf8()), second.told().constData());
        QVERIFY(second.time < std::chrono::seconds(20));
    }
    QVERIFY(!first.hasEnded());
    // Another folder is another queue.
    const CliResult beside =
        bucket.run(bucket.upload({u"--state-dir"_s, bucket.folder() + u"/elsewhere"_s, other}));
    QVERIFY2(beside.status == 0, beside.told().constData());
    first.signal(SIGINT);
    QCOMPARE(first.result().status, 130);
    bucket.setFaults({});
    QCOMPARE(bucket.run(bucket.resume()).status, 0);
    QVERIFY(bucket.holds(u"/f"_s, file));
}

void CliStopTest::keepsToTheRate()
{
    TestBucket bucket;
    QVERIFY(bucket.isValid());
    const QStringList files{bucket.makeFile(u"a"_s, 9 * MiB, 1), bucket.makeFile(u"b"_s, MiB, 2)};
    const CliResult result =
        bucket.run(bucket.upload(QStringList{u"--limit-rate"_s, QString::number(5 * MiB)} + files));
    QVERIFY2(result.status == 0, result.told().constData());
    // 10 MiB at 5 MiB/s, less what a tenth of a second lets through at once.
    QVERIFY2(result.time >= std::chrono::milliseconds(1700), result.told().constData());
    QVERIFY2(result.time < std::chrono::seconds(30), result.told().constData());
    for (const QString &file : files)
        QVERIFY(bucket.holds(u'/' + QFileInfo(file).fileName(), file));
}

void CliStopTest::endsWellWhereThreadsEndLate()
{
    if (QStringLiteral(LATE_THREAD_ENDS).isEmpty())
        QSKIP("nothing can be preloaded here");
    TestBucket bucket;
    QVERIFY(bucket.isValid());
    const QString file = bucket.makeFile(u"f"_s, 1000);
    CliProgram program;
    bucket.giveKeys(program);
    program.setVariable(u"LD_PRELOAD"_s, QStringLiteral(LATE_THREAD_ENDS));
    for (int i = 0; i < 20; ++i) {
        const CliResult result =
            program.run(bucket.upload({u"--prefix"_s, QString::number(i), file}));
        QVERIFY2(result.status == 0, result.told().constData());
    }
}

QTEST_GUILESS_MAIN(CliStopTest)
#include "CliStopTest.moc"

#include "tests/cli/TestBucket.h"
#include "tests/support/Patience.h"
#include "tests/support/TestFiles.h"

#include <QDir>
#include <QSqlDatabase>
#include <QSqlQuery>
#include <QTest>

#include <unistd.h>

using namespace cosdrop;
using namespace cosdrop::test;
using namespace Qt::StringLiterals;

namespace {

constexpr qint64 MiB = 1024 * 1024;
constexpr std::chrono::seconds atOnce = patient(std::chrono::seconds(20));

bool execSql(const QString &file, const QString &statement)
{
    bool good = false;
    {
        QSqlDatabase database = QSqlDatabase::addDatabase(u"QSQLITE"_s, u"trouble"_s);
        database.setDatabaseName(file);
        good = database.open() && QSqlQuery(database).exec(statement);
        database.close();
    }
    QSqlDatabase::removeDatabase(u"trouble"_s);
    return good;
}

/// The damaged journals in the state folder, without the logs that went along with them.
QStringList setAside(const TestBucket &bucket)
{
    QStringList found =
        QDir(bucket.stateFolder()).entryList({u"journal.sqlite.damaged-*"_s}, QDir::Files);
    found.removeIf(
        [](const QString &name) { return name.endsWith(u"-wal") || name.endsWith(u"-shm"); });
    return found;
}

} // namespace

/// State folders that cannot be used, or not for long, through the real program.
class CliJournalTroubleTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void setsADamagedJournalAside_data();
    void setsADamagedJournalAside();
    void refusesAJournalFromTheFuture();
    void refusesAFolderItCannotWrite_data();
    void refusesAFolderItCannotWrite();
    void uploadsAllTheSameWhereTheJournalCannotGrow_data();
    void uploadsAllTheSameWhereTheJournalCannotGrow();

private:
    /// Runs a shell script in mounts of its own, the state folder as $1 and cosdrop-cli with its
    /// arguments behind it. Nothing where this system does not allow that.
    static std::optional<CliResult> runMounted(const TestBucket &bucket, const QString &script,
                                               const QStringList &arguments);
};

std::optional<CliResult> CliJournalTroubleTest::runMounted(const TestBucket &bucket,
                                                           const QString &script,
                                                           const QStringList &arguments)
{
    QDir().mkpath(bucket.stateFolder());
    const QString own = ::geteuid() == 0 ? u"-m"_s : u"-rm"_s;
    CliProgram program;
    bucket.giveKeys(program);
    const QStringList all{own,
                          u"sh"_s,
                          u"-c"_s,
                          u"{ "_s + script + u"; } || exit 77; shift; exec \"$@\""_s,
                          u"sh"_s,
                          bucket.stateFolder(),
                          CliProgram::path()};
    if (!program.startOther(u"unshare"_s, all + arguments))
        return std::nullopt;
    CliResult result = program.result();
    if (result.status == 77 || result.err.startsWith("unshare:"))
        return std::nullopt;
    return result;
}

void CliJournalTroubleTest::setsADamagedJournalAside_data()
{
    QTest::addColumn<QString>("damage");
    QTest::newRow("random bytes") << u"random"_s;
    QTest::newRow("random bytes behind a good start") << u"tail"_s;
    QTest::newRow("half of it") << u"half"_s;
    QTest::newRow("text") << u"text"_s;
}

void CliJournalTroubleTest::setsADamagedJournalAside()
{
    QFETCH(QString, damage);
    TestBucket bucket;
    QVERIFY(bucket.isValid());
    const QStringList before{bucket.makeFile(u"1"_s, 9 * MiB, 1), bucket.makeFile(u"2"_s, 10, 2)};
    QCOMPARE(bucket.run(bucket.upload(before)).status, 0);
    const QString journal = bucket.stateFolder() + u"/journal.sqlite"_s;
    QByteArray bytes = readFile(journal);
    QVERIFY(!bytes.isEmpty());
    if (damage == u"random")
        bytes = randomBytes(50'000, 5);
    else if (damage == u"tail")
        bytes = bytes.first(100) + randomBytes(bytes.size() - 100, 6);
    else if (damage == u"half")
        bytes.chop(bytes.size() / 2);
    else
        bytes = "this is not a journal\n";
    QVERIFY(writeFile(journal, bytes));
    QFile::remove(journal + u"-wal"_s);
    QFile::remove(journal + u"-shm"_s);

    const QString file = bucket.makeFile(u"f"_s, 9 * MiB, 3);
    const CliResult result = bucket.run(bucket.upload({file}));
    QVERIFY2(result.status == 0, result.told().constData());
    QVERIFY(bucket.holds(u"/f"_s, file));
    QCOMPARE(result.objects().size(), 1);
    const QStringList kept = setAside(bucket);
    QCOMPARE(kept.size(), 1);
    const QString path = bucket.stateFolder() + u'/' + kept[0];
    QVERIFY2(result.err.contains(path.toUtf8()), result.told().constData());
    QCOMPARE(readFile(path), bytes);
    // Told once: the new one is good.
    const CliResult next = bucket.run({u"list"_s, u"--state-dir"_s, bucket.stateFolder()});
    QVERIFY2(next.status == 0, next.told().constData());
    QCOMPARE(next.err, QByteArray());
    QCOMPARE(next.lines().size(), 1);
}

void CliJournalTroubleTest::refusesAJournalFromTheFuture()
{
    TestBucket bucket;
    QVERIFY(bucket.isValid());
    const QString file = bucket.makeFile(u"f"_s, 10);
    QCOMPARE(bucket.run(bucket.upload({file})).status, 0);
    const QString journal = bucket.stateFolder() + u"/journal.sqlite"_s;
    QVERIFY(execSql(journal, u"PRAGMA user_version = 9999"_s));
    const QByteArray before = readFile(journal);
    bucket.server().clearRequests();
    for (const QStringList &arguments :
         {bucket.upload({file}), bucket.resume(),
          QStringList{u"list"_s, u"--state-dir"_s, bucket.stateFolder()}}) {
        const CliResult result = bucket.run(arguments);
        QVERIFY2(result.status == 2, result.told().constData());
        QCOMPARE(result.out, QByteArray());
        QVERIFY2(result.err.contains("newer version"), result.told().constData());
        QVERIFY2(result.err.contains(bucket.stateFolder().toUtf8()), result.told().constData());
        QVERIFY(result.time < atOnce);
    }
    QCOMPARE(readFile(journal), before);
    QCOMPARE(setAside(bucket), QStringList());
    QCOMPARE(bucket.server().requests().size(), 0);
}

void CliJournalTroubleTest::refusesAFolderItCannotWrite_data()
{
    QTest::addColumn<QString>("how");
    QTest::newRow("below a file") << u"file"_s;
    QTest::newRow("not to be made") << u"/proc/cosdrop"_s;
    QTest::newRow("not to be written") << u"/sys/kernel"_s;
    QTest::newRow("mounted read-only") << u"read-only"_s;
    QTest::newRow("mounted read-only, with a journal") << u"read-only journal"_s;
    QTest::newRow("on a full disk") << u"full"_s;
    QTest::newRow("where no file may grow") << u"limit"_s;
    QTest::newRow("a journal that is a folder") << u"folder"_s;
}

void CliJournalTroubleTest::refusesAFolderItCannotWrite()
{
    QFETCH(QString, how);
    TestBucket bucket;
    QVERIFY(bucket.isValid());
    const QString file = bucket.makeFile(u"f"_s, 10);
    QStringList arguments = bucket.upload({file});
    std::optional<CliResult> result;
    if (how == u"file") {
        result = bucket.run(arguments + QStringList{u"--state-dir"_s, file + u"/state"_s});
    } else if (how.startsWith(u'/')) {
        result = bucket.run(arguments + QStringList{u"--state-dir"_s, how});
    } else if (how.startsWith(u"read-only")) {
        if (how == u"read-only journal")
            QCOMPARE(bucket.run(arguments).status, 0);
        bucket.server().clearRequests();
        result = runMounted(
            bucket, u"mount --bind \"$1\" \"$1\" && mount -o remount,bind,ro \"$1\""_s, arguments);
    } else if (how == u"full") {
        result = runMounted(bucket,
                            u"mount -t tmpfs -o size=8k tmpfs \"$1\" "
                            "&& dd if=/dev/zero of=\"$1/ballast\" bs=4k count=2 2>/dev/null"_s,
                            arguments);
    } else if (how == u"limit") {
        result = runMounted(bucket, u"trap '' XFSZ; ulimit -f 0"_s, arguments);
    } else {
        QVERIFY(QDir().mkpath(bucket.stateFolder() + u"/journal.sqlite/inside"_s));
        result = bucket.run(arguments);
    }
    if (!result)
        QSKIP("this system allows no mounts of one's own");
    QVERIFY2(result->status == 2, result->told().constData());
    QCOMPARE(result->out, QByteArray());
    QVERIFY2(result->err.startsWith("cosdrop-cli: "), result->told().constData());
    QVERIFY2(result->err.contains(how == u"full" ? "full" : "state folder"),
             result->told().constData());
    QVERIFY(result->time < atOnce);
    QCOMPARE(bucket.server().requests().size(), 0);
}

void CliJournalTroubleTest::uploadsAllTheSameWhereTheJournalCannotGrow_data()
{
    QTest::addColumn<QString>("script");
    QTest::addColumn<QByteArray>("words");
    // dash counts in 512 bytes, others in 1024: enough for an empty journal, not for these files.
    QTest::newRow("limited files")
        << u"trap '' XFSZ; ulimit -f 160"_s << QByteArray("cannot be saved");
    QTest::newRow("full disk") << u"mount -t tmpfs -o size=256k tmpfs \"$1\""_s
                               << QByteArray("full");
}

void CliJournalTroubleTest::uploadsAllTheSameWhereTheJournalCannotGrow()
{
    QFETCH(QString, script);
    QFETCH(QByteArray, words);
    TestBucket bucket;
    QVERIFY(bucket.isValid());
    const QString big = bucket.makeFile(u"top/0 big"_s, 12 * MiB, 1000);
    QStringList files{big};
    for (int i = 1; i < 400; ++i)
        files.append(bucket.makeFile(u"top/%1 %2"_s.arg(i).arg(QString(180, u'n')), 20,
                                     static_cast<quint64>(i)));
    const auto result = runMounted(bucket, script, bucket.upload({bucket.file(u"top"_s)}));
    if (!result)
        QSKIP("this system allows no mounts of one's own");
    QVERIFY2(result->status == 0, result->told().constData());
    QVERIFY2(result->err.contains(words), result->told().constData());
    // Said once, not for each of the files.
    QVERIFY2(result->err.count("cosdrop-cli: ") == 1, result->told().constData());
    QVERIFY2(result->objects().size() == files.size(), result->told().constData());
    for (const QString &file : std::as_const(files))
        QVERIFY(bucket.holds(u"/top/"_s + QFileInfo(file).fileName(), file));
    QCOMPARE(bucket.server().unfinishedUploads(), 0);
}

QTEST_GUILESS_MAIN(CliJournalTroubleTest)
#include "CliJournalTroubleTest.moc"

#include "tests/cli/TestBucket.h"
#include "tests/support/TestFiles.h"

#include <QDirIterator>
#include <QTest>

using namespace cosdrop;
using namespace cosdrop::test;
using namespace Qt::StringLiterals;

namespace {

constexpr qint64 large = 9 * 1024 * 1024;

QStringList sorted(QStringList list)
{
    list.sort();
    return list;
}

/// What is wrong with an object of --json, or nothing.
QString faultOf(const QJsonObject &object)
{
    using Type = QJsonValue::Type;
    const QList<QPair<QString, Type>> wanted{
        {u"file"_s, Type::String},       {u"path"_s, Type::String},
        {u"state"_s, Type::String},      {u"access_url"_s, Type::String},
        {u"source_url"_s, Type::String}, {u"resource_path"_s, Type::String},
        {u"url"_s, Type::String},        {u"bytes"_s, Type::Double},
        {u"sent_bytes"_s, Type::Double}, {u"sha1"_s, Type::String},
        {u"instant"_s, Type::Bool},      {u"seconds"_s, Type::Double}};
    for (const auto &[key, type] : wanted) {
        if (object.value(key).type() != type)
            return key;
    }
    if (object.size() != wanted.size() + 1 || !object.contains(u"error"))
        return u"keys: "_s + object.keys().join(u' ');
    const QJsonValue error = object.value(u"error");
    const bool succeeded = object.value(u"state") == u"done"_s;
    if (error.isNull() || succeeded)
        return error.isNull() && succeeded ? QString() : u"error"_s;
    const QJsonObject inside = error.toObject();
    const bool right =
        sorted(inside.keys())
            == sorted({u"kind"_s, u"code"_s, u"http_status"_s, u"message"_s, u"request_id"_s})
        && inside.value(u"kind").isString() && inside.value(u"code").isDouble()
        && inside.value(u"http_status").isDouble() && !inside.value(u"message").toString().isEmpty()
        && inside.value(u"request_id").isString();
    return right ? QString() : u"inside of error"_s;
}

} // namespace

/// What cosdrop-cli writes where, and with which status it ends.
class CliReportTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void tellsEveryFileAsJson();
    void tellsEveryFileOnce();
    void tellsLinksAlone();
    void tellsOfEachFileOnce();
    void keepsANameOnItsLine();
    void saysNothingWhenQuiet();
    void listsTheQueue();
    void tellsUsage_data();
    void tellsUsage();
    void helps();
    void wantsKeys_data();
    void wantsKeys();
    void keepsKeysToItself();
    void showsProgressOnATerminalOnly();
};

void CliReportTest::tellsEveryFileAsJson()
{
    TestBucket bucket;
    QVERIFY(bucket.isValid());
    const QString there = bucket.makeFile(u"before/taken"_s, 20, 9);
    QCOMPARE(bucket.run(bucket.upload({there})).status, 0);
    const QString whole = bucket.makeFile(u"whole"_s, 1000, 1);
    const QString sliced = bucket.makeFile(u"计划 1+1.bin"_s, large, 2);
    const QString taken = bucket.makeFile(u"taken"_s, 20, 3);
    const QString gone = bucket.file(u"gone"_s);

    const CliResult skipping =
        bucket.run(bucket.upload({u"--on-conflict"_s, u"skip"_s, whole, sliced, taken, gone}));
    QVERIFY2(skipping.status == 1, skipping.told().constData());
    const auto objects = skipping.objects();
    QCOMPARE(objects.size(), 4);
    for (const QJsonObject &object : objects)
        QCOMPARE(faultOf(object), QString());
    QCOMPARE(objects[whole].value(u"state"), u"done"_s);
    QCOMPARE(objects[sliced].value(u"state"), u"done"_s);
    QCOMPARE(objects[taken].value(u"state"), u"skipped"_s);
    QCOMPARE(objects[gone].value(u"state"), u"failed"_s);
    QCOMPARE(objects[gone].value(u"error")[u"kind"], u"file_missing"_s);

    const QJsonObject &done = objects[sliced];
    const QString encoded = u"%E8%AE%A1%E5%88%92%201%2B1.bin"_s;
    QVERIFY(done.value(u"access_url").toString().endsWith(encoded));
    QVERIFY(done.value(u"source_url").toString().endsWith(encoded));
    QVERIFY(done.value(u"url").toString().contains(u"/files/v2/"_s));
    QVERIFY(done.value(u"resource_path").toString().startsWith(u"/10055004/team/"_s));
    QCOMPARE(done.value(u"bytes").toInteger(), large);
    QCOMPARE(done.value(u"sha1").toString().toLatin1(), sha1OfFile(sliced));
    QVERIFY(done.value(u"seconds").toDouble() > 0);
    QVERIFY(done.value(u"seconds").toDouble() * 1000 <= double(skipping.time.count()));
}

void CliReportTest::tellsEveryFileOnce()
{
    TestBucket bucket;
    QVERIFY(bucket.isValid());
    constexpr int count = 600;
    for (int i = 0; i < count; ++i)
        bucket.makeFile(u"many/%1"_s.arg(i), 20, static_cast<quint64>(i));
    const CliResult result =
        bucket.run(bucket.upload({u"--parallel-files"_s, u"8"_s, bucket.file(u"many"_s)}));
    QVERIFY2(result.status == 0, result.told().constData());
    QCOMPARE(result.lines().size(), count);
    QCOMPARE(result.objects().size(), count);
}

void CliReportTest::tellsLinksAlone()
{
    TestBucket bucket;
    QVERIFY(bucket.isValid());
    const QStringList files{bucket.makeFile(u"one"_s, 10, 1), bucket.makeFile(u"two"_s, large, 2),
                            bucket.makeFile(u"three"_s, 0, 3)};
    const CliResult result =
        bucket.run(bucket.uploadPlain(files + QStringList(bucket.file(u"gone"_s))));
    QVERIFY2(result.status == 1, result.told().constData());
    QStringList links;
    for (const QByteArray &line : result.lines())
        links.append(QString::fromUtf8(line));
    for (const QString &file : files) {
        const QString path = u'/' + QFileInfo(file).fileName();
        const auto found = std::find_if(links.begin(), links.end(), [&](const QString &link) {
            return link.startsWith(u"http://") && link.endsWith(path);
        });
        QVERIFY2(found != links.end(), result.told().constData());
    }
    QCOMPARE(links.size(), 3);
    QVERIFY2(result.err.startsWith("cosdrop-cli: " + bucket.file(u"gone"_s).toUtf8() + ": "),
             result.told().constData());
    QCOMPARE(result.err.count('\n'), 1);
}

void CliReportTest::tellsOfEachFileOnce()
{
    TestBucket bucket;
    QVERIFY(bucket.isValid());
    constexpr int count = 300;
    for (int i = 0; i < count; ++i)
        QVERIFY(!bucket.makeFile(u"many/%1"_s.arg(i), i, 1).isEmpty());
    const CliResult result =
        bucket.run(bucket.uploadPlain({u"--parallel-files"_s, u"16"_s, bucket.file(u"many"_s)}));
    QCOMPARE(result.status, 0);
    QCOMPARE(result.lines().size(), count);
}

void CliReportTest::keepsANameOnItsLine()
{
    TestBucket bucket;
    QVERIFY(bucket.isValid());
    const QString file = bucket.makeFile(u"a\nb\x1b[2J"_s, 1, 1);
    const CliResult result = bucket.run(bucket.uploadPlain({file}));
    QCOMPARE(result.status, 1);
    QCOMPARE(result.err.count('\n'), 1);
    QVERIFY(!result.err.contains('\x1b'));
}

void CliReportTest::saysNothingWhenQuiet()
{
    TestBucket bucket;
    QVERIFY(bucket.isValid());
    const QString file = bucket.makeFile(u"f"_s, large, 1);
    const QString twin = bucket.makeFile(u"twin"_s, large, 1);
    QCOMPARE(bucket.run(bucket.upload({file})).status, 0);
    const CliResult loud = bucket.run(bucket.uploadPlain({twin}));
    QVERIFY2(loud.err.contains("holds it already"), loud.told().constData());
    const QString third = bucket.makeFile(u"third"_s, large, 1);
    const CliResult quiet = bucket.run(bucket.uploadPlain({u"--quiet"_s, third}));
    QCOMPARE(quiet.status, 0);
    QCOMPARE(quiet.err, QByteArray());
    QCOMPARE(quiet.lines().size(), 1);
    // What went wrong is told all the same.
    const CliResult failed = bucket.run(bucket.uploadPlain({u"--quiet"_s, bucket.file(u"gone"_s)}));
    QCOMPARE(failed.status, 1);
    QCOMPARE(failed.out, QByteArray());
    QVERIFY(!failed.err.isEmpty());
}

void CliReportTest::listsTheQueue()
{
    TestBucket bucket;
    QVERIFY(bucket.isValid());
    const QStringList list{u"list"_s, u"--state-dir"_s, bucket.stateFolder()};
    const CliResult nothing = bucket.run(list);
    QVERIFY2(nothing.status == 0, nothing.told().constData());
    QCOMPARE(nothing.out + nothing.err, QByteArray());

    const QString file = bucket.makeFile(u"f 1"_s, 100, 1);
    const QString big = bucket.makeFile(u"big"_s, large, 1);
    const QString gone = bucket.file(u"gone"_s);
    const CliResult uploaded = bucket.run(bucket.upload({file, gone}));
    QVERIFY(bucket.leaveUnfinished(big));
    const int before = static_cast<int>(bucket.server().requests().size());

    // Nobody needs keys to look.
    CliProgram program;
    const CliResult plain = program.run(list);
    QVERIFY2(plain.status == 0, plain.told().constData());
    QCOMPARE(plain.err, QByteArray());
    const QList<QByteArray> lines = plain.lines();
    QCOMPARE(lines.size(), 3);
    const QString link = uploaded.objects()[file].value(u"access_url").toString();
    QCOMPARE(QString::fromUtf8(lines[0]),
             QStringList({u"done"_s, file, u"/f 1"_s, link}).join(u'\t'));
    QVERIFY2(lines[1].startsWith(("failed\t" + gone.toUtf8() + "\t/gone\t")), lines[1].constData());
    QCOMPARE(QString::fromUtf8(lines[2]), QStringList({u"queued"_s, big, u"/big"_s}).join(u'\t'));

    const CliResult json = program.run(list + QStringList(u"--json"_s));
    QCOMPARE(json.status, 0);
    const auto objects = json.objects();
    QCOMPARE(objects.size(), 3);
    QCOMPARE(faultOf(objects[file]), QString());
    QCOMPARE(faultOf(objects[gone]), QString());
    QCOMPARE(objects[file].value(u"access_url").toString(), link);
    QCOMPARE(objects[file].value(u"sha1").toString().toLatin1(), sha1OfFile(file));
    QCOMPARE(objects[big].value(u"state"), u"queued"_s);
    QCOMPARE(objects[big].value(u"bytes").toInteger(), large);
    QCOMPARE(bucket.server().requests().size(), before);
}

void CliReportTest::tellsUsage_data()
{
    QTest::addColumn<QStringList>("arguments");
    const QStringList upload{u"upload"_s,  u"--region"_s,    u"gz"_s,
                             u"--appid"_s, u"1000"_s,        u"--bucket"_s,
                             u"b"_s,       u"--state-dir"_s, u"/nowhere"_s};
    const QStringList file(u"f"_s);
    QTest::newRow("nothing") << QStringList();
    QTest::newRow("unknown command") << QStringList(u"put"_s);
    QTest::newRow("unknown option") << upload + file + QStringList(u"--fast"_s);
    QTest::newRow("no file") << upload;
    QTest::newRow("empty name") << upload + QStringList(QString());
    QTest::newRow("no target") << QStringList{u"upload"_s, u"f"_s};
    QTest::newRow("no bucket") << QStringList{u"upload"_s,  u"--region"_s, u"gz"_s,
                                              u"--appid"_s, u"1"_s,        u"f"_s};
    QTest::newRow("no appid") << QStringList{u"upload"_s,   u"--region"_s, u"gz"_s,
                                             u"--bucket"_s, u"b"_s,        u"f"_s};
    QTest::newRow("appid is no number") << upload + file + QStringList{u"--appid"_s, u"x"_s};
    QTest::newRow("endpoint") << upload + file + QStringList{u"--endpoint"_s, u"ftp://h"_s};
    QTest::newRow("endpoint with a query")
        << upload + file + QStringList{u"--endpoint"_s, u"http://h/?x"_s};
    QTest::newRow("bucket") << upload + file + QStringList{u"--bucket"_s, u"a/b"_s};
    QTest::newRow("prefix") << upload + file + QStringList{u"--prefix"_s, u"/a*b/"_s};
    QTest::newRow("prefix with an empty part")
        << upload + file + QStringList{u"--prefix"_s, u"/a//b/"_s};
    QTest::newRow("profile") << QStringList{u"upload"_s, u"--profile"_s,   u"nobody"_s,
                                            u"f"_s,      u"--state-dir"_s, u"/nowhere"_s};
    QTest::newRow("slice size") << upload + file + QStringList{u"--slice-size"_s, u"1000000"_s};
    QTest::newRow("parallel files") << upload + file + QStringList{u"--parallel-files"_s, u"0"_s};
    QTest::newRow("parallel slices")
        << upload + file + QStringList{u"--parallel-slices"_s, u"many"_s};
    QTest::newRow("rate") << upload + file + QStringList{u"--limit-rate"_s, u"-1"_s};
    QTest::newRow("rule") << upload + file + QStringList{u"--on-conflict"_s, u"ask"_s};
    QTest::newRow("value missing") << upload + file + QStringList(u"--prefix"_s);
    QTest::newRow("key as an argument") << upload + file + QStringList{u"--secret-key"_s, u"k"_s};
    QTest::newRow("resume with a file") << QStringList{u"resume"_s, u"f"_s};
    QTest::newRow("list with a file") << QStringList{u"list"_s, u"f"_s};
    QTest::newRow("state folder") << QStringList{u"list"_s, u"--state-dir"_s, QString()};
}

void CliReportTest::tellsUsage()
{
    QFETCH(QStringList, arguments);
    CliProgram program;
    program.setVariable(u"COS_SECRET_ID"_s, u"id"_s);
    program.setVariable(u"COS_SECRET_KEY"_s, u"key"_s);
    const CliResult result = program.run(arguments);
    QVERIFY2(result.status == 2, result.told().constData());
    QCOMPARE(result.out, QByteArray());
    QVERIFY2(result.err.contains("cosdrop-cli --help"), result.told().constData());
    QVERIFY2(result.err.indexOf('\n') > 10, result.told().constData());
}

void CliReportTest::helps()
{
    CliProgram program;
    const CliResult help = program.run({u"--help"_s});
    QCOMPARE(help.status, 0);
    QCOMPARE(help.err, QByteArray());
    for (const char *word : {"upload", "resume", "list", "--on-conflict", "COS_SECRET_KEY"})
        QVERIFY2(help.out.contains(word), word);
    const CliResult version = program.run({u"--version"_s});
    QCOMPARE(version.status, 0);
    QVERIFY(version.out.startsWith("cosdrop-cli "));
}

void CliReportTest::wantsKeys_data()
{
    QTest::addColumn<QString>("id");
    QTest::addColumn<QString>("key");
    QTest::addColumn<QString>("command");
    QTest::newRow("none") << QString() << QString() << u"upload"_s;
    QTest::newRow("no id") << QString() << u"key"_s << u"upload"_s;
    QTest::newRow("no key") << u"id"_s << QString() << u"upload"_s;
    QTest::newRow("blank") << u" "_s << u" "_s << u"upload"_s;
    QTest::newRow("resume") << QString() << QString() << u"resume"_s;
}

void CliReportTest::wantsKeys()
{
    QFETCH(QString, id);
    QFETCH(QString, key);
    QFETCH(QString, command);
    TestBucket bucket;
    QVERIFY(bucket.isValid());
    const QString file = bucket.makeFile(u"f"_s, 10);
    CliProgram program;
    program.setVariable(u"COS_SECRET_ID"_s, id);
    program.setVariable(u"COS_SECRET_KEY"_s, key);
    const CliResult result =
        program.run(command == u"upload" ? bucket.upload({file}) : bucket.resume());
    QVERIFY2(result.status == 2, result.told().constData());
    QCOMPARE(result.out, QByteArray());
    QVERIFY2(result.err.startsWith("cosdrop-cli: The keys are missing"), result.told().constData());
    QVERIFY(result.err.contains("COS_SECRET_ID"));
    QVERIFY(result.err.contains("COS_SECRET_KEY"));
    QCOMPARE(bucket.server().requests().size(), 0);
}

void CliReportTest::keepsKeysToItself()
{
    TestBucket bucket;
    QVERIFY(bucket.isValid());
    const QString file = bucket.makeFile(u"f"_s, large);
    const QString gone = bucket.file(u"gone"_s);
    const CliResult result = bucket.run(bucket.upload({file, gone}));
    QVERIFY(bucket.leaveUnfinished(bucket.makeFile(u"g"_s, large, 2)));
    QByteArray everything = result.out + result.err;
    int files = 0;
    QDirIterator state(bucket.stateFolder(), QDir::Files | QDir::Hidden);
    while (state.hasNext()) {
        everything += readFile(state.next());
        ++files;
    }
    QVERIFY(files > 0);
    QVERIFY(!everything.contains(bucket.secretKey()));
    QVERIFY(!everything.contains(bucket.secretId()));
}

void CliReportTest::showsProgressOnATerminalOnly()
{
    TestBucket bucket;
    QVERIFY(bucket.isValid());
    const QString file = bucket.makeFile(u"f"_s, large);
    const CliResult result = bucket.run(bucket.uploadPlain({file}));
    QCOMPARE(result.status, 0);
    QCOMPARE(result.err, QByteArray());
    QVERIFY(QFile::exists(u"/usr/bin/script"_s));

    // script(1) gives its child a terminal, and tells what came on it.
    CliProgram program;
    bucket.giveKeys(program);
    const QString other = bucket.makeFile(u"g"_s, large, 2);
    const QStringList arguments =
        bucket.uploadPlain({u"--limit-rate"_s, QString::number(large), other});
    program.setVariable(u"COMMAND"_s, CliProgram::path() + u' ' + arguments.join(u' '));
    const QStringList script{u"-qec"_s, u"exec $COMMAND"_s, u"/dev/null"_s};
    QVERIFY(program.startOther(u"/usr/bin/script"_s, script));
    const CliResult shown = program.result();
    QVERIFY2(shown.status == 0, shown.told().constData());
    QVERIFY2(shown.out.contains(" MB/s"), shown.told().constData());
    QVERIFY2(shown.out.contains("\r\x1b[K"), shown.told().constData());
}

QTEST_GUILESS_MAIN(CliReportTest)
#include "CliReportTest.moc"

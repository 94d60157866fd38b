#include "core/account/ProfileStore.h"
#include "tests/cli/TestBucket.h"
#include "tests/support/Patience.h"
#include "tests/support/ScriptedHttpServer.h"
#include "tests/support/TestFiles.h"

#include <QTcpSocket>
#include <QTest>

#include <unistd.h>

using namespace cosdrop;
using namespace cosdrop::test;
using namespace Qt::StringLiterals;

namespace {

constexpr qint64 MiB = 1024 * 1024;
constexpr std::chrono::seconds atOnce = patient(std::chrono::seconds(20));
constexpr std::chrono::seconds later{100};

QString kindOf(const QJsonObject &object)
{
    return object.value(u"error").toObject().value(u"kind").toString();
}

} // namespace

/// Wrong keys, wrong targets, and servers that are not COS.
class CliBadServerTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void tellsWhatIsWrong_data();
    void tellsWhatIsWrong();
    void tellsAServerThatIsNotCos_data();
    void tellsAServerThatIsNotCos();
    void givesUpWhereNobodyAnswers();
    void takesEveryFormOfTheEndpoint_data();
    void takesEveryFormOfTheEndpoint();
    void takesAnAccount();
    void signsByTheServersClock_data();
    void signsByTheServersClock();
    void outlivesTroubleOfTheServer();
};

void CliBadServerTest::tellsWhatIsWrong_data()
{
    QTest::addColumn<QString>("what");
    QTest::addColumn<QStringList>("kinds");
    QTest::addColumn<QByteArray>("word");
    QTest::newRow("secret") << u"secret"_s << QStringList(u"signature_wrong"_s)
                            << QByteArray("SecretKey");
    QTest::newRow("id") << u"id"_s << QStringList(u"key_unknown"_s) << QByteArray("SecretId");
    QTest::newRow("bucket") << u"bucket"_s << QStringList(u"no_such_bucket"_s)
                            << QByteArray("bucket");
    QTest::newRow("appid") << u"appid"_s << QStringList(u"appid_wrong"_s) << QByteArray("appid");
}

void CliBadServerTest::tellsWhatIsWrong()
{
    QFETCH(QString, what);
    QFETCH(QStringList, kinds);
    QFETCH(QByteArray, word);
    TestBucket bucket;
    QVERIFY(bucket.isValid());
    const QStringList files{bucket.makeFile(u"whole"_s, 1000), bucket.makeFile(u"big"_s, 9 * MiB)};
    CliProgram program;
    bucket.giveKeys(program);
    QStringList arguments = bucket.upload(files);
    if (what == u"secret")
        program.setVariable(u"COS_SECRET_KEY"_s, u"another"_s);
    else if (what == u"id")
        program.setVariable(u"COS_SECRET_ID"_s, u"another"_s);
    else
        arguments += {u"--"_s + what, what == u"bucket" ? u"another"_s : u"10055005"_s};

    const CliResult result = program.run(arguments);
    QVERIFY2(result.status == 1, result.told().constData());
    QVERIFY2(result.time < atOnce, result.told().constData());
    const auto objects = result.objects();
    QCOMPARE(objects.size(), 2);
    for (const QJsonObject &object : objects) {
        QCOMPARE(object.value(u"state").toString(), u"failed"_s);
        QVERIFY2(kinds.contains(kindOf(object)), qPrintable(kindOf(object)));
        const QJsonObject error = object.value(u"error").toObject();
        QVERIFY(error.value(u"code").toInt() < 0);
        QVERIFY(error.value(u"http_status").toInt() >= 400);
        QVERIFY(!error.value(u"request_id").toString().isEmpty());
        QVERIFY(!error.value(u"message").toString().isEmpty());
    }
    QVERIFY2(result.err.contains(word), result.told().constData());
    QCOMPARE(bucket.server().objects(), QStringList());
    // Not asked again and again: what is wrong stays wrong.
    QVERIFY2(bucket.server().requests().size() <= 4, result.told().constData());
    // The keys are right the next time.
    if (what != u"secret" && what != u"id")
        return;
    const CliResult resumed = bucket.run(bucket.resume());
    QVERIFY2(resumed.status == 0, resumed.told().constData());
    QVERIFY(bucket.holds(u"/whole"_s, files[0]));
    QVERIFY(bucket.holds(u"/big"_s, files[1]));
}

void CliBadServerTest::tellsAServerThatIsNotCos_data()
{
    QTest::addColumn<int>("status");
    QTest::addColumn<QByteArray>("type");
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QString>("kind");
    const QByteArray page = "<html><body><h1>It works!</h1></body></html>";
    QTest::newRow("page") << 200 << QByteArray("text/html") << page << u"not_cos"_s;
    QTest::newRow("page not found") << 404 << QByteArray("text/html") << page << u"not_cos"_s;
    QTest::newRow("page forbidden")
        << 403 << QByteArray("text/html; charset=gbk") << page << u"not_cos"_s;
    QTest::newRow("XML") << 403 << QByteArray("application/xml")
                         << QByteArray(
                                "<?xml version='1.0'?><Error><Code>AccessDenied</Code></Error>")
                         << u"not_cos"_s;
    QTest::newRow("moved") << 302 << QByteArray("text/html") << page << u"redirected"_s;
}

void CliBadServerTest::tellsAServerThatIsNotCos()
{
    QFETCH(int, status);
    QFETCH(QByteArray, type);
    QFETCH(QByteArray, body);
    QFETCH(QString, kind);
    TestBucket bucket;
    QVERIFY(bucket.isValid());
    const QStringList files{bucket.makeFile(u"whole"_s, 1000), bucket.makeFile(u"big"_s, 9 * MiB)};
    ScriptedHttpServer server;
    server.setHandler([&](const RecordedRequest &) {
        ScriptedAnswer answer;
        answer.status = status;
        answer.headers = {{"Content-Type", type}, {"Location", "http://127.0.0.1:1/elsewhere"}};
        answer.body = body;
        return answer;
    });
    CliProgram program;
    bucket.giveKeys(program);
    const CliResult result =
        program.run(bucket.upload(files + QStringList{u"--endpoint"_s, server.url().toString()}));
    QVERIFY2(result.status == 1, result.told().constData());
    QVERIFY2(result.time < later, result.told().constData());
    const auto objects = result.objects();
    QCOMPARE(objects.size(), 2);
    for (const QJsonObject &object : objects) {
        QCOMPARE(object.value(u"state").toString(), u"failed"_s);
        QCOMPARE(kindOf(object), kind);
        QCOMPARE(object.value(u"access_url").toString(), QString());
    }
    QCOMPARE(result.err.count("cosdrop-cli: "), 2);
}

void CliBadServerTest::givesUpWhereNobodyAnswers()
{
    TestBucket bucket;
    QVERIFY(bucket.isValid());
    const QString file = bucket.makeFile(u"f"_s, 9 * MiB);
    const QString small = bucket.makeFile(u"small"_s, 10);
    // Taken by a socket that does not listen, so nobody else gets it meanwhile.
    QTcpSocket closed;
    QVERIFY(closed.bind(QHostAddress::LocalHost));

    struct Case
    {
        const char *name;
        QString endpoint;
        QString kind;
        QByteArray word;
        QStringList wrapper = {};
        CliProgram program = {};
    };

    ScriptedHttpServer other;
    other.setHandler([](const RecordedRequest &) {
        ScriptedAnswer answer;
        answer.body = R"({"ok":true})";
        return answer;
    });
    std::array cases{Case{"another service", other.url().toString(), u"garbled_reply"_s, "garbled"},
                     Case{"closed port", u"http://127.0.0.1:%1"_s.arg(closed.localPort()),
                          u"connection_refused"_s, "endpoint"},
                     Case{"https where http is",
                          u"https://127.0.0.1:%1"_s.arg(bucket.server().port()), u"tls_failed"_s,
                          "certificate"},
                     // In a network of its own the program has none.
                     Case{"no network", u"http://cos.invalid"_s, u"offline"_s, "resume",
                          QStringList{u"unshare"_s, ::geteuid() == 0 ? u"-n"_s : u"-rn"_s}}};
    // The waits between tries are long; so all at once.
    for (Case &one : cases) {
        bucket.giveKeys(one.program);
        const QString state = bucket.folder() + u'/' + QString::fromLatin1(one.name);
        QStringList command =
            one.wrapper + QStringList(CliProgram::path())
            + bucket.upload({u"--endpoint"_s, one.endpoint, u"--state-dir"_s, state, file, small});
        QVERIFY(one.program.startOther(command.takeFirst(), command));
    }
    for (Case &one : cases) {
        const CliResult result = one.program.result();
        if (!one.wrapper.isEmpty() && result.err.startsWith("unshare:")) {
            qInfo("not tried, unshare is not allowed here: no network");
            continue;
        }
        QVERIFY2(result.status == 1, one.name + (": " + result.told()));
        QVERIFY2(result.time < later, one.name);
        const auto objects = result.objects();
        QCOMPARE(objects.size(), 2);
        for (const QJsonObject &object : objects) {
            QCOMPARE(object.value(u"state").toString(), u"failed"_s);
            QVERIFY2(kindOf(object) == one.kind, qPrintable(kindOf(object)));
        }
        QVERIFY2(result.err.count("cosdrop-cli: ") == 2, result.told().constData());
        QVERIFY2(result.err.count(one.word) >= 2, result.told().constData());
    }
}

void CliBadServerTest::takesEveryFormOfTheEndpoint_data()
{
    QTest::addColumn<QString>("behind");
    QTest::newRow("nothing") << QString();
    QTest::newRow("slash") << u"/"_s;
    QTest::newRow("path") << u"/files/v2"_s;
    QTest::newRow("path and slash") << u"/files/v2/"_s;
}

void CliBadServerTest::takesEveryFormOfTheEndpoint()
{
    QFETCH(QString, behind);
    TestBucket bucket;
    QVERIFY(bucket.isValid());
    const QString file = bucket.makeFile(u"f"_s, 100);
    const QString endpoint = bucket.server().endpoint().toString() + behind;
    const CliResult result = bucket.run(bucket.upload({u"--endpoint"_s, endpoint, file}));
    QVERIFY2(result.status == 0, result.told().constData());
    QVERIFY(bucket.holds(u"/f"_s, file));
}

void CliBadServerTest::takesAnAccount()
{
    TestBucket bucket;
    QVERIFY(bucket.isValid());
    Profile profile;
    profile.name = u"our team"_s;
    profile.endpoint = bucket.server().endpoint();
    profile.appId = QLatin1String(TestBucket::appId);
    profile.bucket = QLatin1String(TestBucket::bucketName);
    profile.prefix = u"/from the account/"_s;
    profile.sliceSize = 512 * 1024;
    QVERIFY(ProfileStore(bucket.stateFolder()).save({profile}));
    const QString file = bucket.makeFile(u"f"_s, 9 * MiB);
    const QStringList upload{u"upload"_s, u"--profile"_s, u"our team"_s, u"--state-dir"_s,
                             bucket.stateFolder()};
    const CliResult result = bucket.run(upload + QStringList(file));
    QVERIFY2(result.status == 0, result.told().constData());
    QVERIFY(bucket.holds(u"/from the account/f"_s, file));
    QCOMPARE(bucket.sentSlices(u"/from the account/f"_s).size(), 18);
    // What is said beside it counts more.
    const CliResult beside = bucket.run(upload + QStringList{u"--prefix"_s, u"/said"_s, file});
    QVERIFY2(beside.status == 0, beside.told().constData());
    QVERIFY(bucket.holds(u"/said/f"_s, file));
    const CliResult unknown = bucket.run(upload + QStringList{u"--profile"_s, u"nobody"_s, file});
    QVERIFY2(unknown.status == 2, unknown.told().constData());
    QVERIFY2(unknown.err.contains("nobody"), unknown.told().constData());
}

void CliBadServerTest::signsByTheServersClock_data()
{
    QTest::addColumn<int>("skew");
    QTest::addColumn<QByteArray>("words");
    QTest::newRow("an hour ahead") << 3600 << QByteArray("s ahead of this computer's");
    QTest::newRow("an hour behind") << -3600 << QByteArray("s behind this computer's");
}

void CliBadServerTest::signsByTheServersClock()
{
    QFETCH(int, skew);
    QFETCH(QByteArray, words);
    TestBucket bucket(
        [skew](EmulatorOptions &options) { options.clockSkew = std::chrono::seconds(skew); });
    QVERIFY(bucket.isValid());
    const QStringList files{bucket.makeFile(u"whole"_s, 1000), bucket.makeFile(u"big"_s, 9 * MiB)};
    const CliResult result = bucket.run(bucket.upload(files));
    QVERIFY2(result.status == 0, result.told().constData());
    QVERIFY2(result.err.contains(words), result.told().constData());
    QVERIFY(bucket.holds(u"/whole"_s, files[0]));
    QVERIFY(bucket.holds(u"/big"_s, files[1]));
    int refused = 0;
    for (const EmulatorRequest &request : bucket.server().requests())
        refused += request.code != 0 ? 1 : 0;
    // At most the first request of each file, before the first answer has told the clock.
    QVERIFY2(refused <= 2, QByteArray::number(refused).constData());
}

void CliBadServerTest::outlivesTroubleOfTheServer()
{
    TestBucket bucket;
    QVERIFY(bucket.isValid());
    const QString whole = bucket.makeFile(u"whole"_s, 1000, 1);
    const QString big = bucket.makeFile(u"big"_s, 9 * MiB, 2);
    QList<EmulatorFault> faults(4);
    faults[0].op = u"upload"_s;
    faults[0].status = 503;
    faults[1].op = u"upload_slice_data"_s;
    faults[1].skip = 2;
    faults[1].drop = EmulatorFault::Drop::Middle;
    faults[2].op = u"upload_slice_data"_s;
    faults[2].skip = 5;
    faults[2].code = -71;
    faults[3].op = u"upload_slice_finish"_s;
    faults[3].drop = EmulatorFault::Drop::After;
    bucket.setFaults(faults);
    const CliResult result = bucket.run(bucket.upload({whole, big}));
    QVERIFY2(result.status == 0, result.told().constData());
    QVERIFY2(result.time < later, result.told().constData());
    QVERIFY(bucket.holds(u"/whole"_s, whole));
    QVERIFY(bucket.holds(u"/big"_s, big));
    QCOMPARE(bucket.server().unfinishedUploads(), 0);
    for (const QJsonObject &object : result.objects())
        QVERIFY(object.value(u"error").isNull());
}

QTEST_GUILESS_MAIN(CliBadServerTest)
#include "CliBadServerTest.moc"

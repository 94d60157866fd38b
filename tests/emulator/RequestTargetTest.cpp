#include "app/emulator/RequestTarget.h"

#include "tests/emulator/Bench.h"

#include <QTest>

using namespace cosdrop;
using emulator::parseTarget;
using emulator::RequestTarget;

class RequestTargetTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void readsPaths_data();
    void readsPaths();
    void refusesWhatIsMalformed_data();
    void refusesWhatIsMalformed();
    void tellsLinksFromTheApi();
    void readsLinksAsBrowsersWriteThem();
    void readsTheQuery();
    void encodesSegmentBySegment();
    void knowsTheParentDirectory();
    void anotherBucketIsNotThere();
    void anotherAppIdIsNotThere();
};

void RequestTargetTest::readsPaths_data()
{
    QTest::addColumn<QByteArray>("encoded");
    QTest::addColumn<QString>("path");
    QTest::newRow("file") << QByteArray("/a.txt") << QStringLiteral("/a.txt");
    QTest::newRow("root") << QByteArray("/") << QStringLiteral("/");
    QTest::newRow("directory") << QByteArray("/a/b/") << QStringLiteral("/a/b/");
    QTest::newRow("unreserved") << QByteArray("/A-z_0.~") << QStringLiteral("/A-z_0.~");
    QTest::newRow("reserved") << QByteArray("/%26%2B%23%25%20%3B%3D") << QStringLiteral("/&+#% ;=");
    QTest::newRow("Chinese") << QByteArray("/%E8%AE%BE%e8%ae%a1") << QStringLiteral("/设计");
    QTest::newRow("emoji") << QByteArray("/%F0%9F%98%80") << QString::fromUtf8("/😀");
    QTest::newRow("dots inside") << QByteArray("/..a/b..") << QStringLiteral("/..a/b..");
    QTest::newRow("255 bytes") << '/' + QByteArray(255, 'n') << u'/' + QString(255, u'n');
}

void RequestTargetTest::readsPaths()
{
    QFETCH(QByteArray, encoded);
    QFETCH(QString, path);
    const auto target = parseTarget("/files/v2/10055004/accesslog" + encoded);
    QVERIFY(target.has_value());
    QCOMPARE(target->path, path);
    QCOMPARE(target->appId, QByteArray("10055004"));
    QCOMPARE(target->bucket, QByteArray("accesslog"));
    QCOMPARE(target->isDirectory(), path.endsWith(u'/'));
}

void RequestTargetTest::refusesWhatIsMalformed_data()
{
    QTest::addColumn<QByteArray>("target");
    QTest::addColumn<int>("code");
    const auto path = [](const char *name, const QByteArray &encoded) {
        QTest::newRow(name) << QByteArray("/files/v2/1/bucket" + encoded) << -180;
    };
    path("question mark", "/a%3Fb");
    path("star", "/a%2A");
    path("colon", "/a%3Ab");
    path("bar", "/a%7Cb");
    path("backslash", "/a%5Cb");
    path("less", "/%3Ca");
    path("greater", "/%3Ea");
    path("quote", "/%22a");
    path("control character", "/a%0Ab");
    path("delete character", "/a%7Fb");
    path("NUL", "/a%00b");
    path("blank segment", "/a//b");
    path("blank last segment", "/a//");
    path("segment of spaces", "/a/%20/b");
    path("dot", "/a/./b");
    path("dot dot", "/a/%2E%2E/b");
    path("dot dot at the end", "/..");
    path("encoded slash", "/a%2Fb");
    path("escape cut short", "/a%4");
    path("escape of no digits", "/a%zz");
    path("not UTF-8", "/a%FF");
    path("overlong UTF-8", "/a%C0%AF");
    path("surrogate in UTF-8", "/a%ED%A0%80");
    path("raw plus", "/a+b");
    path("raw bytes", "/\xE4\xBD\xA0");
    path("no path", "");
    const auto row = [](const char *name, const QByteArray &target, int code) {
        QTest::newRow(name) << target << code;
    };
    row("upper-case bucket", "/files/v2/1/Bucket/a", -199);
    row("bucket with underscore", "/files/v2/1/my_bucket/a", -199);
    row("bucket with outer hyphen", "/files/v2/1/-bucket/a", -199);
    row("empty bucket", "/files/v2/1//a", -199);
    row("long bucket", "/files/v2/1/" + QByteArray(41, 'b') + "/a", -199);
    row("no bucket", "/files/v2/1", -5999);
    row("another version", "/files/v1/1/bucket/a", -5999);
    row("query item without value", "/files/v2/1/bucket/a?op", -5999);
    row("query item twice", "/files/v2/1/bucket/a?op=stat&op=stat", -5999);
    row("query escape", "/files/v2/1/bucket/a?op=%4", -5999);
}

void RequestTargetTest::refusesWhatIsMalformed()
{
    QFETCH(QByteArray, target);
    QFETCH(int, code);
    const auto parsed = parseTarget(target);
    QVERIFY(!parsed.has_value());
    QCOMPARE(parsed.error().code, code);
    QCOMPARE(parsed.error().httpStatus, 400);
}

void RequestTargetTest::tellsLinksFromTheApi()
{
    QCOMPARE(parseTarget("/files/v2/1/bucket/a")->kind, RequestTarget::Kind::Api);
    QCOMPARE(parseTarget("/cdn/bucket/a")->kind, RequestTarget::Kind::Link);
    QCOMPARE(parseTarget("/source/bucket/a")->kind, RequestTarget::Kind::Link);
}

void RequestTargetTest::readsLinksAsBrowsersWriteThem()
{
    const auto target = parseTarget("/cdn/bucket/a+b,c%20d.txt?attachment");
    QVERIFY(target.has_value());
    QCOMPARE(target->path, QStringLiteral("/a+b,c d.txt"));
}

void RequestTargetTest::readsTheQuery()
{
    const auto target = parseTarget("/files/v2/1/bucket/a/?op=list&num=20&context=a%3D%20b");
    QVERIFY(target.has_value());
    QCOMPARE(target->query.value("op"), QByteArray("list"));
    QCOMPARE(target->query.value("num"), QByteArray("20"));
    QCOMPARE(target->query.value("context"), QByteArray("a= b"));
}

void RequestTargetTest::encodesSegmentBySegment()
{
    QCOMPARE(emulator::encodedPath(QStringLiteral("/a b/你~.txt")),
             QByteArray("/a%20b/%E4%BD%A0~.txt"));
}

void RequestTargetTest::knowsTheParentDirectory()
{
    QCOMPARE(emulator::parentDirectory(QStringLiteral("/a.txt")), QStringLiteral("/"));
    QCOMPARE(emulator::parentDirectory(QStringLiteral("/a/b.txt")), QStringLiteral("/a/"));
    QCOMPARE(emulator::parentDirectory(QStringLiteral("/a/b/")), QStringLiteral("/a/"));
    QCOMPARE(emulator::parentDirectory(QStringLiteral("/a/")), QStringLiteral("/"));
}

void RequestTargetTest::anotherBucketIsNotThere()
{
    Bench bench;
    bench.start();
    TestSigner signer;
    signer.bucket = "elsewhere";
    RawClient client(bench.emulator().endpoint(), signer);
    const RawAnswer answer = client.get(QStringLiteral("/a"), "op=stat");
    QCOMPARE(answer.code, -133);
    QCOMPARE(answer.status, 404);
}

void RequestTargetTest::anotherAppIdIsNotThere()
{
    Bench bench;
    bench.start();
    TestSigner signer;
    signer.appId = "10055005";
    RawClient client(bench.emulator().endpoint(), signer);
    const RawAnswer answer = client.get(QStringLiteral("/a"), "op=stat");
    QCOMPARE(answer.code, -70);
    QCOMPARE(answer.status, 403);
}

QTEST_GUILESS_MAIN(RequestTargetTest)
#include "RequestTargetTest.moc"

#include "core/cos/UploadPartsBody.h"
#include "tests/cos/ApiFixture.h"

#include <QCryptographicHash>
#include <QRegularExpression>

using namespace cosdrop;
using namespace cosdrop::test;

namespace {

using Fields = QList<QPair<QByteArray, QByteArray>>;

const QByteArray anySha = "c4dd3c8cdd8d7c95603dd67f1cd873d5f9148b29";

QByteArray randomBytes(qsizetype size)
{
    QByteArray bytes(size, Qt::Uninitialized);
    quint32 x = 7;
    for (char &byte : bytes) {
        x = x * 1664525u + 1013904223u;
        byte = static_cast<char>(x >> 24);
    }
    return bytes;
}

/// Of a file of that size, in slices of 1 MiB.
UploadParts anyParts(qint64 size)
{
    const qint64 states = (size - 1) / Digests::step;
    return {{anySha, randomBytes(static_cast<qsizetype>(states * Digests::stateBytes))},
            size,
            1'048'576};
}

} // namespace

/// What CosJsonApi puts on the wire.
class WireTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void looksLikeTheRequestOfTheSeedPage();
    void sendsPathsAsTheyAreEncoded_data();
    void sendsPathsAsTheyAreEncoded();
    void sendsEveryLegalCharacterOfAsciiAsEncoded();
    void initializesSlices();
    void sendsTheUploadPartsOfALargeFileWhole();
    void sendsBinarySlicesUnharmed();
    void sendsLargeBodiesWhole();
    void listsSlices();
    void uploadsWholeFiles_data();
    void uploadsWholeFiles();
    void asksForStatByGet();
    void createsDirectories();
    void takesAnExistingDirectoryForASuccess();
    void removesWithASingleEffectSignature();
    void usesAFreshBoundaryAndSignatureEachTime();
    void sendsNoCookiesBack();
    void keepsPortAndSchemeOfTheEndpointOnly();
};

void WireTest::looksLikeTheRequestOfTheSeedPage()
{
    ApiFixture fixture;
    const QByteArray session = "58ccd1b3120e85c4ebb7b786154408df4fe22230cb8f328d41599b237661855d62"
                               "42793ba2481c1ac0b1277051003cab";
    Answer<ObjectLinks> answer;
    fixture.api->finishSlices(fixture.object(QStringLiteral("/testfolder/111.txt")),
                              {QString::fromLatin1(session), 36864, {}}, answer.done());
    TRY_VERIFY(answer.came());
    QCOMPARE(answer.outcome(), QStringLiteral("success"));

    QCOMPARE(fixture.server.requests().size(), 1);
    const RecordedRequest request = fixture.server.requests().first();
    QCOMPARE(request.method, QByteArray("POST"));
    QCOMPARE(request.target, QByteArray("/files/v2/10055004/accesslog/testfolder/111.txt"));
    QCOMPARE(request.header("Host"), fixture.server.url().authority().toLatin1());
    QCOMPARE(request.header("Authorization"), QByteArray("signature-1"));
    QCOMPARE(request.header("User-Agent"), QByteArray("Cosdrop/" COSDROP_VERSION));
    QCOMPARE(request.header("Content-Length").toInt(), request.body.size());
    QVERIFY(!request.header("Transfer-Encoding").contains("chunked"));
    static const QRegularExpression type(
        QStringLiteral("\\Amultipart/form-data; boundary=[A-Za-z0-9-]{32,70}\\z"));
    QVERIFY2(type.match(QString::fromLatin1(request.header("Content-Type"))).hasMatch(),
             request.header("Content-Type"));

    const QByteArray boundary = request.header("Content-Type").split('=').last();
    const QByteArray printed =
        "--" + boundary
        + "\r\nContent-Disposition: form-data; name=\"op\"\r\n\r\nupload_slice_finish\r\n--"
        + boundary + "\r\nContent-Disposition: form-data; name=\"session\"\r\n\r\n" + session
        + "\r\n--" + boundary
        + "\r\nContent-Disposition: form-data; name=\"filesize\"\r\n\r\n36864\r\n--" + boundary
        + "--\r\n";
    QCOMPARE(request.body, printed);
}

void WireTest::sendsPathsAsTheyAreEncoded_data()
{
    QTest::addColumn<QString>("path");
    QTest::addColumn<QByteArray>("encoded");

    QTest::newRow("delimiters") << QStringLiteral("/+&#%=;,@!$'()[]{}^`")
                                << QByteArray("/%2B%26%23%25%3D%3B%2C%40%21%24%27%28%29%5B%5D%7B"
                                              "%7D%5E%60");
    QTest::newRow("looks encoded")
        << QStringLiteral("/%7E%41%2F%20~") << QByteArray("/%257E%2541%252F%2520~");
    QTest::newRow("spaces") << QStringLiteral("/ a  b ") << QByteArray("/%20a%20%20b%20");
    QTest::newRow("chinese") << u"/设计稿 v3.psd"_qs
                             << QByteArray("/%E8%AE%BE%E8%AE%A1%E7%A8%BF%20v3.psd");
    QTest::newRow("emoji") << u"/\U0001F468\u200D\U0001F469.png"_qs
                           << QByteArray("/%F0%9F%91%A8%E2%80%8D%F0%9F%91%A9.png");
    QTest::newRow("composed and not") << u"/\u00e9/e\u0301"_qs << QByteArray("/%C3%A9/e%CC%81");
    QTest::newRow("private use") << u"/\ue000\U0010FFFD"_qs << QByteArray("/%EE%80%80%F4%8F%BF%BD");
    QTest::newRow("noncharacter") << QStringLiteral("/") + QChar(0xfffe)
                                  << QByteArray("/%EF%BF%BE");
    QTest::newRow("no-break space") << u"/a\u00a0b\u2028c"_qs << QByteArray("/a%C2%A0b%E2%80%A8c");
    QTest::newRow("dots") << QStringLiteral("/.a/..b/...") << QByteArray("/.a/..b/...");
    for (const char *hidden : {"/.a/b", "/.a/", "/.a/.b/.c/.d", "/.a/.bc/.d/", "/..a/.b/c",
                               "/.../.a/..b", "/x/.-/y/.~/z", "/-/.a/-/b", "/.a"}) {
        QTest::addRow("hidden %s", hidden) << QString::fromLatin1(hidden) << QByteArray(hidden);
    }
    QTest::newRow("hidden, one character") << u"/.设/x"_qs << QByteArray("/.%E8%AE%BE/x");
    QTest::newRow("hidden, one emoji") << u"/.\U0001F600/x"_qs << QByteArray("/.%F0%9F%98%80/x");
    QTest::newRow("255 bytes") << u'/' + QString(85, QChar(0x8bbe))
                               << '/' + QByteArray("%E8%AE%BE").repeated(85);
}

void WireTest::sendsPathsAsTheyAreEncoded()
{
    QFETCH(QString, path);
    QFETCH(QByteArray, encoded);
    ApiFixture fixture;
    Answer<ListReply> listed;
    fixture.api->listSlices(fixture.object(path), listed.done());
    Answer<ObjectStat> stated;
    fixture.api->stat(fixture.object(path), stated.done());
    TRY_VERIFY(listed.came() && stated.came());

    QSet<QByteArray> targets;
    for (const RecordedRequest &request : fixture.server.requests())
        targets.insert(request.target);
    const QByteArray target = "/files/v2/10055004/accesslog" + encoded;
    QCOMPARE(targets, (QSet<QByteArray>{target, target + "?op=stat"}));
}

void WireTest::sendsEveryLegalCharacterOfAsciiAsEncoded()
{
    ApiFixture fixture;
    for (char16_t code = 0x20; code < 0x7f; ++code) {
        const auto path = ObjectPath::parse(QStringLiteral("/a") + QChar(code) + u'b');
        if (!path || code == u'/')
            continue;
        Answer<ListReply> answer;
        fixture.api->listSlices(fixture.object(path->text()), answer.done());
        TRY_VERIFY(answer.came());
        QCOMPARE(fixture.server.requests().last().target,
                 "/files/v2/10055004/accesslog" + path->encoded());
    }
}

void WireTest::initializesSlices()
{
    ApiFixture fixture;
    fixture.server.answerNext(
        ScriptedAnswer::success(R"({"session":"s9","slice_size":524288,"serial_upload":1})"));
    const UploadParts parts = anyParts(9'000'000);
    const QByteArray text = UploadPartsBody(parts).readAll();
    Answer<InitReply> answer;
    fixture.api->initSlices(fixture.object(), {9'000'000, 1'048'576, parts.digests, true},
                            answer.done());
    TRY_VERIFY(answer.came());
    QCOMPARE(answer.outcome(), QStringLiteral("success"));
    QCOMPARE(answer.result().value(),
             (InitReply{QStringLiteral("s9"), 524288, true, std::nullopt}));
    QCOMPARE(fixture.server.requests().first().form(), (Fields{{"op", "upload_slice_init"},
                                                               {"filesize", "9000000"},
                                                               {"slice_size", "1048576"},
                                                               {"sha", anySha},
                                                               {"uploadparts", text},
                                                               {"insertOnly", "0"}}));
    QCOMPARE(fixture.authorizer.questions.first().scope, SignatureScope::MultiEffect);
}

void WireTest::sendsTheUploadPartsOfALargeFileWhole()
{
    ApiFixture fixture;
    const UploadParts parts = anyParts(20'000 * Digests::step);
    Answer<InitReply> answer;
    fixture.api->initSlices(fixture.object(), {parts.fileSize, 1'048'576, parts.digests, false},
                            answer.done());
    TRY_VERIFY(answer.came());
    const QByteArray sent = fixture.server.requests().first().field("uploadparts");
    QVERIFY(sent.size() > 900'000);
    QVERIFY(sent == UploadPartsBody(parts).readAll());
}

void WireTest::sendsBinarySlicesUnharmed()
{
    ApiFixture fixture;
    const QByteArray bytes = QByteArray("\r\n--\r\n\0\xff\r\n--boundary--\r\n", 24);
    Answer<SliceReply> answer;
    fixture.api->uploadSlice(fixture.object(), {QStringLiteral("s1"), 0, bytes, anySha}, {},
                             answer.done());
    TRY_VERIFY(answer.came());
    QCOMPARE(answer.outcome(), QStringLiteral("success"));
    QCOMPARE(fixture.server.requests().first().form(), (Fields{{"op", "upload_slice_data"},
                                                               {"session", "s1"},
                                                               {"offset", "0"},
                                                               {"filecontent", bytes},
                                                               {"sha", anySha}}));
}

void WireTest::sendsLargeBodiesWhole()
{
    ApiFixture fixture;
    const QByteArray bytes = randomBytes(20 * 1024 * 1024);
    qint64 last = 0;
    bool forward = true;
    const auto progress = [&](qint64 sent) {
        forward = forward && sent >= last;
        last = sent;
    };
    Answer<ObjectLinks> answer;
    fixture.api->uploadWhole(fixture.object(), {bytes, anySha, false}, progress, answer.done());
    TRY_VERIFY(answer.came());
    QCOMPARE(answer.outcome(), QStringLiteral("success"));
    const RecordedRequest request = fixture.server.requests().first();
    QCOMPARE(QCryptographicHash::hash(request.field("filecontent"), QCryptographicHash::Md5),
             QCryptographicHash::hash(bytes, QCryptographicHash::Md5));
    QVERIFY(forward);
    QCOMPARE(last, bytes.size());
}

void WireTest::listsSlices()
{
    ApiFixture fixture;
    fixture.server.answerNext(ScriptedAnswer::success(
        R"({"session":"s","slice_size":524288,"listparts":[{"offset":0,"datalen":524288}]})"));
    Answer<ListReply> answer;
    fixture.api->listSlices(fixture.object(), answer.done());
    TRY_VERIFY(answer.came());
    QCOMPARE(answer.outcome(), QStringLiteral("success"));
    QCOMPARE(answer.result()->slices, (QList<ListedSlice>{{0, 524288}}));
    QCOMPARE(fixture.server.requests().first().form(), (Fields{{"op", "upload_slice_list"}}));
}

void WireTest::uploadsWholeFiles_data()
{
    QTest::addColumn<int>("size");
    for (const int size : {0, 1, 16383, 16384, 16385, 1048576})
        QTest::addRow("%d", size) << size;
}

void WireTest::uploadsWholeFiles()
{
    QFETCH(int, size);
    ApiFixture fixture;
    fixture.server.answerNext(ScriptedAnswer::success(R"({"access_url":"http://a"})"));
    const QByteArray bytes = randomBytes(size);
    Answer<ObjectLinks> answer;
    fixture.api->uploadWhole(fixture.object(), {bytes, anySha, true}, {}, answer.done());
    TRY_VERIFY(answer.came());
    QCOMPARE(answer.outcome(), QStringLiteral("success"));
    QCOMPARE(answer.result()->accessUrl, QStringLiteral("http://a"));
    QCOMPARE(
        fixture.server.requests().first().form(),
        (Fields{{"op", "upload"}, {"filecontent", bytes}, {"sha", anySha}, {"insertOnly", "0"}}));
}

void WireTest::asksForStatByGet()
{
    ApiFixture fixture;
    fixture.server.answerNext(ScriptedAnswer::success(R"({"filesize":7,"sha":"AB"})"));
    Answer<ObjectStat> answer;
    fixture.api->stat(fixture.object(), answer.done());
    TRY_VERIFY(answer.came());
    QCOMPARE(answer.outcome(), QStringLiteral("success"));
    QCOMPARE(answer.result()->fileSize, 7);
    const RecordedRequest request = fixture.server.requests().first();
    QCOMPARE(request.method, QByteArray("GET"));
    QCOMPARE(request.target, QByteArray("/files/v2/10055004/accesslog/dir/name.bin?op=stat"));
    QCOMPARE(request.header("Authorization"), QByteArray("signature-1"));
    QVERIFY(request.body.isEmpty());
}

void WireTest::createsDirectories()
{
    ApiFixture fixture;
    Answer<void> answer;
    fixture.api->createDirectory(fixture.object(QStringLiteral("/a b/c/")), answer.done());
    TRY_VERIFY(answer.came());
    QCOMPARE(answer.outcome(), QStringLiteral("success"));
    const RecordedRequest request = fixture.server.requests().first();
    QCOMPARE(request.target, QByteArray("/files/v2/10055004/accesslog/a%20b/c/"));
    QCOMPARE(request.form(), (Fields{{"op", "create"}}));
    QCOMPARE(fixture.authorizer.questions.first().scope, SignatureScope::MultiEffect);
}

void WireTest::takesAnExistingDirectoryForASuccess()
{
    ApiFixture fixture;
    fixture.server.answerNext(ScriptedAnswer::error(-178, 409));
    Answer<void> existing;
    fixture.api->createDirectory(fixture.object(QStringLiteral("/a/")), existing.done());
    TRY_VERIFY(existing.came());
    QCOMPARE(existing.outcome(), QStringLiteral("success"));
    fixture.server.answerNext(ScriptedAnswer::error(-180, 400));
    Answer<void> illegal;
    fixture.api->createDirectory(fixture.object(QStringLiteral("/a/")), illegal.done());
    TRY_VERIFY(illegal.came());
    QCOMPARE(illegal.outcome(), QStringLiteral("illegal_path"));
}

void WireTest::removesWithASingleEffectSignature()
{
    ApiFixture fixture;
    Answer<void> answer;
    fixture.api->remove(fixture.object(), answer.done());
    TRY_VERIFY(answer.came());
    QCOMPARE(answer.outcome(), QStringLiteral("success"));
    QCOMPARE(fixture.server.requests().first().form(), (Fields{{"op", "delete"}}));
    QCOMPARE(fixture.authorizer.questions.first().scope, SignatureScope::SingleEffect);
    QCOMPARE(fixture.authorizer.questions.first().path, QByteArray("/dir/name.bin"));
    QCOMPARE(fixture.authorizer.questions.first().target, fixture.object().target);
}

void WireTest::usesAFreshBoundaryAndSignatureEachTime()
{
    ApiFixture fixture;
    QSet<QByteArray> types;
    QSet<QByteArray> signatures;
    for (int i = 0; i < 5; ++i) {
        Answer<ListReply> answer;
        fixture.api->listSlices(fixture.object(), answer.done());
        TRY_VERIFY(answer.came());
        types.insert(fixture.server.requests().last().header("Content-Type"));
        signatures.insert(fixture.server.requests().last().header("Authorization"));
    }
    QCOMPARE(types.size(), 5);
    QCOMPARE(signatures.size(), 5);
    QCOMPARE(fixture.server.connections(), 1);
}

void WireTest::sendsNoCookiesBack()
{
    ApiFixture fixture;
    ScriptedAnswer withCookie = ScriptedAnswer::success();
    withCookie.headers.append(HttpHeader("Set-Cookie", "id=1; Path=/"));
    fixture.server.answerNext(withCookie);
    for (int i = 0; i < 2; ++i) {
        Answer<void> answer;
        fixture.api->remove(fixture.object(), answer.done());
        TRY_VERIFY(answer.came());
    }
    QVERIFY(fixture.server.requests().last().header("Cookie").isEmpty());
}

void WireTest::keepsPortAndSchemeOfTheEndpointOnly()
{
    ApiFixture fixture;
    ObjectAddress object = fixture.object();
    object.target.endpoint.setPath(QStringLiteral("/files/v2/"));
    object.target.endpoint.setUserName(QStringLiteral("user"));
    object.target.endpoint.setQuery(QStringLiteral("a=b"));
    Answer<ObjectStat> answer;
    fixture.api->stat(object, answer.done());
    TRY_VERIFY(answer.came());
    QCOMPARE(fixture.server.requests().first().target,
             QByteArray("/files/v2/10055004/accesslog/dir/name.bin?op=stat"));
    QCOMPARE(fixture.server.requests().first().header("Authorization"), QByteArray("signature-1"));
}

QTEST_GUILESS_MAIN(WireTest)
#include "WireTest.moc"

#include "tests/cos/ApiFixture.h"

#include <QTcpServer>
#include <QTcpSocket>

using namespace cosdrop;
using namespace cosdrop::test;
using namespace std::chrono_literals;

namespace {

constexpr qint64 sliceBytes = 1024 * 1024;

ScriptedAnswer faulty(ScriptedAnswer::Fault fault, qint64 keep = 0)
{
    ScriptedAnswer answer = ScriptedAnswer::success();
    answer.fault = fault;
    answer.keep = keep;
    return answer;
}

} // namespace

/// What CosJsonApi makes of servers and lines that fail.
class FaultsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void tellsWhereTheWayBroke_data();
    void tellsWhereTheWayBroke();
    void tellsAnEndpointThatIsNoAddress();
    void tellsAHostThatDoesNotExist();
    void tellsAServerWithoutTls();
    void tellsAServerThatIsNotThere();
    void tellsAProxyThatIsNotThere();
    void doesNotFollowRedirects();
    void readsAnErrorThatComesBeforeTheBodyIsSent_data();
    void readsAnErrorThatComesBeforeTheBodyIsSent();
    void readsJsonUnderEveryStatus();
    void readsHeadersOfAnAnswer();
    void takesAnswersInPieces();
    void takesAnswersThatEndWithTheConnection();
    void cutsOffAnswersWithoutEnd();
    void leavesItToTheCallerToSendAgainWhereAConnectionWasClosedMeanwhile();
    void hidesTheSignatureThatAServerPrintsBack();
};

void FaultsTest::tellsWhereTheWayBroke_data()
{
    QTest::addColumn<ScriptedAnswer>("answer");
    QTest::addColumn<QString>("outcome");

    using Fault = ScriptedAnswer::Fault;
    QTest::newRow("dropped at the head")
        << faulty(Fault::DropAtHead) << QStringLiteral("connection_lost");
    QTest::newRow("dropped behind the body")
        << faulty(Fault::Drop) << QStringLiteral("connection_lost");
    QTest::newRow("cut in the answer")
        << faulty(Fault::CutAnswer, 10) << QStringLiteral("connection_lost");
    QTest::newRow("cut before the answer's last byte")
        << faulty(Fault::CutAnswer, ScriptedAnswer::success().body.size() - 1)
        << QStringLiteral("connection_lost");
    QTest::newRow("cut behind the head")
        << faulty(Fault::CutAnswer, 0) << QStringLiteral("connection_lost");

    ScriptedAnswer chunked = faulty(Fault::CutAnswer, 20);
    chunked.chunked = true;
    QTest::newRow("cut in a chunk") << chunked << QStringLiteral("connection_lost");

    ScriptedAnswer garbled = ScriptedAnswer::success();
    garbled.body.chop(3);
    QTest::newRow("whole answer with half a JSON") << garbled << QStringLiteral("garbled_reply");

    ScriptedAnswer raw;
    raw.raw = "SSH-2.0-OpenSSH_9.2\r\n";
    QTest::newRow("another protocol") << raw << QStringLiteral("connection_lost");
    raw.raw = "HTTP/1.1 200 OK\r\nContent-";
    QTest::newRow("cut in the head") << raw << QStringLiteral("connection_lost");
    raw.raw = "";
    QTest::newRow("nothing") << raw << QStringLiteral("connection_lost");
}

void FaultsTest::tellsWhereTheWayBroke()
{
    QFETCH(ScriptedAnswer, answer);
    ApiFixture fixture;
    fixture.server.setHandler([answer](const RecordedRequest &) { return answer; });
    Answer<SliceReply> result;
    fixture.api->uploadSlice(fixture.object(), fixture.slice(sliceBytes), {}, result.done());
    TRY_VERIFY(result.came());
    QTEST(result.outcome(), "outcome");
    QCOMPARE(result.calls(), 1);

    Answer<ObjectStat> stat;
    fixture.api->stat(fixture.object(), stat.done());
    TRY_VERIFY(stat.came());
    QTEST(stat.outcome(), "outcome");
}

void FaultsTest::tellsAnEndpointThatIsNoAddress()
{
    ApiFixture fixture;
    for (const char *endpoint : {"", "ftp://127.0.0.1", "http://", "/files/v2"}) {
        ObjectAddress object = fixture.object();
        object.target.endpoint = QUrl(QString::fromLatin1(endpoint));
        Answer<ObjectStat> answer;
        fixture.api->stat(object, answer.done());
        QVERIFY(!answer.came());
        TRY_VERIFY(answer.came());
        QCOMPARE(answer.outcome(), QStringLiteral("host_not_found"));
    }
}

void FaultsTest::tellsAHostThatDoesNotExist()
{
    ApiFixture fixture;
    ObjectAddress object = fixture.object();
    object.target.endpoint = QUrl(QStringLiteral("http://cosdrop.invalid"));
    Answer<ObjectStat> answer;
    fixture.api->stat(object, answer.done());
    TRY_VERIFY(answer.came());
    QCOMPARE(answer.outcome(), QStringLiteral("host_not_found"));
    QCOMPARE(answer.error().httpStatus, 0);
}

void FaultsTest::tellsAServerWithoutTls()
{
    QTcpServer plain;
    QVERIFY(plain.listen(QHostAddress::LocalHost));
    connect(&plain, &QTcpServer::newConnection, &plain, [&plain] {
        QTcpSocket *socket = plain.nextPendingConnection();
        connect(socket, &QTcpSocket::readyRead, socket, [socket] {
            socket->readAll();
            socket->write("HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n");
        });
    });
    ApiFixture fixture;
    ObjectAddress object = fixture.object();
    object.target.endpoint.setScheme(QStringLiteral("https"));
    object.target.endpoint.setPort(plain.serverPort());
    Answer<ObjectStat> answer;
    fixture.api->stat(object, answer.done());
    TRY_VERIFY(answer.came());
    QCOMPARE(answer.outcome(), QStringLiteral("tls_failed"));
}

void FaultsTest::tellsAServerThatIsNotThere()
{
    ApiFixture fixture;
    QTcpServer closed;
    QVERIFY(closed.listen(QHostAddress::LocalHost));
    ObjectAddress object = fixture.object();
    object.target.endpoint.setPort(closed.serverPort());
    closed.close();
    Answer<ObjectStat> answer;
    fixture.api->stat(object, answer.done());
    TRY_VERIFY(answer.came());
    QCOMPARE(answer.outcome(), QStringLiteral("connection_refused"));
}

void FaultsTest::tellsAProxyThatIsNotThere()
{
    ApiFixture fixture;
    QTcpServer closed;
    QVERIFY(closed.listen(QHostAddress::LocalHost));
    fixture.settings.proxy =
        QNetworkProxy(QNetworkProxy::HttpProxy, QStringLiteral("127.0.0.1"), closed.serverPort());
    closed.close();
    fixture.api->setSettings(fixture.settings);
    Answer<ObjectStat> answer;
    fixture.api->stat(fixture.object(), answer.done());
    TRY_VERIFY(answer.came());
    QCOMPARE(answer.outcome(), QStringLiteral("proxy_failed"));
    fixture.settings.proxy.reset();
    fixture.api->setSettings(fixture.settings);
    Answer<void> direct;
    fixture.api->remove(fixture.object(), direct.done());
    TRY_VERIFY(direct.came());
    QCOMPARE(direct.outcome(), QStringLiteral("success"));
}

void FaultsTest::doesNotFollowRedirects()
{
    for (const int status : {301, 302, 303, 307, 308}) {
        ApiFixture fixture;
        ScriptedAnswer redirect = ScriptedAnswer::success();
        redirect.status = status;
        redirect.headers.append({"Location", fixture.server.url().toEncoded() + "/elsewhere"});
        fixture.server.answerNext(redirect);
        Answer<SliceReply> answer;
        fixture.api->uploadSlice(fixture.object(), fixture.slice(100), {}, answer.done());
        TRY_VERIFY(answer.came());
        QCOMPARE(answer.outcome(), QStringLiteral("redirected"));
        QCOMPARE(answer.error().httpStatus, status);
        QCOMPARE(fixture.server.requests().size(), 1);
    }
}

void FaultsTest::readsAnErrorThatComesBeforeTheBodyIsSent_data()
{
    QTest::addColumn<qint64>("size");
    QTest::addColumn<bool>("closes");
    QTest::newRow("server reads on") << 8 * sliceBytes << false;
    QTest::newRow("server closes, little was left to send") << qint64(1000) << true;
}

void FaultsTest::readsAnErrorThatComesBeforeTheBodyIsSent()
{
    QFETCH(qint64, size);
    QFETCH(bool, closes);
    ApiFixture fixture;
    ScriptedAnswer early = ScriptedAnswer::error(-97, 403);
    early.when = ScriptedAnswer::When::AfterHead;
    early.closeAfter = closes;
    fixture.server.setHandler([early](const RecordedRequest &) { return early; });
    Answer<SliceReply> answer;
    fixture.api->uploadSlice(fixture.object(), fixture.slice(size), {}, answer.done());
    TRY_VERIFY(answer.came());
    QCOMPARE(answer.outcome(), QStringLiteral("signature_wrong"));
    QCOMPARE(answer.error().httpStatus, 403);
}

void FaultsTest::readsJsonUnderEveryStatus()
{
    ApiFixture fixture;
    for (const int status :
         {200, 400, 401, 403, 404, 405, 409, 410, 413, 418, 500, 501, 502, 503}) {
        fixture.server.answerNext(ScriptedAnswer::error(-4019, status));
        Answer<InitReply> answer;
        fixture.api->initSlices(fixture.object(), {1, 524288, {}, false}, answer.done());
        TRY_VERIFY(answer.came());
        QCOMPARE(answer.outcome(), QStringLiteral("same_file_unfinished"));
        QCOMPARE(answer.error().httpStatus, status);
        QCOMPARE(answer.error().code, -4019);
        QCOMPARE(answer.error().requestId, QStringLiteral("r-2"));
    }
}

void FaultsTest::readsHeadersOfAnAnswer()
{
    ApiFixture fixture;
    ScriptedAnswer frequent = ScriptedAnswer::error(-71, 503);
    frequent.headers.append(HttpHeader("Retry-After", "7"));
    fixture.server.answerNext(frequent);
    Answer<void> first;
    fixture.api->remove(fixture.object(), first.done());
    TRY_VERIFY(first.came());
    QCOMPARE(first.outcome(), QStringLiteral("too_frequent"));
    QCOMPARE(first.error().retryAfter, std::optional<std::chrono::milliseconds>(7s));

    // "In a minute", by the server's own clock.
    frequent.headers = {HttpHeader("Date", "Sun, 06 Nov 1994 08:49:37 GMT"),
                        HttpHeader("Retry-After", "Sun, 06 Nov 1994 08:50:37 GMT")};
    fixture.server.answerNext(frequent);
    Answer<void> second;
    fixture.api->remove(fixture.object(), second.done());
    TRY_VERIFY(second.came());
    QCOMPARE(second.error().retryAfter, std::optional<std::chrono::milliseconds>(60s));

    ScriptedAnswer page;
    page.headers = {HttpHeader("Content-Type", "text/html")};
    page.body = "Welcome to the hotel";
    fixture.server.answerNext(page);
    Answer<void> third;
    fixture.api->remove(fixture.object(), third.done());
    TRY_VERIFY(third.came());
    QCOMPARE(third.outcome(), QStringLiteral("not_cos"));

    ScriptedAnswer challenge = ScriptedAnswer::error(-97, 401);
    challenge.headers.append(HttpHeader("WWW-Authenticate", "Basic realm=\"cos\""));
    fixture.server.answerNext(challenge);
    Answer<SliceReply> fourth;
    fixture.api->uploadSlice(fixture.object(), fixture.slice(1000), {}, fourth.done());
    TRY_VERIFY(fourth.came());
    QCOMPARE(fourth.outcome(), QStringLiteral("signature_wrong"));
}

void FaultsTest::takesAnswersInPieces()
{
    ApiFixture fixture;
    ScriptedAnswer answer = ScriptedAnswer::success(R"({"filesize":5})");
    answer.chunked = true;
    fixture.server.answerNext(answer);
    Answer<ObjectStat> result;
    fixture.api->stat(fixture.object(), result.done());
    TRY_VERIFY(result.came());
    QCOMPARE(result.outcome(), QStringLiteral("success"));
}

void FaultsTest::takesAnswersThatEndWithTheConnection()
{
    ApiFixture fixture;
    ScriptedAnswer answer = ScriptedAnswer::success(R"({"filesize":5})");
    answer.withLength = false;
    fixture.server.answerNext(answer);
    Answer<ObjectStat> result;
    fixture.api->stat(fixture.object(), result.done());
    TRY_VERIFY(result.came());
    QCOMPARE(result.outcome(), QStringLiteral("success"));
}

void FaultsTest::cutsOffAnswersWithoutEnd()
{
    ApiFixture fixture;
    ScriptedAnswer answer;
    answer.body = QByteArray(33 * 1024 * 1024, ' ');
    fixture.server.answerNext(answer);
    Answer<ListReply> result;
    fixture.api->listSlices(fixture.object(), result.done());
    TRY_VERIFY(result.came());
    QCOMPARE(result.outcome(), QStringLiteral("garbled_reply"));
    QVERIFY2(result.error().detail.contains(QStringLiteral("too long")),
             qPrintable(result.error().detail));
}

void FaultsTest::leavesItToTheCallerToSendAgainWhereAConnectionWasClosedMeanwhile()
{
    ApiFixture fixture;
    const QByteArray bytes = QByteArray("0123456789abcdef").repeated(65536);
    for (int i = 1; i <= 10; ++i) {
        Answer<SliceReply> answer;
        fixture.api->uploadSlice(fixture.object(), {QStringLiteral("s"), 0, bytes, {}}, {},
                                 answer.done());
        fixture.server.closeIdleConnections();
        TRY_VERIFY(answer.came());
        const QString outcome = answer.outcome();
        QVERIFY2(outcome == u"success" || outcome == u"connection_lost", qPrintable(outcome));
        QVERIFY(fixture.server.requests().size() <= i);
        if (outcome != u"success")
            continue;
        const RecordedRequest request = fixture.server.requests().last();
        QVERIFY(request.complete);
        QVERIFY(request.field("filecontent") == bytes);
    }
    QVERIFY(fixture.server.completeRequests() > 0);
}

void FaultsTest::hidesTheSignatureThatAServerPrintsBack()
{
    ApiFixture fixture;
    fixture.server.setHandler([](const RecordedRequest &request) {
        return ScriptedAnswer::error(-97, 403, "bad sign " + request.header("Authorization"));
    });
    Answer<ObjectStat> answer;
    fixture.api->stat(fixture.object(), answer.done());
    TRY_VERIFY(answer.came());
    QCOMPARE(answer.outcome(), QStringLiteral("signature_wrong"));
    QVERIFY(answer.error().message.startsWith(QStringLiteral("bad sign")));
    QVERIFY(!answer.error().message.contains(QStringLiteral("signature-1")));
}

QTEST_GUILESS_MAIN(FaultsTest)
#include "FaultsTest.moc"

#include "core/cos/Replies.h"

#include <QTest>

using namespace cosdrop;
using std::chrono::milliseconds;
using std::chrono::seconds;

namespace {

RawReply replyOf(const QByteArray &body, int status = 200,
                 const QByteArray &contentType = "application/json; charset=utf-8")
{
    RawReply reply;
    reply.httpStatus = status;
    reply.contentType = contentType;
    reply.body = body;
    return reply;
}

ErrorKind kindOf(const RawReply &reply)
{
    const auto result = parseEmptyReply(reply);
    return result ? ErrorKind::Internal : result.error().kind;
}

} // namespace

class ReplyErrorsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void knowsEveryErrorCode_data();
    void knowsEveryErrorCode();
    void readsAnErrorWhateverTheStatus();
    void tellsAnswersThatAreNotCos_data();
    void tellsAnswersThatAreNotCos();
    void tellsTextThatBreaksOffWhereNoLengthIsKnown_data();
    void tellsTextThatBreaksOffWhereNoLengthIsKnown();
    void survivesHostileBodies_data();
    void survivesHostileBodies();
    void readsRetryAfter_data();
    void readsRetryAfter();
    void keepsMessagesToOneLine();
};

void ReplyErrorsTest::knowsEveryErrorCode_data()
{
    QTest::addColumn<int>("code");
    QTest::addColumn<int>("status");
    QTest::addColumn<ErrorKind>("kind");

    const auto row = [](int code, int status, ErrorKind kind) {
        QTest::addRow("%d under %d", code, status) << code << status << kind;
    };
    row(-47, 403, ErrorKind::KeyUnknown);
    row(-79, 403, ErrorKind::KeyUnknown);
    row(-48, 403, ErrorKind::SignatureWrong);
    row(-97, 403, ErrorKind::SignatureWrong);
    row(-59, 403, ErrorKind::SignatureExpired);
    row(-96, 403, ErrorKind::SignatureExpired);
    row(-61, 403, ErrorKind::SignatureBucketMismatch);
    row(-63, 403, ErrorKind::SignatureFileMismatch);
    row(-70, 403, ErrorKind::AppIdWrong);
    row(-80, 403, ErrorKind::AppIdWrong);
    row(-82, 403, ErrorKind::AppIdWrong);
    row(-71, 503, ErrorKind::TooFrequent);
    row(-81, 403, ErrorKind::SignatureAbsent);
    row(-133, 404, ErrorKind::NoSuchBucket);
    row(-166, 404, ErrorKind::ParentMissing);
    row(-173, 409, ErrorKind::DirectoryNotEmpty);
    row(-174, 409, ErrorKind::HashMismatch);
    row(-4016, 409, ErrorKind::HashMismatch);
    row(-175, 400, ErrorKind::SizeMismatch);
    row(-177, 409, ErrorKind::ObjectExists);
    row(-4018, 409, ErrorKind::ObjectExists);
    row(-178, 409, ErrorKind::PathConflict);
    row(-180, 400, ErrorKind::IllegalPath);
    row(-181, 500, ErrorKind::StoreFailed);
    row(-195, 500, ErrorKind::StoreFailed);
    row(-196, 503, ErrorKind::BackendNetwork);
    row(-5997, 503, ErrorKind::BackendNetwork);
    row(-197, 404, ErrorKind::NotFound);
    row(-199, 400, ErrorKind::BucketNameMalformed);
    row(-284, 400, ErrorKind::SliceSizeRefused);
    row(-4019, 409, ErrorKind::SameFileUnfinished);
    row(-4020, 409, ErrorKind::OtherFileUnfinished);
    row(-5965, 400, ErrorKind::UploadPartsMalformed);
    row(-5999, 400, ErrorKind::BadParameters);
    row(-29094, 400, ErrorKind::ShaMissingAtFinish);
    row(-12345, 400, ErrorKind::Refused);
    row(-12345, 200, ErrorKind::Refused);
    row(-12345, 500, ErrorKind::ServerTrouble);
    row(-1, 503, ErrorKind::ServerTrouble);
}

void ReplyErrorsTest::knowsEveryErrorCode()
{
    QFETCH(int, code);
    QFETCH(int, status);
    QFETCH(ErrorKind, kind);
    QCOMPARE(errorKindOfCode(code, status), kind);
    const auto result = parseInitReply(replyOf(R"({"code":)" + QByteArray::number(code)
                                                   + R"(,"message":"WHY","request_id":"id-9"})",
                                               status));
    QVERIFY(!result.has_value());
    QCOMPARE(result.error().kind, kind);
    QCOMPARE(result.error().code, code);
    QCOMPARE(result.error().httpStatus, status);
    QCOMPARE(result.error().message, QStringLiteral("WHY"));
    QCOMPARE(result.error().requestId, QStringLiteral("id-9"));
}

void ReplyErrorsTest::readsAnErrorWhateverTheStatus()
{
    const QByteArray body = R"({"code":-177,"message":"E"})";
    for (const int status : {200, 400, 403, 404, 409, 500, 503})
        QCOMPARE(kindOf(replyOf(body, status)), ErrorKind::ObjectExists);
    QCOMPARE(kindOf(replyOf(body, 409, "text/html")), ErrorKind::ObjectExists);
    QVERIFY(parseEmptyReply(replyOf(R"({"code":0})", 201, "text/html")).has_value());
}

void ReplyErrorsTest::tellsAnswersThatAreNotCos_data()
{
    QTest::addColumn<int>("status");
    QTest::addColumn<QByteArray>("type");
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<ErrorKind>("kind");

    const QByteArray json = "application/json";
    const QByteArray html = "text/html; charset=utf-8";
    const QByteArray page = "<!DOCTYPE html><html><body>Hello</body></html>";
    const QByteArray success = R"({"code":0,"data":{}})";
    QTest::newRow("web page") << 200 << html << page << ErrorKind::NotCos;
    QTest::newRow("web page, no type") << 200 << QByteArray() << page << ErrorKind::NotCos;
    QTest::newRow("web page, 404") << 404 << html << page << ErrorKind::NotCos;
    QTest::newRow("empty html") << 200 << html << QByteArray() << ErrorKind::NotCos;
    QTest::newRow("gateway page") << 502 << html << page << ErrorKind::ServerTrouble;
    QTest::newRow("too many, page") << 429 << html << page << ErrorKind::TooFrequent;
    QTest::newRow("redirect") << 302 << html << page << ErrorKind::Redirected;
    QTest::newRow("redirect with json") << 307 << json << success << ErrorKind::Redirected;
    QTest::newRow("bare 403") << 403 << QByteArray() << QByteArray() << ErrorKind::Refused;
    QTest::newRow("bare 500") << 500 << QByteArray() << QByteArray() << ErrorKind::ServerTrouble;
    QTest::newRow("request timeout") << 408 << QByteArray() << QByteArray() << ErrorKind::Timeout;
    QTest::newRow("proxy wants a name") << 407 << html << page << ErrorKind::ProxyFailed;
    QTest::newRow("success under 500") << 500 << json << success << ErrorKind::ServerTrouble;
    QTest::newRow("success under 404") << 404 << json << success << ErrorKind::GarbledReply;
    QTest::newRow("success under 429") << 429 << json << success << ErrorKind::TooFrequent;
    QTest::newRow("empty") << 200 << json << QByteArray() << ErrorKind::GarbledReply;
    QTest::newRow("cut") << 200 << json << QByteArray(R"({"code":0,"da)")
                         << ErrorKind::GarbledReply;
    QTest::newRow("cut, 403") << 403 << json << QByteArray(R"({"code":-9)")
                              << ErrorKind::GarbledReply;
    QTest::newRow("text") << 200 << QByteArray("text/plain") << QByteArray("OK")
                          << ErrorKind::GarbledReply;
    QTest::newRow("list") << 200 << json << QByteArray("[0]") << ErrorKind::GarbledReply;
    QTest::newRow("no code") << 200 << json << QByteArray(R"({"message":"SUCCESS"})")
                             << ErrorKind::GarbledReply;
    QTest::newRow("no code, 500") << 500 << json << QByteArray(R"({"message":"FAIL"})")
                                  << ErrorKind::ServerTrouble;
    QTest::newRow("null code") << 200 << json << QByteArray(R"({"code":null})")
                               << ErrorKind::GarbledReply;
    QTest::newRow("code of words")
        << 200 << json << QByteArray(R"({"code":"zero"})") << ErrorKind::GarbledReply;
    QTest::newRow("empty code") << 200 << json << QByteArray(R"({"code":""})")
                                << ErrorKind::GarbledReply;
    QTest::newRow("false code") << 200 << json << QByteArray(R"({"code":false})")
                                << ErrorKind::GarbledReply;
    QTest::newRow("broken code") << 200 << json << QByteArray(R"({"code":0.5})")
                                 << ErrorKind::GarbledReply;
    QTest::newRow("positive code")
        << 200 << json << QByteArray(R"({"code":177})") << ErrorKind::GarbledReply;
    QTest::newRow("huge code") << 200 << json << QByteArray(R"({"code":-99999999999})")
                               << ErrorKind::GarbledReply;
}

void ReplyErrorsTest::tellsAnswersThatAreNotCos()
{
    QFETCH(int, status);
    QFETCH(QByteArray, type);
    QFETCH(QByteArray, body);
    QTEST(kindOf(replyOf(body, status, type)), "kind");
}

void ReplyErrorsTest::tellsTextThatBreaksOffWhereNoLengthIsKnown_data()
{
    QTest::addColumn<int>("status");
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<ErrorKind>("kind");

    const QByteArray cut = R"({"code":0,"data":{)";
    QTest::newRow("cut") << 200 << cut << ErrorKind::ConnectionLost;
    QTest::newRow("cut, 403") << 403 << cut << ErrorKind::ConnectionLost;
    QTest::newRow("cut, 500") << 500 << cut << ErrorKind::ServerTrouble;
    QTest::newRow("nothing") << 200 << QByteArray() << ErrorKind::ConnectionLost;
    QTest::newRow("nothing, 403") << 403 << QByteArray() << ErrorKind::Refused;
    QTest::newRow("text") << 200 << QByteArray("OK") << ErrorKind::GarbledReply;
    QTest::newRow("ends as JSON does")
        << 200 << QByteArray(R"({"code":0,})") << ErrorKind::GarbledReply;
}

void ReplyErrorsTest::tellsTextThatBreaksOffWhereNoLengthIsKnown()
{
    QFETCH(int, status);
    QFETCH(QByteArray, body);
    RawReply reply = replyOf(body, status);
    reply.lengthKnown = false;
    QTEST(kindOf(reply), "kind");
}

void ReplyErrorsTest::survivesHostileBodies_data()
{
    QTest::addColumn<QByteArray>("body");

    QTest::newRow("deep lists") << QByteArray(1'000'000, '[');
    QTest::newRow("deep objects") << QByteArray(R"({"a":)").repeated(200'000);
    QTest::newRow("deep data") << R"({"code":0,"data":)" + QByteArray(100'000, '[')
                                      + QByteArray(100'000, ']') + '}';
    QTest::newRow("nuls") << QByteArray(1'000'000, '\0');
    QTest::newRow("nul in front") << QByteArray("\0{\"code\":0}", 11);
    QTest::newRow("invalid UTF-8") << QByteArray("{\"code\":0,\"message\":\"\xff\xfe\"}");
    QTest::newRow("trailing garbage") << QByteArray(R"({"code":0}})");
    QTest::newRow("two documents") << QByteArray(R"({"code":0}{"code":-1})");
    QTest::newRow("long number") << R"({"code":)" + QByteArray(1'000'000, '9') + '}';
}

void ReplyErrorsTest::survivesHostileBodies()
{
    QFETCH(QByteArray, body);
    QCOMPARE(kindOf(replyOf(body)), ErrorKind::GarbledReply);
}

void ReplyErrorsTest::readsRetryAfter_data()
{
    QTest::addColumn<QByteArray>("header");
    QTest::addColumn<qint64>("delay"); // ms; -1: none

    QTest::newRow("none") << QByteArray() << qint64(-1);
    QTest::newRow("seconds") << QByteArray("120") << qint64(120'000);
    QTest::newRow("zero") << QByteArray(" 0 ") << qint64(0);
    QTest::newRow("date") << QByteArray("Wed, 31 Aug 2016 12:47:40 GMT") << qint64(60'000);
    QTest::newRow("past date") << QByteArray("Wed, 31 Aug 2016 12:00:00 GMT") << qint64(0);
    QTest::newRow("words") << QByteArray("soon") << qint64(-1);
    QTest::newRow("negative") << QByteArray("-5") << qint64(-1);
    QTest::newRow("fraction") << QByteArray("1.5") << qint64(-1);
    QTest::newRow("for ever") << QByteArray("99999999999999999999999")
                              << qint64(7 * 24 * 3600) * 1000;
}

void ReplyErrorsTest::readsRetryAfter()
{
    QFETCH(QByteArray, header);
    QFETCH(qint64, delay);
    RawReply reply = replyOf(R"({"code":-71,"message":"ERROR_FREQ"})", 503);
    reply.retryAfter = header;
    reply.serverNow = seconds(1472647600);
    const auto result = parseEmptyReply(reply);
    QCOMPARE(result.error().retryAfter,
             delay < 0 ? std::nullopt : std::optional(milliseconds(delay)));
    reply.body = "no JSON";
    QCOMPARE(parseEmptyReply(reply).error().retryAfter, result.error().retryAfter);
}

void ReplyErrorsTest::keepsMessagesToOneLine()
{
    const auto result =
        parseEmptyReply(replyOf(R"({"code":-5999,"message":"a\nb\u0000\u001b[31m)"
                                    + QByteArray(5000, 'x') + R"(","request_id":12345678901})",
                                400));
    QVERIFY(result.error().message.startsWith(QStringLiteral("a b  [31mxxx")));
    QCOMPARE(result.error().message.size(), 500);
    QCOMPARE(result.error().requestId, QStringLiteral("12345678901"));
}

QTEST_GUILESS_MAIN(ReplyErrorsTest)
#include "ReplyErrorsTest.moc"

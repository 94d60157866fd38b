#include "app/emulator/MultipartForm.h"

#include "tests/emulator/Bench.h"

#include <QTest>

using namespace cosdrop;
using emulator::MultipartForm;

namespace {

const QByteArray good = "--b\r\nContent-Disposition: form-data; name=\"op\"\r\n\r\nupload\r\n"
                        "--b\r\nContent-Disposition: form-data; name=\"filecontent\"; "
                        "filename=\"a;b.txt\"\r\nContent-Type: application/octet-stream\r\n\r\n"
                        "line\r\n--not b\r\n\r\n--b--\r\n";

bool feedInPieces(MultipartForm &form, const QByteArray &body, qsizetype piece)
{
    for (qsizetype at = 0; at < body.size(); at += piece) {
        if (!form.feed(QByteArrayView(body).sliced(at, qMin(piece, body.size() - at))))
            return false;
    }
    return form.isComplete();
}

} // namespace

class MultipartFormTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void findsTheBoundary_data();
    void findsTheBoundary();
    void readsABodyInPiecesOfAnySize();
    void tellsAFieldAsSoonAsItIsWhole();
    void keepsEmptyValues();
    void refusesMalformedBodies_data();
    void refusesMalformedBodies();
    void readsLargeBodiesInLinearTime();
    void serverRefusesMalformedForms_data();
    void serverRefusesMalformedForms();
    void serverRefusesHugeBodies();
    void serverWantsALength();
    void serverTakesChunkedBodies();
    void aGetWithABodyEndsTheConnection();
};

void MultipartFormTest::findsTheBoundary_data()
{
    QTest::addColumn<QByteArray>("type");
    QTest::addColumn<QByteArray>("boundary");
    QTest::newRow("plain") << QByteArray("multipart/form-data; boundary=abc") << QByteArray("abc");
    QTest::newRow("quoted") << QByteArray("Multipart/Form-Data;Boundary=\"a b=c\"")
                            << QByteArray("a b=c");
    QTest::newRow("another type") << QByteArray("multipart/mixed; boundary=abc") << QByteArray();
    QTest::newRow("JSON") << QByteArray("application/json") << QByteArray();
    QTest::newRow("no boundary") << QByteArray("multipart/form-data") << QByteArray();
    QTest::newRow("empty boundary") << QByteArray("multipart/form-data; boundary=") << QByteArray();
    QTest::newRow("71 characters")
        << "multipart/form-data; boundary=" + QByteArray(71, 'a') << QByteArray();
    QTest::newRow("bad character")
        << QByteArray("multipart/form-data; boundary=a@b") << QByteArray();
}

void MultipartFormTest::findsTheBoundary()
{
    QFETCH(QByteArray, type);
    QFETCH(QByteArray, boundary);
    QCOMPARE(MultipartForm::boundaryOf(type).value_or(QByteArray()), boundary);
}

void MultipartFormTest::readsABodyInPiecesOfAnySize()
{
    for (qsizetype piece = 1; piece <= good.size(); ++piece) {
        MultipartForm form("b");
        QVERIFY2(feedInPieces(form, good, piece), qPrintable(form.error()));
        QCOMPARE(form.field("op"), QByteArrayView("upload"));
        QCOMPARE(form.field("filecontent"), QByteArrayView("line\r\n--not b\r\n"));
        QCOMPARE(form.names().size(), 2);
        QVERIFY(!form.field("sha"));
    }
}

void MultipartFormTest::tellsAFieldAsSoonAsItIsWhole()
{
    MultipartForm form("b");
    const qsizetype end = good.indexOf("upload\r\n--b") + 11;
    QVERIFY(form.feed(QByteArrayView(good).first(end - 1)));
    QVERIFY(!form.field("op"));
    QVERIFY(form.feed(QByteArrayView(good).sliced(end - 1, 1)));
    QCOMPARE(form.field("op"), QByteArrayView("upload"));
    QVERIFY(!form.isComplete());
}

void MultipartFormTest::keepsEmptyValues()
{
    MultipartForm form("b");
    QVERIFY(feedInPieces(
        form, "--b\r\nContent-Disposition: form-data; name=\"filecontent\"\r\n\r\n\r\n--b--", 7));
    QVERIFY(form.field("filecontent"));
    QVERIFY(form.field("filecontent")->isEmpty());
}

void MultipartFormTest::refusesMalformedBodies_data()
{
    QTest::addColumn<QByteArray>("body");
    const auto bent = [](const char *name, const char *from, const char *to) {
        QTest::newRow(name) << QByteArray(good).replace(from, to);
    };
    QTest::newRow("empty") << QByteArray();
    bent("preamble", "--b\r\nContent-Disposition: form-data; name=\"op\"",
         "hello\r\n--b\r\nContent-Disposition: form-data; name=\"op\"");
    bent("another boundary", "--b", "--c");
    bent("no closing boundary", "--b--\r\n", "");
    bent("bytes behind the end", "--b--\r\n", "--b--\r\nmore");
    bent("junk behind a boundary", "upload\r\n--b\r\n", "upload\r\n--bc\r\n");
    bent("field twice", "filecontent", "op");
    bent("no name", "; name=\"op\"", "");
    bent("empty name", "name=\"op\"", "name=\"\"");
    bent("no disposition", "Content-Disposition: form-data; name=\"op\"", "X-Other: op");
    bent("another disposition", "form-data; name=\"op\"", "attachment; name=\"op\"");
    bent("header without colon", "Content-Type: application", "Content-Type application");
}

void MultipartFormTest::refusesMalformedBodies()
{
    QFETCH(QByteArray, body);
    for (const qsizetype piece : {qsizetype(1), qsizetype(16), qMax<qsizetype>(1, body.size())}) {
        MultipartForm form("b");
        QVERIFY(!feedInPieces(form, body, piece));
    }
}

void MultipartFormTest::readsLargeBodiesInLinearTime()
{
    // Every byte could begin the delimiter; searching anew at each piece would take minutes.
    const QByteArray head = "--b\r\nContent-Disposition: form-data; name=\"filecontent\"\r\n\r\n";
    const QByteArray piece = QByteArray("\r\n--").repeated(16);
    MultipartForm form("b");
    QVERIFY(form.feed(head));
    for (int i = 0; i < 400'000; ++i)
        QVERIFY(form.feed(piece));
    QVERIFY(form.feed("\r\n--b--\r\n"));
    QVERIFY(form.isComplete());
    QCOMPARE(form.field("filecontent")->size(), 400'000 * piece.size());
}

void MultipartFormTest::serverRefusesMalformedForms_data()
{
    QTest::addColumn<QByteArray>("type");
    QTest::addColumn<QByteArray>("body");
    const QByteArray whole = RawClient::multipart({{"op", "upload"}, {"filecontent", "x"}});
    QTest::newRow("JSON") << QByteArray("application/json") << QByteArray("{\"op\":\"delete\"}");
    QTest::newRow("urlencoded") << QByteArray("application/x-www-form-urlencoded")
                                << QByteArray("op=upload");
    QTest::newRow("another boundary") << QByteArray("multipart/form-data; boundary=x") << whole;
    QTest::newRow("cut") << RawClient::multipartType() << whole.chopped(8);
    QTest::newRow("field twice") << RawClient::multipartType()
                                 << RawClient::multipart({{"op", "upload"},
                                                          {"filecontent", "x"},
                                                          {"filecontent", "y"}});
    QTest::newRow("both spellings")
        << RawClient::multipartType()
        << RawClient::multipart({{"op", "upload"}, {"filecontent", "x"}, {"fileContent", "x"}});
    QTest::newRow("no content") << RawClient::multipartType()
                                << RawClient::multipart({{"op", "upload"}});
    QTest::newRow("unknown field")
        << RawClient::multipartType()
        << RawClient::multipart({{"op", "upload"}, {"filecontent", "x"}, {"insertonly", "0"}});
    QTest::newRow("unknown op") << RawClient::multipartType()
                                << RawClient::multipart({{"op", "move"}, {"filecontent", "x"}});
    QTest::newRow("no op") << RawClient::multipartType()
                           << RawClient::multipart({{"filecontent", "x"}});
}

void MultipartFormTest::serverRefusesMalformedForms()
{
    QFETCH(QByteArray, type);
    QFETCH(QByteArray, body);
    Bench bench;
    bench.start();
    const RawAnswer answer = bench.client().send(
        "POST", bench.client().target(QStringLiteral("/a")),
        {{"Content-Type", type}, {"Authorization", TestSigner().multiEffect()}}, body);
    QCOMPARE(answer.code, -5999);
    QCOMPARE(answer.status, 400);
    QCOMPARE(bench.emulator().objects(), QStringList());
    // The connection is still of use.
    QCOMPARE(bench.upload(QStringLiteral("/a"), "x").code, 0);
}

void MultipartFormTest::serverRefusesHugeBodies()
{
    Bench bench;
    bench.start();
    const RawAnswer answer = bench.upload(QStringLiteral("/a"), QByteArray(33 * 1024 * 1024, 'x'));
    QCOMPARE(answer.status, 413);
    QCOMPARE(answer.code, -5999);
    QCOMPARE(bench.upload(QStringLiteral("/a"), "x").code, 0);
}

void MultipartFormTest::serverWantsALength()
{
    Bench bench;
    bench.start();
    const QByteArray reply = RawClient::exchange(
        bench.emulator().endpoint(),
        "POST " + bench.client().target(QStringLiteral("/a")) + " HTTP/1.1\r\nHost: x\r\n\r\n");
    QVERIFY2(reply.startsWith("HTTP/1.1 411 "), reply.constData());
    QVERIFY(reply.contains("\"code\":-5999"));
}

void MultipartFormTest::serverTakesChunkedBodies()
{
    Bench bench;
    bench.start();
    const QByteArray body = RawClient::multipart({{"op", "upload"}, {"filecontent", "chunked"}});
    const QByteArray head =
        "POST " + bench.client().target(QStringLiteral("/a"))
        + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\nTransfer-Encoding: chunked\r\n"
          "Content-Type: "
        + RawClient::multipartType() + "\r\nAuthorization: " + TestSigner().multiEffect()
        + "\r\n\r\n";
    const QByteArray reply =
        RawClient::exchange(bench.emulator().endpoint(), head + QByteArray::number(body.size(), 16)
                                                             + "\r\n" + body + "\r\n0\r\n\r\n");
    QVERIFY2(reply.startsWith("HTTP/1.1 200 "), reply.constData());
    QCOMPARE(bench.stored(QStringLiteral("/a")), QByteArray("chunked"));
}

void MultipartFormTest::aGetWithABodyEndsTheConnection()
{
    Bench bench;
    bench.start();
    const QByteArray get = "GET " + bench.client().target(QStringLiteral("/a"))
                           + "?op=stat HTTP/1.1\r\nHost: x\r\nContent-Length: 4\r\n\r\n";
    const QByteArray reply = RawClient::exchange(bench.emulator().endpoint(), get + "body" + get);
    QVERIFY2(reply.startsWith("HTTP/1.1 400 "), reply.constData());
    QCOMPARE(reply.count("HTTP/1.1"), 1);
}

QTEST_GUILESS_MAIN(MultipartFormTest)
#include "MultipartFormTest.moc"

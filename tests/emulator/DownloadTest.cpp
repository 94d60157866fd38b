#include "tests/emulator/Bench.h"

#include <QTest>

using namespace cosdrop;

namespace {

const QString path = QStringLiteral("/图片/a b.png");

} // namespace

class DownloadTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();

    void bothLinksServeTheBytes();
    void headTellsAllButTheBytes();
    void servesRanges_data();
    void servesRanges();
    void emptyObjects();
    void unknownObjects();
    void linksAreForGetOnly();
    void needsNoSignatureAndIsLogged();
    void overwritingDoesNotTearADownload();

private:
    RawAnswer fetch(const QHash<QByteArray, QByteArray> &headers = {},
                    const QByteArray &method = "GET")
    {
        return m_bench->client().send(
            method, "/cdn/accesslog" + path.toUtf8().toPercentEncoding("/"), headers);
    }

    std::unique_ptr<Bench> m_bench;
    QByteArray m_bytes = testBytes(1'000'000);
};

void DownloadTest::init()
{
    m_bench = std::make_unique<Bench>();
    m_bench->start();
    m_bench->upload(path, m_bytes);
}

void DownloadTest::bothLinksServeTheBytes()
{
    const RawAnswer stat = m_bench->client().get(path, "op=stat");
    for (const char *link : {"access_url", "source_url"}) {
        const QUrl url(stat.text(link));
        QCOMPARE(url.port(), m_bench->emulator().port());
        const RawAnswer answer =
            m_bench->client().send("GET", url.path(QUrl::FullyEncoded).toLatin1(), {});
        QCOMPARE(answer.status, 200);
        QCOMPARE(answer.body, m_bytes);
        QCOMPARE(answer.headers.value("content-type"), QByteArray("image/png"));
        QCOMPARE(answer.headers.value("content-disposition"), QByteArray("inline"));
        QCOMPARE(answer.headers.value("accept-ranges"), QByteArray("bytes"));
        QVERIFY(answer.headers.contains("date"));
    }
}

void DownloadTest::headTellsAllButTheBytes()
{
    const RawAnswer answer = fetch({}, "HEAD");
    QCOMPARE(answer.status, 200);
    QCOMPARE(answer.headers.value("content-length"), QByteArray("1000000"));
    QCOMPARE(answer.body, QByteArray());
}

void DownloadTest::servesRanges_data()
{
    QTest::addColumn<QByteArray>("range");
    QTest::addColumn<int>("status");
    QTest::addColumn<qsizetype>("begin");
    QTest::addColumn<qsizetype>("size");
    const auto row = [](const char *range, int status, qsizetype begin, qsizetype size) {
        QTest::newRow(range) << QByteArray(range) << status << begin << size;
    };
    row("bytes=0-0", 206, 0, 1);
    row("bytes=10-19", 206, 10, 10);
    row("bytes=999990-", 206, 999990, 10);
    row("bytes=999990-2000000", 206, 999990, 10);
    row("bytes=-7", 206, 999993, 7);
    row("bytes=-2000000", 206, 0, 1000000);
    row("bytes=500-999999", 206, 500, 999500);
    row("bytes=1000000-", 416, 0, 0);
    row("bytes=-0", 416, 0, 0);
    row("bytes=0-1,5-6", 200, 0, 1000000);
}

void DownloadTest::servesRanges()
{
    QFETCH(QByteArray, range);
    QFETCH(int, status);
    QFETCH(qsizetype, begin);
    QFETCH(qsizetype, size);
    const RawAnswer answer = fetch({{"Range", range}});
    QCOMPARE(answer.status, status);
    if (status == 416) {
        QCOMPARE(answer.headers.value("content-range"), QByteArray("bytes */1000000"));
        return;
    }
    QVERIFY(answer.body == m_bytes.mid(begin, size));
    QCOMPARE(answer.headers.contains("content-range"), status == 206);
    if (status == 206) {
        QCOMPARE(answer.headers.value("content-range"), "bytes " + QByteArray::number(begin) + '-'
                                                            + QByteArray::number(begin + size - 1)
                                                            + "/1000000");
    }
}

void DownloadTest::emptyObjects()
{
    m_bench->upload(QStringLiteral("/empty"), "");
    const RawAnswer answer = m_bench->client().send("GET", "/source/accesslog/empty", {});
    QCOMPARE(answer.status, 200);
    QCOMPARE(answer.headers.value("content-length"), QByteArray("0"));
    QCOMPARE(m_bench->client().send("GET", "/cdn/accesslog/empty", {{"Range", "bytes=0-"}}).status,
             416);
}

void DownloadTest::unknownObjects()
{
    QCOMPARE(m_bench->client().send("GET", "/cdn/accesslog/none", {}).status, 404);
    QCOMPARE(m_bench->client().send("GET", "/cdn/elsewhere/a", {}).status, 404);
    QCOMPARE(m_bench->client().send("GET", "/cdn/accesslog/../../etc/passwd", {}).status, 400);
    QCOMPARE(m_bench->client().send("GET", "/favicon.ico", {}).status, 400);
}

void DownloadTest::linksAreForGetOnly()
{
    const RawAnswer answer =
        m_bench->client().send("POST", "/cdn/accesslog/a",
                               {{"Content-Type", RawClient::multipartType()},
                                {"Authorization", TestSigner().multiEffect()}},
                               RawClient::multipart({{"op", "upload"}, {"filecontent", "x"}}));
    QCOMPARE(answer.code, -5999);
}

void DownloadTest::needsNoSignatureAndIsLogged()
{
    m_bench->emulator().clearRequests();
    QCOMPARE(fetch().status, 200);
    const EmulatorRequest request = m_bench->emulator().requests().constFirst();
    QCOMPARE(request.op, QStringLiteral("download"));
    QCOMPARE(request.path, path);
    QCOMPARE(request.httpStatus, 200);
}

void DownloadTest::overwritingDoesNotTearADownload()
{
    // Larger than the sockets' buffers, so that the server is still reading when the object goes.
    const QString large = QStringLiteral("/large");
    TestFile file{testBytes(20 * 1024 * 1024)};
    file.sliceSize = 1048576;
    QCOMPARE(m_bench->upload(large, file.bytes).code, 0);
    bool isFirst = true;
    const QByteArray body =
        RawClient::fetchSlowly(m_bench->emulator().endpoint(), "/cdn/accesslog/large", [&] {
            if (isFirst) {
                m_bench->client().post(
                    large, {{"op", "upload"}, {"filecontent", "new"}, {"insertOnly", "0"}});
            }
            isFirst = false;
        });
    QVERIFY(body == file.bytes);
    QCOMPARE(m_bench->stored(large), QByteArray("new"));
}

QTEST_GUILESS_MAIN(DownloadTest)
#include "DownloadTest.moc"

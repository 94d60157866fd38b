#include "core/cos/GatedBody.h"

#include "core/cos/MultipartForm.h"

#include <QBuffer>
#include <QRandomGenerator>
#include <QSignalSpy>
#include <QTest>

using namespace cosdrop;

namespace {

QByteArray randomBytes(qsizetype size)
{
    QByteArray bytes(size, Qt::Uninitialized);
    QRandomGenerator random(1);
    for (char &byte : bytes)
        byte = static_cast<char>(random.bounded(256));
    return bytes;
}

/// Pairs of bytes that it does not cut in two, as a multipart body treats its line ends.
class PairsDevice final : public QBuffer
{
public:
    using QBuffer::QBuffer;

protected:
    qint64 readData(char *data, qint64 maximum) override
    {
        return QBuffer::readData(data, maximum - maximum % 2);
    }
};

/// Reads as QNetworkAccessManager does: until nothing comes, and again at readyRead.
class Reader final : public QObject
{
public:
    explicit Reader(GatedBody &body)
        : m_body(body)
    {
        connect(&body, &QIODevice::readyRead, this, &Reader::read, Qt::QueuedConnection);
    }

    void read()
    {
        for (;;) {
            char block[64];
            const qint64 got = m_body.read(block, sizeof block);
            if (got <= 0)
                return;
            bytes.append(block, got);
        }
    }

    QByteArray bytes;

private:
    GatedBody &m_body;
};

} // namespace

class GatedBodyTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void handsEverythingOutWithoutALimit();
    void waitsForItsShare();
    void getsPastPlacesThatNeedTwoBytes();
    void goesOutOnlyOnce();
    void survivesTheEndOfItsSourceAndGate();
    void tellsWhenItBegins();
    void knowsWhereTheContentOfAFormBegins();
};

void GatedBodyTest::handsEverythingOutWithoutALimit()
{
    const SystemClock clock;
    SendGate gate(clock);
    QByteArray bytes = randomBytes(1000);
    QBuffer source(&bytes);
    QVERIFY(source.open(QIODevice::ReadOnly));
    GatedBody body(source, gate);
    QCOMPARE(body.size(), 1000);
    QVERIFY(!body.isSequential());
    Reader reader(body);
    reader.read();
    QCOMPARE(reader.bytes, bytes);
    QVERIFY(body.atEnd());
    QVERIFY(!body.isWaiting());
}

void GatedBodyTest::waitsForItsShare()
{
    const SystemClock clock;
    SendGate gate(clock);
    gate.setRate(2'000);
    QByteArray bytes = randomBytes(1000);
    QBuffer source(&bytes);
    QVERIFY(source.open(QIODevice::ReadOnly));
    GatedBody body(source, gate);
    Reader reader(body);
    const auto begin = clock.steady();
    reader.read();
    QVERIFY(reader.bytes.isEmpty());
    QVERIFY(body.isWaiting());
    QTRY_COMPARE_WITH_TIMEOUT(reader.bytes, bytes, 30'000);
    QVERIFY(clock.steady() - begin >= std::chrono::milliseconds(440));
    QVERIFY(!body.isWaiting());
}

void GatedBodyTest::getsPastPlacesThatNeedTwoBytes()
{
    const SystemClock clock;
    SendGate gate(clock);
    gate.setRate(20); // a byte every 50 ms
    QByteArray bytes = randomBytes(20);
    PairsDevice source(&bytes);
    QVERIFY(source.open(QIODevice::ReadOnly | QIODevice::Unbuffered));
    GatedBody body(source, gate);
    Reader reader(body);
    reader.read();
    QTRY_COMPARE_WITH_TIMEOUT(reader.bytes, bytes, 30'000);
}

void GatedBodyTest::goesOutOnlyOnce()
{
    const SystemClock clock;
    SendGate gate(clock);
    QByteArray bytes = randomBytes(3000);
    QBuffer source(&bytes);
    QVERIFY(source.open(QIODevice::ReadOnly));
    GatedBody body(source, gate);
    QVERIFY(body.reset());
    QCOMPARE(body.read(1000), bytes.first(1000));
    QVERIFY(!body.reset());
    QVERIFY(!body.seek(10));
    QCOMPARE(body.readAll(), bytes.sliced(1000));
}

void GatedBodyTest::survivesTheEndOfItsSourceAndGate()
{
    const SystemClock clock;
    auto gate = std::make_unique<SendGate>(clock);
    gate->setRate(1);
    QByteArray bytes = randomBytes(10);
    auto source = std::make_unique<QBuffer>(&bytes);
    QVERIFY(source->open(QIODevice::ReadOnly));
    auto first = std::make_unique<GatedBody>(*source, *gate);
    GatedBody second(*source, *gate);
    first->read(1);
    second.read(1);
    first.reset();
    gate->setRate(0);
    QTRY_VERIFY_WITH_TIMEOUT(second.read(1).size() == 1, 30'000);
    gate.reset();
    QCOMPARE(second.read(1), QByteArray());
    source.reset();
    QCOMPARE(second.size(), 0);
    QVERIFY(!second.reset());
}

void GatedBodyTest::tellsWhenItBegins()
{
    const SystemClock clock;
    SendGate gate(clock);
    QByteArray bytes = randomBytes(10);
    QBuffer source(&bytes);
    QVERIFY(source.open(QIODevice::ReadOnly));
    GatedBody body(source, gate);
    QSignalSpy begun(&body, &GatedBody::begun);
    QSignalSpy moved(&body, &GatedBody::moved);
    QCOMPARE(begun.size(), 0);
    body.read(4);
    body.read(4);
    QCOMPARE(begun.size(), 1);
    QCOMPARE(moved.size(), 2);
}

void GatedBodyTest::knowsWhereTheContentOfAFormBegins()
{
    const QByteArray content = randomBytes(100);
    const MultipartForm form({{"op", "upload_slice_data"},
                              {"session", "a session"},
                              {"filecontent", content},
                              {"sha", "abc"}});
    const QByteArray boundary = form.contentType.split('=').last();
    const QByteArray before =
        "--" + boundary
        + "\r\nContent-Disposition: form-data; name=\"op\"\r\n\r\nupload_slice_data\r\n--"
        + boundary + "\r\nContent-Disposition: form-data; name=\"session\"\r\n\r\na session\r\n--"
        + boundary + "\r\nContent-Disposition: form-data; name=\"filecontent\"\r\n\r\n";
    QCOMPARE(form.contentStart, before.size());
    QCOMPARE(form.contentSize, content.size());
    const MultipartForm bare(listForm());
    QCOMPARE(bare.contentSize, 0);
}

QTEST_GUILESS_MAIN(GatedBodyTest)
#include "GatedBodyTest.moc"

#include "tests/emulator/Bench.h"

#include <QDateTime>
#include <QElapsedTimer>
#include <QJsonArray>
#include <QJsonDocument>
#include <QLocale>
#include <QTest>

#include <thread>

using namespace cosdrop;
using namespace std::chrono_literals;
using Drop = EmulatorFault::Drop;

namespace {

const QString path = QStringLiteral("/dir/a.bin");

} // namespace

class FaultTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();

    void answersAnyCodeAndStatus();
    void answersAStatusAlone();
    void answersHtml();
    void answersARedirect();
    void answersCutJson();
    void answersNothing();
    void answersWrongTypes_data();
    void answersWrongTypes();
    void answersLate();
    void answersWithAnotherDate();
    void answersWithoutLinks();
    void dropsBeforeTheBody();
    void dropsInTheMiddleOfTheBody();
    void dropsAfterTheRequestWasCarriedOut();
    void dropsGetsToo();
    void hangsAndCloses();
    void hangsAfterTheRequestWasCarriedOut();
    void stopEndsWhatHangs();
    void forgetsTheSession();
    void losesASlice();
    void corruptsAnObject_data();
    void corruptsAnObject();
    void corruptsASlice();

private:
    void script(const EmulatorFault &fault) { m_bench->emulator().setFaults({fault}); }

    RawAnswer stat() { return m_bench->client().get(path, "op=stat"); }

    std::unique_ptr<Bench> m_bench;
    TestFile m_file{testBytes(1'100'000)};
};

void FaultTest::init()
{
    m_bench = std::make_unique<Bench>();
    m_bench->start();
}

void FaultTest::answersAnyCodeAndStatus()
{
    script(faultOf(R"({"op": "upload", "status": 503, "code": -71, "retry_after": 2})"));
    const RawAnswer busy = m_bench->upload(path, "x");
    QCOMPARE(busy.status, 503);
    QCOMPARE(busy.code, -71);
    QCOMPARE(busy.headers.value("retry-after"), QByteArray("2"));
    QVERIFY(busy.headers.contains("date"));
    QCOMPARE(m_bench->emulator().objects(), QStringList());
    script(faultOf(R"({"op": "upload", "code": -5997})"));
    QCOMPARE(m_bench->upload(path, "x").status, 503);
    const QList<EmulatorRequest> log = m_bench->emulator().requests();
    QCOMPARE(log.last().httpStatus, 503);
    QCOMPARE(log.last().code, -5997);
}

void FaultTest::answersAStatusAlone()
{
    script(faultOf(R"({"op": "upload", "status": 502})"));
    const RawAnswer answer = m_bench->upload(path, "x");
    QCOMPARE(answer.status, 502);
    QCOMPARE(answer.body, QByteArray());
}

void FaultTest::answersHtml()
{
    script(faultOf(R"({"op": "upload", "html": true, "status": 403})"));
    const RawAnswer answer = m_bench->upload(path, "x");
    QCOMPARE(answer.status, 403);
    QCOMPARE(answer.headers.value("content-type"), QByteArray("text/html"));
    QVERIFY(answer.body.startsWith("<html>"));
    QCOMPARE(m_bench->emulator().objects(), QStringList());
}

void FaultTest::answersARedirect()
{
    script(faultOf(R"({"op": "upload", "redirect": "http://127.0.0.1:1/x"})"));
    const RawAnswer answer = m_bench->upload(path, "x");
    QCOMPARE(answer.status, 302);
    QCOMPARE(answer.headers.value("location"), QByteArray("http://127.0.0.1:1/x"));
}

void FaultTest::answersCutJson()
{
    script(faultOf(R"({"op": "upload", "cut_json": true})"));
    const RawAnswer answer = m_bench->upload(path, "x");
    QCOMPARE(answer.status, 200);
    QVERIFY(answer.body.startsWith("{\"code\":0,"));
    QVERIFY(QJsonDocument::fromJson(answer.body).isNull());
    QCOMPARE(m_bench->stored(path), QByteArray("x"));
}

void FaultTest::answersNothing()
{
    script(faultOf(R"({"op": "upload", "empty": true})"));
    const RawAnswer answer = m_bench->upload(path, "x");
    QCOMPARE(answer.status, 200);
    QCOMPARE(answer.body, QByteArray());
    QCOMPARE(m_bench->stored(path), QByteArray("x"));
}

void FaultTest::answersWrongTypes_data()
{
    QTest::addColumn<QString>("field");
    QTest::addColumn<QJsonValue::Type>("type");
    QTest::newRow("text") << QStringLiteral("session") << QJsonValue::Array;
    QTest::newRow("number") << QStringLiteral("slice_size") << QJsonValue::String;
    QTest::newRow("array") << QStringLiteral("listparts") << QJsonValue::Object;
    QTest::newRow("inside an array") << QStringLiteral("listparts.offset") << QJsonValue::String;
    QTest::newRow("top level") << QStringLiteral("data") << QJsonValue::Array;
    QTest::newRow("code") << QStringLiteral("code") << QJsonValue::String;
}

void FaultTest::answersWrongTypes()
{
    QFETCH(QString, field);
    QFETCH(QJsonValue::Type, type);
    const QString session = m_bench->begin(path, m_file);
    m_bench->client().post(path, m_file.slice(session, 1));
    EmulatorFault fault;
    fault.wrongType = field;
    script(fault);
    const RawAnswer answer = m_bench->client().post(path, {{"op", "upload_slice_list"}});
    const QJsonObject top = QJsonDocument::fromJson(answer.body).object();
    QJsonValue value = answer.data.value(field);
    if (field == u"listparts.offset")
        value = answer.data.value(u"listparts").toArray().at(0)[u"offset"];
    else if (top.contains(field))
        value = top.value(field);
    QCOMPARE(value.type(), type);
}

void FaultTest::answersLate()
{
    script(faultOf(R"({"op": "upload", "delay_ms": 300})"));
    QElapsedTimer timer;
    timer.start();
    QCOMPARE(m_bench->upload(path, "x").code, 0);
    QVERIFY(timer.elapsed() >= 300);
}

void FaultTest::answersWithAnotherDate()
{
    script(faultOf(R"({"op": "stat", "date_offset": -7200})"));
    const auto dateOf = [](const RawAnswer &answer) {
        const QString date = QString::fromLatin1(answer.headers.value("date")).chopped(4);
        return QLocale::c().toDateTime(date, QStringLiteral("ddd, dd MMM yyyy HH:mm:ss"));
    };
    const QDateTime shifted = dateOf(stat());
    const qint64 apart = shifted.secsTo(dateOf(stat()));
    QVERIFY2(qAbs(apart - 7200) < 60, qPrintable(QString::number(apart)));
}

void FaultTest::answersWithoutLinks()
{
    script(faultOf(R"({"op": "upload_slice_finish", "missing_links": true})"));
    const RawAnswer answer = m_bench->uploadInSlices(path, m_file);
    QCOMPARE(answer.code, 0);
    QVERIFY(answer.data.isEmpty());
    QCOMPARE(m_bench->stored(path), m_file.bytes);
}

void FaultTest::dropsBeforeTheBody()
{
    script(faultOf(R"({"op": "upload", "drop": "before"})"));
    const QByteArray large(8 * 1024 * 1024, 'x');
    const RawAnswer answer = m_bench->upload(path, large);
    QCOMPARE(answer.status, 0);
    QCOMPARE(m_bench->emulator().objects(), QStringList());
    const EmulatorRequest request = m_bench->emulator().requests().last();
    QCOMPARE(request.op, QStringLiteral("upload"));
    QCOMPARE(request.httpStatus, 0);
    QVERIFY2(request.bodyBytes < 1024 * 1024, qPrintable(QString::number(request.bodyBytes)));
    QCOMPARE(m_bench->upload(path, "x").code, 0);
}

void FaultTest::dropsInTheMiddleOfTheBody()
{
    script(faultOf(R"({"op": "upload", "drop": "middle"})"));
    const QByteArray large(8 * 1024 * 1024, 'x');
    QCOMPARE(m_bench->upload(path, large).status, 0);
    QCOMPARE(m_bench->emulator().objects(), QStringList());
    const qint64 read = m_bench->emulator().requests().last().bodyBytes;
    QVERIFY2(qAbs(read - large.size() / 2) < 1024 * 1024, qPrintable(QString::number(read)));
}

void FaultTest::dropsAfterTheRequestWasCarriedOut()
{
    const QString session = m_bench->begin(path, m_file);
    for (qsizetype index = 0; index < m_file.sliceCount(); ++index)
        m_bench->client().post(path, m_file.slice(session, index));
    script(faultOf(R"({"op": "upload_slice_finish", "drop": "after"})"));
    QCOMPARE(m_bench->client().post(path, m_file.finish(session)).status, 0);
    QCOMPARE(m_bench->emulator().requests().last().httpStatus, 0);
    QCOMPARE(m_bench->stored(path), m_file.bytes);
    QCOMPARE(m_bench->client().post(path, m_file.finish(session)).code, -197);
}

void FaultTest::dropsGetsToo()
{
    for (const char *when : {"before", "middle", "after"}) {
        script(
            faultOf(QByteArray(R"({"op": "stat", "drop": "%"})").replace('%', when).constData()));
        const QByteArray reply = RawClient::exchange(m_bench->emulator().endpoint(),
                                                     "GET " + m_bench->client().target(path)
                                                         + "?op=stat HTTP/1.1\r\nHost: x\r\n\r\n");
        QCOMPARE(reply, QByteArray());
    }
    QCOMPARE(m_bench->emulator().requests().size(), 3);
}

void FaultTest::hangsAndCloses()
{
    script(faultOf(R"({"op": "upload", "hang_ms": 300})"));
    QElapsedTimer timer;
    timer.start();
    QCOMPARE(m_bench->upload(path, "x").status, 0);
    QVERIFY(timer.elapsed() >= 300);
    QCOMPARE(m_bench->emulator().objects(), QStringList());
}

void FaultTest::hangsAfterTheRequestWasCarriedOut()
{
    script(faultOf(R"({"op": "upload", "hang_ms": 300, "drop": "after"})"));
    QElapsedTimer timer;
    timer.start();
    QCOMPARE(m_bench->upload(path, "x").status, 0);
    QVERIFY(timer.elapsed() >= 300);
    QCOMPARE(m_bench->stored(path), QByteArray("x"));
}

void FaultTest::stopEndsWhatHangs()
{
    script(faultOf(R"({"op": "upload", "hang_ms": 600000})"));
    std::thread client([this] { QCOMPARE(m_bench->upload(path, "x").status, 0); });
    QTRY_COMPARE_WITH_TIMEOUT(m_bench->emulator().requests().size(), 1, 30'000);
    m_bench->emulator().stop();
    client.join();
    QCOMPARE(m_bench->emulator().objects(), QStringList());
}

void FaultTest::forgetsTheSession()
{
    const QString session = m_bench->begin(path, m_file);
    m_bench->client().post(path, m_file.slice(session, 0));
    script(faultOf(R"({"op": "upload_slice_data", "forget_session": true})"));
    const RawAnswer answer = m_bench->client().post(path, m_file.slice(session, 1));
    QCOMPARE(answer.code, -197);
    QCOMPARE(answer.status, 404);
    QCOMPARE(m_bench->emulator().unfinishedUploads(), 0);
}

void FaultTest::losesASlice()
{
    const QString session = m_bench->begin(path, m_file);
    script(faultOf(R"({"op": "upload_slice_data", "offset": 524288, "lose_slice": true})"));
    for (qsizetype index = 0; index < m_file.sliceCount(); ++index)
        QCOMPARE(m_bench->client().post(path, m_file.slice(session, index)).code, 0);
    const RawAnswer list = m_bench->client().post(path, {{"op", "upload_slice_list"}});
    QCOMPARE(list.data.value(u"listparts").toArray().size(), 2);
    QCOMPARE(m_bench->client().post(path, m_file.finish(session)).code, -175);
    QCOMPARE(m_bench->client().post(path, m_file.slice(session, 1)).code, 0);
    QCOMPARE(m_bench->client().post(path, m_file.finish(session)).code, 0);
}

void FaultTest::corruptsAnObject_data()
{
    QTest::addColumn<QString>("op");
    QTest::newRow("whole") << QStringLiteral("upload");
    QTest::newRow("sliced") << QStringLiteral("upload_slice_finish");
    QTest::newRow("instant") << QStringLiteral("upload_slice_init");
}

void FaultTest::corruptsAnObject()
{
    QFETCH(QString, op);
    if (op == u"upload_slice_init")
        m_bench->uploadInSlices(QStringLiteral("/first"), m_file);
    EmulatorFault fault;
    fault.op = op;
    fault.corrupt = true;
    script(fault);
    const RawAnswer answer = op == u"upload" ? m_bench->upload(path, m_file.bytes)
                             : op == u"upload_slice_init"
                                 ? m_bench->client().post(path, m_file.init())
                                 : m_bench->uploadInSlices(path, m_file);
    QCOMPARE(answer.code, 0);
    QVERIFY(!answer.text("access_url").isEmpty());
    const QByteArray stored = m_bench->stored(path);
    QCOMPARE(stored.size(), m_file.bytes.size());
    QVERIFY(stored != m_file.bytes);
    QCOMPARE(stat().text("sha").toLatin1(), shaOf(stored));
    if (op == u"upload_slice_init")
        QCOMPARE(m_bench->stored(QStringLiteral("/first")), m_file.bytes);
}

void FaultTest::corruptsASlice()
{
    script(faultOf(R"({"op": "upload_slice_data", "corrupt": true})"));
    QCOMPARE(m_bench->uploadInSlices(path, m_file).code, -4016);
    QCOMPARE(m_bench->emulator().objects(), QStringList());
}

QTEST_GUILESS_MAIN(FaultTest)
#include "FaultTest.moc"

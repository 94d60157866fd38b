#include "tests/emulator/Bench.h"

#include <QFile>
#include <QTest>

using namespace cosdrop;

namespace {

RawForm uploadForm(const QByteArray &bytes, const RawForm &more = {})
{
    return RawForm{{"op", "upload"}, {"filecontent", bytes}} + more;
}

} // namespace

class ObjectTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();

    void uploadStoresRealBytes_data();
    void uploadStoresRealBytes();
    void uploadTakesBothSpellingsOfFileContent();
    void uploadChecksItsSha();
    void uploadIsAtMost20MiB();
    void sameContentAgainSucceeds();
    void otherContentNeedsInsertOnly0();
    void insertOnlyIs0Or1();
    void statTellsAll();
    void statOfADirectory();
    void statTellsTheBytesAsTheyAre();
    void createOnceAndThenConflict();
    void parentsMustExistWhereRequired();
    void deleteRemoves();
    void deleteKeepsFullDirectories();
    void deleteDropsAnUnfinishedUpload();
    void otherMethodsAreRefused();
    void requestsAreLogged();

private:
    std::unique_ptr<Bench> m_bench;
};

void ObjectTest::init()
{
    m_bench = std::make_unique<Bench>();
    m_bench->start();
}

void ObjectTest::uploadStoresRealBytes_data()
{
    QTest::addColumn<QString>("path");
    QTest::addColumn<QByteArray>("bytes");
    QTest::newRow("small") << QStringLiteral("/a.txt") << QByteArray("hello");
    QTest::newRow("empty") << QStringLiteral("/empty") << QByteArray();
    QTest::newRow("20 MiB") << QStringLiteral("/large.bin") << testBytes(20 * 1024 * 1024);
    QTest::newRow("deep") << QStringLiteral("/a/b/c/d.txt") << QByteArray("x");
    QTest::newRow("name") << QStringLiteral("/设计 & +#%😀;=.txt") << QByteArray("x");
    QTest::newRow("boundary inside")
        << QStringLiteral("/b") << QByteArray("\r\n------------------------------x\r\n");
}

void ObjectTest::uploadStoresRealBytes()
{
    QFETCH(QString, path);
    QFETCH(QByteArray, bytes);
    const RawAnswer answer =
        m_bench->client().post(path, uploadForm(bytes, {{"sha", shaOf(bytes)}}));
    QCOMPARE(answer.code, 0);
    QCOMPARE(answer.message, QStringLiteral("SUCCESS"));
    QCOMPARE(m_bench->stored(path), bytes);
    QCOMPARE(m_bench->emulator().objectFile(path),
             m_bench->options.root + QStringLiteral("/accesslog") + path);
    const QString encoded = QString::fromLatin1(path.toUtf8().toPercentEncoding("/"));
    const QString base = m_bench->emulator().endpoint().toString();
    QCOMPARE(answer.text("access_url"), base + QStringLiteral("/cdn/accesslog") + encoded);
    QCOMPARE(answer.text("source_url"), base + QStringLiteral("/source/accesslog") + encoded);
    QCOMPARE(answer.text("url"), base + QStringLiteral("/files/v2/10055004/accesslog") + encoded);
    QCOMPARE(answer.text("resource_path"), QStringLiteral("/10055004/accesslog") + encoded);
}

void ObjectTest::uploadTakesBothSpellingsOfFileContent()
{
    const RawForm form{{"op", "upload"}, {"fileContent", "camel"}};
    QCOMPARE(m_bench->client().post(QStringLiteral("/a"), form).code, 0);
    QCOMPARE(m_bench->stored(QStringLiteral("/a")), QByteArray("camel"));
}

void ObjectTest::uploadChecksItsSha()
{
    auto &client = m_bench->client();
    const RawAnswer wrong =
        client.post(QStringLiteral("/a"), uploadForm("x", {{"sha", shaOf("y")}}));
    QCOMPARE(wrong.code, -4016);
    QCOMPARE(wrong.status, 409);
    QCOMPARE(
        client.post(QStringLiteral("/a"), uploadForm("x", {{"sha", shaOf("x").toUpper()}})).code,
        -5999);
    QCOMPARE(m_bench->emulator().objects(), QStringList());
}

void ObjectTest::uploadIsAtMost20MiB()
{
    const RawAnswer answer =
        m_bench->upload(QStringLiteral("/a"), QByteArray(20 * 1024 * 1024 + 1, 'x'));
    QCOMPARE(answer.code, -5999);
    QCOMPARE(answer.status, 400);
}

void ObjectTest::sameContentAgainSucceeds()
{
    QCOMPARE(m_bench->upload(QStringLiteral("/a"), "x").code, 0);
    const RawAnswer again = m_bench->upload(QStringLiteral("/a"), "x");
    QCOMPARE(again.code, 0);
    QVERIFY(!again.text("access_url").isEmpty());
}

void ObjectTest::otherContentNeedsInsertOnly0()
{
    auto &client = m_bench->client();
    m_bench->upload(QStringLiteral("/a"), "x");
    const RawAnswer refused = m_bench->upload(QStringLiteral("/a"), "y");
    QCOMPARE(refused.code, -177);
    QCOMPARE(refused.status, 409);
    QCOMPARE(client.post(QStringLiteral("/a"), uploadForm("y", {{"insertOnly", "1"}})).code, -177);
    QCOMPARE(m_bench->stored(QStringLiteral("/a")), QByteArray("x"));
    QCOMPARE(client.post(QStringLiteral("/a"), uploadForm("y", {{"insertOnly", "0"}})).code, 0);
    QCOMPARE(m_bench->stored(QStringLiteral("/a")), QByteArray("y"));
}

void ObjectTest::insertOnlyIs0Or1()
{
    QCOMPARE(
        m_bench->client().post(QStringLiteral("/a"), uploadForm("x", {{"insertOnly", "2"}})).code,
        -5999);
}

void ObjectTest::statTellsAll()
{
    m_bench->client().post(QStringLiteral("/a b.txt"), uploadForm("hello", {{"biz_attr", "我的"}}));
    const RawAnswer stat = m_bench->client().get(QStringLiteral("/a b.txt"), "op=stat");
    QCOMPARE(stat.code, 0);
    QCOMPARE(stat.data.value(u"filesize").toInt(), 5);
    QCOMPARE(stat.data.value(u"filelen").toInt(), 5);
    QCOMPARE(stat.text("sha"), QStringLiteral("aaf4c61ddcc5e8a2dabede0f3b482cd9aea9434d"));
    QCOMPARE(stat.text("biz_attr"), QStringLiteral("我的"));
    QVERIFY(stat.text("access_url").endsWith(u"/cdn/accesslog/a%20b.txt"));
    const qint64 age = QDateTime::currentSecsSinceEpoch() - stat.data.value(u"mtime").toInteger();
    QVERIFY(age >= 0 && age < 60);
    QVERIFY(stat.data.contains(u"ctime"));

    const RawAnswer none = m_bench->client().get(QStringLiteral("/none"), "op=stat");
    QCOMPARE(none.code, -197);
    QCOMPARE(none.status, 404);
}

void ObjectTest::statOfADirectory()
{
    auto &client = m_bench->client();
    QCOMPARE(client.get(QStringLiteral("/d/"), "op=stat").code, -197);
    m_bench->upload(QStringLiteral("/d/a"), "x");
    QCOMPARE(client.get(QStringLiteral("/d/"), "op=stat").code, 0);
    QCOMPARE(client.get(QStringLiteral("/d"), "op=stat").code, -197);
    QCOMPARE(client.get(QStringLiteral("/"), "op=stat").code, 0);
}

void ObjectTest::statTellsTheBytesAsTheyAre()
{
    m_bench->upload(QStringLiteral("/a"), "hello");
    QFile file(m_bench->emulator().objectFile(QStringLiteral("/a")));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write("hello, changed");
    file.close();
    const RawAnswer stat = m_bench->client().get(QStringLiteral("/a"), "op=stat");
    QCOMPARE(stat.text("sha").toLatin1(), shaOf("hello, changed"));
    QCOMPARE(stat.data.value(u"filesize").toInt(), 14);
    QVERIFY(file.remove());
    QCOMPARE(m_bench->client().get(QStringLiteral("/a"), "op=stat").code, -197);
}

void ObjectTest::createOnceAndThenConflict()
{
    auto &client = m_bench->client();
    const RawForm form{{"op", "create"}};
    QCOMPARE(client.post(QStringLiteral("/d/"), form).code, 0);
    const RawAnswer again = client.post(QStringLiteral("/d/"), form);
    QCOMPARE(again.code, -178);
    QCOMPARE(again.status, 409);
    QCOMPARE(client.post(QStringLiteral("/"), form).code, -178);
    QCOMPARE(client.post(QStringLiteral("/file"), form).code, -180);
    QCOMPARE(m_bench->emulator().objects(), QStringList());
}

void ObjectTest::parentsMustExistWhereRequired()
{
    m_bench->options.requireDirectories = true;
    m_bench->start();
    auto &client = m_bench->client();
    const RawForm create{{"op", "create"}};
    const RawAnswer early = m_bench->upload(QStringLiteral("/d/e/a"), "x");
    QCOMPARE(early.code, -166);
    QCOMPARE(early.status, 404);
    TestFile file{testBytes(1)};
    QCOMPARE(client.post(QStringLiteral("/d/e/a"), file.init()).code, -166);
    QCOMPARE(client.post(QStringLiteral("/d/e/"), create).code, -166);
    QCOMPARE(client.post(QStringLiteral("/d/"), create).code, 0);
    QCOMPARE(client.post(QStringLiteral("/d/e/"), create).code, 0);
    QCOMPARE(m_bench->upload(QStringLiteral("/d/e/a"), "x").code, 0);
    QCOMPARE(m_bench->upload(QStringLiteral("/a"), "x").code, 0);
    QCOMPARE(m_bench->uploadInSlices(QStringLiteral("/d/e/b"), file).code, 0);
}

void ObjectTest::deleteRemoves()
{
    m_bench->upload(QStringLiteral("/a"), "x");
    const QString file = m_bench->emulator().objectFile(QStringLiteral("/a"));
    QVERIFY(QFile::exists(file));
    const RawForm form{{"op", "delete"}};
    QCOMPARE(m_bench->client().post(QStringLiteral("/a"), form).code, 0);
    QVERIFY(!QFile::exists(file));
    const RawAnswer again = m_bench->client().post(QStringLiteral("/a"), form);
    QCOMPARE(again.code, -197);
    QCOMPARE(again.status, 404);
}

void ObjectTest::deleteKeepsFullDirectories()
{
    m_bench->client().post(QStringLiteral("/d/"), {{"op", "create"}});
    m_bench->upload(QStringLiteral("/d/a"), "x");
    const RawForm form{{"op", "delete"}};
    QCOMPARE(m_bench->client().post(QStringLiteral("/d/"), form).code, -173);
    QCOMPARE(m_bench->client().post(QStringLiteral("/"), form).code, -173);
    QCOMPARE(m_bench->client().post(QStringLiteral("/d/a"), form).code, 0);
    QCOMPARE(m_bench->client().post(QStringLiteral("/d/"), form).code, 0);
    QCOMPARE(m_bench->client().post(QStringLiteral("/d/"), form).code, -197);
}

void ObjectTest::deleteDropsAnUnfinishedUpload()
{
    const TestFile file{testBytes(600'000)};
    const QString session = m_bench->begin(QStringLiteral("/a"), file);
    QCOMPARE(m_bench->emulator().unfinishedUploads(), 1);
    QCOMPARE(m_bench->client().post(QStringLiteral("/a"), {{"op", "delete"}}).code, 0);
    QCOMPARE(m_bench->emulator().unfinishedUploads(), 0);
    QCOMPARE(m_bench->client().post(QStringLiteral("/a"), file.slice(session, 0)).code, -197);
}

void ObjectTest::otherMethodsAreRefused()
{
    auto &client = m_bench->client();
    const QByteArray target = client.target(QStringLiteral("/")) + "?op=stat";
    const QHash<QByteArray, QByteArray> headers{{"Authorization", TestSigner().multiEffect()}};
    for (const QByteArray &method :
         {QByteArray("PUT"), QByteArray("DELETE"), QByteArray("OPTIONS")}) {
        const RawAnswer answer = client.send(method, target, headers);
        QCOMPARE(answer.status, 405);
        QCOMPARE(answer.code, -5999);
        QVERIFY(answer.headers.contains("date"));
    }
    QCOMPARE(client.get(QStringLiteral("/"), "op=stat").code, 0);
}

void ObjectTest::requestsAreLogged()
{
    m_bench->upload(QStringLiteral("/你.txt"), "hello");
    m_bench->client().get(QStringLiteral("/none"), "op=stat");
    const QList<EmulatorRequest> log = m_bench->emulator().requests();
    QCOMPARE(log.size(), 2);
    QCOMPARE(log[0].method, QStringLiteral("POST"));
    QCOMPARE(log[0].op, QStringLiteral("upload"));
    QCOMPARE(log[0].path, QStringLiteral("/你.txt"));
    QCOMPARE(log[0].bodyBytes, RawClient::multipart(uploadForm("hello")).size());
    QCOMPARE(log[0].httpStatus, 200);
    QCOMPARE(log[0].code, 0);
    QCOMPARE(log[1].op, QStringLiteral("stat"));
    QCOMPARE(log[1].httpStatus, 404);
    QCOMPARE(log[1].code, -197);
    m_bench->emulator().clearRequests();
    QCOMPARE(m_bench->emulator().requests().size(), 0);
}

QTEST_GUILESS_MAIN(ObjectTest)
#include "ObjectTest.moc"

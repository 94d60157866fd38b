#include "tests/emulator/Bench.h"

#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <QTest>

using namespace cosdrop;

namespace {

const QString path = QStringLiteral("/dir/big.bin");

} // namespace

class RestartTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();

    void objectsAndDirectoriesOutliveTheServer();
    void unfinishedUploadsOutliveTheServer();
    void checksGoOnAfterARestart();
    void journalCutShortCostsOneSlice();
    void halfMadeSessionsAreCleared();
    void anotherBucketInTheSameFolderIsLeftAlone();
    void stopClosesConnections();
    void startsAgainOnTheSamePort();
    void stoppedServerStillTellsWhatItHolds();
    void refusesBadOptions_data();
    void refusesBadOptions();
    void refusesATakenPort();
    void listensOnOtherLoopbackAddresses_data();
    void listensOnOtherLoopbackAddresses();
    void manyConnectionsAtOnce();

private:
    QString sessionFolder(const QString &session) const
    {
        return m_bench->options.root + QStringLiteral("/.cos/sessions/") + session;
    }

    std::unique_ptr<Bench> m_bench;
    TestFile m_file{testBytes(3 * 524288)};
};

void RestartTest::init()
{
    m_bench = std::make_unique<Bench>();
    m_bench->start();
}

void RestartTest::objectsAndDirectoriesOutliveTheServer()
{
    m_bench->upload(QStringLiteral("/设计/a.txt"), "hello");
    m_bench->client().post(QStringLiteral("/made/"), {{"op", "create"}});
    const RawAnswer before = m_bench->client().get(QStringLiteral("/设计/a.txt"), "op=stat");
    m_bench->start();
    QCOMPARE(m_bench->emulator().objects(), QStringList{QStringLiteral("/设计/a.txt")});
    const RawAnswer after = m_bench->client().get(QStringLiteral("/设计/a.txt"), "op=stat");
    QCOMPARE(after.data.value(u"sha"), before.data.value(u"sha"));
    QCOMPARE(after.data.value(u"ctime"), before.data.value(u"ctime"));
    QCOMPARE(m_bench->client().post(QStringLiteral("/made/"), {{"op", "create"}}).code, -178);
}

void RestartTest::unfinishedUploadsOutliveTheServer()
{
    const QString session = m_bench->begin(path, m_file);
    m_bench->client().post(path, m_file.slice(session, 2));
    m_bench->client().post(path, m_file.slice(session, 0));
    m_bench->emulator().dropSlices(path, 0);
    m_bench->start();
    QCOMPARE(m_bench->emulator().unfinishedUploads(), 1);
    const RawAnswer list = m_bench->client().post(path, {{"op", "upload_slice_list"}});
    QCOMPARE(list.text("session"), session);
    QCOMPARE(list.data.value(u"listparts").toArray().size(), 1);
    QCOMPARE(m_bench->client().post(path, m_file.init()).code, -4019);
    QCOMPARE(m_bench->client().post(path, m_file.slice(session, 0)).code, 0);
    QCOMPARE(m_bench->client().post(path, m_file.slice(session, 1)).code, 0);
    QCOMPARE(m_bench->client().post(path, m_file.finish(session)).code, 0);
    QCOMPARE(m_bench->stored(path), m_file.bytes);
}

void RestartTest::checksGoOnAfterARestart()
{
    const QString session = m_bench->begin(path, m_file);
    m_bench->client().post(path, m_file.slice(session, 0));
    m_bench->start();
    RawForm wrong = m_file.slice(session, 1);
    wrong[3].second = QByteArray(m_file.sliceSize, 'x');
    QCOMPARE(wrong[3].first, QByteArray("filecontent"));
    QCOMPARE(m_bench->client().post(path, wrong).code, -4016);
    QCOMPARE(m_bench->client().post(path, m_file.slice(session, 1)).code, 0);
}

void RestartTest::journalCutShortCostsOneSlice()
{
    const QString session = m_bench->begin(path, m_file);
    for (const qsizetype index : {0, 1})
        m_bench->client().post(path, m_file.slice(session, index));
    m_bench->emulator().stop();
    QFile journal(sessionFolder(session) + QStringLiteral("/slices"));
    QVERIFY(journal.resize(journal.size() - 1));
    m_bench->start();
    const RawAnswer list = m_bench->client().post(path, {{"op", "upload_slice_list"}});
    QCOMPARE(list.data.value(u"listparts").toArray().size(), 1);
    for (const qsizetype index : {1, 2})
        QCOMPARE(m_bench->client().post(path, m_file.slice(session, index)).code, 0);
    m_bench->start();
    QCOMPARE(m_bench->client().post(path, m_file.finish(session)).code, 0);
}

void RestartTest::halfMadeSessionsAreCleared()
{
    m_bench->emulator().stop();
    QVERIFY(QDir().mkpath(sessionFolder(QStringLiteral("half"))));
    m_bench->start();
    QCOMPARE(m_bench->emulator().unfinishedUploads(), 0);
    QVERIFY(!QDir(sessionFolder(QStringLiteral("half"))).exists());
}

void RestartTest::anotherBucketInTheSameFolderIsLeftAlone()
{
    m_bench->upload(QStringLiteral("/a"), "x");
    m_bench->begin(path, m_file);
    m_bench->emulator().stop();
    EmulatorOptions options = m_bench->options;
    options.bucket = QStringLiteral("second");
    {
        CosEmulator second(options);
        QVERIFY(second.start().has_value());
        QCOMPARE(second.objects(), QStringList());
        QCOMPARE(second.unfinishedUploads(), 0);
    }
    m_bench->start();
    QCOMPARE(m_bench->emulator().objects(), QStringList{QStringLiteral("/a")});
    QCOMPARE(m_bench->emulator().unfinishedUploads(), 1);
}

void RestartTest::stopClosesConnections()
{
    QCOMPARE(m_bench->upload(QStringLiteral("/a"), "x").code, 0);
    m_bench->emulator().stop();
    QCOMPARE(m_bench->upload(QStringLiteral("/b"), "x").status, 0);
    m_bench->emulator().stop();
}

void RestartTest::startsAgainOnTheSamePort()
{
    const quint16 port = m_bench->emulator().port();
    QVERIFY(port > 0);
    QCOMPARE(m_bench->upload(QStringLiteral("/a"), "x").code, 0);
    for (int run = 0; run < 3; ++run) {
        m_bench->emulator().stop();
        QVERIFY(m_bench->emulator().start().has_value());
        QCOMPARE(m_bench->emulator().port(), port);
        QCOMPARE(m_bench->client().get(QStringLiteral("/a"), "op=stat").code, 0);
    }
}

void RestartTest::stoppedServerStillTellsWhatItHolds()
{
    m_bench->upload(QStringLiteral("/a"), "x");
    m_bench->begin(path, m_file);
    m_bench->emulator().stop();
    QCOMPARE(m_bench->emulator().objects(), QStringList{QStringLiteral("/a")});
    QCOMPARE(m_bench->emulator().unfinishedUploads(), 1);
    QCOMPARE(m_bench->emulator().requests().size(), 2);
}

void RestartTest::refusesBadOptions_data()
{
    QTest::addColumn<QString>("option");
    QTest::addColumn<QString>("value");
    const auto row = [](const char *name, const char *option, const char *value) {
        QTest::newRow(name) << QString::fromLatin1(option) << QString::fromLatin1(value);
    };
    row("all addresses", "listen", "0.0.0.0");
    row("another address", "listen", "192.168.1.1");
    row("a name", "listen", "example.org");
    row("no IPv4", "listen", "127.0.0.256");
    row("no address", "listen", "");
    row("all IPv6", "listen", "::");
    row("no folder", "root", "");
    row("appid", "appid", "abc");
    row("bucket", "bucket", "My Bucket");
    row("no key id", "secretId", "");
    row("no key", "secretKey", "");
    row("slice size", "sliceSize", "1000");
}

void RestartTest::refusesBadOptions()
{
    QFETCH(QString, option);
    QFETCH(QString, value);
    EmulatorOptions options = m_bench->options;
    if (option == u"listen")
        options.listenAddress = value;
    else if (option == u"root")
        options.root = value;
    else if (option == u"appid")
        options.appId = value;
    else if (option == u"bucket")
        options.bucket = value;
    else if (option == u"secretId")
        options.secretId = value;
    else if (option == u"secretKey")
        options.secretKey = value;
    else
        options.forcedSliceSize = value.toLongLong();
    CosEmulator emulator(options);
    const auto started = emulator.start();
    QVERIFY(!started.has_value());
    QCOMPARE(started.error().kind, ErrorKind::BadParameters);
    QVERIFY(started.error().detail.endsWith(u'.'));
}

void RestartTest::refusesATakenPort()
{
    EmulatorOptions options = m_bench->options;
    options.port = m_bench->emulator().port();
    CosEmulator second(options);
    const auto started = second.start();
    QVERIFY(!started.has_value());
    QCOMPARE(started.error().kind, ErrorKind::ConnectionRefused);
}

void RestartTest::listensOnOtherLoopbackAddresses_data()
{
    QTest::addColumn<QString>("address");
    QTest::newRow("127.0.0.2") << QStringLiteral("127.0.0.2");
    QTest::newRow("localhost") << QStringLiteral("localhost");
}

void RestartTest::listensOnOtherLoopbackAddresses()
{
    QFETCH(QString, address);
#ifndef Q_OS_LINUX
    if (address == u"127.0.0.2")
        QSKIP("Only Linux has all of 127/8 on its loopback interface.");
#endif
    m_bench->options.listenAddress = address;
    m_bench->start();
    QCOMPARE(m_bench->emulator().endpoint().host(), address);
    const RawAnswer answer = m_bench->upload(QStringLiteral("/a"), "x");
    QCOMPARE(QUrl(answer.text("access_url")).host(), address);
}

void RestartTest::manyConnectionsAtOnce()
{
    std::vector<std::unique_ptr<RawClient>> clients;
    for (int i = 0; i < 100; ++i) {
        clients.push_back(std::make_unique<RawClient>(m_bench->emulator().endpoint()));
        // Each stays open, and the next must not wait for it.
        QCOMPARE(clients.back()->get(QStringLiteral("/a"), "op=stat").code, -197);
    }
    QCOMPARE(clients.front()->get(QStringLiteral("/a"), "op=stat").code, -197);
}

QTEST_GUILESS_MAIN(RestartTest)
#include "RestartTest.moc"

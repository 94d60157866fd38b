#include "tests/support/TcpProxy.h"

#include "tests/support/TestFiles.h"

#include <QElapsedTimer>
#include <QTcpServer>
#include <QTcpSocket>
#include <QTest>

#include <memory>

using namespace cosdrop::test;

namespace {

using Direction = TcpProxy::Direction;
using Script = TcpProxy::Script;

constexpr int longWait = 30'000;

/// One end of a connection and all that came in on it.
struct End
{
    std::unique_ptr<QTcpSocket> socket;
    QByteArray received;

    void collect(QObject *context)
    {
        QObject::connect(socket.get(), &QTcpSocket::readyRead, context,
                         [this] { received += socket->readAll(); });
        received += socket->readAll();
    }
};

} // namespace

class TcpProxyTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();

    void passesBytesBothWaysAndCountsThem();
    void passesAFinOneWayAtATime();
    void passesAResetOn();
    void resetsBeforeAnyByte();
    void resetsBeforeTheReply();
    void resetsAfterBytes_data();
    void resetsAfterBytes();
    void cutsAfterBytes();
    void halfClosesAndLetsTheOtherWayGoOn();
    void stallsOneWay();
    void closesAStalledConnectionWithItsClient();
    void trickles();
    void refusesForAWhile();
    void resetsWhereTheServerIsGone();
    void followsTheScriptOfEachConnection();
    void changesOpenConnections();

private:
    /// A connection through the proxy, known at both ends.
    void connectBoth()
    {
        m_client = std::make_unique<End>();
        m_client->socket = std::make_unique<QTcpSocket>();
        m_client->socket->connectToHost(QHostAddress::LocalHost, m_proxy->port());
        QTRY_VERIFY_WITH_TIMEOUT(m_server->hasPendingConnections(), longWait);
        m_far = std::make_unique<End>();
        m_far->socket.reset(m_server->nextPendingConnection());
        m_far->socket->setParent(nullptr);
        m_client->collect(this);
        m_far->collect(this);
        QTRY_COMPARE_WITH_TIMEOUT(m_client->socket->state(), QAbstractSocket::ConnectedState,
                                  longWait);
    }

    static bool gone(const End &end)
    {
        return end.socket->state() == QAbstractSocket::UnconnectedState;
    }

    std::unique_ptr<QTcpServer> m_server;
    std::unique_ptr<TcpProxy> m_proxy;
    std::unique_ptr<End> m_client;
    std::unique_ptr<End> m_far;
};

void TcpProxyTest::init()
{
    m_server = std::make_unique<QTcpServer>();
    QVERIFY(m_server->listen(QHostAddress::LocalHost));
    m_proxy = std::make_unique<TcpProxy>(m_server->serverPort());
    QVERIFY(m_proxy->port() != 0);
}

void TcpProxyTest::cleanup()
{
    m_client.reset();
    m_far.reset();
    m_proxy.reset();
    m_server.reset();
}

void TcpProxyTest::passesBytesBothWaysAndCountsThem()
{
    connectBoth();
    const QByteArray request = randomBytes(3'000'000, 1);
    const QByteArray reply = randomBytes(2'000'000, 2);
    m_client->socket->write(request);
    m_far->socket->write(reply);
    QTRY_COMPARE_WITH_TIMEOUT(m_far->received.size(), request.size(), longWait);
    QTRY_COMPARE_WITH_TIMEOUT(m_client->received.size(), reply.size(), longWait);
    QVERIFY(m_far->received == request);
    QVERIFY(m_client->received == reply);
    const TcpProxy::Counters counters = m_proxy->counters();
    QCOMPARE(counters.connections, 1);
    QCOMPARE(counters.open, 1);
    QCOMPARE(counters.bytesToServer, request.size());
    QCOMPARE(counters.bytesToClient, reply.size());
}

void TcpProxyTest::passesAFinOneWayAtATime()
{
    connectBoth();
    m_far->socket->write("reply");
    m_far->socket->disconnectFromHost();
    QTRY_VERIFY_WITH_TIMEOUT(gone(*m_client), longWait);
    QCOMPARE(m_client->received, QByteArray("reply"));
    QCOMPARE(m_client->socket->error(), QAbstractSocket::RemoteHostClosedError);
    QTRY_COMPARE_WITH_TIMEOUT(m_proxy->counters().open, 0, longWait);
}

void TcpProxyTest::passesAResetOn()
{
    connectBoth();
    m_client->socket->abort();
    QTRY_VERIFY_WITH_TIMEOUT(gone(*m_far), longWait);
    QTRY_COMPARE_WITH_TIMEOUT(m_proxy->counters().open, 0, longWait);
}

void TcpProxyTest::resetsBeforeAnyByte()
{
    m_proxy->setScript(Script::reset(Direction::ToServer, 0));
    connectBoth();
    m_client->socket->write("never seen");
    QTRY_VERIFY_WITH_TIMEOUT(gone(*m_client), longWait);
    QTRY_VERIFY_WITH_TIMEOUT(gone(*m_far), longWait);
    QCOMPARE(m_client->socket->error(), QAbstractSocket::RemoteHostClosedError);
    QCOMPARE(m_far->received, QByteArray());
    QCOMPARE(m_proxy->counters().bytesToServer, 0);
    QCOMPARE(m_proxy->counters().open, 0);
}

void TcpProxyTest::resetsBeforeTheReply()
{
    m_proxy->setScript(Script::reset(Direction::ToClient, 0));
    connectBoth();
    m_client->socket->write("request");
    QTRY_COMPARE_WITH_TIMEOUT(m_far->received, QByteArray("request"), longWait);
    QCOMPARE(m_proxy->counters().open, 1);
    m_far->socket->write("reply");
    QTRY_VERIFY_WITH_TIMEOUT(gone(*m_client), longWait);
    QTRY_VERIFY_WITH_TIMEOUT(gone(*m_far), longWait);
    QCOMPARE(m_client->received, QByteArray());
}

void TcpProxyTest::resetsAfterBytes_data()
{
    QTest::addColumn<bool>("toServer");
    QTest::addColumn<qint64>("bytes");
    QTest::newRow("1 to the server") << true << qint64{1};
    QTest::newRow("100,000 to the server") << true << qint64{100'000};
    QTest::newRow("1 to the client") << false << qint64{1};
    QTest::newRow("100,000 to the client") << false << qint64{100'000};
}

void TcpProxyTest::resetsAfterBytes()
{
    QFETCH(bool, toServer);
    QFETCH(qint64, bytes);
    m_proxy->setScript(Script::reset(toServer ? Direction::ToServer : Direction::ToClient, bytes));
    connectBoth();
    (toServer ? m_client : m_far)->socket->write(randomBytes(300'000));
    QTRY_VERIFY_WITH_TIMEOUT(gone(*m_client), longWait);
    QTRY_VERIFY_WITH_TIMEOUT(gone(*m_far), longWait);
    const TcpProxy::Counters counters = m_proxy->counters();
    QCOMPARE(counters.bytesToServer, toServer ? bytes : 0);
    QCOMPARE(counters.bytesToClient, toServer ? 0 : bytes);
    QVERIFY((toServer ? m_far : m_client)->received.size() <= bytes);
    QCOMPARE(counters.open, 0);
}

void TcpProxyTest::cutsAfterBytes()
{
    m_proxy->setScript(Script::cut(Direction::ToClient, 1000));
    connectBoth();
    m_client->socket->write("request");
    QTRY_COMPARE_WITH_TIMEOUT(m_far->received, QByteArray("request"), longWait);
    m_far->socket->write(randomBytes(50'000));
    QTRY_VERIFY_WITH_TIMEOUT(gone(*m_client), longWait);
    QTRY_VERIFY_WITH_TIMEOUT(gone(*m_far), longWait);
    QVERIFY(m_client->received == randomBytes(1000));
}

void TcpProxyTest::halfClosesAndLetsTheOtherWayGoOn()
{
    m_proxy->setScript(Script::halfClose(Direction::ToServer, 10));
    connectBoth();
    // Said by the server before it sees the end: a QTcpSocket gives up both ways with one.
    m_far->socket->write("reply");
    m_client->socket->write("0123456789 and more");
    QTRY_COMPARE_WITH_TIMEOUT(m_far->received, QByteArray("0123456789"), longWait);
    QTRY_VERIFY_WITH_TIMEOUT(gone(*m_far), longWait);
    QTRY_VERIFY_WITH_TIMEOUT(gone(*m_client), longWait);
    QCOMPARE(m_client->received, QByteArray("reply"));
    QCOMPARE(m_proxy->counters().bytesToServer, 10);
}

void TcpProxyTest::stallsOneWay()
{
    m_proxy->setScript(Script::stall(Direction::ToServer, 10));
    connectBoth();
    m_client->socket->write("0123456789 and more");
    QTRY_COMPARE_WITH_TIMEOUT(m_far->received.size(), 10, longWait);
    m_far->socket->write("reply");
    QTRY_COMPARE_WITH_TIMEOUT(m_client->received, QByteArray("reply"), longWait);
    QCOMPARE(m_far->received, QByteArray("0123456789"));
    QCOMPARE(m_proxy->counters().open, 1);
}

void TcpProxyTest::closesAStalledConnectionWithItsClient()
{
    m_proxy->setScript(Script::stall(Direction::ToServer, 0));
    connectBoth();
    m_client->socket->write("never seen");
    m_client->socket->disconnectFromHost();
    QTRY_COMPARE_WITH_TIMEOUT(m_proxy->counters().open, 0, longWait);
    QTRY_VERIFY_WITH_TIMEOUT(gone(*m_far), longWait);
    QCOMPARE(m_far->received, QByteArray());
}

void TcpProxyTest::trickles()
{
    m_proxy->setScript(Script::trickle(20'000));
    connectBoth();
    QElapsedTimer timer;
    timer.start();
    const QByteArray bytes = randomBytes(10'000);
    m_client->socket->write(bytes);
    QTRY_COMPARE_WITH_TIMEOUT(m_far->received.size(), bytes.size(), longWait);
    QVERIFY(m_far->received == bytes);
    // Half a second's worth, less the tenth that may come at once.
    QVERIFY(timer.elapsed() >= 350);
}

void TcpProxyTest::refusesForAWhile()
{
    connectBoth();
    m_proxy->refuse();
    QTcpSocket refused;
    refused.connectToHost(QHostAddress::LocalHost, m_proxy->port());
    QTRY_COMPARE_WITH_TIMEOUT(refused.state(), QAbstractSocket::UnconnectedState, longWait);
    QCOMPARE(refused.error(), QAbstractSocket::ConnectionRefusedError);
    m_client->socket->write("still there");
    QTRY_COMPARE_WITH_TIMEOUT(m_far->received, QByteArray("still there"), longWait);
    m_proxy->listen();
    m_proxy->listen();
    connectBoth();
    QCOMPARE(m_proxy->counters().connections, 2);
}

void TcpProxyTest::resetsWhereTheServerIsGone()
{
    m_server->close();
    QTcpSocket client;
    client.connectToHost(QHostAddress::LocalHost, m_proxy->port());
    client.write("never seen");
    QTRY_COMPARE_WITH_TIMEOUT(m_proxy->counters().connections, 1, longWait);
    QTRY_COMPARE_WITH_TIMEOUT(client.state(), QAbstractSocket::UnconnectedState, longWait);
}

void TcpProxyTest::followsTheScriptOfEachConnection()
{
    m_proxy->setScriptFor(2, Script::reset(Direction::ToServer, 0));
    connectBoth();
    const std::unique_ptr<End> first = std::move(m_client);
    const std::unique_ptr<End> firstFar = std::move(m_far);
    connectBoth();
    m_client->socket->write("second");
    QTRY_VERIFY_WITH_TIMEOUT(gone(*m_client), longWait);
    first->socket->write("first");
    QTRY_COMPARE_WITH_TIMEOUT(firstFar->received, QByteArray("first"), longWait);
    QTRY_VERIFY_WITH_TIMEOUT(gone(*m_far), longWait);
    connectBoth();
    m_client->socket->write("third");
    QTRY_COMPARE_WITH_TIMEOUT(m_far->received, QByteArray("third"), longWait);
    QCOMPARE(m_proxy->counters().connections, 3);
}

void TcpProxyTest::changesOpenConnections()
{
    connectBoth();
    m_client->socket->write("first");
    QTRY_COMPARE_WITH_TIMEOUT(m_far->received, QByteArray("first"), longWait);
    m_proxy->setScriptForOpen(Script::stall(Direction::ToServer, 3));
    m_client->socket->write("second");
    QTRY_COMPARE_WITH_TIMEOUT(m_far->received, QByteArray("firstsec"), longWait);
    m_proxy->setScriptForOpen(Script::pass());
    QTRY_COMPARE_WITH_TIMEOUT(m_far->received, QByteArray("firstsecond"), longWait);
    m_proxy->resetOpen();
    QTRY_VERIFY_WITH_TIMEOUT(gone(*m_client), longWait);
    QTRY_VERIFY_WITH_TIMEOUT(gone(*m_far), longWait);
}

QTEST_GUILESS_MAIN(TcpProxyTest)
#include "TcpProxyTest.moc"

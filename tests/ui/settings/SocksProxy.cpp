#include "tests/ui/settings/SocksProxy.h"

#include <QHostAddress>
#include <QTcpSocket>

namespace cosdrop {

namespace {

quint8 byteAt(const QByteArray &bytes, qsizetype place)
{
    return place < bytes.size() ? quint8(bytes.at(place)) : 0;
}

} // namespace

SocksProxy::SocksProxy()
{
    connect(this, &QTcpServer::newConnection, this, &SocksProxy::welcome);
    if (!listen(QHostAddress::LocalHost))
        qFatal("no port for the proxy");
}

void SocksProxy::welcome()
{
    while (QTcpSocket *socket = nextPendingConnection()) {
        m_clients.insert(socket, {});
        connect(socket, &QTcpSocket::readyRead, this, [this, socket] { take(socket); });
        connect(socket, &QTcpSocket::disconnected, this, [this, socket] {
            if (QTcpSocket *server = m_clients.take(socket).server)
                server->disconnectFromHost();
            socket->deleteLater();
        });
    }
}

void SocksProxy::take(QTcpSocket *socket)
{
    Client &client = m_clients[socket];
    client.waiting += socket->readAll();
    while (advance(socket, client)) {
    }
}

bool SocksProxy::advance(QTcpSocket *socket, Client &client)
{
    QByteArray &bytes = client.waiting;
    switch (client.step) {
    case Step::Greeting: {
        const qsizetype length = 2 + byteAt(bytes, 1);
        if (bytes.size() < 2 || bytes.size() < length)
            return false;
        bytes.remove(0, length);
        socket->write(QByteArrayLiteral("\x05\x02"));
        client.step = Step::Login;
        return true;
    }
    case Step::Login: {
        const qsizetype user = byteAt(bytes, 1);
        const qsizetype password = byteAt(bytes, 2 + user);
        const qsizetype length = 3 + user + password;
        if (bytes.size() < 3 || bytes.size() < length)
            return false;
        logins += QString::fromUtf8(bytes.mid(2, user)) + QLatin1Char(':')
                  + QString::fromUtf8(bytes.mid(3 + user, password));
        bytes.remove(0, length);
        socket->write(QByteArray("\x01\x00", 2));
        client.step = Step::Request;
        return true;
    }
    case Step::Request: {
        // Addresses of four bytes are enough for loopback.
        if (bytes.size() < 10)
            return false;
        const QByteArray request = bytes.left(10);
        bytes.remove(0, 10);
        const QString host = QStringLiteral("%1.%2.%3.%4")
                                 .arg(byteAt(request, 4))
                                 .arg(byteAt(request, 5))
                                 .arg(byteAt(request, 6))
                                 .arg(byteAt(request, 7));
        open(socket, client, host, quint16(byteAt(request, 8) << 8 | byteAt(request, 9)));
        return true;
    }
    case Step::Open:
        if (client.server && !bytes.isEmpty())
            client.server->write(std::exchange(bytes, {}));
        return false;
    }
    return false;
}

void SocksProxy::open(QTcpSocket *socket, Client &client, const QString &host, quint16 port)
{
    targets += QStringLiteral("%1:%2").arg(host).arg(port);
    auto *server = new QTcpSocket(socket);
    client.server = server;
    client.step = Step::Open;
    connect(server, &QTcpSocket::readyRead, socket,
            [server, socket] { socket->write(server->readAll()); });
    connect(server, &QTcpSocket::disconnected, socket, &QTcpSocket::disconnectFromHost);
    server->connectToHost(host, port);
    socket->write(QByteArray("\x05\x00\x00\x01\x00\x00\x00\x00\x00\x00", 10));
}

} // namespace cosdrop

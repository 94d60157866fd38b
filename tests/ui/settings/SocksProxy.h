#pragma once

#include <QHash>
#include <QTcpServer>

class QTcpSocket;

namespace cosdrop {

/// A SOCKS5 proxy (RFC 1928, 1929) on loopback that asks for a login and notes what it was given.
class SocksProxy final : public QTcpServer
{
    Q_OBJECT

public:
    SocksProxy();

    QStringList logins;  ///< "user:password", one a connection
    QStringList targets; ///< "host:port"

private:
    enum class Step { Greeting, Login, Request, Open };

    struct Client
    {
        Step step = Step::Greeting;
        QByteArray waiting;
        QTcpSocket *server = nullptr;
    };

    void welcome();
    void take(QTcpSocket *socket);
    bool advance(QTcpSocket *socket, Client &client);
    void open(QTcpSocket *socket, Client &client, const QString &host, quint16 port);

    QHash<QTcpSocket *, Client> m_clients;
};

} // namespace cosdrop

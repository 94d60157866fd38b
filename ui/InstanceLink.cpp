#include "ui/InstanceLink.h"

#include <QCryptographicHash>
#include <QDir>
#include <QFileInfo>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <chrono>
#include <utility>

namespace cosdrop {

namespace {

// A program that has hung is not to keep the person waiting for ever.
constexpr std::chrono::seconds answerWithin{5};
constexpr qint64 longestMessage = 64 * 1024 * 1024; // bytes
constexpr char taken = '+';

QByteArray messageOf(const QStringList &files, const QString &account)
{
    const QJsonObject message{{QStringLiteral("files"), QJsonArray::fromStringList(files)},
                              {QStringLiteral("account"), account}};
    return QJsonDocument(message).toJson(QJsonDocument::Compact) + '\n';
}

QStringList filesOf(const QJsonObject &message)
{
    QStringList files;
    const QJsonArray entries = message.value(u"files").toArray();
    for (const auto &entry : entries) {
        if (QDir::isAbsolutePath(entry.toString()))
            files.append(entry.toString());
    }
    return files;
}

} // namespace

QString InstanceLink::nameFor(const QString &stateFolder)
{
    QString folder = QFileInfo(stateFolder).canonicalFilePath();
    if (folder.isEmpty())
        folder = QDir::cleanPath(QDir(stateFolder).absolutePath());
    const QByteArray hash =
        QCryptographicHash::hash((folder + QDir::homePath()).toUtf8(), QCryptographicHash::Sha256)
            .toHex()
            .left(24);
    const QString name = QStringLiteral("cosdrop-") + QString::fromLatin1(hash);
    // Where there is a folder of this session's own, nobody else can take the name there. A plain
    // name is a pipe on Windows and lies in the folder for temporary files elsewhere.
    const QString runtime = qEnvironmentVariable("XDG_RUNTIME_DIR");
    return runtime.isEmpty() ? name : runtime + QLatin1Char('/') + name;
}

InstanceLink::InstanceLink(const QString &stateFolder, QObject *parent)
    : QObject(parent)
    , m_name(nameFor(stateFolder))
{
    m_server.setSocketOptions(QLocalServer::UserAccessOption);
    connect(&m_server, &QLocalServer::newConnection, this, [this] {
        while (QLocalSocket *socket = m_server.nextPendingConnection())
            welcome(socket);
    });
    m_patience.setSingleShot(true);
    m_patience.setInterval(answerWithin);
    connect(&m_patience, &QTimer::timeout, this, [this] { finish(false); });
    connect(&m_socket, &QLocalSocket::errorOccurred, this, [this] { finish(false); });
    connect(&m_socket, &QLocalSocket::readyRead, this, [this] {
        if (m_socket.readAll().contains(taken))
            finish(true);
    });
}

void InstanceLink::handOverOrListen(const QStringList &files, const QString &account,
                                    std::function<void(bool)> done)
{
    m_done = std::move(done);
    connect(&m_socket, &QLocalSocket::connected, this,
            [this, files, account] { m_socket.write(messageOf(files, account)); });
    m_patience.start();
    m_socket.connectToServer(m_name);
}

void InstanceLink::finish(bool handedOver)
{
    if (!m_done)
        return;
    const std::function<void(bool)> done = std::exchange(m_done, nullptr);
    m_patience.stop();
    m_socket.abort();
    if (!handedOver)
        listen();
    done(handedOver);
}

void InstanceLink::listen()
{
    if (m_server.listen(m_name))
        return;
    // Nobody answered there, so what stands in the way was left by a program that was killed.
    QLocalServer::removeServer(m_name);
    m_server.listen(m_name);
}

void InstanceLink::welcome(QLocalSocket *socket)
{
    connect(socket, &QLocalSocket::disconnected, socket, &QObject::deleteLater);
    connect(socket, &QLocalSocket::readyRead, this, [this, socket] {
        if (socket->bytesAvailable() > longestMessage)
            socket->abort();
        if (!socket->canReadLine())
            return;
        const QJsonObject message = QJsonDocument::fromJson(socket->readLine()).object();
        socket->write(&taken, 1);
        socket->flush();
        Q_EMIT received(filesOf(message), message.value(u"account").toString());
    });
}

} // namespace cosdrop

#include "tests/ui/desktop/PrivateBus.h"

#include <QCoreApplication>
#include <QDBusMessage>
#include <QUuid>

namespace cosdrop {

PrivateBus::PrivateBus()
{
    m_daemon.start(QStringLiteral("dbus-daemon"),
                   {QStringLiteral("--session"), QStringLiteral("--nofork"),
                    QStringLiteral("--print-address")});
    if (m_daemon.waitForStarted() && m_daemon.waitForReadyRead())
        m_address = QString::fromLatin1(m_daemon.readLine()).trimmed();
}

PrivateBus::~PrivateBus()
{
    for (const QString &name : std::as_const(m_names))
        QDBusConnection::disconnectFromBus(name);
    m_daemon.terminate();
    m_daemon.waitForFinished();
}

QDBusConnection PrivateBus::connect(const QString &who)
{
    const QString name = who + QUuid::createUuid().toString();
    m_names += name;
    return QDBusConnection::connectToBus(m_address, name);
}

void PrivateBus::settle() const
{
    const auto question = QDBusMessage::createMethodCall(
        QStringLiteral("org.freedesktop.DBus"), QStringLiteral("/org/freedesktop/DBus"),
        QStringLiteral("org.freedesktop.DBus"), QStringLiteral("GetId"));
    // The daemon keeps the order: its answer on one connection comes after what came there before.
    // The first round is for what was sent, the second for what was answered to that.
    for (int round = 0; round < 2; ++round) {
        for (const QString &name : m_names)
            QDBusConnection(name).call(question);
        QCoreApplication::processEvents();
    }
}

} // namespace cosdrop

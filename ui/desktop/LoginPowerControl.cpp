#include "ui/desktop/LoginPowerControl.h"

#include "ui/desktop/DBusQuestion.h"

#include <QDBusMessage>

namespace cosdrop {

namespace {

QDBusMessage loginCall(const QString &method)
{
    return QDBusMessage::createMethodCall(QStringLiteral("org.freedesktop.login1"),
                                          QStringLiteral("/org/freedesktop/login1"),
                                          QStringLiteral("org.freedesktop.login1.Manager"), method);
}

} // namespace

LoginPowerControl::LoginPowerControl(const QDBusConnection &system, QObject *parent)
    : PowerControl(parent)
    , m_system(system)
{
    ask(QStringLiteral("CanSuspend"), &m_canSleep);
    ask(QStringLiteral("CanPowerOff"), &m_canShutDown);
}

void LoginPowerControl::ask(const QString &question, bool *answer)
{
    askBus<QString>(m_system, loginCall(question), this, [answer](const auto &reply) {
        // "challenge" would ask for a password, when nobody is there any more.
        *answer = !reply.isError() && reply.value() == QLatin1String("yes");
    });
}

void LoginPowerControl::order(const QString &method)
{
    QDBusMessage call = loginCall(method);
    call << false; // not interactive
    m_system.asyncCall(call);
}

void LoginPowerControl::sleep()
{
    order(QStringLiteral("Suspend"));
}

void LoginPowerControl::shutDown()
{
    order(QStringLiteral("PowerOff"));
}

} // namespace cosdrop

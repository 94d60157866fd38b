#include "ui/desktop/LoginPowerControl.h"

#include <QDBusMessage>
#include <QDBusPendingCallWatcher>
#include <QDBusPendingReply>

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
    auto *watcher = new QDBusPendingCallWatcher(m_system.asyncCall(loginCall(question)), this);
    connect(watcher, &QDBusPendingCallWatcher::finished, this, [watcher, answer] {
        watcher->deleteLater();
        const QDBusPendingReply<QString> reply = *watcher;
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

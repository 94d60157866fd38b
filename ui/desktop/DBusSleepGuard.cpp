#include "ui/desktop/DBusSleepGuard.h"

#include "ui/desktop/DBusQuestion.h"

#include <QDBusMessage>

#include <utility>

namespace cosdrop {

namespace {

QDBusMessage loginCall(const QString &why)
{
    QDBusMessage call = QDBusMessage::createMethodCall(
        QStringLiteral("org.freedesktop.login1"), QStringLiteral("/org/freedesktop/login1"),
        QStringLiteral("org.freedesktop.login1.Manager"), QStringLiteral("Inhibit"));
    call << QStringLiteral("sleep:idle") << QStringLiteral("Cosdrop") << why
         << QStringLiteral("block");
    return call;
}

QDBusMessage powerCall(const QString &method)
{
    return QDBusMessage::createMethodCall(
        QStringLiteral("org.freedesktop.PowerManagement"),
        QStringLiteral("/org/freedesktop/PowerManagement/Inhibit"),
        QStringLiteral("org.freedesktop.PowerManagement.Inhibit"), method);
}

} // namespace

DBusSleepGuard::DBusSleepGuard(const QDBusConnection &system, const QDBusConnection &session,
                               QObject *parent)
    : SleepGuard(parent)
    , m_system(system)
    , m_session(session)
{
}

DBusSleepGuard::~DBusSleepGuard()
{
    release();
}

void DBusSleepGuard::hold(const QString &why)
{
    if (std::exchange(m_isWanted, true))
        return;
    ++m_wish;
    askLogin(why);
}

void DBusSleepGuard::askLogin(const QString &why)
{
    if (!m_system.isConnected()) {
        askPowerManagement(why);
        return;
    }
    const auto answered = [this, why, wish = m_wish](const auto &reply) {
        if (wish != m_wish)
            return;
        if (reply.isError())
            askPowerManagement(why);
        else
            m_lock = reply.value();
    };
    askBus<QDBusUnixFileDescriptor>(m_system, loginCall(why), this, answered);
}

void DBusSleepGuard::askPowerManagement(const QString &why)
{
    if (!m_session.isConnected())
        return;
    QDBusMessage call = powerCall(QStringLiteral("Inhibit"));
    call << QStringLiteral("Cosdrop") << why;
    askBus<uint>(m_session, call, this, [this, wish = m_wish](const auto &reply) {
        if (reply.isError())
            return;
        if (wish == m_wish)
            m_cookie = reply.value();
        else
            giveBack(reply.value());
    });
}

void DBusSleepGuard::giveBack(uint cookie)
{
    QDBusMessage call = powerCall(QStringLiteral("UnInhibit"));
    call << cookie;
    m_session.asyncCall(call);
}

void DBusSleepGuard::release()
{
    if (!std::exchange(m_isWanted, false))
        return;
    ++m_wish;
    m_lock = {};
    if (m_cookie)
        giveBack(*std::exchange(m_cookie, std::nullopt));
}

} // namespace cosdrop

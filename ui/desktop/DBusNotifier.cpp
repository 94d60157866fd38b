#include "ui/desktop/DBusNotifier.h"

#include "ui/desktop/DBusQuestion.h"

#include <QDBusMessage>
#include <QVariantMap>

namespace cosdrop {

namespace {

constexpr QLatin1String service("org.freedesktop.Notifications");
constexpr QLatin1String path("/org/freedesktop/Notifications");
constexpr int asTheDesktopLikes = -1; // ms on the screen

} // namespace

DBusNotifier::DBusNotifier(const QDBusConnection &session, QObject *parent)
    : Notifier(parent)
    , m_session(session)
{
    m_session.connect(service, path, service, QStringLiteral("ActionInvoked"), this,
                      SLOT(onActionInvoked(uint, QString)));
    m_session.connect(service, path, service, QStringLiteral("NotificationClosed"), this,
                      SLOT(onClosed(uint, uint)));
    const QDBusMessage question =
        QDBusMessage::createMethodCall(service, path, service, QStringLiteral("GetCapabilities"));
    askBus<QStringList>(m_session, question, this, [this](const auto &reply) {
        if (!reply.isError())
            m_hasMarkup = reply.value().contains(QStringLiteral("body-markup"));
    });
}

void DBusNotifier::show(const Notification &notification)
{
    if (!m_session.isConnected()) {
        Q_EMIT refused(notification);
        return;
    }
    QStringList actions;
    for (const auto &[name, label] : notification.actions)
        actions << name << label;
    const QVariantMap hints{
        {QStringLiteral("desktop-entry"), QStringLiteral("cosdrop")},
        {QStringLiteral("category"), QStringLiteral("transfer.complete")},
    };
    QDBusMessage call =
        QDBusMessage::createMethodCall(service, path, service, QStringLiteral("Notify"));
    call << QStringLiteral("Cosdrop") << m_shown << QStringLiteral("cosdrop") << notification.title
         << (m_hasMarkup ? notification.text.toHtmlEscaped() : notification.text) << actions
         << hints << asTheDesktopLikes;
    askBus<uint>(m_session, call, this, [this, notification](const auto &reply) {
        if (reply.isError())
            Q_EMIT refused(notification);
        else
            m_shown = reply.value();
    });
}

void DBusNotifier::onActionInvoked(uint id, const QString &name)
{
    if (id == m_shown && id != 0)
        Q_EMIT actionInvoked(name);
}

void DBusNotifier::onClosed(uint id, uint)
{
    if (id == m_shown)
        m_shown = 0;
}

} // namespace cosdrop

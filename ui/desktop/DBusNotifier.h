#pragma once

#include "ui/desktop/Notifier.h"

#include <QDBusConnection>

namespace cosdrop {

/// Notifications by org.freedesktop.Notifications (Desktop Notifications Specification 1.2).
/// Thread: the main one.
class DBusNotifier final : public Notifier
{
    Q_OBJECT

public:
    explicit DBusNotifier(const QDBusConnection &session, QObject *parent = nullptr);

    void show(const Notification &notification) override;

private Q_SLOTS:
    void onActionInvoked(uint id, const QString &name);
    void onClosed(uint id, uint reason);

private:
    QDBusConnection m_session;
    uint m_shown = 0;
    bool m_hasMarkup = true;
};

} // namespace cosdrop

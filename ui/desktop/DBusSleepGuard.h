#pragma once

#include "ui/desktop/SleepGuard.h"

#include <QDBusConnection>
#include <QDBusUnixFileDescriptor>

#include <optional>

namespace cosdrop {

/// SleepGuard by org.freedesktop.login1, or where that does not answer so, by
/// org.freedesktop.PowerManagement.Inhibit. Thread: the main one.
class DBusSleepGuard final : public SleepGuard
{
    Q_OBJECT

public:
    DBusSleepGuard(const QDBusConnection &system, const QDBusConnection &session,
                   QObject *parent = nullptr);
    ~DBusSleepGuard() override;

    void hold(const QString &why) override;
    void release() override;

private:
    void askLogin(const QString &why);
    void askPowerManagement(const QString &why);
    void giveBack(uint cookie);

    QDBusConnection m_system;
    QDBusConnection m_session;
    bool m_isWanted = false;
    quint64 m_wish = 0; ///< counts holds and releases, so that a late answer to an old one is known
    QDBusUnixFileDescriptor m_lock; ///< sleep is held up as long as it is open
    std::optional<uint> m_cookie;
};

} // namespace cosdrop

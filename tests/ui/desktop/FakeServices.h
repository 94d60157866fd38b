#pragma once

#include <QDBusConnection>
#include <QDBusContext>
#include <QDBusMessage>
#include <QDBusUnixFileDescriptor>
#include <QObject>
#include <QVariantMap>

#include <unistd.h>

#include <optional>

namespace cosdrop {

/// org.freedesktop.Notifications, as a desktop would have it.
class FakeNotifications final : public QObject
{
    Q_OBJECT
    Q_CLASSINFO("D-Bus Interface", "org.freedesktop.Notifications")

public:
    struct Shown
    {
        QString program;
        uint replaces;
        QString title;
        QString text;
        QStringList actions;
        QVariantMap hints;
    };

    explicit FakeNotifications(QDBusConnection bus)
    {
        bus.registerObject(QStringLiteral("/org/freedesktop/Notifications"), this,
                           QDBusConnection::ExportAllSlots | QDBusConnection::ExportAllSignals);
        bus.registerService(QStringLiteral("org.freedesktop.Notifications"));
    }

    QList<Shown> shown;
    QStringList capabilities{QStringLiteral("body"), QStringLiteral("actions")};
    uint lastId = 40;
    int asked = 0;

public Q_SLOTS:

    QStringList GetCapabilities()
    {
        ++asked;
        return capabilities;
    }

    uint Notify(const QString &program, uint replaces, const QString &, const QString &title,
                const QString &text, const QStringList &actions, const QVariantMap &hints, int)
    {
        shown.append({program, replaces, title, text, actions, hints});
        return replaces == 0 ? ++lastId : replaces;
    }

Q_SIGNALS:
    void ActionInvoked(uint id, const QString &name);
    void NotificationClosed(uint id, uint reason);
};

/// org.freedesktop.login1 with its locks, each a pipe whose other end the test watches.
class FakeLogin final : public QObject, protected QDBusContext
{
    Q_OBJECT
    Q_CLASSINFO("D-Bus Interface", "org.freedesktop.login1.Manager")

public:
    explicit FakeLogin(QDBusConnection bus)
    {
        bus.registerObject(QStringLiteral("/org/freedesktop/login1"), this,
                           QDBusConnection::ExportAllSlots);
        bus.registerService(QStringLiteral("org.freedesktop.login1"));
    }

    ~FakeLogin() override
    {
        if (m_watched >= 0)
            ::close(m_watched);
    }

    /// Whether somebody still has the lock open. It is asked without waiting.
    bool isHeld() const
    {
        if (m_watched < 0)
            return false;
        char byte = 0;
        return ::read(m_watched, &byte, 1) != 0;
    }

    QList<QStringList> locks;
    QStringList orders;
    QString sleepAnswer = QStringLiteral("yes");
    QString powerOffAnswer = QStringLiteral("challenge");
    bool refuses = false;

public Q_SLOTS:
    QDBusUnixFileDescriptor Inhibit(const QString &what, const QString &who, const QString &why,
                                    const QString &mode);

    QString CanSuspend() { return sleepAnswer; }

    QString CanPowerOff() { return powerOffAnswer; }

    void Suspend(bool interactive) { order(QStringLiteral("Suspend"), interactive); }

    void PowerOff(bool interactive) { order(QStringLiteral("PowerOff"), interactive); }

private:
    void order(const QString &what, bool interactive)
    {
        orders += what + QLatin1Char(interactive ? '!' : '.');
    }

    int m_watched = -1;
};

/// org.freedesktop.PowerManagement.Inhibit.
class FakePowerManagement final : public QObject
{
    Q_OBJECT
    Q_CLASSINFO("D-Bus Interface", "org.freedesktop.PowerManagement.Inhibit")

public:
    explicit FakePowerManagement(QDBusConnection bus)
    {
        bus.registerObject(QStringLiteral("/org/freedesktop/PowerManagement/Inhibit"), this,
                           QDBusConnection::ExportAllSlots);
        bus.registerService(QStringLiteral("org.freedesktop.PowerManagement"));
    }

    QList<uint> held;
    int holds = 0;

public Q_SLOTS:

    uint Inhibit(const QString &, const QString &)
    {
        held += uint(++holds);
        return uint(holds);
    }

    void UnInhibit(uint cookie) { held.removeOne(cookie); }
};

/// Notes what the launchers of a desktop hear.
class FakeLauncher final : public QObject
{
    Q_OBJECT

public:
    explicit FakeLauncher(QDBusConnection bus)
    {
        bus.connect(QString(), QString(), QStringLiteral("com.canonical.Unity.LauncherEntry"),
                    QStringLiteral("Update"), this, SLOT(update(QString, QVariantMap)));
    }

    QStringList programs;
    QList<QVariantMap> updates;

private Q_SLOTS:

    void update(const QString &program, const QVariantMap &properties)
    {
        programs += program;
        updates += properties;
    }
};

} // namespace cosdrop

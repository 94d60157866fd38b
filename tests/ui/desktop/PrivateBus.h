#pragma once

#include <QDBusConnection>
#include <QProcess>
#include <QString>

namespace cosdrop {

/// A dbus-daemon of the test's own, with as many connections as are asked for.
class PrivateBus
{
public:
    PrivateBus();
    ~PrivateBus();

    bool isRunning() const { return !m_address.isEmpty(); }

    /// A new connection to it; the name is the test's word for who uses it.
    QDBusConnection connect(const QString &who);

    /// Returns when all that was sent so far over its connections has arrived and was handled.
    void settle() const;

private:
    QProcess m_daemon;
    QString m_address;
    QStringList m_names;
};

} // namespace cosdrop

#pragma once

#include "ui/desktop/PowerControl.h"

#include <QDBusConnection>

namespace cosdrop {

/// PowerControl by org.freedesktop.login1. Thread: the main one.
class LoginPowerControl final : public PowerControl
{
    Q_OBJECT

public:
    /// Asks at once what is allowed.
    explicit LoginPowerControl(const QDBusConnection &system, QObject *parent = nullptr);

    bool canSleep() const override { return m_canSleep; }

    bool canShutDown() const override { return m_canShutDown; }

    void sleep() override;
    void shutDown() override;

private:
    void ask(const QString &question, bool *answer);
    void order(const QString &method);

    QDBusConnection m_system;
    bool m_canSleep = false;
    bool m_canShutDown = false;
};

} // namespace cosdrop

#include "ui/desktop/AutostartEntry.h"
#include "ui/desktop/DBusNotifier.h"
#include "ui/desktop/DBusSleepGuard.h"
#include "ui/desktop/DesktopParts.h"
#include "ui/desktop/LoginPowerControl.h"
#include "ui/desktop/UnityLauncherProgress.h"

#include <QCoreApplication>
#include <QStandardPaths>

namespace cosdrop {

DesktopParts DesktopParts::ofSystem()
{
    DesktopParts parts;
    parts.loginStart = std::make_unique<AutostartEntry>(
        QStandardPaths::writableLocation(QStandardPaths::GenericConfigLocation),
        QCoreApplication::applicationFilePath());
    const QDBusConnection session = QDBusConnection::sessionBus();
    const QDBusConnection system = QDBusConnection::systemBus();
    if (session.isConnected()) {
        parts.notifier = std::make_unique<DBusNotifier>(session);
        parts.launcher = std::make_unique<UnityLauncherProgress>(session);
    }
    if (system.isConnected())
        parts.power = std::make_unique<LoginPowerControl>(system);
    if (session.isConnected() || system.isConnected())
        parts.sleepGuard = std::make_unique<DBusSleepGuard>(system, session);
    return parts;
}

} // namespace cosdrop

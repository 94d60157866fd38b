#pragma once

#include "ui/desktop/LauncherProgress.h"

#include <QDBusConnection>

namespace cosdrop {

/// LauncherProgress by the launcher API of Unity, which the docks of KDE, GNOME (Dash to Dock) and
/// others read too: a signal com.canonical.Unity.LauncherEntry.Update. Thread: the main one.
class UnityLauncherProgress final : public LauncherProgress
{
    Q_OBJECT

public:
    explicit UnityLauncherProgress(const QDBusConnection &session, QObject *parent = nullptr);
    /// Takes the progress off the icon.
    ~UnityLauncherProgress() override;

    void show(const State &state) override;

private:
    void send();

    QDBusConnection m_session;
    State m_state;
};

} // namespace cosdrop

#pragma once

#include "ui/desktop/TrayIcon.h"

#include <QObject>

#include <memory>

namespace cosdrop {

class Activity;
class DropWindow;
class MainWindow;
struct Preferences;
class SettingsDesk;
class SpeedLimitButton;
class UploadCommands;

/// What the desktop shows of a session beside its window: tray, notifications, launcher; and what
/// is done for it: no sleep while uploads run. Thread: the main one.
class DesktopSession final : public QObject
{
    Q_OBJECT

public:
    struct Parts
    {
        Preferences *preferences;
        UploadCommands *commands;
        MainWindow *window;
        SettingsDesk *settings;
        SpeedLimitButton *limit;
    };

    /// All parts outlive this object.
    explicit DesktopSession(const Parts &parts);
    ~DesktopSession() override;

    /// Whether the program can be reached without its window.
    bool hasTray() const;

    /// The icon and its menu, shown or not.
    TrayIcon *tray() { return &m_tray; }

private:
    void connectTray();
    void connectActivity();
    void obey(TrayIcon::Command command);
    void showTray();
    void showDropWindow(bool shown);

    Parts m_parts;
    TrayIcon m_tray;
    Activity *m_activity;
    std::unique_ptr<DropWindow> m_dropWindow;
};

} // namespace cosdrop

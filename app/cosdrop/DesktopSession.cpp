#include "app/cosdrop/DesktopSession.h"

#include "app/cosdrop/Preferences.h"
#include "ui/desktop/Activity.h"
#include "ui/desktop/BatchNotices.h"
#include "ui/desktop/DropWindow.h"
#include "ui/desktop/EndAction.h"
#include "ui/desktop/LoginStartKeeper.h"
#include "ui/desktop/SpokenProgress.h"
#include "ui/LeaveDesk.h"
#include "ui/LinkDesk.h"
#include "ui/MainWindow.h"
#include "ui/QueueActions.h"
#include "ui/settings/SettingsDesk.h"
#include "ui/settings/SpeedLimitButton.h"
#include "ui/TotalsBar.h"
#include "ui/UploadCommands.h"
#include "ui/Voice.h"

#include <QMimeData>

namespace cosdrop {

DesktopSession::DesktopSession(const Parts &parts)
    : m_parts(parts)
    , m_activity(new Activity(parts.commands, this))
{
    connectTray();
    connectActivity();
    SettingsStore *settings = &parts.preferences->settings;
    Notices *notices = parts.window->notices();
    if (LoginStart *login = parts.preferences->desktop.loginStart.get())
        new LoginStartKeeper(login, settings, notices, this);
    auto *end = new EndAction(
        m_activity,
        {settings, parts.preferences->desktop.power.get(), &parts.preferences->clock, notices},
        this);
    connect(end, &EndAction::quitRequested, parts.window, &MainWindow::stopAndClose);
    auto *spoken = new SpokenProgress(m_activity, parts.commands, &parts.preferences->clock, this);
    connect(spoken, &SpokenProgress::told, parts.window->totalsBar()->voice(), &Voice::say);
}

DesktopSession::~DesktopSession()
{
    if (SleepGuard *guard = m_parts.preferences->desktop.sleepGuard.get())
        guard->release();
    if (LauncherProgress *launcher = m_parts.preferences->desktop.launcher.get())
        launcher->show({});
}

void DesktopSession::connectTray()
{
    connect(&m_tray, &TrayIcon::commanded, this, &DesktopSession::obey);
    connect(m_tray.limitMenu(), &QMenu::aboutToShow, this,
            [this] { m_parts.limit->fill(m_tray.limitMenu()); });
    connect(&m_parts.preferences->settings, &SettingsStore::changed, this, [this](Setting setting) {
        if (setting == Setting::TrayIcon)
            showTray();
    });
    m_parts.window->leaveDesk()->setTray([this] { return hasTray(); });
    showTray();
}

bool DesktopSession::hasTray() const
{
    return m_tray.isVisible() && QSystemTrayIcon::isSystemTrayAvailable();
}

void DesktopSession::showTray()
{
    // Where there is no tray yet, as while a session begins, the icon comes with it.
    m_tray.setVisible(m_parts.preferences->settings.flag(Setting::TrayIcon));
    // A hidden window without an icon could not be reached any more.
    if (!hasTray() && m_parts.window->isHidden() && m_parts.window->hasBegun())
        m_parts.window->show();
}

void DesktopSession::connectActivity()
{
    DesktopParts &desktop = m_parts.preferences->desktop;
    connect(m_activity, &Activity::totalsChanged, this,
            [this, &desktop](const QueueTotals &totals) {
                m_tray.setTotals(totals);
                if (m_dropWindow)
                    m_dropWindow->setTotals(totals);
                if (desktop.launcher)
                    desktop.launcher->show(LauncherProgress::of(totals));
            });
    const auto guard = [this, &desktop] {
        const bool wanted =
            m_activity->isBusy() && m_parts.preferences->settings.flag(Setting::KeepAwake);
        if (desktop.sleepGuard && wanted)
            desktop.sleepGuard->hold(tr("Uploads are running"));
        else if (desktop.sleepGuard)
            desktop.sleepGuard->release();
    };
    connect(m_activity, &Activity::busyChanged, this, guard);
    connect(&m_parts.preferences->settings, &SettingsStore::changed, this,
            [guard](Setting setting) {
                if (setting == Setting::KeepAwake)
                    guard();
            });
    BatchNotices::Ports ports;
    ports.notifier = desktop.notifier.get();
    ports.settings = &m_parts.preferences->settings;
    ports.windowIsInFront = [window = m_parts.window] {
        return window->isVisible() && window->isActiveWindow();
    };
    ports.fallback = [this](const Notification &notification) {
        m_tray.say(notification);
    };
    auto *notices = new BatchNotices(m_activity, ports, this);
    connect(notices, &BatchNotices::windowRequested, m_parts.window, &MainWindow::raiseToFront);
    connect(notices, &BatchNotices::copyRequested, m_parts.window->linkDesk(),
            &LinkDesk::copyLinksOf);
}

void DesktopSession::obey(TrayIcon::Command command)
{
    MainWindow *window = m_parts.window;
    switch (command) {
    case TrayIcon::Show:
        window->raiseToFront();
        break;
    case TrayIcon::Drop:
        showDropWindow(m_tray.action(TrayIcon::Drop)->isChecked());
        break;
    case TrayIcon::PauseAll:
        m_parts.commands->pauseAll();
        break;
    case TrayIcon::ResumeAll:
        m_parts.commands->resumeAll();
        break;
    case TrayIcon::Settings:
        window->raiseToFront();
        m_parts.settings->open();
        break;
    case TrayIcon::Quit:
        window->actions()->quit->trigger();
        break;
    }
}

void DesktopSession::showDropWindow(bool shown)
{
    if (!m_dropWindow) {
        m_dropWindow = std::make_unique<DropWindow>();
        connect(m_dropWindow.get(), &DropWindow::dropped, m_parts.window, &MainWindow::takeFrom);
        connect(m_dropWindow.get(), &DropWindow::windowRequested, m_parts.window,
                &MainWindow::raiseToFront);
        connect(m_dropWindow.get(), &DropWindow::closed, this,
                [this] { m_tray.action(TrayIcon::Drop)->setChecked(false); });
        m_dropWindow->setTotals(m_activity->totals());
    }
    m_dropWindow->setVisible(shown);
}

} // namespace cosdrop

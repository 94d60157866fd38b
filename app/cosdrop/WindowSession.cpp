#include "app/cosdrop/WindowSession.h"

#include "app/cosdrop/DemoBucket.h"
#include "app/cosdrop/DesktopSession.h"
#include "app/cosdrop/Preferences.h"
#include "core/account/EnvironmentCredentialStore.h"
#include "core/account/ProfileStore.h"
#include "ui/AccountDesk.h"
#include "ui/Accounts.h"
#include "ui/EngineUploadCommands.h"
#include "ui/MainWindow.h"
#include "ui/Notices.h"
#include "ui/QueueActions.h"
#include "ui/settings/EngineTuner.h"
#include "ui/settings/SettingsDesk.h"
#include "ui/settings/SpeedLimitButton.h"
#include "ui/TotalsBar.h"

#include <QDir>
#include <QSystemTrayIcon>

namespace cosdrop {

WindowSession::WindowSession(const StartOptions &options, Preferences *preferences)
    : m_options(options)
{
    const QString stateFolder = options.usedStateFolder();
    Result<void> loaded = openAccounts();
    UploadEngine::Options engine;
    engine.stateFolder = stateFolder;
    m_uploads = std::make_unique<EngineUploadCommands>(engine);
    m_tuner = std::make_unique<EngineTuner>(
        EngineTuner::Sources{&preferences->settings, &preferences->speed, &preferences->proxySecret,
                             options.demo},
        m_uploads.get());
    MainWindow::Options window;
    window.beforeStart = [preferences](std::function<void()> ready) {
        preferences->proxySecret.load(std::move(ready));
    };
    window.layoutFile = QDir(stateFolder).filePath(QStringLiteral("window.ini"));
    window.demo = options.demo;
    m_window = std::make_unique<MainWindow>(m_uploads.get(), m_accounts.get(),
                                            &preferences->settings, window);
    compose(preferences);
    followAccount();
    connect(m_window.get(), &MainWindow::demoRequested, this, &WindowSession::demoRequested);
    connect(m_window.get(), &MainWindow::leaveDemoRequested, this,
            &WindowSession::leaveDemoRequested);
    connect(m_window.get(), &MainWindow::closed, this, &WindowSession::closed);
    sayStartTroubles(loaded);
    addFor(options.profile, options.files);
    // The window has brought back by now which account was used last.
    const auto current = m_accounts->current();
    if (m_startKeys && current && (options.profile.isEmpty() || options.profile == current->name))
        m_startKeys->setProfile(current->name);
}

WindowSession::~WindowSession() = default;

/// Accounts, and where their keys come from.
Result<void> WindowSession::openAccounts()
{
    if (m_options.demo) {
        m_keys = std::make_unique<MemoryCredentialStore>();
    } else {
        auto keys = std::make_unique<EnvironmentCredentialStore>(
            std::make_unique<KeychainCredentialStore>(), credentialsFromEnvironment());
        m_startKeys = keys.get();
        m_keys = std::move(keys);
    }
    const QString folder = m_options.demo ? m_options.demoFolder() : m_options.usedStateFolder();
    m_accounts = std::make_unique<Accounts>(ProfileStore(folder), m_keys.get());
    Result<void> loaded = m_accounts->load();
    if (m_options.demo)
        startDemo();
    return loaded;
}

/// Nothing goes to another account than the one that was named.
void WindowSession::addFor(const QString &account, const QStringList &files)
{
    if (account.isEmpty() || m_accounts->find(account)) {
        m_accounts->setCurrent(account);
        m_window->addPaths(files);
        return;
    }
    const QString text = files.isEmpty()
                             ? tr("There is no account named “%1”.")
                             : tr("There is no account named “%1”, so its files were not added.");
    sayTrouble(QStringLiteral("profile"), text.arg(account));
}

void WindowSession::compose(Preferences *preferences)
{
    const auto abilities = [preferences] {
        const DesktopParts &desktop = preferences->desktop;
        DesktopAbilities can;
        can.tray = QSystemTrayIcon::isSystemTrayAvailable();
        can.notifications = desktop.notifier || can.tray;
        can.startAtLogin = desktop.loginStart != nullptr;
        can.keepAwake = desktop.sleepGuard != nullptr;
        can.sleep = desktop.power && desktop.power->canSleep();
        can.shutDown = desktop.power && desktop.power->canShutDown();
        return can;
    };
    auto *desk = new SettingsDesk(
        {&preferences->settings, &preferences->speed, &preferences->proxySecret, {}}, abilities,
        m_window->notices(), m_window.get());
    connect(m_window->actions()->settings, &QAction::triggered, desk, &SettingsDesk::open);
    auto *limit =
        new SpeedLimitButton(&preferences->settings, &preferences->speed, m_window->totalsBar());
    connect(limit, &SpeedLimitButton::timetableRequested, desk,
            [desk] { desk->openAt(SettingsDialog::Speed); });
    m_window->totalsBar()->addPermanentWidget(limit);
    m_desktop = std::make_unique<DesktopSession>(
        DesktopSession::Parts{preferences, m_uploads.get(), m_window.get(), desk, limit});
}

void WindowSession::followAccount()
{
    const auto follow = [this] {
        m_tuner->setAccount(m_accounts->current());
    };
    connect(m_accounts.get(), &Accounts::changed, this, follow);
    follow();
    m_window->accountDesk()->setTransport([this] {
        const EngineSettings engine = m_tuner->wanted();
        TransportSettings transport;
        transport.stallTimeout = engine.stallTimeout;
        transport.proxy = engine.proxy;
        return transport;
    });
    m_window->setLinkProxy([this] { return m_tuner->wanted().proxy; });
}

void WindowSession::startDemo()
{
    m_demo = std::make_unique<DemoBucket>(m_options.demoFolder());
    const Result<void> started = m_demo->start();
    if (started)
        m_accounts->save(m_demo->profile(), m_demo->credentials());
    else
        m_demoTrouble = started.error().detail;
}

void WindowSession::sayStartTroubles(const Result<void> &loaded)
{
    if (!loaded)
        sayTrouble(QStringLiteral("accounts"),
                   tr("The accounts could not be read: %1").arg(loaded.error().detail));
    if (!m_demoTrouble.isEmpty())
        sayTrouble(QStringLiteral("demo"),
                   tr("The demo could not be started: %1").arg(m_demoTrouble));
}

void WindowSession::sayTrouble(const QString &cause, const QString &text)
{
    m_window->notices()->show(cause, {Notice::Weight::Problem, text, {}});
}

void WindowSession::show()
{
    if (m_options.tray && m_desktop->hasTray())
        m_window->begin();
    else if (m_options.tray)
        m_window->showMinimized();
    else
        m_window->show();
}

void WindowSession::take(const QStringList &files, const QString &account)
{
    addFor(account, files);
    m_window->raiseToFront();
}

} // namespace cosdrop

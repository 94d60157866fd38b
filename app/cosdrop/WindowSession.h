#pragma once

#include "app/cosdrop/StartOptions.h"
#include "core/base/Result.h"

#include <QObject>

#include <memory>

namespace cosdrop {

class Accounts;
class CredentialStore;
class DemoBucket;
class DesktopSession;
class EngineTuner;
class EnvironmentCredentialStore;
class MainWindow;
struct Preferences;
class SettingsDesk;
class UploadCommands;

/// One state folder at work: engine, accounts, window, and in the demo its server. Made and
/// destroyed as a whole. Thread: the main one.
class WindowSession final : public QObject
{
    Q_OBJECT

public:
    /// `preferences` outlive the session.
    WindowSession(const StartOptions &options, Preferences *preferences);
    ~WindowSession() override;

    void show();
    /// Queues what another start handed over for an account (empty: the current one), and comes to
    /// the front.
    void take(const QStringList &files, const QString &account);

Q_SIGNALS:
    void demoRequested();
    void leaveDemoRequested();
    /// The window was closed, with everything saved.
    void closed();

private:
    void followAccount();
    Result<void> openAccounts();
    void addFor(const QString &account, const QStringList &files);
    void startDemo();
    void compose(Preferences *preferences);
    void sayStartTroubles(const Result<void> &loaded);
    void sayTrouble(const QString &cause, const QString &text);

    StartOptions m_options;
    std::unique_ptr<DemoBucket> m_demo;
    std::unique_ptr<CredentialStore> m_keys;
    EnvironmentCredentialStore *m_startKeys = nullptr; ///< m_keys, where it is one
    std::unique_ptr<Accounts> m_accounts;
    std::unique_ptr<UploadCommands> m_uploads;
    std::unique_ptr<EngineTuner> m_tuner;
    std::unique_ptr<MainWindow> m_window;
    std::unique_ptr<DesktopSession> m_desktop;
    QString m_demoTrouble;
};

} // namespace cosdrop

#pragma once

#include "core/account/CredentialStore.h"
#include "core/account/Profile.h"
#include "core/cos/TransportSettings.h"
#include "ui/Mender.h"

#include <QObject>
#include <QPointer>
#include <QSet>

#include <functional>
#include <optional>

class QMenu;
class QToolButton;

namespace cosdrop {

class AccountDialog;
class AccountFiles;
class Accounts;
class ConnectionTester;
class Notices;

/// The accounts as the window shows them: the button that switches and changes them, the dialog,
/// and a word where keys are missing or cannot be kept. Thread: the window's.
class AccountDesk final : public QObject
{
    Q_OBJECT

public:
    /// `accounts` and `notices` outlive this object; `window` is the parent of dialogs. In the demo
    /// accounts cannot be changed, only left.
    AccountDesk(Accounts *accounts, Notices *notices, bool demo, QWidget *window);

    QToolButton *button() const { return m_button; }

    /// The dialog that is open, or nullptr.
    AccountDialog *dialog() const;

    AccountFiles *files() const { return m_files; }

    /// How the connection test talks, proxy and all; by the system's, where it is not set.
    void setTransport(std::function<TransportSettings()> transport);

    /// Sets all words in the language that is in use.
    void showWords();

    void addAccount();
    void editAccount(const QString &name);

    /// Shows, once an account, what keeps its uploads from going on; what is not in `troubles` any
    /// more goes away.
    void showTroubles(const QHash<QString, Mender::Shared> &troubles);

Q_SIGNALS:
    /// An account was entered or changed; `before` is what it was.
    void saved(const std::optional<cosdrop::Profile> &before, const cosdrop::Profile &now);
    void leaveDemoRequested();

private:
    void fillMenu();
    void open(AccountDialog *dialog, const std::optional<Profile> &before);
    void test(AccountDialog *dialog, const Profile &profile,
              const std::optional<Credentials> &credentials);
    void runTest(AccountDialog *dialog, const Profile &profile, const Credentials &credentials);
    void askToRemove();
    void keysMissing(const QString &profile);
    void kept(const QString &profile, CredentialStore::Kept where);
    void complain(const Error &error);
    static QString troubleText(const Mender::Shared &trouble);
    void showTrouble(const QString &account, const QString &text);
    void retellTroubles();

    Accounts *m_accounts;
    Notices *m_notices;
    bool m_demo;
    QWidget *m_window;
    QToolButton *m_button;
    QMenu *m_menu;
    AccountFiles *m_files;
    QPointer<AccountDialog> m_dialog;
    std::function<TransportSettings()> m_transport;
    int m_testRound = 0; ///< tells a test from those before
    QSet<QString> m_withoutKeys;
    QHash<QString, Mender::Shared> m_lastTroubles;
    QHash<QString, QString> m_troubles; ///< what is shown, by account
};

} // namespace cosdrop

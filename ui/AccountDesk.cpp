#include "ui/AccountDesk.h"

#include "ui/AccountDialog.h"
#include "ui/Accounts.h"
#include "ui/ErrorText.h"
#include "ui/Icons.h"
#include "ui/Notices.h"

#include <QActionGroup>
#include <QMenu>
#include <QMessageBox>
#include <QPushButton>
#include <QToolButton>

namespace cosdrop {

AccountDesk::AccountDesk(Accounts *accounts, Notices *notices, bool demo, QWidget *window)
    : QObject(window)
    , m_accounts(accounts)
    , m_notices(notices)
    , m_demo(demo)
    , m_window(window)
    , m_button(new QToolButton(window))
    , m_menu(new QMenu(window))
{
    m_button->setObjectName(QStringLiteral("accountButton"));
    m_button->setIcon(Icons::action(QStringLiteral("account")));
    m_button->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    m_button->setPopupMode(QToolButton::InstantPopup);
    m_button->setFocusPolicy(Qt::TabFocus);
    m_button->setMenu(m_menu);
    connect(accounts, &Accounts::changed, this, &AccountDesk::fillMenu);
    connect(accounts, &Accounts::keysMissing, this, &AccountDesk::keysMissing);
    connect(accounts, &Accounts::kept, this, &AccountDesk::kept);
    connect(accounts, &Accounts::credentialsReady, this, [this](const QString &profile) {
        m_withoutKeys.remove(profile);
        m_notices->clear(QStringLiteral("keys/") + profile);
    });
    showWords();
}

void AccountDesk::showWords()
{
    m_button->setAccessibleName(tr("Account"));
    m_button->setToolTip(tr("The account that new uploads go to"));
    fillMenu();
}

void AccountDesk::fillMenu()
{
    m_menu->clear();
    const std::optional<Profile> current = m_accounts->current();
    m_button->setText(current ? current->name : tr("No account"));
    if (m_demo) {
        m_menu->addAction(tr("Leave the demo"), this, &AccountDesk::leaveDemoRequested);
        return;
    }
    auto *group = new QActionGroup(m_menu);
    const QStringList names = m_accounts->names();
    for (const QString &name : names) {
        QString label = name;
        QAction *action = m_menu->addAction(label.replace(u'&', QLatin1String("&&")));
        action->setCheckable(true);
        action->setChecked(current && current->name == name);
        group->addAction(action);
        connect(action, &QAction::triggered, m_accounts,
                [this, name] { m_accounts->setCurrent(name); });
    }
    m_menu->addSeparator();
    if (current) {
        m_menu->addAction(tr("Edit account…"), this,
                          [this, name = current->name] { editAccount(name); });
    }
    m_menu->addAction(tr("Add an account…"), this, &AccountDesk::addAccount);
    if (current)
        m_menu->addAction(tr("Remove account…"), this, &AccountDesk::askToRemove);
}

AccountDialog *AccountDesk::dialog() const
{
    return m_dialog;
}

void AccountDesk::addAccount()
{
    open(new AccountDialog(m_accounts->names(), m_window), std::nullopt);
}

void AccountDesk::editAccount(const QString &name)
{
    const std::optional<Profile> profile = m_accounts->find(name);
    if (profile)
        open(new AccountDialog(*profile, !m_withoutKeys.contains(name), m_window), profile);
}

void AccountDesk::open(AccountDialog *dialog, const std::optional<Profile> &before)
{
    delete m_dialog;
    m_dialog = dialog;
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &QDialog::accepted, this, [this, dialog, before] {
        const Profile profile = dialog->profile();
        const Result<void> stored = m_accounts->save(profile, dialog->credentials());
        if (stored)
            Q_EMIT saved(before, profile);
        else
            complain(stored.error());
    });
    dialog->open();
}

void AccountDesk::askToRemove()
{
    const std::optional<Profile> current = m_accounts->current();
    if (!current)
        return;
    auto *box = new QMessageBox(
        QMessageBox::Question, tr("Remove account"),
        tr("Remove the account “%1” and its keys from this computer?").arg(current->name),
        QMessageBox::NoButton, m_window);
    box->setEscapeButton(box->addButton(tr("Cancel"), QMessageBox::RejectRole));
    box->setInformativeText(
        tr("What is in the bucket stays. Unfinished uploads to it cannot go on."));
    box->setAttribute(Qt::WA_DeleteOnClose);
    QPushButton *yes = box->addButton(tr("Remove"), QMessageBox::DestructiveRole);
    connect(yes, &QPushButton::clicked, this, [this, name = current->name] {
        if (const Result<void> removed = m_accounts->remove(name); !removed)
            complain(removed.error());
    });
    box->open();
}

void AccountDesk::keysMissing(const QString &profile)
{
    m_withoutKeys.insert(profile);
    m_notices->show(QStringLiteral("keys/") + profile,
                    {Notice::Weight::Problem,
                     tr("There are no keys for the account “%1” in the keychain.").arg(profile),
                     tr("Enter keys…"), [this, profile] {
                         editAccount(profile);
                     }});
}

void AccountDesk::kept(const QString &profile, CredentialStore::Kept where)
{
    // The demo makes its keys afresh; nobody has to enter them.
    if (m_demo)
        return;
    const QString cause = QStringLiteral("kept/") + profile;
    if (where == CredentialStore::Kept::InKeychain) {
        m_notices->clear(cause);
        return;
    }
    m_notices->show(cause, {Notice::Weight::Info,
                            tr("There is no keychain that works here, so the keys of “%1” are kept "
                               "until Cosdrop ends. They have to be entered again after that.")
                                .arg(profile),
                            {}});
}

void AccountDesk::showTroubles(const QHash<QString, Mender::Shared> &troubles)
{
    const QString cause = QStringLiteral("trouble/");
    const QStringList shown = m_troubles.keys();
    for (const QString &account : shown) {
        if (!troubles.contains(account)) {
            m_troubles.remove(account);
            m_notices->clear(cause + account);
        }
    }
    for (auto trouble = troubles.cbegin(); trouble != troubles.cend(); ++trouble) {
        const QString &account = trouble.key();
        const ErrorText words = errorText(trouble->error);
        const QString text = tr("%n uploads failed: %1", nullptr, trouble->uploads)
                                 .arg(words.cause + QLatin1Char(' ') + words.remedy);
        // What was put away comes back only when it is another trouble, or more of it.
        if (m_troubles.value(account) == text)
            continue;
        m_troubles.insert(account, text);
        const bool editable = !m_demo && m_accounts->find(account);
        m_notices->show(cause + account,
                        {Notice::Weight::Problem, text, editable ? tr("Edit account…") : QString(),
                         [this, account] {
                             editAccount(account);
                         }});
    }
}

void AccountDesk::complain(const Error &error)
{
    m_notices->show(QStringLiteral("accounts"),
                    {Notice::Weight::Problem,
                     tr("The accounts could not be saved. Check the disk. (%1)").arg(error.detail),
                     {}});
}

} // namespace cosdrop

#include "ui/AccountDesk.h"

#include "core/engine/ConnectionTester.h"
#include "ui/AccountDialog.h"
#include "ui/AccountFiles.h"
#include "ui/Accounts.h"
#include "ui/ConnectionPanel.h"
#include "ui/ErrorText.h"
#include "ui/Icons.h"
#include "ui/Notices.h"

#include <QActionGroup>
#include <QMenu>
#include <QMessageBox>
#include <QPushButton>
#include <QToolButton>

namespace cosdrop {

namespace {

constexpr QLatin1String troubleCause("trouble/");

} // namespace

AccountDesk::AccountDesk(Accounts *accounts, Notices *notices, bool demo, QWidget *window)
    : QObject(window)
    , m_accounts(accounts)
    , m_notices(notices)
    , m_demo(demo)
    , m_window(window)
    , m_button(new QToolButton(window))
    , m_menu(new QMenu(window))
    , m_files(new AccountFiles(accounts, notices, window))
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
    retellTroubles();
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
    m_menu->addAction(tr("Import accounts…"), m_files, &AccountFiles::chooseImport);
    if (!current)
        return;
    m_menu->addAction(tr("Export accounts…"), m_files, &AccountFiles::chooseExport);
    m_menu->addSeparator();
    m_menu->addAction(tr("Remove account…"), this, &AccountDesk::askToRemove);
}

void AccountDesk::setTransport(std::function<TransportSettings()> transport)
{
    m_transport = std::move(transport);
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
    QList<QUrl> endpoints;
    for (const Profile &profile : m_accounts->profiles())
        endpoints.append(profile.endpoint);
    dialog->addEndpoints(endpoints);
    connect(dialog, &AccountDialog::testRequested, this,
            [this, dialog](const Profile &profile, const std::optional<Credentials> &credentials) {
                test(dialog, profile, credentials);
            });
    connect(dialog, &AccountDialog::testStopped, dialog, &AccountDialog::testEnded);
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

void AccountDesk::test(AccountDialog *dialog, const Profile &profile,
                       const std::optional<Credentials> &credentials)
{
    if (credentials) {
        ++m_testRound;
        runTest(dialog, profile, *credentials);
        return;
    }
    // Both may be gone when the keychain answers, or the test may have been stopped by then.
    m_accounts->keysOf(profile.name, [that = QPointer(this), dialog = QPointer(dialog), profile,
                                      round = ++m_testRound](const Result<Credentials> &kept) {
        if (!that || !dialog || !dialog->connectionPanel()->isRunning()
            || that->m_testRound != round)
            return;
        if (kept) {
            that->runTest(dialog, profile, *kept);
            return;
        }
        dialog->connectionPanel()->showTrouble(
            tr("There are no keys in the keychain to try. Enter them."));
        dialog->testEnded();
    });
}

void AccountDesk::runTest(AccountDialog *dialog, const Profile &profile,
                          const Credentials &credentials)
{
    auto *tester = new ConnectionTester(this);
    connect(tester, &ConnectionTester::finished, tester, &QObject::deleteLater);
    connect(tester, &ConnectionTester::found, dialog, [dialog](const ConnectionFinding &finding) {
        dialog->connectionPanel()->show(finding);
    });
    connect(tester, &ConnectionTester::finished, dialog, &AccountDialog::testEnded);
    connect(dialog, &AccountDialog::testStopped, tester, [tester, dialog] {
        // A newer test may begin before this one has ended.
        tester->disconnect(dialog);
        tester->cancel();
    });
    connect(dialog, &QDialog::finished, tester, &ConnectionTester::cancel);
    connect(dialog, &QObject::destroyed, tester, &ConnectionTester::cancel);
    tester->start(profile.target(), credentials, m_transport ? m_transport() : TransportSettings());
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
    box->setTextFormat(Qt::PlainText);
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

QString AccountDesk::troubleText(const Mender::Shared &trouble)
{
    const ErrorText words = errorText(trouble.error);
    return tr("%n uploads failed: %1", nullptr, trouble.uploads)
        .arg(words.cause + QLatin1Char(' ') + words.remedy);
}

void AccountDesk::showTrouble(const QString &account, const QString &text)
{
    m_troubles.insert(account, text);
    const bool editable = !m_demo && m_accounts->find(account);
    m_notices->show(troubleCause + account,
                    {Notice::Weight::Problem, text, editable ? tr("Edit account…") : QString(),
                     [this, account] {
                         editAccount(account);
                     }});
}

void AccountDesk::showTroubles(const QHash<QString, Mender::Shared> &troubles)
{
    m_lastTroubles = troubles;
    const QStringList shown = m_troubles.keys();
    for (const QString &account : shown) {
        if (!troubles.contains(account)) {
            m_troubles.remove(account);
            m_notices->clear(troubleCause + account);
        }
    }
    for (auto trouble = troubles.cbegin(); trouble != troubles.cend(); ++trouble) {
        const QString text = troubleText(*trouble);
        // What was put away comes back only when it is another trouble, or more of it.
        if (m_troubles.value(trouble.key()) != text)
            showTrouble(trouble.key(), text);
    }
}

/// In the language that is in use now; what was put away stays so.
void AccountDesk::retellTroubles()
{
    for (auto last = m_lastTroubles.cbegin(); last != m_lastTroubles.cend(); ++last) {
        const QString text = troubleText(*last);
        if (m_notices->bar(troubleCause + last.key()))
            showTrouble(last.key(), text);
        else
            m_troubles.insert(last.key(), text);
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

#include "ui/AccountFiles.h"

#include "core/account/ProfileStore.h"
#include "ui/Accounts.h"
#include "ui/Notices.h"

#include <QDir>
#include <QFile>
#include <QFileDialog>
#include <QSaveFile>

namespace cosdrop {

namespace {

constexpr qint64 mostBytes = 1024 * 1024; // of a file of accounts

} // namespace

AccountFiles::AccountFiles(Accounts *accounts, Notices *notices, QWidget *window)
    : QObject(window)
    , m_accounts(accounts)
    , m_notices(notices)
    , m_window(window)
{
}

QFileDialog *AccountFiles::dialog() const
{
    return m_dialog;
}

void AccountFiles::chooseImport()
{
    auto *dialog = new QFileDialog(m_window, tr("Import accounts"));
    dialog->setFileMode(QFileDialog::ExistingFile);
    connect(dialog, &QFileDialog::fileSelected, this, &AccountFiles::importFrom);
    open(dialog);
}

void AccountFiles::chooseExport()
{
    auto *dialog = new QFileDialog(m_window, tr("Export accounts, without their keys"));
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setDefaultSuffix(QStringLiteral("json"));
    dialog->selectFile(QStringLiteral("cosdrop-accounts.json"));
    connect(dialog, &QFileDialog::fileSelected, this, &AccountFiles::exportTo);
    open(dialog);
}

void AccountFiles::open(QFileDialog *dialog)
{
    delete m_dialog;
    m_dialog = dialog;
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setNameFilter(tr("Accounts (*.json)"));
    dialog->open();
}

void AccountFiles::importFrom(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly)) {
        say(true, tr("The accounts could not be read: %1").arg(file.errorString()));
        return;
    }
    const auto profiles = profilesFromFile(file.read(mostBytes));
    if (!profiles) {
        say(true,
            tr("This is no file of accounts that can be used: %1").arg(profiles.error().detail));
        return;
    }
    const Result<int> added = m_accounts->import(*profiles);
    if (!added)
        say(true,
            tr("The accounts could not be saved. Check the disk. (%1)").arg(added.error().detail));
    else if (*added == 0)
        say(false, tr("All of these accounts are here already."));
    else
        say(false, tr("%n accounts were imported. Keys are not in such a file.", nullptr, *added));
}

void AccountFiles::exportTo(const QString &path)
{
    const QByteArray bytes = profilesToFile(m_accounts->profiles());
    QSaveFile file(path);
    if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size() || !file.commit())
        say(true, tr("The accounts could not be written: %1").arg(file.errorString()));
    else
        say(false, tr("%n accounts were written to %1, without their keys.", nullptr,
                      int(m_accounts->profiles().size()))
                       .arg(QDir::toNativeSeparators(path)));
}

void AccountFiles::say(bool isProblem, const QString &text)
{
    m_notices->show(QStringLiteral("accountFiles"),
                    {isProblem ? Notice::Weight::Problem : Notice::Weight::Info, text, {}});
}

} // namespace cosdrop

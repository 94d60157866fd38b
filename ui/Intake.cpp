#include "ui/Intake.h"

#include "core/account/PrefixTemplate.h"
#include "ui/AccountDesk.h"
#include "ui/AccountRequest.h"
#include "ui/Accounts.h"
#include "ui/DroppedFiles.h"
#include "ui/Format.h"
#include "ui/Notices.h"
#include "ui/PastedImages.h"
#include "ui/ReviewDialog.h"
#include "ui/ReviewModel.h"
#include "ui/settings/SettingsStore.h"
#include "ui/UploadCommands.h"

#include <QClipboard>
#include <QDateTime>
#include <QFileDialog>
#include <QFileInfo>
#include <QGuiApplication>
#include <QImage>
#include <QMimeData>

#include <utility>

namespace cosdrop {

namespace {

QString scanCause()
{
    return QStringLiteral("scan");
}

} // namespace

Intake::Intake(const Parts &parts, const QString &imageFolder, QWidget *window)
    : QObject(window)
    , m_parts(parts)
    , m_images(new PastedImages(imageFolder, parts.commands, this))
    , m_window(window)
{
    connect(parts.commands, &UploadCommands::opened, this, [this] {
        m_isOpen = true;
        flush();
    });
    connect(parts.commands, &UploadCommands::scanning, this, &Intake::showScan);
    connect(parts.commands, &UploadCommands::scanOver, this,
            [this] { m_parts.notices->clear(scanCause()); });
    connect(parts.commands, &UploadCommands::leftOut, this,
            [this](const LeftOut &what) { m_leftOut = what; });
    connect(parts.commands, &UploadCommands::reviewWanted, this, [this](const AddReview &review) {
        m_isReviewed = true;
        m_reviews.append(review);
        askNext();
    });
    connect(parts.commands, &UploadCommands::scanned, this, &Intake::sayAdded);
}

ReviewDialog *Intake::reviewDialog() const
{
    return m_review;
}

QString Intake::folderRule()
{
    return tr(
        "Hidden files and linked files go along; empty folders and links to folders are left out.");
}

void Intake::showScan(qint64 files, qint64 bytes)
{
    const QString text = tr("Looking through folders: %Ln files so far, %1.", nullptr, int(files))
                             .arg(Format().size(bytes))
                         + QLatin1Char(' ') + folderRule();
    if (m_parts.notices->bar(scanCause())) {
        m_parts.notices->setText(scanCause(), text);
        return;
    }
    m_parts.notices->show(scanCause(), {Notice::Weight::Info, text, tr("Cancel"), [this] {
                                            m_parts.commands->cancelScan();
                                        }});
}

void Intake::sayAdded(qint64 files, qint64 bytes)
{
    const LeftOut left = std::exchange(m_leftOut, {});
    if (std::exchange(m_isReviewed, false))
        return;
    QStringList parts{tr("%Ln files added, %1", nullptr, int(files)).arg(Format().size(bytes))};
    if (left.emptyFolders > 0)
        parts += tr("%n empty folders left out", nullptr, left.emptyFolders);
    if (left.folderLinks > 0)
        parts += tr("%n links to folders left out", nullptr, left.folderLinks);
    if (left.otherThings > 0)
        parts += tr("%n items that are no files left out", nullptr, left.otherThings);
    Q_EMIT said(parts.join(QStringLiteral(" · ")));
}

void Intake::askNext()
{
    if (m_review || m_reviews.isEmpty())
        return;
    auto *dialog = new ReviewDialog(m_reviews.constFirst(), m_window);
    m_review = dialog;
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &QDialog::finished, this, [this, dialog](int result) {
        const quint64 ticket = m_reviews.takeFirst().ticket;
        if (result == QDialog::Accepted)
            m_parts.commands->settle(ticket, dialog->model()->paths());
        else
            m_parts.commands->dropReview(ticket);
        m_review.clear();
        askNext();
    });
    dialog->open();
}

QString Intake::accountNow() const
{
    const std::optional<Profile> profile = m_parts.accounts->current();
    return profile ? profile->name : QString();
}

void Intake::addPaths(const QStringList &paths)
{
    addFor(accountNow(), paths);
}

void Intake::addFor(const QString &account, const QStringList &paths)
{
    if (m_pending.isEmpty() || m_pending.constLast().account != account)
        m_pending.append({account, {}});
    m_pending.last().paths += paths;
    flush();
}

void Intake::flush()
{
    QList<Pending> waiting;
    qsizetype items = 0;
    for (Pending &pending : std::exchange(m_pending, {})) {
        if (pending.paths.isEmpty())
            continue;
        // What came without an account goes to the first that there is.
        if (pending.account.isEmpty())
            pending.account = accountNow();
        const std::optional<Profile> profile = m_parts.accounts->find(pending.account);
        if (!profile && !pending.account.isEmpty()) {
            sayAccountGone(pending);
        } else if (!profile || !m_isOpen) {
            items += profile ? 0 : pending.paths.size();
            waiting.append(pending);
        } else {
            AddRequest request = requestFor(*profile, *m_parts.settings);
            request.paths = pending.paths;
            request.review = true;
            m_parts.commands->add(request);
        }
    }
    m_pending = waiting;
    if (items > 0)
        waitForAccount(items);
    else
        m_parts.notices->clear(QStringLiteral("pending"));
}

void Intake::waitForAccount(qsizetype items)
{
    m_parts.notices->show(
        QStringLiteral("pending"),
        {Notice::Weight::Info,
         tr("%n items wait for an account to upload them to.", nullptr, int(items)),
         tr("Add an account…"), [this] {
             m_parts.accountDesk->addAccount();
         }});
}

void Intake::sayAccountGone(const Pending &pending)
{
    m_parts.notices->show(QStringLiteral("accountGone"),
                          {Notice::Weight::Problem,
                           //: %1 is the name of an account
                           tr("%n items were for the account “%1”, which is gone, and were not "
                              "added.",
                              nullptr, int(pending.paths.size()))
                               .arg(pending.account),
                           {}});
}

bool Intake::takes(const QMimeData *mime)
{
    return !DroppedFiles(mime).isEmpty() || (mime && mime->hasImage());
}

void Intake::takeFrom(const QMimeData *mime)
{
    const DroppedFiles files(mime);
    if (!files.isEmpty()) {
        addPaths(files.paths());
    } else if (mime && mime->hasImage()) {
        m_images->keep(qvariant_cast<QImage>(mime->imageData()),
                       [this, account = accountNow()](const QString &path) {
                           if (path.isEmpty())
                               Q_EMIT said(tr("The image could not be written to the disk."));
                           else
                               addFor(account, {path});
                       });
        return;
    }
    if (files.hasForeign())
        Q_EMIT said(tr("Only files on this computer can be uploaded."));
    else if (files.isEmpty())
        Q_EMIT said(tr("There are no files and no image on the clipboard."));
}

void Intake::takeClipboard()
{
    takeFrom(QGuiApplication::clipboard()->mimeData());
}

void Intake::chooseFiles(bool folder)
{
    auto *dialog = new QFileDialog(m_window, folder ? tr("Add a folder") : tr("Add files"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(folder ? QFileDialog::Directory : QFileDialog::ExistingFiles);
    dialog->setOption(QFileDialog::ShowDirsOnly, folder);
    const QString key = QStringLiteral("lastFolder");
    dialog->setDirectory(m_parts.layout->value(key).toString());
    connect(dialog, &QFileDialog::filesSelected, this, [this, key](const QStringList &paths) {
        m_parts.layout->setValue(key, QFileInfo(paths.constFirst()).absolutePath());
        addPaths(paths);
    });
    dialog->open();
}

QString Intake::dropSentence(const QMimeData *mime) const
{
    const DroppedFiles files(mime);
    const QString what = files.isEmpty() ? tr("an image") : files.describe();
    const std::optional<Profile> profile = m_parts.accounts->current();
    //: %1 is such as "14 files, 3.2 GB", %2 a path in the bucket
    return profile ? tr("Drop to upload %1, to %2")
                         .arg(what, datedPrefix(profile->prefix, QDateTime::currentDateTime()))
                   : tr("Drop to upload %1").arg(what);
}

} // namespace cosdrop

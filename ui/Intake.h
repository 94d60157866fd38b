#pragma once

#include "core/base/LeftOut.h"
#include "core/engine/AddReview.h"

#include <QObject>
#include <QPointer>
#include <QSettings>
#include <QStringList>

class QMimeData;

namespace cosdrop {

class AccountDesk;
class Accounts;
class Notices;
class PastedImages;
class ReviewDialog;
class SettingsStore;
class UploadCommands;

/// The way in: files and folders that are dropped, pasted, chosen or handed over become a request
/// to the engine, under the account that is current when they come. Without an account, and before
/// the engine is open, they wait. Thread: the window's.
class Intake final : public QObject
{
    Q_OBJECT

public:
    /// What it works with; all outlive it.
    struct Parts
    {
        UploadCommands *commands;
        Accounts *accounts;
        AccountDesk *accountDesk;
        Notices *notices;
        SettingsStore *settings;
        QSettings *layout; ///< for the folder last chosen from
    };

    /// `window` is the parent of dialogs. Images that were pasted are kept in `imageFolder`.
    Intake(const Parts &parts, const QString &imageFolder, QWidget *window);

    void addPaths(const QStringList &paths);
    /// Files and folders, or else an image.
    void takeFrom(const QMimeData *mime);
    void takeClipboard();
    void chooseFiles(bool folder);

    /// Whether there is anything in it that can be taken.
    static bool takes(const QMimeData *mime);
    /// "Drop to upload 14 files, 3.2 GB, to /2026/11/".
    QString dropSentence(const QMimeData *mime) const;

    /// The preview of target paths that is open, or nullptr.
    ReviewDialog *reviewDialog() const;

    /// What becomes of hidden files, links and empty folders, in a sentence.
    static QString folderRule();

    /// Sends what waits, if it can go now.
    void flush();

Q_SIGNALS:
    void said(const QString &words);

private:
    /// What came while one account was the current one.
    struct Pending
    {
        QString account; ///< its name; empty: there was none
        QStringList paths;
    };

    QString accountNow() const;
    void addFor(const QString &account, const QStringList &paths);
    void waitForAccount(qsizetype items);
    void sayAccountGone(const Pending &pending);
    void showScan(qint64 files, qint64 bytes);
    void sayAdded(qint64 files, qint64 bytes);
    void askNext();

    Parts m_parts;
    PastedImages *m_images;
    QWidget *m_window;
    QList<Pending> m_pending;
    bool m_isOpen = false;
    LeftOut m_leftOut;          ///< by the walk that is not over yet
    QList<AddReview> m_reviews; ///< the first is being asked
    QPointer<ReviewDialog> m_review;
    bool m_isReviewed = false; ///< the walk that is over has come to a review
};

} // namespace cosdrop

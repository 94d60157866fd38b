#pragma once

#include "ui/LinkCheck.h"
#include "ui/LinkFormat.h"

#include <QHash>
#include <QMimeData>
#include <QObject>
#include <QPointer>

#include <memory>

class QMenu;

namespace cosdrop {

class FinishedBatches;
class QrDialog;
class QueueActions;
class QueuePage;
class ReceiptDesk;
class SettingsStore;
class TotalsBar;
class UploadCommands;

/// The way of links out of the window: to the clipboard in every form, to the browser, as a QR
/// code. Copies by itself when a batch ends, if that is set and the clipboard was left alone
/// meanwhile, and takes that back on request. Thread: the window's.
class LinkDesk final : public QObject
{
    Q_OBJECT

public:
    /// All outlive this object; `window` is the parent of dialogs.
    LinkDesk(QueuePage *page, QueueActions *actions, UploadCommands *commands, TotalsBar *bar,
             SettingsStore *settings, QWidget *window);
    ~LinkDesk() override;

    /// The form of Copy links, and of what is copied when a batch ends.
    LinkForm usualForm() const;

    /// Tells the proxy by which links are tried; unset: the system's.
    void setProxy(std::function<std::optional<QNetworkProxy>()> proxy);

    void copy(const QList<LinkSubject> &subjects, LinkForm form);
    /// The links of those of `ids` that have one, in that order and in the usual form.
    void copyLinksOf(const QList<UploadId> &ids);
    void open(const LinkSubject &subject);
    void showQr(const LinkSubject &subject);

    /// Sets the words of the forms in the language that is in use.
    void showWords();

    /// The forms to copy as, for the selected uploads.
    QMenu *formMenu() const { return m_forms; }

    ReceiptDesk *receipts() const { return m_receipts; }

    /// The QR code that is shown, or nullptr.
    QrDialog *qrDialog() const;

private:
    void connectActions();
    void fillFormMenu();
    void popUpForms();
    bool checks() const;
    void tryLinks(LinkCheck *with, const QList<LinkSubject> &subjects, const LinkCheck::Done &done);
    void handOut(const QList<LinkSubject> &subjects,
                 const std::function<void(const LinkCheck::Checked &)> &out);
    QString textOf(const QList<LinkSubject> &subjects, LinkForm form) const;
    void copied(const LinkCheck::Checked &checked, LinkForm form);
    static QString wordOn(const LinkCheck::Checked &checked);
    void batchEnded(qint64 batch, const QList<LinkSubject> &subjects);
    void copyBatch(qint64 batch, const LinkCheck::Checked &checked);
    void takeBack();

    QueuePage *m_page;
    QueueActions *m_actions;
    TotalsBar *m_bar;
    SettingsStore *m_settings;
    QWidget *m_window;
    QMenu *m_forms;
    FinishedBatches *m_batches;
    std::function<std::optional<QNetworkProxy>()> m_proxy;
    LinkCheck *m_check;
    LinkCheck *m_batchCheck;
    ReceiptDesk *m_receipts;
    QPointer<QrDialog> m_qr;
    int m_clipboardChanges = 0;     ///< by anybody but copyBatch()
    QHash<qint64, int> m_changesAt; ///< what it was when a batch began
    bool m_isCopying = false;
    QString m_ownCopy;                   ///< what copyBatch() put there, as long as it is there
    std::unique_ptr<QMimeData> m_before; ///< what was there before it
};

} // namespace cosdrop

#pragma once

#include "ui/LinkHandout.h"

#include <QObject>
#include <QPointer>

class QMenu;

namespace cosdrop {

class QrDialog;
class QueueActions;
class QueuePage;
class ReceiptDesk;
class SettingsStore;
class TotalsBar;

/// The way of links out of the window on request: to the clipboard in every form, to the browser,
/// as a QR code. Thread: the window's.
class LinkDesk final : public QObject
{
    Q_OBJECT

public:
    /// All outlive this object; `window` is the parent of dialogs.
    LinkDesk(QueuePage *page, QueueActions *actions, TotalsBar *bar, SettingsStore *settings,
             QWidget *window);

    LinkHandout *handout() { return &m_handout; }

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
    void copied(const LinkCheck::Checked &checked, LinkForm form);

    QueuePage *m_page;
    QueueActions *m_actions;
    TotalsBar *m_bar;
    QWidget *m_window;
    LinkHandout m_handout;
    QMenu *m_forms;
    ReceiptDesk *m_receipts;
    QPointer<QrDialog> m_qr;
};

} // namespace cosdrop

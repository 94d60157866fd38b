#include "ui/HistoryDesk.h"

#include "ui/HistoryDialog.h"
#include "ui/LinkDesk.h"
#include "ui/QueueActions.h"
#include "ui/ReceiptDesk.h"
#include "ui/TotalsBar.h"
#include "ui/UploadCommands.h"

#include <algorithm>

namespace cosdrop {

HistoryDesk::HistoryDesk(UploadCommands *commands, LinkDesk *links, TotalsBar *bar,
                         QueueActions *actions, QWidget *window)
    : QObject(window)
    , m_commands(commands)
    , m_links(links)
    , m_bar(bar)
    , m_window(window)
{
    connect(actions->history, &QAction::triggered, this, &HistoryDesk::open);
    connect(commands, &UploadCommands::changed, this, [this](const QList<UploadSnapshot> &uploads) {
        const bool done =
            m_dialog && std::any_of(uploads.cbegin(), uploads.cend(), [](const auto &upload) {
                return upload.state == UploadState::Done;
            });
        if (done)
            m_dialog->refresh();
    });
    connect(commands, &UploadCommands::opened, this, [this] {
        if (m_dialog)
            m_dialog->refresh();
    });
}

HistoryDialog *HistoryDesk::dialog() const
{
    return m_dialog;
}

void HistoryDesk::open()
{
    if (m_dialog) {
        m_dialog->raise();
        m_dialog->activateWindow();
        return;
    }
    m_dialog = new HistoryDialog(m_commands, m_window);
    m_dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(m_dialog, &HistoryDialog::copyWanted, m_links,
            [this](const QList<LinkSubject> &subjects) {
                m_links->copy(subjects, m_links->handout()->usualForm());
            });
    connect(m_dialog, &HistoryDialog::openWanted, m_links, &LinkDesk::open);
    connect(m_dialog, &HistoryDialog::receiptWanted, m_links->receipts(),
            &ReceiptDesk::exportEntries);
    connect(m_bar, &TotalsBar::spoke, m_dialog, &HistoryDialog::say);
    // Made anew, once all others have heard of it too.
    connect(
        m_dialog, &HistoryDialog::languageChanged, this,
        [this] {
            delete m_dialog;
            open();
        },
        Qt::QueuedConnection);
    m_dialog->show();
}

} // namespace cosdrop

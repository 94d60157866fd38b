#pragma once

#include <QObject>
#include <QPointer>

namespace cosdrop {

class HistoryDialog;
class LinkDesk;
class QueueActions;
class TotalsBar;
class UploadCommands;

/// Opens the history, keeps it up to date while it is open, and sees to its links.
/// Thread: the window's.
class HistoryDesk final : public QObject
{
    Q_OBJECT

public:
    /// All outlive this object; `window` is the parent of the dialog.
    HistoryDesk(UploadCommands *commands, LinkDesk *links, TotalsBar *bar, QueueActions *actions,
                QWidget *window);

    void open();

    /// The dialog that is open, or nullptr.
    HistoryDialog *dialog() const;

private:
    UploadCommands *m_commands;
    LinkDesk *m_links;
    TotalsBar *m_bar;
    QWidget *m_window;
    QPointer<HistoryDialog> m_dialog;
};

} // namespace cosdrop

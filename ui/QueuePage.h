#pragma once

#include "ui/QueueActions.h"
#include "ui/QueueFilterModel.h"
#include "ui/QueueModel.h"
#include "ui/RowButton.h"
#include "ui/WayOut.h"

#include <QTimer>
#include <QWidget>

class QSplitter;

namespace cosdrop {

class DetailsPane;
class FilterChips;
class QuestionBar;
class QuestionDesk;
class QueueView;
class UploadCommands;

/// The queue: chips, the question that is due, the rows, and the details of the selected one. It
/// turns what a person does to rows into commands. Thread: the window's.
class QueuePage final : public QWidget
{
    Q_OBJECT

public:
    /// All outlive this object.
    QueuePage(QueueModel *model, UploadCommands *commands, QueueActions *actions,
              QWidget *parent = nullptr);

    QueueView *view() const { return m_view; }

    FilterChips *chips() const { return m_chips; }

    QuestionBar *questionBar() const { return m_questionBar; }

    DetailsPane *details() const { return m_details; }

    QueueFilterModel *rows() const { return m_rows; }

    void setFilterText(const QString &text);
    void showDetails(bool shown);

    QByteArray saveSplit() const;
    void restoreSplit(const QByteArray &saved);

    /// What an action on links is about, in queue order: the selected uploads, or all that is shown
    /// where none is.
    QList<UploadSnapshot> chosenUploads() const;
    /// Those of `ids` that are still in the queue, in that order.
    QList<UploadSnapshot> uploadsOf(const QList<UploadId> &ids) const;

Q_SIGNALS:
    /// A few words for the status bar.
    void said(const QString &words);
    /// A row's own button was pressed.
    void copyLinkPressed(const cosdrop::UploadSnapshot &upload);
    void openLinkPressed(const cosdrop::UploadSnapshot &upload);
    void removalWanted(const QList<cosdrop::UploadId> &ids);
    /// The account of that name is to be looked at.
    void accountWanted(const QString &name);

private:
    void layOut();
    void connectActions(UploadCommands *commands);
    void refresh();
    void watch(UploadId id);
    void mend(UploadId id, WayOut wayOut);
    void pressed(UploadId id, RowButton button);
    void showMenu(const QPoint &position);
    /// All that chips and filter let through, in queue order; good until the model changes.
    QList<const UploadSnapshot *> shownUploads() const;
    /// The selected uploads; where none is, all that the Failed chip shows.
    QList<const UploadSnapshot *> toRetry() const;

    QueueModel *m_model;
    UploadCommands *m_commands;
    QueueActions *m_actions;
    QueueFilterModel *m_rows;
    FilterChips *m_chips;
    QuestionBar *m_questionBar;
    QueueView *m_view;
    DetailsPane *m_details;
    QSplitter *m_split;
    QuestionDesk *m_questions;
    QTimer m_refresh;
    UploadId m_watched{};
};

} // namespace cosdrop

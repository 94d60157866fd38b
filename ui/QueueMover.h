#pragma once

#include "core/engine/UploadEngine.h"

#include <QObject>

namespace cosdrop {

class QueueActions;
class QueueView;
class UploadCommands;

/// Moves the selected rows in the queue, by keys and by dragging, and gives them other names. Up
/// and down go by what is shown; the queue itself changes, not only the view.
/// Thread: the window's.
class QueueMover final : public QObject
{
    Q_OBJECT

public:
    /// All outlive this object.
    QueueMover(QueueView *view, UploadCommands *commands, QueueActions *actions,
               QObject *parent = nullptr);

Q_SIGNALS:
    void said(const QString &words);

private:
    bool isInQueueOrder();
    /// The first row that is not selected, from `row` on in that direction; -1: there is none.
    int firstOther(int row, int direction) const;
    /// Puts the selected ones beside that row.
    void moveTo(int row, UploadEngine::Side side);
    void moveUp();
    void moveDown();
    void dropAt(int row);
    void rename(UploadId id, const QString &name);
    QList<UploadId> selectedIds() const;

    QueueView *m_view;
    UploadCommands *m_commands;
};

} // namespace cosdrop

#include "ui/QueueMover.h"

#include "ui/QueueActions.h"
#include "ui/QueueView.h"
#include "ui/UploadCommands.h"

#include <QSet>

#include <algorithm>

namespace cosdrop {

QueueMover::QueueMover(QueueView *view, UploadCommands *commands, QueueActions *actions,
                       QObject *parent)
    : QObject(parent)
    , m_view(view)
    , m_commands(commands)
{
    connect(actions->moveUp, &QAction::triggered, this, &QueueMover::moveUp);
    connect(actions->moveDown, &QAction::triggered, this, &QueueMover::moveDown);
    const auto toEnd = [this](UploadEngine::Side side) {
        const QList<UploadId> ids = selectedIds();
        if (!ids.isEmpty())
            m_commands->move(ids, UploadId{}, side);
    };
    connect(actions->moveToTop, &QAction::triggered, this,
            [toEnd] { toEnd(UploadEngine::Side::Before); });
    connect(actions->moveToBottom, &QAction::triggered, this,
            [toEnd] { toEnd(UploadEngine::Side::After); });
    connect(actions->rename, &QAction::triggered, view, &QueueView::editName);
    connect(view, &QueueView::nameEntered, this, &QueueMover::rename);
    connect(view, &QueueView::rowsDropped, this, &QueueMover::dropAt);
}

QList<UploadId> QueueMover::selectedIds() const
{
    QList<UploadId> ids;
    const QList<const UploadSnapshot *> uploads = m_view->selectedUploads();
    ids.reserve(uploads.size());
    for (const UploadSnapshot *upload : uploads)
        ids.append(upload->id);
    return ids;
}

bool QueueMover::isInQueueOrder()
{
    if (m_view->rows()->isInQueueOrder())
        return true;
    Q_EMIT said(tr("Rows can be moved while they stand in queue order: click on the head of the "
                   "column they are sorted by until its arrow is gone."));
    return false;
}

int QueueMover::firstOther(int row, int direction) const
{
    const QList<int> selected = m_view->selectedRows();
    const QSet<int> rows(selected.begin(), selected.end());
    while (row >= 0 && row < m_view->rows()->rowCount()) {
        if (!rows.contains(row))
            return row;
        row += direction;
    }
    return -1;
}

void QueueMover::moveTo(int row, UploadEngine::Side side)
{
    m_commands->move(selectedIds(), m_view->rows()->at(row).id, side);
}

void QueueMover::moveUp()
{
    const QList<int> rows = m_view->selectedRows();
    if (rows.isEmpty() || !isInQueueOrder())
        return;
    const int first = *std::min_element(rows.cbegin(), rows.cend());
    const int other = firstOther(std::max(0, first - 1), 1);
    const bool isAtTop = first == 0 && other == rows.size();
    if (other >= 0 && !isAtTop)
        moveTo(other, UploadEngine::Side::Before);
}

void QueueMover::moveDown()
{
    const QList<int> rows = m_view->selectedRows();
    if (rows.isEmpty() || !isInQueueOrder())
        return;
    const int end = m_view->rows()->rowCount() - 1;
    const int last = *std::max_element(rows.cbegin(), rows.cend());
    const int other = firstOther(std::min(end, last + 1), -1);
    const bool isAtBottom = last == end && other == end - rows.size();
    if (other >= 0 && !isAtBottom)
        moveTo(other, UploadEngine::Side::After);
}

void QueueMover::dropAt(int row)
{
    if (!isInQueueOrder())
        return;
    if (const int below = firstOther(row, 1); below >= 0)
        moveTo(below, UploadEngine::Side::Before);
    else if (const int above = firstOther(row - 1, -1); above >= 0)
        moveTo(above, UploadEngine::Side::After);
}

void QueueMover::rename(UploadId id, const QString &name)
{
    const UploadSnapshot *upload = m_view->find(id);
    if (!upload || name == QueueModel::nameOf(*upload))
        return;
    const auto checked = UploadEngine::checkedPath(QueueModel::folderOf(*upload) + name);
    if (checked && !name.isEmpty() && !name.contains(QLatin1Char('/')))
        m_commands->rename(id, *checked);
    else
        Q_EMIT said(tr("A name cannot be empty or have any of these in it: %1")
                        .arg(QStringLiteral("/ ? * : | \\ < > \"")));
}

} // namespace cosdrop

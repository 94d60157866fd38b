#pragma once

#include "ui/QueueModel.h"

#include <QCollator>
#include <QList>

namespace cosdrop {

/// The order in which rows of a QueueModel are shown: that of the queue, or by what a column is
/// about, with the queue's order among equals. A strict order: no two rows are equal.
/// Thread: the window's.
class QueueOrder
{
public:
    /// A column below 0 is queue order.
    QueueOrder(const QueueModel *model, int column = -1,
               Qt::SortOrder direction = Qt::AscendingOrder);

    int column() const { return m_column; }

    Qt::SortOrder direction() const { return m_direction; }

    bool isQueueOrder() const { return m_column < 0; }

    /// Whether the row `one` of the model comes before `other`.
    bool isBefore(int one, int other) const;

    void sort(QList<int> &rows) const;

private:
    int compare(const UploadSnapshot &one, const UploadSnapshot &other) const;

    const QueueModel *m_model;
    int m_column;
    Qt::SortOrder m_direction;
    QCollator m_collator;
};

} // namespace cosdrop

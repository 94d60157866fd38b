#include "ui/QueueOrder.h"

#include "ui/QueueSorting.h"

#include <algorithm>
#include <atomic>
#include <utility>

namespace cosdrop {

namespace {

template <typename Value>
int threeWay(const Value &one, const Value &other)
{
    return one < other ? -1 : (other < one ? 1 : 0);
}

} // namespace

QueueOrder::QueueOrder(const QueueModel *model, int column, Qt::SortOrder direction)
    : m_model(model)
    , m_column(column)
    , m_direction(direction)
    , m_collator(QueueSorting::nameCollator())
{
}

int QueueOrder::compare(const UploadSnapshot &one, const UploadSnapshot &other) const
{
    switch (m_column) {
    case QueueModel::Name:
        return m_collator.compare(QueueModel::nameOf(one), QueueModel::nameOf(other));
    case QueueModel::Link:
        return one.links.accessUrl().compare(other.links.accessUrl());
    case QueueModel::Folder:
        return QueueModel::folderOf(one).compare(QueueModel::folderOf(other));
    case QueueModel::Account:
        return one.target->profile.compare(other.target->profile);
    default:
        return threeWay(QueueSorting::number(one, m_column), QueueSorting::number(other, m_column));
    }
}

bool QueueOrder::isBefore(int one, int other) const
{
    const UploadSnapshot &left = m_model->at(one);
    const UploadSnapshot &right = m_model->at(other);
    const int compared = m_column < 0 ? 0 : compare(left, right);
    if (compared != 0)
        return m_direction == Qt::AscendingOrder ? compared < 0 : compared > 0;
    // Positions are unlike each other in one queue; the row decides where they are not.
    return left.position != right.position ? left.position < right.position : one < other;
}

void QueueOrder::sort(QList<int> &rows) const
{
    const auto before = [this](int one, int other) {
        return isBefore(one, other);
    };
    if (std::is_sorted(rows.cbegin(), rows.cend(), before))
        return;
    QueueSorting sorting(m_column, m_direction, {});
    sorting.reserve(int(rows.size()));
    for (const int row : std::as_const(rows))
        sorting.add(row, m_model->at(row));
    rows = sorting.sorted(std::atomic_bool(false));
}

} // namespace cosdrop

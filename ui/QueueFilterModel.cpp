#include "ui/QueueFilterModel.h"

#include <algorithm>

namespace cosdrop {

QueueFilterModel::QueueFilterModel(QueueModel *model, QObject *parent)
    : QSortFilterProxyModel(parent)
    , m_model(model)
{
    setSourceModel(model);
    setSortRole(QueueModel::RawValueRole);
    setSortCaseSensitivity(Qt::CaseInsensitive);
    setSortLocaleAware(true);
    sort(-1);
}

void QueueFilterModel::setGroup(QueueGroup group)
{
    if (m_group == group)
        return;
    m_group = group;
    invalidateFilter();
}

void QueueFilterModel::setText(const QString &text)
{
    const QStringList words = text.simplified().split(QLatin1Char(' '), Qt::SkipEmptyParts);
    if (m_words == words)
        return;
    m_words = words;
    invalidateFilter();
}

void QueueFilterModel::sort(int column, Qt::SortOrder order)
{
    if (column < 0)
        QSortFilterProxyModel::sort(QueueModel::Buttons, Qt::AscendingOrder);
    else
        QSortFilterProxyModel::sort(column, order);
}

const UploadSnapshot &QueueFilterModel::at(int row) const
{
    return m_model->at(mapToSource(index(row, 0)).row());
}

bool QueueFilterModel::filterAcceptsRow(int row, const QModelIndex &) const
{
    const UploadSnapshot &upload = m_model->at(row);
    if (m_group != QueueGroup::All && groupOf(upload.state) != m_group)
        return false;
    return std::all_of(m_words.cbegin(), m_words.cend(), [&upload](const QString &word) {
        return upload.objectPath.contains(word, Qt::CaseInsensitive)
               || upload.localPath.contains(word, Qt::CaseInsensitive);
    });
}

bool QueueFilterModel::lessThan(const QModelIndex &left, const QModelIndex &right) const
{
    const UploadSnapshot &one = m_model->at(left.row());
    const UploadSnapshot &other = m_model->at(right.row());
    // Queue order and sizes are compared without the detour over QVariant: they are the usual ones.
    if (left.column() == QueueModel::Buttons)
        return one.position < other.position;
    if (left.column() == QueueModel::Size)
        return one.size < other.size;
    return QSortFilterProxyModel::lessThan(left, right);
}

} // namespace cosdrop

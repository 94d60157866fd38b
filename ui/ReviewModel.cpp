#include "ui/ReviewModel.h"

#include "core/engine/UploadEngine.h"
#include "ui/Icons.h"
#include "ui/PlainToolTip.h"

#include <QDir>
#include <QHash>

namespace cosdrop {

ReviewModel::ReviewModel(const QList<ReviewItem> &items, QObject *parent)
    : QAbstractTableModel(parent)
{
    m_rows.reserve(items.size());
    for (const ReviewItem &item : items)
        m_rows.append({item, item.proposal, true});
    check();
}

int ReviewModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_rows.size());
}

int ReviewModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(ColumnCount);
}

QVariant ReviewModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (section) {
    case File:
        return tr("File");
    case Problem:
        return tr("Problem");
    case Target:
        return tr("Uploads to");
    default:
        return {};
    }
}

QString ReviewModel::problem(const Row &row) const
{
    switch (row.item.trouble) {
    case ReviewItem::Trouble::IllegalName:
        return tr("The name is not allowed in a bucket");
    case ReviewItem::Trouble::SameTarget:
        return tr("Another file goes to the same place");
    }
    Q_UNREACHABLE();
}

QVariant ReviewModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const Row &row = m_rows.at(index.row());
    const bool isWrong = m_wrong.contains(index.row());
    if (role == Qt::CheckStateRole && index.column() == File)
        return int(row.isTaken ? Qt::Checked : Qt::Unchecked);
    if (role == Qt::DecorationRole && index.column() == Target && isWrong)
        return Icons::symbol(QStringLiteral("failed"), Tone::Attention);
    if ((role == Qt::ToolTipRole || role == Qt::AccessibleDescriptionRole)
        && index.column() == Target && isWrong)
        return tr("This path cannot be used, or another file has it.");
    if (role != Qt::DisplayRole && role != Qt::EditRole && role != Qt::ToolTipRole)
        return {};
    switch (index.column()) {
    case File: {
        const QString path = QDir::toNativeSeparators(row.item.localPath);
        return role == Qt::ToolTipRole ? plainToolTip(path) : path;
    }
    case Problem:
        return problem(row);
    case Target:
        return row.path;
    default:
        return {};
    }
}

Qt::ItemFlags ReviewModel::flags(const QModelIndex &index) const
{
    Qt::ItemFlags flags = QAbstractTableModel::flags(index);
    if (!index.isValid())
        return flags;
    if (index.column() == File)
        flags |= Qt::ItemIsUserCheckable;
    if (index.column() == Target && m_rows.at(index.row()).isTaken)
        flags |= Qt::ItemIsEditable;
    return flags;
}

bool ReviewModel::setData(const QModelIndex &index, const QVariant &value, int role)
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return false;
    Row &row = m_rows[index.row()];
    if (role == Qt::CheckStateRole && index.column() == File)
        row.isTaken = value.toInt() == Qt::Checked;
    else if (role == Qt::EditRole && index.column() == Target)
        row.path = value.toString();
    else
        return false;
    check();
    // One row's path can make another one's right or wrong.
    Q_EMIT dataChanged(this->index(0, 0), this->index(int(m_rows.size()) - 1, ColumnCount - 1));
    Q_EMIT changed();
    return true;
}

void ReviewModel::check()
{
    m_wrong.clear();
    QHash<QString, int> known;
    for (int i = 0; i < m_rows.size(); ++i) {
        Row &row = m_rows[i];
        if (!row.isTaken)
            continue;
        const auto checked = UploadEngine::checkedPath(row.path);
        if (!checked || checked->endsWith(QLatin1Char('/'))) {
            m_wrong.insert(i);
            continue;
        }
        row.path = *checked;
        if (const auto other = known.constFind(*checked); other != known.cend())
            m_wrong |= {*other, i};
        known.insert(*checked, i);
    }
}

QStringList ReviewModel::paths() const
{
    QStringList paths;
    for (const Row &row : m_rows)
        paths += row.isTaken ? row.path : QString();
    return paths;
}

int ReviewModel::leftOut() const
{
    int count = 0;
    for (const Row &row : m_rows)
        count += row.isTaken ? 0 : 1;
    return count;
}

} // namespace cosdrop

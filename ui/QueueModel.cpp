#include "ui/QueueModel.h"

#include "ui/ErrorText.h"
#include "ui/Format.h"
#include "ui/Mender.h"
#include "ui/PlainToolTip.h"
#include "ui/RowButton.h"
#include "ui/RowRanges.h"
#include "ui/StateText.h"

#include <QDir>

#include <algorithm>
#include <utility>

namespace cosdrop {

namespace {

// Each range that is told of costs a pass over all rows, here and in whoever listens.
constexpr qsizetype mostRanges = 16;

int percentOf(const UploadSnapshot &upload)
{
    const QueueGroup group = groupOf(upload.state);
    if (group == QueueGroup::Done || group == QueueGroup::Cancelled)
        return -1;
    if (group != QueueGroup::Active && upload.doneBytes <= 0)
        return -1;
    // An empty file is at 100 % before anything was sent; it is shown at 0 until it is done.
    return upload.size > 0 ? Format::percentValue(upload.doneBytes, upload.size) : 0;
}

bool isMoving(const UploadSnapshot &upload)
{
    return upload.state == UploadState::Sending || upload.state == UploadState::Hashing;
}

} // namespace

QueueModel::QueueModel(QObject *parent)
    : QAbstractTableModel(parent)
{
}

QString QueueModel::nameOf(const UploadSnapshot &upload)
{
    return upload.objectPath.mid(upload.objectPath.lastIndexOf(QLatin1Char('/')) + 1);
}

QString QueueModel::folderOf(const UploadSnapshot &upload)
{
    return upload.objectPath.left(upload.objectPath.lastIndexOf(QLatin1Char('/')) + 1);
}

int QueueModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_uploads.size());
}

int QueueModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(ColumnCount);
}

Qt::ItemFlags QueueModel::flags(const QModelIndex &index) const
{
    Qt::ItemFlags flags = QAbstractTableModel::flags(index);
    if (!index.isValid())
        return flags;
    flags |= Qt::ItemIsDragEnabled;
    if (index.column() == Name && m_uploads.at(index.row()).renamable)
        flags |= Qt::ItemIsEditable;
    return flags;
}

QVariant QueueModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    if (role == Qt::TextAlignmentRole) {
        const bool number = section == Size || section == Speed || section == TimeLeft;
        return int(Qt::AlignVCenter | (number ? Qt::AlignRight : Qt::AlignLeft));
    }
    if (role != Qt::DisplayRole)
        return {};
    switch (Column(section)) {
    case Name:
        return tr("Name");
    case Size:
        return tr("Size");
    case Progress:
        return tr("Progress");
    case Speed:
        return tr("Speed");
    case TimeLeft:
        return tr("Time left");
    case State:
        return tr("State");
    case Link:
        return tr("Link");
    case Folder:
        return tr("Folder");
    case Account:
        return tr("Account");
    case Buttons:
    case ColumnCount:
        return {};
    }
    return {};
}

QVariant QueueModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const UploadSnapshot &upload = m_uploads.at(index.row());
    switch (role) {
    case Qt::EditRole:
    case Qt::DisplayRole:
        return display(upload, index.column());
    case Qt::ToolTipRole:
        return toolTip(upload, index.column());
    case Qt::DecorationRole:
        return decoration(upload, index.column());
    case Qt::AccessibleTextRole:
        if (index.column() == Progress)
            return Format().percent(upload.doneBytes, upload.size);
        return display(upload, index.column());
    case Qt::TextAlignmentRole: {
        const bool number =
            index.column() == Size || index.column() == Speed || index.column() == TimeLeft;
        return int(Qt::AlignVCenter | (number ? Qt::AlignRight : Qt::AlignLeft));
    }
    case IdRole:
        return qint64(upload.id);
    case StateRole:
        return int(upload.state);
    case PercentRole:
        return percentOf(upload);
    case ButtonsRole:
        return QVariant::fromValue(rowButtonsFor(upload));
    default:
        return {};
    }
}

QVariant QueueModel::display(const UploadSnapshot &upload, int column) const
{
    switch (Column(column)) {
    case Name:
        return nameOf(upload);
    case Size:
        return StateText::hasSize(upload) ? Format().size(upload.size) : QString();
    case Speed:
        return isMoving(upload) ? Format().speed(upload.bytesPerSecond) : QString();
    case TimeLeft:
        return isMoving(upload) ? Format().timeLeft(upload.timeLeft) : QString();
    case State:
        return StateText::row(upload);
    case Link:
        return upload.links.accessUrl();
    case Folder:
        return folderOf(upload);
    case Account:
        return upload.target->profile;
    case Progress: // painted from PercentRole
    case Buttons:
    case ColumnCount:
        return {};
    }
    return {};
}

QVariant QueueModel::toolTip(const UploadSnapshot &upload, int column) const
{
    switch (Column(column)) {
    case Name:
        //: %1 is a file on this computer, %2 its path in the bucket
        return plainToolTip(
            tr("%1\nto %2").arg(QDir::toNativeSeparators(upload.localPath), upload.objectPath));
    case Size:
        return StateText::hasSize(upload) ? Format().exactSize(upload.size) : QString();
    case State: {
        if (upload.error && upload.state == UploadState::Failed) {
            const ErrorText text = errorText(*upload.error);
            return QString(text.cause + QLatin1Char('\n') + text.remedy);
        }
        const QString details = StateText::details(upload);
        return details.isEmpty() ? StateText::row(upload) : details;
    }
    case Link:
        return upload.links.accessUrl();
    default:
        return {};
    }
}

QVariant QueueModel::decoration(const UploadSnapshot &upload, int column) const
{
    if (column == Name)
        return m_icons.forFile(upload.objectPath);
    if (column == State)
        return m_icons.forState(upload);
    return {};
}

void QueueModel::apply(const QList<UploadSnapshot> &uploads)
{
    const GroupCounts before = m_counts;
    const qsizetype askedBefore = m_asking.size();
    bool saysOther = false;
    QList<int> changedRows;
    QList<UploadSnapshot> fresh;
    QHash<UploadId, qsizetype> freshRows;
    for (const UploadSnapshot &upload : uploads) {
        if (const int row = rowOf(upload.id); row >= 0) {
            if (m_uploads.at(row) == upload)
                continue;
            saysOther = saysOther || m_uploads.at(row).question != upload.question
                        || m_uploads.at(row).error != upload.error;
            replace(row, upload);
            changedRows.append(row);
        } else if (const auto known = freshRows.constFind(upload.id); known != freshRows.cend()) {
            fresh[*known] = upload;
        } else {
            freshRows.insert(upload.id, fresh.size());
            fresh.append(upload);
        }
    }
    announce(std::move(changedRows));
    if (!fresh.isEmpty())
        insert(fresh);
    if (saysOther || before != m_counts || askedBefore != m_asking.size())
        Q_EMIT summaryChanged();
}

void QueueModel::insert(const QList<UploadSnapshot> &uploads)
{
    const auto first = int(m_uploads.size());
    beginInsertRows({}, first, first + int(uploads.size()) - 1);
    m_uploads.append(uploads);
    int row = first;
    for (const UploadSnapshot &upload : uploads) {
        m_rows.insert(upload.id, row++);
        m_counts.add(upload.state, 1);
        note(upload);
    }
    endInsertRows();
}

void QueueModel::replace(int row, const UploadSnapshot &upload)
{
    UploadSnapshot &old = m_uploads[row];
    m_counts.add(old.state, -1);
    m_counts.add(upload.state, 1);
    old = upload;
    note(upload);
}

void QueueModel::note(const UploadSnapshot &upload)
{
    if (upload.question)
        m_asking.insert(upload.id);
    else
        m_asking.remove(upload.id);
    if (upload.state == UploadState::Failed && upload.error && accountCanMend(upload.error->kind))
        m_mendable.insert(upload.id);
    else
        m_mendable.remove(upload.id);
}

void QueueModel::announce(QList<int> rows)
{
    if (rows.isEmpty())
        return;
    std::sort(rows.begin(), rows.end());
    rows.erase(std::unique(rows.begin(), rows.end()), rows.end());
    Q_EMIT rowsChanged(rows);
    const QList<std::pair<int, int>> ranges = rangesFromTheEnd(rows);
    for (auto range = ranges.crbegin(); range != ranges.crend(); ++range)
        Q_EMIT dataChanged(index(range->first, 0), index(range->second, ColumnCount - 1));
}

void QueueModel::remove(const QList<UploadId> &ids)
{
    QList<int> rows;
    for (const UploadId id : ids) {
        if (const int row = rowOf(id); row >= 0)
            rows.append(row);
    }
    std::sort(rows.begin(), rows.end());
    rows.erase(std::unique(rows.begin(), rows.end()), rows.end());
    if (rows.isEmpty())
        return;
    const QList<std::pair<int, int>> ranges = rangesFromTheEnd(rows);
    if (ranges.size() > mostRanges)
        removeByReset(rows);
    else
        removeByRanges(ranges);
    Q_EMIT summaryChanged();
}

void QueueModel::forget(int row)
{
    const UploadSnapshot &upload = m_uploads.at(row);
    m_counts.add(upload.state, -1);
    m_asking.remove(upload.id);
    m_mendable.remove(upload.id);
    m_rows.remove(upload.id);
}

void QueueModel::removeByRanges(const QList<std::pair<int, int>> &rangesFromTheEnd)
{
    for (const auto &[first, last] : rangesFromTheEnd) {
        beginRemoveRows({}, first, last);
        for (int row = first; row <= last; ++row)
            forget(row);
        m_uploads.remove(first, last - first + 1);
        for (auto row = first; row < m_uploads.size(); ++row)
            m_rows[m_uploads.at(row).id] = row;
        endRemoveRows();
    }
}

void QueueModel::removeByReset(const QList<int> &rows)
{
    beginResetModel();
    for (const int row : rows)
        forget(row);
    m_uploads.removeIf(
        [this](const UploadSnapshot &upload) { return !m_rows.contains(upload.id); });
    for (int row = 0; row < m_uploads.size(); ++row)
        m_rows[m_uploads.at(row).id] = row;
    endResetModel();
}

void QueueModel::showWords()
{
    Q_EMIT headerDataChanged(Qt::Horizontal, 0, ColumnCount - 1);
    if (!m_uploads.isEmpty())
        Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, ColumnCount - 1), {Qt::DisplayRole});
}

} // namespace cosdrop

#include "ui/HistoryModel.h"

#include "ui/Format.h"
#include "ui/PlainToolTip.h"
#include "ui/UploadCommands.h"

#include <QLocale>
#include <QTimer>

#include <algorithm>
#include <optional>
#include <utility>

namespace cosdrop {

namespace {

/// How many entries of a first page are new before those that are shown; nothing where it does not
/// go on with just these.
std::optional<qsizetype> newBefore(const QList<HistoryEntry> &shown, const HistoryPage &page)
{
    const QList<HistoryEntry> &entries = page.entries;
    const auto known = shown.isEmpty()
                           ? entries.cend()
                           : std::find(entries.cbegin(), entries.cend(), shown.constFirst());
    const qsizetype fresh = known - entries.cbegin();
    const qsizetype common = entries.size() - fresh;
    const bool isLonger = common > shown.size();
    const bool isShorter = page.isLast && common < shown.size();
    if (known == entries.cend() || isLonger || isShorter
        || !std::equal(known, entries.cend(), shown.cbegin()))
        return std::nullopt;
    return fresh;
}

} // namespace

HistoryModel::HistoryModel(UploadCommands *commands, QObject *parent)
    : QAbstractTableModel(parent)
    , m_commands(commands)
{
    connect(commands, &UploadCommands::historyRead, this, &HistoryModel::answered);
}

void HistoryModel::setQuery(const HistoryQuery &query)
{
    m_query = query;
    m_isFirst = true;
    ask();
}

void HistoryModel::ask()
{
    HistoryQuery query = m_query;
    query.after = std::nullopt;
    if (!m_isFirst && !m_entries.isEmpty())
        query.after = {m_entries.constLast().finished, m_entries.constLast().id};
    m_isAsking = true;
    m_commands->askHistory(++m_ticket, query);
}

void HistoryModel::answered(const HistoryPage &page)
{
    // An older question does not matter any more.
    if (page.ticket != m_ticket || !m_isAsking)
        return;
    m_isAsking = false;
    // A view that still has the old places of the rows would ask on and on.
    m_isSettling = true;
    QTimer::singleShot(0, this, [this] { m_isSettling = false; });
    if (std::exchange(m_isFirst, false)) {
        takeFirst(page);
        Q_EMIT bucketsKnown(page.buckets);
    } else {
        m_isLast = page.isLast || page.error;
        insert(int(m_entries.size()), page.entries);
    }
    Q_EMIT read();
    if (page.error)
        Q_EMIT failed(*page.error);
}

void HistoryModel::takeFirst(const HistoryPage &page)
{
    const bool isSameQuery = std::exchange(m_shownQuery, m_query) == m_query;
    // What is selected, and where the person has scrolled to, stays.
    if (const auto fresh = isSameQuery ? newBefore(m_entries, page) : std::nullopt) {
        insert(0, page.entries.first(*fresh));
        return;
    }
    m_isLast = page.isLast || page.error;
    beginResetModel();
    m_entries = page.entries;
    endResetModel();
}

void HistoryModel::insert(int row, const QList<HistoryEntry> &entries)
{
    if (entries.isEmpty())
        return;
    beginInsertRows({}, row, row + int(entries.size()) - 1);
    m_entries = m_entries.first(row) + entries + m_entries.sliced(row);
    endInsertRows();
}

int HistoryModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_entries.size());
}

int HistoryModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(ColumnCount);
}

QString HistoryModel::display(const HistoryEntry &entry, int column) const
{
    switch (Column(column)) {
    case Name:
        return entry.objectPath.section(u'/', -1);
    case Folder:
        return entry.objectPath.left(entry.objectPath.lastIndexOf(u'/') + 1);
    case Size:
        return Format().size(entry.size);
    case Bucket:
        return entry.target->bucket;
    case Finished:
        return QLocale().toString(QDateTime::fromMSecsSinceEpoch(entry.finished.count()),
                                  QLocale::ShortFormat);
    case ColumnCount:
        break;
    }
    return {};
}

QVariant HistoryModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const HistoryEntry &entry = m_entries.at(index.row());
    switch (role) {
    case Qt::DisplayRole:
        return display(entry, index.column());
    case Qt::ToolTipRole:
        return plainToolTip(index.column() == Name ? entry.localPath
                                                   : display(entry, index.column()));
    case Qt::DecorationRole:
        return index.column() == Name ? m_icons.forFile(entry.objectPath) : QVariant();
    case Qt::TextAlignmentRole:
        return int(Qt::AlignVCenter | (index.column() == Size ? Qt::AlignRight : Qt::AlignLeft));
    default:
        return {};
    }
}

QVariant HistoryModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    if (role == Qt::TextAlignmentRole)
        return int(Qt::AlignVCenter | (section == Size ? Qt::AlignRight : Qt::AlignLeft));
    if (role != Qt::DisplayRole)
        return {};
    switch (Column(section)) {
    case Name:
        return tr("Name");
    case Folder:
        return tr("Folder");
    case Size:
        return tr("Size");
    case Bucket:
        return tr("Bucket");
    case Finished:
        return tr("Finished");
    case ColumnCount:
        break;
    }
    return {};
}

bool HistoryModel::canFetchMore(const QModelIndex &parent) const
{
    return !parent.isValid() && !m_isLast && !m_isAsking && !m_isSettling;
}

void HistoryModel::fetchMore(const QModelIndex &parent)
{
    if (canFetchMore(parent))
        ask();
}

} // namespace cosdrop

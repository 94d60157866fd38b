#include "ui/QueueSorting.h"

#include "ui/QueueGroup.h"
#include "ui/QueueModel.h"

#include <algorithm>
#include <utility>
#include <vector>

namespace cosdrop {

namespace {

/// Where a state stands between "begins" and "is over", for people: what runs comes first.
double stateRank(const UploadSnapshot &upload)
{
    return int(groupOf(upload.state)) * 100 + int(upload.state);
}

} // namespace

QueueSorting::QueueSorting(int column, Qt::SortOrder direction, QStringList words)
    : m_column(column)
    , m_direction(direction)
    , m_words(std::move(words))
{
}

QCollator QueueSorting::nameCollator()
{
    QCollator collator;
    collator.setNumericMode(true);
    collator.setCaseSensitivity(Qt::CaseInsensitive);
    return collator;
}

double QueueSorting::number(const UploadSnapshot &upload, int column)
{
    switch (column) {
    case QueueModel::Size:
        return double(upload.size);
    case QueueModel::Progress:
        return upload.size > 0 ? double(upload.doneBytes) / double(upload.size) : 0.0;
    case QueueModel::Speed:
        return upload.bytesPerSecond;
    case QueueModel::TimeLeft:
        return double(upload.timeLeft.count());
    case QueueModel::State:
        return stateRank(upload);
    default:
        return 0;
    }
}

bool QueueSorting::matches(const QStringList &words, const QString &objectPath,
                           const QString &localPath)
{
    return std::all_of(words.cbegin(), words.cend(), [&](const QString &word) {
        return objectPath.contains(word, Qt::CaseInsensitive)
               || localPath.contains(word, Qt::CaseInsensitive);
    });
}

bool QueueSorting::isText() const
{
    return m_column == QueueModel::Link || m_column == QueueModel::Folder
           || m_column == QueueModel::Account;
}

void QueueSorting::add(int row, const UploadSnapshot &upload)
{
    Row &added = m_rows.emplace_back();
    added.row = row;
    added.position = upload.position;
    if (!m_words.isEmpty()) {
        added.objectPath = upload.objectPath;
        added.localPath = upload.localPath;
    }
    if (m_column == QueueModel::Name || m_column == QueueModel::Folder)
        added.text = upload.objectPath;
    else if (m_column == QueueModel::Link)
        added.links = upload.links;
    else if (m_column == QueueModel::Account)
        added.text = upload.target->profile;
    else
        added.number = number(upload, m_column);
}

QList<int> QueueSorting::sorted(const std::atomic_bool &cancelled)
{
    if (!m_words.isEmpty()) {
        std::erase_if(m_rows, [&](const Row &row) {
            return cancelled || !matches(m_words, row.objectPath, row.localPath);
        });
    }
    if (cancelled)
        return {};
    if (m_column == QueueModel::Name)
        return sortedByName(cancelled);
    if (!isText())
        return sortedBy([](const Row &one, const Row &other) { return one.number < other.number; });
    for (Row &row : m_rows) {
        if (m_column == QueueModel::Folder)
            row.text.truncate(row.text.lastIndexOf(QLatin1Char('/')) + 1);
        else if (m_column == QueueModel::Link)
            row.text = row.links.accessUrl();
    }
    return sortedBy([](const Row &one, const Row &other) { return one.text < other.text; });
}

template <typename Less>
QList<int> QueueSorting::sortedBy(Less isLess)
{
    const bool ascending = m_direction == Qt::AscendingOrder;
    std::sort(m_rows.begin(), m_rows.end(), [&](const Row &one, const Row &other) {
        if (isLess(one, other))
            return ascending;
        if (isLess(other, one))
            return !ascending;
        return std::pair(one.position, one.row) < std::pair(other.position, other.row);
    });
    QList<int> rows;
    rows.reserve(qsizetype(m_rows.size()));
    for (const Row &row : m_rows)
        rows.append(row.row);
    return rows;
}

QList<int> QueueSorting::sortedByName(const std::atomic_bool &cancelled)
{
    const QCollator collator = nameCollator();
    // Comparing by the rules of a language is dear; a key made once a row is cheap to compare.
    std::vector<QCollatorSortKey> keys;
    keys.reserve(m_rows.size());
    for (const Row &row : m_rows) {
        if (cancelled)
            return {};
        keys.push_back(collator.sortKey(row.text.mid(row.text.lastIndexOf(QLatin1Char('/')) + 1)));
    }
    std::vector<size_t> places(m_rows.size());
    for (size_t i = 0; i < places.size(); ++i)
        places[i] = i;
    const bool ascending = m_direction == Qt::AscendingOrder;
    std::sort(places.begin(), places.end(), [&](size_t one, size_t other) {
        const int compared = keys[one].compare(keys[other]);
        if (compared != 0)
            return ascending ? compared < 0 : compared > 0;
        return std::pair(m_rows[one].position, m_rows[one].row)
               < std::pair(m_rows[other].position, m_rows[other].row);
    });
    QList<int> rows;
    rows.reserve(qsizetype(places.size()));
    for (const size_t place : places)
        rows.append(m_rows[place].row);
    return rows;
}

} // namespace cosdrop

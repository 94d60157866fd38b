#include "ui/QueueFilterModel.h"

#include "ui/QueueSorting.h"
#include "ui/RowRanges.h"

#include <algorithm>
#include <numeric>

namespace cosdrop {

namespace {

// Each row told by itself costs a pass over the places behind it, here and in the view.
constexpr qsizetype fewRows = 64;
constexpr qsizetype fewMoves = 16;

} // namespace

QueueFilterModel::QueueFilterModel(QueueModel *model, QObject *parent)
    : QAbstractProxyModel(parent)
    , m_model(model)
    , m_order(model)
{
    m_worker.setMaxThreadCount(1);
    setSourceModel(model);
    connect(model, &QAbstractItemModel::rowsInserted, this,
            [this](const QModelIndex &, int first, int last) { sourceInserted(first, last); });
    connect(model, &QAbstractItemModel::rowsAboutToBeRemoved, this,
            [this](const QModelIndex &, int first, int last) { sourceAboutToRemove(first, last); });
    connect(model, &QAbstractItemModel::rowsRemoved, this,
            [this](const QModelIndex &, int first, int last) { sourceRemoved(first, last); });
    // Not dataChanged(): a place among the others can be found only when it is known which of them
    // may stand wrong as well.
    connect(model, &QueueModel::rowsChanged, this, &QueueFilterModel::sourceChanged);
    connect(model, &QAbstractItemModel::headerDataChanged, this,
            &QAbstractItemModel::headerDataChanged);
    connect(model, &QAbstractItemModel::modelAboutToBeReset, this, [this] { beginResetModel(); });
    connect(model, &QAbstractItemModel::modelReset, this, [this] {
        // A job's rows are no longer those of the model.
        m_isOutdated = true;
        takeRows(acceptedRows());
        endResetModel();
    });
    takeRows(acceptedRows());
}

QueueFilterModel::~QueueFilterModel()
{
    if (m_cancelled)
        *m_cancelled = true;
    m_worker.waitForDone();
}

int QueueFilterModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_rows.size());
}

int QueueFilterModel::rowOf(UploadId id) const
{
    return m_places.value(m_model->rowOf(id), -1);
}

int QueueFilterModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : m_model->columnCount();
}

QModelIndex QueueFilterModel::index(int row, int column, const QModelIndex &parent) const
{
    return hasIndex(row, column, parent) ? createIndex(row, column) : QModelIndex();
}

QModelIndex QueueFilterModel::parent(const QModelIndex &) const
{
    return {};
}

QModelIndex QueueFilterModel::mapToSource(const QModelIndex &proxy) const
{
    if (!proxy.isValid() || proxy.row() >= m_rows.size())
        return {};
    return m_model->index(m_rows.at(proxy.row()), proxy.column());
}

QModelIndex QueueFilterModel::mapFromSource(const QModelIndex &source) const
{
    const int place = source.isValid() ? m_places.value(source.row(), -1) : -1;
    return place < 0 ? QModelIndex() : createIndex(place, source.column());
}

QVariant QueueFilterModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    return m_model->headerData(section, orientation, role);
}

bool QueueFilterModel::accepts(int sourceRow) const
{
    const UploadSnapshot &upload = m_model->at(sourceRow);
    if (m_group != QueueGroup::All && groupOf(upload.state) != m_group)
        return false;
    return QueueSorting::matches(m_words, upload.objectPath, upload.localPath);
}

QList<int> QueueFilterModel::acceptedRows() const
{
    QList<int> rows(m_model->rowCount());
    std::iota(rows.begin(), rows.end(), 0);
    if (isFiltering())
        rows.removeIf([this](int row) { return !accepts(row); });
    m_order.sort(rows);
    return rows;
}

void QueueFilterModel::takeRows(const QList<int> &rows)
{
    m_rows = rows;
    m_places.fill(-1, m_model->rowCount());
    numberPlaces(0);
}

void QueueFilterModel::numberPlaces(qsizetype from)
{
    for (qsizetype place = from; place < m_rows.size(); ++place)
        m_places[m_rows.at(place)] = int(place);
}

void QueueFilterModel::rebuild()
{
    if (m_isPending || m_model->rowCount() > longQueue) {
        beginJob();
        return;
    }
    beginResetModel();
    takeRows(acceptedRows());
    endResetModel();
}

void QueueFilterModel::setGroup(QueueGroup group)
{
    if (m_group == group)
        return;
    m_group = group;
    rebuild();
}

void QueueFilterModel::setText(const QString &text)
{
    const QStringList words = text.simplified().split(QLatin1Char(' '), Qt::SkipEmptyParts);
    if (m_words == words)
        return;
    m_words = words;
    rebuild();
}

void QueueFilterModel::sort(int column, Qt::SortOrder order)
{
    // The column of buttons has nothing to go by, which is what queue order is.
    m_order = QueueOrder(m_model, column == QueueModel::Buttons ? -1 : column, order);
    resort();
}

void QueueFilterModel::resort()
{
    if (m_isPending || m_model->rowCount() > longQueue) {
        beginJob();
        return;
    }
    QList<int> sorted = m_rows;
    m_order.sort(sorted);
    if (sorted == m_rows)
        return;
    Q_EMIT layoutAboutToBeChanged({}, VerticalSortHint);
    const QModelIndexList before = persistentIndexList();
    QList<int> sourceRows;
    sourceRows.reserve(before.size());
    for (const QModelIndex &index : before)
        sourceRows.append(m_rows.at(index.row()));
    m_rows = sorted;
    numberPlaces(0);
    QModelIndexList after;
    after.reserve(before.size());
    for (qsizetype i = 0; i < before.size(); ++i)
        after.append(createIndex(m_places.at(sourceRows.at(i)), before.at(i).column()));
    changePersistentIndexList(before, after);
    Q_EMIT layoutChanged({}, VerticalSortHint);
}

int QueueFilterModel::placeFor(int sourceRow) const
{
    const auto place =
        std::lower_bound(m_rows.cbegin(), m_rows.cend(), sourceRow,
                         [this](int one, int other) { return m_order.isBefore(one, other); });
    return int(place - m_rows.cbegin());
}

void QueueFilterModel::sourceInserted(int first, int last)
{
    // The source only ever appends.
    m_places.resize(m_model->rowCount(), -1);
    // Those that come during a job are shown when it is done.
    if (m_isPending)
        return;
    QList<int> rows;
    for (int row = first; row <= last; ++row) {
        if (accepts(row))
            rows.append(row);
    }
    showRows(rows);
}

void QueueFilterModel::showRows(QList<int> sourceRows)
{
    if (sourceRows.isEmpty())
        return;
    m_order.sort(sourceRows);
    if (m_rows.isEmpty() || m_order.isBefore(m_rows.constLast(), sourceRows.constFirst())) {
        const auto from = int(m_rows.size());
        beginInsertRows({}, from, from + int(sourceRows.size()) - 1);
        m_rows.append(sourceRows);
        numberPlaces(from);
        endInsertRows();
        return;
    }
    if (sourceRows.size() > fewRows) {
        rebuild();
        return;
    }
    for (const int row : std::as_const(sourceRows)) {
        const int place = placeFor(row);
        beginInsertRows({}, place, place);
        m_rows.insert(place, row);
        numberPlaces(place);
        endInsertRows();
    }
}

void QueueFilterModel::sourceAboutToRemove(int first, int last)
{
    QList<int> rows;
    for (int row = first; row <= last; ++row) {
        if (m_places.at(row) >= 0)
            rows.append(row);
    }
    hideRows(rows);
}

void QueueFilterModel::hideRows(const QList<int> &sourceRows)
{
    QList<int> places;
    for (const int row : sourceRows)
        places.append(m_places.at(row));
    std::sort(places.begin(), places.end());
    const QList<std::pair<int, int>> ranges = rangesFromTheEnd(places);
    const bool many = ranges.size() > fewRows;
    if (many)
        beginResetModel();
    for (const auto &[first, last] : ranges) {
        if (!many)
            beginRemoveRows({}, first, last);
        for (int place = first; place <= last; ++place)
            m_places[m_rows.at(place)] = -1;
        if (!many) {
            m_rows.remove(first, last - first + 1);
            numberPlaces(first);
            endRemoveRows();
        }
    }
    if (many) {
        m_rows.removeIf([this](int row) { return m_places.at(row) < 0; });
        numberPlaces(0);
        endResetModel();
    }
}

void QueueFilterModel::sourceRemoved(int first, int last)
{
    m_isOutdated = true;
    const int count = last - first + 1;
    m_places.remove(first, count);
    for (int &row : m_rows) {
        if (row > last)
            row -= count;
    }
}

void QueueFilterModel::sourceChanged(const QList<int> &rows)
{
    if (m_isPending) {
        QList<int> shown;
        for (const int row : rows) {
            m_touched.insert(row);
            if (m_places.at(row) >= 0)
                shown.append(m_places.at(row));
        }
        announce(shown);
        return;
    }
    QList<int> leaving;
    QList<int> joining;
    QList<int> staying;
    for (const int row : rows) {
        const bool shown = m_places.at(row) >= 0;
        const bool wanted = accepts(row);
        if (shown && wanted)
            staying.append(row);
        else if (shown)
            leaving.append(row);
        else if (wanted)
            joining.append(row);
    }
    hideRows(leaving);
    const auto standsWrong = [this](int row) {
        return !standsRight(m_places.at(row));
    };
    if (std::any_of(staying.cbegin(), staying.cend(), standsWrong))
        moveToPlaces(staying);
    QList<int> places;
    for (const int row : std::as_const(staying))
        places.append(m_places.at(row));
    announce(places);
    showRows(joining);
}

bool QueueFilterModel::standsRight(int place) const
{
    const bool afterLast = place == 0 || m_order.isBefore(m_rows.at(place - 1), m_rows.at(place));
    return afterLast
           && (place + 1 >= m_rows.size()
               || m_order.isBefore(m_rows.at(place), m_rows.at(place + 1)));
}

void QueueFilterModel::announce(QList<int> places)
{
    std::sort(places.begin(), places.end());
    for (const auto &[first, last] : rangesFromTheEnd(places))
        Q_EMIT dataChanged(createIndex(first, 0), createIndex(last, columnCount() - 1));
}

void QueueFilterModel::moveToPlaces(const QList<int> &sourceRows)
{
    if (sourceRows.size() > fewMoves) {
        resort();
        return;
    }
    // Others of them may stand wrong too, so a place is looked for among those that stand right.
    QList<int> wrong = sourceRows;
    while (!wrong.isEmpty()) {
        const int row = wrong.takeLast();
        const int from = m_places.at(row);
        const auto behind = std::find_if(m_rows.cbegin(), m_rows.cend(), [&](int other) {
            return other != row && !wrong.contains(other) && m_order.isBefore(row, other);
        });
        const int to = int(behind - m_rows.cbegin());
        if (to == from || to == from + 1)
            continue;
        beginMoveRows({}, from, from, {}, to);
        m_rows.move(from, to > from ? to - 1 : to);
        numberPlaces(std::min(from, to));
        endMoveRows();
    }
}

} // namespace cosdrop

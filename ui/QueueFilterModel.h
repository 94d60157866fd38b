#pragma once

#include "ui/QueueModel.h"
#include "ui/QueueOrder.h"

#include <QAbstractProxyModel>
#include <QList>
#include <QSet>
#include <QStringList>
#include <QThreadPool>

#include <atomic>
#include <memory>

namespace cosdrop {

/// The rows of a QueueModel that belong to a group and whose path holds a text, in queue order or
/// sorted by a column. Changes of a few rows are told row by row; a change of many at once is a
/// reset, because telling each would cost a pass over all rows. A long queue is filtered and sorted
/// on a thread of its own, and shown when that is done; until then the rows stay as they were.
/// Thread: the window's.
class QueueFilterModel final : public QAbstractProxyModel
{
    Q_OBJECT

public:
    explicit QueueFilterModel(QueueModel *model, QObject *parent = nullptr);
    ~QueueFilterModel() override;

    /// With more rows than this it is done on a thread of its own.
    static constexpr int longQueue = 2000;

    /// Whether what is shown is not yet what was asked for.
    bool isPending() const { return m_isPending; }

    QueueGroup group() const { return m_group; }

    void setGroup(QueueGroup group);
    /// Parts of words, all of which must be in the path, in any order; case does not count.
    void setText(const QString &text);

    bool isFiltering() const { return m_group != QueueGroup::All || !m_words.isEmpty(); }

    bool isInQueueOrder() const { return m_order.isQueueOrder(); }

    /// A column below 0 is queue order.
    void sort(int column, Qt::SortOrder order = Qt::AscendingOrder) override;

    /// The row of an upload, or -1 where it is not shown.
    int rowOf(UploadId id) const;

    /// The upload of a row of this model; good until the model changes.
    const UploadSnapshot &at(int row) const { return m_model->at(m_rows.at(row)); }

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QModelIndex index(int row, int column, const QModelIndex &parent = {}) const override;
    QModelIndex parent(const QModelIndex &child) const override;
    QModelIndex mapToSource(const QModelIndex &proxy) const override;
    QModelIndex mapFromSource(const QModelIndex &source) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    bool accepts(int sourceRow) const;
    QList<int> acceptedRows() const;
    void rebuild();
    void beginJob();
    void endJob(const QList<int> &rows);
    void takeRows(const QList<int> &rows);
    void numberPlaces(qsizetype from);
    int placeFor(int sourceRow) const;

    void sourceInserted(int first, int last);
    void sourceAboutToRemove(int first, int last);
    void sourceRemoved(int first, int last);
    void sourceChanged(const QList<int> &rows);

    void showRows(QList<int> sourceRows);
    void hideRows(const QList<int> &sourceRows);
    bool standsRight(int place) const;
    void announce(QList<int> places);
    void moveToPlaces(const QList<int> &sourceRows);
    void resort();

    QueueModel *m_model;
    QueueOrder m_order;
    QueueGroup m_group = QueueGroup::All;
    QStringList m_words;
    QList<int> m_rows;   ///< source rows in the order shown
    QList<int> m_places; ///< by source row: its place in m_rows, or -1

    // A job under way
    bool m_isPending = false;
    bool m_isOutdated = false; ///< by what was asked or removed since it began
    int m_jobRows = 0;         ///< of the source, when it began
    QSet<int> m_touched;       ///< source rows that changed since
    std::shared_ptr<std::atomic_bool> m_cancelled;
    QThreadPool m_worker;
};

} // namespace cosdrop

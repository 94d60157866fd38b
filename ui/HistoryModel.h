#pragma once

#include "core/base/HistoryEntry.h"
#include "ui/FileIcons.h"

#include <QAbstractTableModel>
#include <QList>

namespace cosdrop {

class UploadCommands;

/// Finished uploads that fit a query, newest first. Pages are asked of the engine as they are
/// needed and come later; nothing is waited for. Thread: the window's.
class HistoryModel final : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column { Name, Folder, Size, Bucket, Finished, ColumnCount };

    /// `commands` outlives this object.
    explicit HistoryModel(UploadCommands *commands, QObject *parent = nullptr);

    /// Asks; `after` and `limit` of the query are this object's affair. The rows stay until the
    /// answer is there, and where it is the same query again, those that it still has stay then.
    void setQuery(const HistoryQuery &query);

    const HistoryQuery &query() const { return m_query; }

    const HistoryEntry &at(int row) const { return m_entries.at(row); }

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation,
                        int role = Qt::DisplayRole) const override;
    bool canFetchMore(const QModelIndex &parent) const override;
    void fetchMore(const QModelIndex &parent) override;

Q_SIGNALS:
    /// An answer was taken in.
    void read();
    void bucketsKnown(const QStringList &buckets);
    void failed(const cosdrop::Error &error);

private:
    void ask();
    void answered(const HistoryPage &page);
    void takeFirst(const HistoryPage &page);
    void insert(int row, const QList<HistoryEntry> &entries);
    QString display(const HistoryEntry &entry, int column) const;

    UploadCommands *m_commands;
    HistoryQuery m_query;
    HistoryQuery m_shownQuery; ///< that the rows are the answer to
    QList<HistoryEntry> m_entries;
    FileIcons m_icons;
    quint64 m_ticket = 0;
    bool m_isAsking = false;
    bool m_isSettling = false; ///< views have not laid out the last answer's rows yet
    bool m_isFirst = true;     ///< the answer that is waited for is a first page
    bool m_isLast = true;
};

} // namespace cosdrop

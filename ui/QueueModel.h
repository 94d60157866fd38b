#pragma once

#include "ui/FileIcons.h"
#include "ui/QueueGroup.h"

#include <QAbstractTableModel>
#include <QHash>
#include <QList>
#include <QSet>

namespace cosdrop {

/// The uploads as rows, in the order in which they came. It keeps snapshots and nothing else.
/// A change costs what changed, whatever the number of rows; removing costs a pass over all rows.
/// New rows are always the last ones. Many scattered rows are removed by a reset.
/// Thread: the window's.
class QueueModel final : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column {
        Name,
        Size,
        Progress,
        Speed,
        TimeLeft,
        State,
        Link,
        Folder,
        Account,
        Buttons,
        ColumnCount
    };
    Q_ENUM(Column)

    enum Role {
        IdRole = Qt::UserRole, ///< UploadId as qint64
        StateRole,             ///< UploadState as int
        PercentRole,           ///< 0 … 100; -1 where no bar is to be shown
        ButtonsRole            ///< QList<RowButton>
    };

    explicit QueueModel(QObject *parent = nullptr);

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    Qt::ItemFlags flags(const QModelIndex &index) const override;
    QVariant headerData(int section, Qt::Orientation orientation,
                        int role = Qt::DisplayRole) const override;

    const UploadSnapshot &at(int row) const { return m_uploads.at(row); }

    /// The last part of the path in the bucket.
    static QString nameOf(const UploadSnapshot &upload);

    /// The rest of it, with "/" at both ends.
    static QString folderOf(const UploadSnapshot &upload);

    /// The row of an upload, or -1.
    int rowOf(UploadId id) const { return m_rows.value(id, -1); }

    const GroupCounts &counts() const { return m_counts; }

    /// Rows that ask a question, without order.
    const QSet<UploadId> &asking() const { return m_asking; }

    /// Failed rows that a change of their account can put right, without order.
    const QSet<UploadId> &mendable() const { return m_mendable; }

public Q_SLOTS:
    /// Adds those that are new, replaces those that are known.
    void apply(const QList<cosdrop::UploadSnapshot> &uploads);
    /// All words are those of another language now.
    void showWords();
    void remove(const QList<cosdrop::UploadId> &ids);

Q_SIGNALS:
    /// These rows, ascending, changed since they were last told of: dataChanged() of all their
    /// ranges at once. For who needs to know all of them before looking at any.
    void rowsChanged(const QList<int> &rows);
    /// Something in counts(), asking() or mendable() is other than before.
    void summaryChanged();

private:
    void insert(const QList<UploadSnapshot> &uploads);
    void replace(int row, const UploadSnapshot &upload);
    void announce(QList<int> rows);
    void forget(int row);
    void removeByRanges(const QList<std::pair<int, int>> &rangesFromTheEnd);
    void removeByReset(const QList<int> &rows);
    void note(const UploadSnapshot &upload);
    QVariant display(const UploadSnapshot &upload, int column) const;
    QVariant toolTip(const UploadSnapshot &upload, int column) const;
    QVariant decoration(const UploadSnapshot &upload, int column) const;

    QList<UploadSnapshot> m_uploads;
    QHash<UploadId, int> m_rows;
    QSet<UploadId> m_asking;
    QSet<UploadId> m_mendable;
    GroupCounts m_counts;
    FileIcons m_icons;
};

} // namespace cosdrop

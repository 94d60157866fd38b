#pragma once

#include "core/engine/AddReview.h"

#include <QAbstractTableModel>
#include <QSet>

namespace cosdrop {

/// The files of a batch that need another path: whether they go along, what is wrong, and where
/// they will go, which can be edited. Thread: the window's.
class ReviewModel final : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column { File, Problem, Target, ColumnCount };

    explicit ReviewModel(const QList<ReviewItem> &items, QObject *parent = nullptr);

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    bool setData(const QModelIndex &index, const QVariant &value, int role = Qt::EditRole) override;
    Qt::ItemFlags flags(const QModelIndex &index) const override;
    QVariant headerData(int section, Qt::Orientation orientation,
                        int role = Qt::DisplayRole) const override;

    /// Whether every file that goes along has a path that can be used and that no other one has.
    bool isSettled() const { return m_wrong.isEmpty(); }

    /// One path a file; empty for those that are left out.
    QStringList paths() const;
    int leftOut() const;

Q_SIGNALS:
    void changed();

private:
    struct Row
    {
        ReviewItem item;
        QString path;
        bool isTaken = true; ///< goes along
    };

    void check();
    QString problem(const Row &row) const;

    QList<Row> m_rows;
    QSet<int> m_wrong; ///< rows whose path cannot be used
};

} // namespace cosdrop

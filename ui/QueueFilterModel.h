#pragma once

#include "ui/QueueModel.h"

#include <QSortFilterProxyModel>

namespace cosdrop {

/// The rows of a QueueModel that belong to a group and whose path holds a text, in queue order or
/// sorted by the raw value of a column. Thread: the window's.
class QueueFilterModel final : public QSortFilterProxyModel
{
    Q_OBJECT

public:
    explicit QueueFilterModel(QueueModel *model, QObject *parent = nullptr);

    QueueGroup group() const { return m_group; }

    void setGroup(QueueGroup group);
    /// Parts of words, all of which must be in the path, in any order; case does not count.
    void setText(const QString &text);

    bool isFiltering() const { return m_group != QueueGroup::All || !m_words.isEmpty(); }

    /// A column below 0 is queue order.
    void sort(int column, Qt::SortOrder order = Qt::AscendingOrder) override;

    /// The upload of a row of this model.
    const UploadSnapshot &at(int row) const;

protected:
    bool filterAcceptsRow(int row, const QModelIndex &parent) const override;
    bool lessThan(const QModelIndex &left, const QModelIndex &right) const override;

private:
    QueueModel *m_model;
    QueueGroup m_group = QueueGroup::All;
    QStringList m_words;
};

} // namespace cosdrop

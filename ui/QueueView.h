#pragma once

#include "ui/QueueFilterModel.h"
#include "ui/RowButton.h"

#include <QSet>
#include <QTableView>

namespace cosdrop {

/// The queue as a list of rows: whole rows are selected, Home and End go to the first and last row,
/// a third click on a column's head brings back queue order. Thread: the window's.
class QueueView final : public QTableView
{
    Q_OBJECT

public:
    QueueView(QueueFilterModel *model, QWidget *parent = nullptr);

    /// The selected uploads in queue order; good until the model changes.
    QList<const UploadSnapshot *> selectedUploads() const;
    /// The selected rows of the model, in no order.
    QList<int> selectedRows() const;

    QByteArray saveColumns() const;
    void restoreColumns(const QByteArray &saved);

Q_SIGNALS:
    void buttonClicked(cosdrop::UploadId id, cosdrop::RowButton button);
    void selectedRowsChanged();

protected:
    void changeEvent(QEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void paintEvent(QPaintEvent *event) override;
    QModelIndex moveCursor(CursorAction action, Qt::KeyboardModifiers modifiers) override;
    void selectionChanged(const QItemSelection &selected,
                          const QItemSelection &deselected) override;

private:
    void setUpColumns();
    void keepPlace();
    void findPlace();

    QueueFilterModel *m_model;

    // What a reset of the model is to leave as it was.
    QSet<UploadId> m_selectedIds;
    UploadId m_currentId{};
    int m_scrolled = 0;
};

} // namespace cosdrop

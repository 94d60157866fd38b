#pragma once

#include "ui/QueueFilterModel.h"
#include "ui/RowButton.h"

#include <QSet>
#include <QTableView>

#include <functional>
#include <memory>

class QMimeData;

namespace cosdrop {

class QueueColumns;

/// The queue as a list of rows: whole rows are selected, Home and End go to the first and last row,
/// a third click on a column's head brings back queue order. Rows can be dragged to another place.
/// Thread: the window's.
class QueueView final : public QTableView
{
    Q_OBJECT

public:
    QueueView(QueueFilterModel *model, QWidget *parent = nullptr);

    QueueFilterModel *rows() const { return m_model; }

    /// The upload as it is shown, or nullptr; good until the model changes.
    const UploadSnapshot *find(UploadId id) const;

    /// Selects, with each row that is, all shown ones that were added together with it.
    void selectBatches();

    /// Lets the person change the name of the one selected upload, if it can be changed.
    void editName();

    /// Marks a drag of rows; holds nothing but for this program.
    static QString rowsMimeType();
    /// What a drag of the selected rows carries: themselves, and for other programs their links in
    /// queue order.
    std::unique_ptr<QMimeData> dragged() const;

    /// The selected uploads in queue order; good until the model changes.
    QList<const UploadSnapshot *> selectedUploads() const;
    /// The selected rows of the model, in no order.
    QList<int> selectedRows() const;

    QueueColumns *columns() const { return m_columns; }

    QByteArray saveColumns() const;
    void restoreColumns(const QByteArray &saved);

Q_SIGNALS:
    void buttonClicked(cosdrop::UploadId id, cosdrop::RowButton button);
    void selectedRowsChanged();
    void nameEntered(cosdrop::UploadId id, const QString &name);
    /// The selected rows were dragged and let go above this row.
    void rowsDropped(int row);

protected:
    void changeEvent(QEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void paintEvent(QPaintEvent *event) override;
    void startDrag(Qt::DropActions supported) override;
    void dragEnterEvent(QDragEnterEvent *event) override;
    void dragMoveEvent(QDragMoveEvent *event) override;
    void dragLeaveEvent(QDragLeaveEvent *event) override;
    void dropEvent(QDropEvent *event) override;
    QModelIndex moveCursor(CursorAction action, Qt::KeyboardModifiers modifiers) override;
    void selectionChanged(const QItemSelection &selected,
                          const QItemSelection &deselected) override;

private:
    void setUpColumns();
    /// The row above which something let go there would land.
    int gapAt(const QPoint &position) const;
    void showGap(int row);
    void selectWhere(const std::function<bool(const UploadSnapshot &)> &fits);
    void keepPlace();
    void findPlace();

    QueueColumns *m_columns;
    QueueFilterModel *m_model;

    int m_gap = -1; ///< where the dragged rows would land

    // What a reset of the model is to leave as it was.
    QSet<UploadId> m_selectedIds;
    UploadId m_currentId{};
    int m_scrolled = 0;
};

} // namespace cosdrop

#pragma once

#include "ui/RowButton.h"

#include <QPersistentModelIndex>
#include <QStyledItemDelegate>

#include <optional>

namespace cosdrop {

/// Paints the queue's rows with the style's own parts: a progress bar, and small buttons at the
/// row's end. Lets a name be edited. Thread: the window's.
class QueueDelegate final : public QStyledItemDelegate
{
    Q_OBJECT

public:
    explicit QueueDelegate(QObject *parent = nullptr);

    void paint(QPainter *painter, const QStyleOptionViewItem &option,
               const QModelIndex &index) const override;
    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    bool editorEvent(QEvent *event, QAbstractItemModel *model, const QStyleOptionViewItem &option,
                     const QModelIndex &index) override;
    bool helpEvent(QHelpEvent *event, QAbstractItemView *view, const QStyleOptionViewItem &option,
                   const QModelIndex &index) override;

    QWidget *createEditor(QWidget *parent, const QStyleOptionViewItem &option,
                          const QModelIndex &index) const override;
    void setEditorData(QWidget *editor, const QModelIndex &index) const override;
    void setModelData(QWidget *editor, QAbstractItemModel *model,
                      const QModelIndex &index) const override;

    /// Where a row's button is, by its place from the left, in the Buttons cell.
    static QRect buttonRect(const QRect &cell, int place);
    /// The width that the Buttons column needs.
    static int buttonsWidth();

Q_SIGNALS:
    void buttonClicked(cosdrop::UploadId id, cosdrop::RowButton button);
    void nameEntered(cosdrop::UploadId id, const QString &name) const;

protected:
    void initStyleOption(QStyleOptionViewItem *option, const QModelIndex &index) const override;

private:
    void paintProgress(QPainter *painter, const QStyleOptionViewItem &option,
                       const QModelIndex &index) const;
    void paintButtons(QPainter *painter, const QStyleOptionViewItem &option,
                      const QModelIndex &index) const;
    static int placeAt(const QRect &cell, const QPoint &position, int count);

    QPersistentModelIndex m_pressedIndex;
    int m_pressedPlace = -1;
};

} // namespace cosdrop

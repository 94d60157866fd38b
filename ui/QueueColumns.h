#pragma once

#include <QHeaderView>

class QMenu;

namespace cosdrop {

/// The head of the queue: which columns are shown, in which order, how wide. Widths do not change
/// by themselves while uploads run. A third click on a column takes its sorting away.
/// Thread: the window's.
class QueueColumns final : public QHeaderView
{
    Q_OBJECT

public:
    explicit QueueColumns(QWidget *parent = nullptr);

    /// To be called once the model is set.
    void setUp();

    QByteArray save() const;
    /// Ignores what does not fit.
    void restore(const QByteArray &saved);

    /// Puts a checkable action for each column that can be hidden into the menu.
    void fillMenu(QMenu *menu);

private:
    void setFixedModes();
    void showMenu(const QPoint &position);
};

} // namespace cosdrop

#pragma once

#include <QToolBar>

class QLineEdit;
class QToolButton;

namespace cosdrop {

class QueueActions;

/// The window's tool bar: adding, the actions on all uploads, the filter, the account. Every part
/// can be reached by the Tab key. Thread: the window's.
class WindowToolBar final : public QToolBar
{
    Q_OBJECT

public:
    WindowToolBar(QueueActions *actions, QToolButton *accountButton, QWidget *parent);

    QLineEdit *filter() const { return m_filter; }

    QToolButton *addButton() const { return m_add; }

    /// Sets all words in the language that is in use; after those of the actions.
    void showWords();

Q_SIGNALS:
    /// Escape was pressed in the filter, which is empty now.
    void filterLeft();

private:
    void setUpFilter(QAction *find);
    void addActionButton(QAction *action, Qt::ToolButtonStyle style);

    QLineEdit *m_filter;
    QToolButton *m_add;
    QAction *m_find;
    QAction *m_glass = nullptr; ///< in the filter
};

} // namespace cosdrop

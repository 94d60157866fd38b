#pragma once

#include <QWidget>

class QLabel;
class QMimeData;
class QProgressBar;

namespace cosdrop {

struct QueueTotals;

/// A small window that stays above others and takes what is dropped on it. Thread: the window's.
class DropWindow final : public QWidget
{
    Q_OBJECT

public:
    explicit DropWindow(QWidget *parent = nullptr);

    void setTotals(const QueueTotals &totals);

Q_SIGNALS:
    /// Valid only while the signal is handled.
    void dropped(const QMimeData *mime);
    void windowRequested();
    void closed();

protected:
    void dragEnterEvent(QDragEnterEvent *event) override;
    void dropEvent(QDropEvent *event) override;
    void mouseDoubleClickEvent(QMouseEvent *event) override;
    void closeEvent(QCloseEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    void showWords();

    QLabel *m_words;
    QProgressBar *m_progress;
};

} // namespace cosdrop

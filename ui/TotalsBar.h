#pragma once

#include "core/base/UploadSnapshot.h"

#include <QElapsedTimer>
#include <QStatusBar>
#include <QTimer>

class QLabel;

namespace cosdrop {

class SpeedGraph;

/// The status bar: how the queue as a whole stands on the left, its speed of the last
/// minutes, a word on what was just done on
/// the right, which goes away by itself. Thread: the window's.
class TotalsBar final : public QStatusBar
{
    Q_OBJECT

public:
    explicit TotalsBar(QWidget *parent = nullptr);

    void setTotals(const QueueTotals &totals);
    /// Shows a few words for some seconds.
    void say(const QString &words);

    SpeedGraph *graph() const { return m_graph; }

    /// The totals in words; empty where there are no uploads.
    static QString describe(const QueueTotals &totals);

    QString totalsText() const;
    QString saidText() const;

protected:
    void changeEvent(QEvent *event) override;

private:
    void showWords();

    QLabel *m_totals;
    SpeedGraph *m_graph;
    QLabel *m_said;
    QElapsedTimer m_since;
    QTimer m_forget;
    QueueTotals m_shown;
};

} // namespace cosdrop

#pragma once

#include "core/base/UploadSnapshot.h"

#include <QElapsedTimer>
#include <QStatusBar>
#include <QTimer>

#include <functional>

class QLabel;
class QToolButton;

namespace cosdrop {

class SpeedGraph;
class Voice;

/// The status bar: on the left how the queue as a whole stands, and its speed of the last minutes;
/// on the right a word on what was just done, which goes away by itself. Thread: the window's.
class TotalsBar final : public QStatusBar
{
    Q_OBJECT

public:
    explicit TotalsBar(QWidget *parent = nullptr);

    void setTotals(const QueueTotals &totals);
    /// Shows a few words for some seconds.
    void say(const QString &words);
    /// The same for longer, with a button behind them; pressing it ends both.
    void offer(const QString &words, const QString &button, std::function<void()> action);

    SpeedGraph *graph() const { return m_graph; }

    /// The totals in words; empty where there are no uploads.
    static QString describe(const QueueTotals &totals);

    QString totalsText() const;
    QString saidText() const;

    /// Says what say() and offer() show to a screen reader, and what others give it.
    Voice *voice() const { return m_voice; }

    /// The button of offer(), hidden while there is none.
    QToolButton *offerButton() const { return m_offer; }

Q_SIGNALS:
    /// say() or offer() was given these words.
    void spoke(const QString &words);

protected:
    void changeEvent(QEvent *event) override;

private:
    void showWords();
    void forget();

    QLabel *m_totals;
    SpeedGraph *m_graph;
    QLabel *m_said;
    QToolButton *m_offer;
    Voice *m_voice;
    std::function<void()> m_offered;
    QElapsedTimer m_since;
    QTimer m_forget;
    QueueTotals m_shown;
};

} // namespace cosdrop

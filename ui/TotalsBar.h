#pragma once

#include "core/base/UploadSnapshot.h"

#include <QElapsedTimer>
#include <QStatusBar>
#include <QTimer>

#include <functional>
#include <optional>

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

    /// Something that goes on: words and a button that stay until finishWork(), behind what is said
    /// or offered meanwhile. Called again, it sets other words.
    void showWork(const QString &words, const QString &button, std::function<void()> action);
    void finishWork();

    SpeedGraph *graph() const { return m_graph; }

    /// The totals in words; empty where there are no uploads.
    static QString describe(const QueueTotals &totals);

    QString totalsText() const;
    QString saidText() const;

    /// Says what say() and offer() show to a screen reader, and what others give it.
    Voice *voice() const { return m_voice; }

    /// The button of offer() or showWork(), hidden while there is none.
    QToolButton *offerButton() const { return m_offer; }

Q_SIGNALS:
    /// say() or offer() was given these words, or something began that goes on.
    void spoke(const QString &words);

protected:
    void changeEvent(QEvent *event) override;

private:
    struct Words
    {
        QString text;
        QString button;
        std::function<void()> action;
    };

    void showWords();
    void show(const Words &words);
    void tell(const QString &words);
    void forget();

    QLabel *m_totals;
    SpeedGraph *m_graph;
    QLabel *m_said;
    QToolButton *m_offer;
    Voice *m_voice;
    std::function<void()> m_offered; ///< what the button does
    std::optional<Words> m_work;
    QElapsedTimer m_since;
    QTimer m_forget;
    QueueTotals m_shown;
};

} // namespace cosdrop

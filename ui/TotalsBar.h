#pragma once

#include "core/base/UploadSnapshot.h"

#include <QStatusBar>
#include <QTimer>

class QLabel;

namespace cosdrop {

/// The status bar: how the queue as a whole stands on the left, a word on what was just done on
/// the right, which goes away by itself. Thread: the window's.
class TotalsBar final : public QStatusBar
{
    Q_OBJECT

public:
    explicit TotalsBar(QWidget *parent = nullptr);

    void setTotals(const QueueTotals &totals);
    /// Shows a few words for some seconds.
    void say(const QString &words);

    /// The totals in words; empty where there are no uploads.
    static QString describe(const QueueTotals &totals);

    QString totalsText() const;
    QString saidText() const;

protected:
    void changeEvent(QEvent *event) override;

private:
    void showWords();

    QLabel *m_totals;
    QLabel *m_said;
    QTimer m_forget;
    QueueTotals m_shown;
};

} // namespace cosdrop

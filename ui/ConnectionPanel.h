#pragma once

#include "core/account/ConnectionCheck.h"

#include <QHash>
#include <QWidget>

class QLabel;

namespace cosdrop {

class SymbolLabel;
class Voice;

/// The steps of a connection test: what is tried, what came of it, and what to change where one
/// failed. Thread: the window's.
class ConnectionPanel final : public QWidget
{
    Q_OBJECT

public:
    explicit ConnectionPanel(QWidget *parent = nullptr);

    /// Shows all steps as yet to be tried.
    void begin();
    void show(const ConnectionFinding &finding);
    /// The test is over; steps that were not come to are told as such.
    void end();
    /// Why there is no test.
    void showTrouble(const QString &words);

    bool isRunning() const { return m_isRunning; }

    /// What stands beside a step.
    QString words(ConnectionStep step) const;

private:
    void setStep(ConnectionStep step, const QString &symbol, const QString &words);

    QHash<int, SymbolLabel *> m_icons;
    QHash<int, QLabel *> m_words;
    QLabel *m_trouble;
    Voice *m_voice;
    bool m_isRunning = false;
    int m_next = 0; ///< the step that is tried
};

} // namespace cosdrop

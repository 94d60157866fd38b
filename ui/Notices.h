#pragma once

#include <QHash>
#include <QWidget>

#include <functional>

class QVBoxLayout;

namespace cosdrop {

/// What concerns all uploads and stays until it is over or put away.
struct Notice
{
    enum class Weight { Info, Problem };

    Weight weight = Weight::Info;
    QString text;
    QString actionText; ///< empty: no button
    std::function<void()> action = {};
};

/// A stack of bars above the queue, one a cause. Thread: the window's.
class Notices final : public QWidget
{
    Q_OBJECT

public:
    explicit Notices(QWidget *parent = nullptr);

    /// Shows a notice in the place of an earlier one of that cause.
    void show(const QString &cause, const Notice &notice);
    /// Other words in the bar of a cause, where there is one; its button keeps the focus.
    void setText(const QString &cause, const QString &text);
    void clear(const QString &cause);
    /// What is shown for a cause, or empty.
    QString text(const QString &cause) const;

    /// The bar of a cause, or nullptr.
    QWidget *bar(const QString &cause) const { return m_bars.value(cause); }

Q_SIGNALS:
    /// A notice with this text has come, where there was none of its cause.
    void shown(const QString &text);

private:
    QWidget *makeBar(const QString &cause, const Notice &notice);

    QVBoxLayout *m_layout;
    QHash<QString, QWidget *> m_bars;
};

} // namespace cosdrop

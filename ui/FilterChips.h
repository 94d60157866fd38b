#pragma once

#include "ui/QueueGroup.h"

#include <QHash>
#include <QWidget>

class QToolButton;

namespace cosdrop {

/// One button a group with how many uploads it has; one of them is pressed. Groups that are rare
/// (cancelled) show only when they have some. Thread: the window's.
class FilterChips final : public QWidget
{
    Q_OBJECT

public:
    explicit FilterChips(QWidget *parent = nullptr);

    void setCounts(const GroupCounts &counts);

    QueueGroup group() const { return m_group; }

    void setGroup(QueueGroup group);

    /// The button of a group.
    QToolButton *chip(QueueGroup group) const { return m_chips.value(int(group)); }

Q_SIGNALS:
    void groupChosen(cosdrop::QueueGroup group);

protected:
    void changeEvent(QEvent *event) override;

private:
    static QString label(QueueGroup group);

    QHash<int, QToolButton *> m_chips;
    GroupCounts m_counts;
    QueueGroup m_group = QueueGroup::All;
};

} // namespace cosdrop

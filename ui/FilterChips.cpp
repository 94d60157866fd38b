#include "ui/FilterChips.h"

#include <QButtonGroup>
#include <QEvent>
#include <QHBoxLayout>
#include <QLocale>
#include <QToolButton>

namespace cosdrop {

QString FilterChips::label(QueueGroup group)
{
    switch (group) {
    case QueueGroup::All:
        return tr("All");
    case QueueGroup::Active:
        return tr("Active");
    case QueueGroup::Waiting:
        return tr("Waiting");
    case QueueGroup::Paused:
        return tr("Paused");
    case QueueGroup::Failed:
        return tr("Failed");
    case QueueGroup::Done:
        return tr("Done");
    case QueueGroup::Cancelled:
        return tr("Cancelled");
    }
    Q_UNREACHABLE();
}

FilterChips::FilterChips(QWidget *parent)
    : QWidget(parent)
{
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(6, 2, 6, 2);
    layout->setSpacing(2);
    auto *buttons = new QButtonGroup(this);
    for (const QueueGroup group : queueGroups) {
        auto *chip = new QToolButton(this);
        chip->setObjectName(QStringLiteral("chip%1").arg(int(group)));
        chip->setCheckable(true);
        chip->setAutoRaise(true);
        chip->setFocusPolicy(Qt::TabFocus);
        chip->setToolButtonStyle(Qt::ToolButtonTextOnly);
        buttons->addButton(chip, int(group));
        layout->addWidget(chip);
        m_chips.insert(int(group), chip);
    }
    layout->addStretch();
    connect(buttons, &QButtonGroup::idClicked, this, [this](int id) {
        m_group = QueueGroup(id);
        Q_EMIT groupChosen(m_group);
    });
    chip(QueueGroup::All)->setChecked(true);
    setCounts({});
}

void FilterChips::setCounts(const GroupCounts &counts)
{
    m_counts = counts;
    for (const QueueGroup group : queueGroups) {
        const int count = counts.of(group);
        QToolButton *button = chip(group);
        //: %1 is a group of uploads such as "Done", %2 how many there are
        button->setText(tr("%1 %2").arg(label(group), QLocale().toString(count)));
        if (group == QueueGroup::Cancelled)
            button->setVisible(count > 0 || m_group == group);
    }
}

void FilterChips::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        setCounts(m_counts);
}

void FilterChips::setGroup(QueueGroup group)
{
    m_group = group;
    chip(group)->setChecked(true);
}

} // namespace cosdrop

#include "ui/settings/SpeedLimitButton.h"

#include "ui/Format.h"
#include "ui/settings/RateBox.h"
#include "ui/settings/SettingsStore.h"
#include "ui/settings/SpeedGovernor.h"

#include <QActionGroup>
#include <QEvent>
#include <QInputDialog>
#include <QMenu>

#include <algorithm>
#include <cmath>

namespace cosdrop {

SpeedLimitButton::SpeedLimitButton(SettingsStore *settings, SpeedGovernor *speed, QWidget *parent)
    : QToolButton(parent)
    , m_settings(settings)
    , m_speed(speed)
    , m_menu(new QMenu(this))
{
    setObjectName(QStringLiteral("speedLimit"));
    setAutoRaise(true);
    setFocusPolicy(Qt::TabFocus);
    setPopupMode(QToolButton::InstantPopup);
    setToolButtonStyle(Qt::ToolButtonTextOnly);
    setMenu(m_menu);
    connect(m_menu, &QMenu::aboutToShow, this, [this] { fill(m_menu); });
    connect(speed, &SpeedGovernor::changed, this, &SpeedLimitButton::showNow);
    showNow();
}

QList<qint64> SpeedLimitButton::offered() const
{
    QList<qint64> rates{500'000, 1'000'000, 2'000'000, 5'000'000, 10'000'000, 20'000'000};
    const qint64 own = m_settings->number(Setting::SpeedLimit);
    if (!rates.contains(own))
        rates.insert(std::upper_bound(rates.begin(), rates.end(), own), own);
    return rates;
}

void SpeedLimitButton::fill(QMenu *menu)
{
    menu->clear();
    auto *group = new QActionGroup(menu);
    const SpeedNow &now = m_speed->now();
    const auto add = [this, menu, group, &now](const QString &text, qint64 rate) {
        QAction *action = menu->addAction(text);
        action->setCheckable(true);
        action->setChecked(now.bytesPerSecond == rate);
        action->setData(rate);
        group->addAction(action);
        connect(action, &QAction::triggered, m_speed, [this, rate] { m_speed->choose(rate); });
    };
    add(tr("No limit"), 0);
    const QList<qint64> rates = offered();
    for (const qint64 rate : rates)
        add(Format().speed(double(rate)), rate);
    menu->addAction(tr("Another limit…"), this, &SpeedLimitButton::askForLimit);
    menu->addSeparator();
    menu->addAction(tr("Timetable…"), this, &SpeedLimitButton::timetableRequested);
}

void SpeedLimitButton::askForLimit()
{
    if (m_question)
        return;
    const SettingEntry &entry = settingEntry(Setting::SpeedLimit);
    auto *dialog = new QInputDialog(window());
    m_question = dialog;
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setWindowTitle(tr("Speed limit"));
    dialog->setLabelText(tr("Limit of all uploads together, in MB/s:"));
    dialog->setInputMode(QInputDialog::DoubleInput);
    dialog->setDoubleDecimals(2);
    dialog->setDoubleRange(double(entry.least) / RateBox::megabyte,
                           double(entry.most) / RateBox::megabyte);
    dialog->setDoubleValue(double(m_settings->number(Setting::SpeedLimit)) / RateBox::megabyte);
    // Qt's own words may not be there in this language.
    dialog->setOkButtonText(tr("OK"));
    dialog->setCancelButtonText(tr("Cancel"));
    connect(dialog, &QInputDialog::doubleValueSelected, m_speed,
            [this](double value) { m_speed->choose(std::llround(value * RateBox::megabyte)); });
    dialog->open();
}

void SpeedLimitButton::showNow()
{
    const SpeedNow &now = m_speed->now();
    const QString limit =
        now.bytesPerSecond > 0 ? Format().speed(double(now.bytesPerSecond)) : tr("none");
    setText(tr("Limit: %1").arg(limit));
    setAccessibleName(text());
    const QString until =
        now.until.isValid() ? QLocale().toString(now.until, QLocale::ShortFormat) : QString();
    if (until.isEmpty())
        setToolTip(tr("Speed limit of all uploads together"));
    else if (now.byTimetable)
        setToolTip(tr("Speed limit by the timetable, until %1").arg(until));
    else
        setToolTip(tr("Speed limit until %1, when the timetable changes it").arg(until));
}

void SpeedLimitButton::changeEvent(QEvent *event)
{
    QToolButton::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        showNow();
}

} // namespace cosdrop

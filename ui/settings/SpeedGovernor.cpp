#include "ui/settings/SpeedGovernor.h"

#include "core/base/Clock.h"
#include "ui/settings/SettingsStore.h"

#include <algorithm>

namespace cosdrop {

namespace {

using std::chrono::milliseconds;

// The computer's clock may be set, and timers stand still while it sleeps.
constexpr milliseconds lookAgain{60'000};

} // namespace

SpeedGovernor::SpeedGovernor(SettingsStore *settings, Clock *clock, QObject *parent)
    : QObject(parent)
    , m_settings(settings)
    , m_clock(clock)
{
    connect(settings, &SettingsStore::changed, this, &SpeedGovernor::settingChanged);
    look();
}

void SpeedGovernor::settingChanged(Setting setting)
{
    switch (setting) {
    case Setting::TimetableOn:
    case Setting::TimetableFrom:
    case Setting::TimetableTo:
    case Setting::TimetableDays:
    case Setting::TimetableLimit:
        // Who changes the timetable wants it to hold.
        m_chosenUntil = {};
        look();
        break;
    case Setting::SpeedLimitOn:
    case Setting::SpeedLimit:
        look();
        break;
    default:
        break;
    }
}

void SpeedGovernor::choose(qint64 bytesPerSecond)
{
    const SpeedNow planned = SpeedPlan::of(*m_settings).at(localTime());
    if (planned.byTimetable)
        m_chosenUntil = planned.until;
    if (bytesPerSecond > 0)
        m_settings->set(Setting::SpeedLimit, bytesPerSecond);
    m_settings->set(Setting::SpeedLimitOn, bytesPerSecond > 0);
    look();
}

QDateTime SpeedGovernor::localTime() const
{
    return QDateTime::fromMSecsSinceEpoch(m_clock->now().count());
}

void SpeedGovernor::look()
{
    const SpeedPlan plan = SpeedPlan::of(*m_settings);
    const QDateTime local = localTime();
    SpeedNow now = plan.at(local);
    if (m_chosenUntil.isValid() && local < m_chosenUntil)
        now = {plan.plainLimit(), false, m_chosenUntil};
    else
        m_chosenUntil = {};

    if (now.until.isValid()) {
        const milliseconds left{std::max<qint64>(1, local.msecsTo(now.until))};
        const quint64 look = ++m_looks;
        m_clock->callAfter(std::min(left, lookAgain), this, [this, look] {
            if (look == m_looks)
                this->look();
        });
    }
    if (now == m_now)
        return;
    m_now = now;
    Q_EMIT changed();
}

} // namespace cosdrop

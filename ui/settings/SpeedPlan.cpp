#include "ui/settings/SpeedPlan.h"

#include "ui/settings/SettingsStore.h"

namespace cosdrop {

namespace {

constexpr int daysOfAWeek = 7;

} // namespace

SpeedPlan SpeedPlan::of(const SettingsStore &settings)
{
    SpeedPlan plan;
    plan.limited = settings.flag(Setting::SpeedLimitOn);
    plan.limit = settings.number(Setting::SpeedLimit);
    plan.timetable = settings.flag(Setting::TimetableOn);
    plan.from = int(settings.number(Setting::TimetableFrom));
    plan.to = int(settings.number(Setting::TimetableTo));
    plan.days = int(settings.number(Setting::TimetableDays));
    plan.timetableLimit = settings.number(Setting::TimetableLimit);
    return plan;
}

SpeedPlan::Hours SpeedPlan::hoursOf(const QDateTime &local, int daysAhead) const
{
    const auto moment = [&local](int day, int minute) {
        QDateTime result = local;
        result.setDate(local.date().addDays(day));
        result.setTime(QTime(minute / 60, minute % 60));
        return result;
    };
    return {moment(daysAhead, from), moment(to > from ? daysAhead : daysAhead + 1, to)};
}

bool SpeedPlan::beginsOn(const QDateTime &day) const
{
    return (days & (1 << (day.date().dayOfWeek() - Qt::Monday))) != 0;
}

SpeedNow SpeedPlan::at(const QDateTime &local) const
{
    SpeedNow now{plainLimit(), false, {}};
    if (!timetable)
        return now;
    // Hours that began yesterday may still hold; the next ones begin within a week.
    for (int day = -1; day <= daysOfAWeek; ++day) {
        const Hours hours = hoursOf(local, day);
        if (!beginsOn(hours.begin) || hours.end <= local)
            continue;
        if (hours.begin <= local)
            return {timetableLimit, true, hours.end};
        now.until = hours.begin;
        break;
    }
    return now;
}

} // namespace cosdrop

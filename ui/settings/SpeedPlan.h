#pragma once

#include <QDateTime>

namespace cosdrop {

class SettingsStore;

/// What holds at one moment.
struct SpeedNow
{
    qint64 bytesPerSecond = 0; ///< 0: no limit
    bool byTimetable = false;
    QDateTime until; ///< when the timetable changes it; invalid: never

    bool operator==(const SpeedNow &) const = default;
};

/// The speed limit as it is set: a plain one, and another at the hours of a timetable.
struct SpeedPlan
{
    bool limited = false;
    qint64 limit = 0; ///< bytes/s

    bool timetable = false;
    int from = 0;              ///< minute of the day
    int to = 0;                ///< minute of the day; not after `from`: of the next day
    int days = 0;              ///< bits, Monday is the lowest: days on which the hours begin
    qint64 timetableLimit = 0; ///< bytes/s; 0: none

    static SpeedPlan of(const SettingsStore &settings);

    /// What holds at that local time. Depends on nothing else.
    SpeedNow at(const QDateTime &local) const;

    /// The limit without the timetable.
    qint64 plainLimit() const { return limited ? limit : 0; }

private:
    struct Hours
    {
        QDateTime begin;
        QDateTime end;
    };

    Hours hoursOf(const QDateTime &local, int daysAhead) const;
    bool beginsOn(const QDateTime &day) const;
};

} // namespace cosdrop

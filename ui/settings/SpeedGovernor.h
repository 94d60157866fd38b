#pragma once

#include "ui/settings/SpeedPlan.h"

#include <QObject>

namespace cosdrop {

class Clock;
class SettingsStore;
enum class Setting;

/// Says which speed limit holds, follows the settings and the hours of the timetable.
/// Thread: that of the object.
class SpeedGovernor final : public QObject
{
    Q_OBJECT

public:
    /// Both outlive this object.
    SpeedGovernor(SettingsStore *settings, Clock *clock, QObject *parent = nullptr);

    const SpeedNow &now() const { return m_now; }

    /// The quick switch: 0 is no limit. At the hours of the timetable it holds until they end.
    void choose(qint64 bytesPerSecond);

Q_SIGNALS:
    void changed();

private:
    void settingChanged(Setting setting);
    void look();
    QDateTime localTime() const;

    SettingsStore *m_settings;
    Clock *m_clock;
    SpeedNow m_now;
    QDateTime m_chosenUntil; ///< the timetable waits that long
    quint64 m_looks = 0;
};

} // namespace cosdrop

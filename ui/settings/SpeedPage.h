#pragma once

#include "ui/settings/SettingsForm.h"

namespace cosdrop {

class SpeedGovernor;

/// The speed limit, its timetable, and what holds at this moment. Thread: the window's.
class SpeedPage final : public SettingsForm
{
    Q_OBJECT

public:
    /// Both outlive the page.
    SpeedPage(SettingsStore *settings, SpeedGovernor *speed, QWidget *parent = nullptr);

private:
    void addTimetable();
    QWidget *makeDays();
    QWidget *makeTime(Setting setting, const QString &label);
    void showNow();

    SpeedGovernor *m_speed;
    QLabel *m_now = nullptr;
    QLabel *m_nextDay = nullptr;
};

} // namespace cosdrop

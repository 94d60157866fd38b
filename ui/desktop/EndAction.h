#pragma once

#include <QObject>

#include <chrono>

namespace cosdrop {

class Activity;
class Clock;
class Notices;
class PowerControl;
class SettingsStore;
enum class Setting;

/// Does what is set for when all uploads are done: once, after a while in which it can be called
/// off. Thread: the window's.
class EndAction final : public QObject
{
    Q_OBJECT

public:
    static constexpr std::chrono::seconds grace{60};

    struct Ports
    {
        SettingsStore *settings;
        PowerControl *power; ///< may be nullptr
        Clock *clock;
        Notices *notices;
    };

    /// What the ports point to and `activity` outlive this object.
    EndAction(Activity *activity, const Ports &ports, QObject *parent = nullptr);

    /// Whether the time runs.
    bool isDue() const { return m_isDue; }

Q_SIGNALS:
    void quitRequested();

private:
    void begin();
    void callOff();
    void act();
    QString words() const;
    void settingChanged(Setting setting);

    Ports m_ports;
    bool m_isDue = false;
    quint64 m_count = 0;
};

} // namespace cosdrop

#pragma once

#include <QObject>
#include <QPalette>
#include <QString>

namespace cosdrop {

class SettingsStore;
enum class Setting;

/// The application's style and colours, as the theme setting says. Thread: the main one.
class Appearance final : public QObject
{
    Q_OBJECT

public:
    /// Notes what the platform gives, and applies what is set. `settings` outlives this object.
    explicit Appearance(SettingsStore *settings, QObject *parent = nullptr);

    static QPalette lightPalette();
    static QPalette darkPalette();

private:
    void settingChanged(Setting setting);
    void apply();

    SettingsStore *m_settings;
    QString m_platformStyle;
    bool m_isOurs = false;
};

} // namespace cosdrop

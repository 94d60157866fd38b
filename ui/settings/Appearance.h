#pragma once

#include <QObject>
#include <QPalette>
#include <QString>

namespace cosdrop {

class SettingsStore;
enum class Setting;

/// The application's style and colours, as the theme setting says; hints that are too faint to read
/// are strengthened in the platform's colours too. Thread: the main one.
class Appearance final : public QObject
{
    Q_OBJECT

public:
    /// Notes what the platform gives, and applies what is set. `settings` outlives this object.
    explicit Appearance(SettingsStore *settings, QObject *parent = nullptr);

    static QPalette lightPalette();
    static QPalette darkPalette();

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    /// Qt makes hints of half the text's colour, which is too faint on a light ground.
    void strengthenHints();
    void settingChanged(Setting setting);
    void apply();

    SettingsStore *m_settings;
    QString m_platformStyle;
    bool m_isOurs = false;
};

} // namespace cosdrop

#pragma once

#include <QCoreApplication>

class QWidget;

namespace cosdrop {

class SettingsForm;
class SettingsStore;

/// What the desktop allows; settings for what it does not are not offered.
struct DesktopAbilities
{
    bool tray = false;
    bool notifications = false;
    bool startAtLogin = false;
    bool keepAwake = false;
    bool sleep = false;
    bool shutDown = false;
};

/// The pages that are rows and nothing more. Thread: the window's.
class SettingsPages
{
    Q_DECLARE_TR_FUNCTIONS(cosdrop::SettingsPages)

public:
    static SettingsForm *general(SettingsStore *settings, const DesktopAbilities &abilities,
                                 QWidget *parent);
    static SettingsForm *uploads(SettingsStore *settings, const DesktopAbilities &abilities,
                                 QWidget *parent);
    static SettingsForm *links(SettingsStore *settings, QWidget *parent);

private:
    static void addLanguage(SettingsForm *page);
    static void addTray(SettingsForm *page, const DesktopAbilities &abilities);
    static void addUnknownPlaceholders(SettingsForm *page);
};

} // namespace cosdrop

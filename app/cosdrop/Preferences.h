#pragma once

#include "core/account/SecretVault.h"
#include "core/base/Clock.h"
#include "ui/desktop/DesktopParts.h"
#include "ui/Language.h"
#include "ui/settings/Appearance.h"
#include "ui/settings/ProxySecret.h"
#include "ui/settings/SettingsStore.h"
#include "ui/settings/SpeedGovernor.h"

namespace cosdrop {

/// What is set, and what follows it for the whole program, in the demo and out of it.
/// Thread: the main one.
struct Preferences
{
    explicit Preferences(const QString &file)
        : settings(file)
        , language(&settings)
        , proxySecret(&vault, &settings)
        , speed(&settings, &clock)
        , appearance(&settings)
        , desktop(DesktopParts::ofSystem())
    {
    }

    SystemClock clock;
    QtKeychainVault vault;
    SettingsStore settings;
    Language language;
    ProxySecret proxySecret;
    SpeedGovernor speed;
    Appearance appearance;
    DesktopParts desktop;
};

} // namespace cosdrop

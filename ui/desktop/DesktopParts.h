#pragma once

#include "ui/desktop/LauncherProgress.h"
#include "ui/desktop/LoginStart.h"
#include "ui/desktop/Notifier.h"
#include "ui/desktop/PowerControl.h"
#include "ui/desktop/SleepGuard.h"

#include <memory>

namespace cosdrop {

/// What this desktop offers to programs; null where it does not, or where the program does not know
/// how to ask for it.
struct DesktopParts
{
    std::unique_ptr<Notifier> notifier;
    std::unique_ptr<LauncherProgress> launcher;
    std::unique_ptr<SleepGuard> sleepGuard;
    std::unique_ptr<PowerControl> power;
    std::unique_ptr<LoginStart> loginStart;

    /// Those of the system that the program runs on. Thread: the main one.
    static DesktopParts ofSystem();
};

} // namespace cosdrop

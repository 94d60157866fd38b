#pragma once

#include "app/emulator/CosEmulator.h"
#include "core/base/Result.h"

#include <QStringList>

namespace cosdrop {

/// What cos-emulator's arguments ask for; fails with BadParameters, the detail a sentence. The
/// keys are COS_SECRET_ID and COS_SECRET_KEY of the environment where no option names them.
Result<EmulatorOptions> parseProgramOptions(const QStringList &arguments);

/// How cos-emulator is called.
QString programUsage();

} // namespace cosdrop

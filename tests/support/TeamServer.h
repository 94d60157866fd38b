#pragma once

#include "app/emulator/CosEmulator.h"

namespace cosdrop::test {

/// A server with the bucket "team" in the folder.
inline EmulatorOptions teamServer(const QString &root)
{
    EmulatorOptions options;
    options.root = root;
    options.appId = QStringLiteral("10001");
    options.bucket = QStringLiteral("team");
    options.secretId = QStringLiteral("AKIDexample");
    options.secretKey = QStringLiteral("secret");
    return options;
}

} // namespace cosdrop::test

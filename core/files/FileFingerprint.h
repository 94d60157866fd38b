#pragma once

#include "core/base/Result.h"
#include "core/base/Upload.h"

#include <QString>

namespace cosdrop {

/// The fingerprint of a regular file that can be opened for reading.
/// Fails with FileMissing, FileUnreadable or NotRegularFile (a folder, a device, a pipe); never
/// blocks on a pipe. Any thread.
Result<Fingerprint> fingerprintOf(const QString &localPath);

} // namespace cosdrop

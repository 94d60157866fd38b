#pragma once

#include "core/base/Result.h"

#include <QString>

namespace cosdrop {

/// Makes the folder that holds the journal, for its owner alone, unless it is there.
/// JournalFailed with a detail that begins with "readonly:". Any thread.
Result<void> makeStateFolder(const QString &folder);

/// A JournalFailed for a write that the system refused without saying clearly why: "full:" where
/// the disk that holds the folder has no room left, otherwise with the beginning given.
Error journalWriteError(const QString &folder, const QString &otherwise, const QString &detail);

} // namespace cosdrop

#pragma once

#include "core/base/Result.h"

#include <QLockFile>
#include <QString>

#include <memory>

namespace cosdrop {

/// Holds a state folder for one program, by a lock file in it; a lock left behind by a program
/// that was killed does not count. Thread: any one.
class StateFolderLock
{
public:
    /// Makes the folder if need be. JournalFailed with a detail that begins with "locked:" and
    /// names the other program's process id where another program has the folder; "readonly:" or
    /// "full:" where no lock can be written.
    static Result<std::unique_ptr<StateFolderLock>> acquire(const QString &folder);

private:
    explicit StateFolderLock(const QString &path);

    bool takeOverAbandoned();

    const QString m_path;
    QLockFile m_lock;
};

} // namespace cosdrop

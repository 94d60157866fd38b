#pragma once

#include "core/base/Result.h"

#include <QString>

namespace cosdrop {

class SqliteConnection;

/// What the journal's file turned out to be before anything is written to it.
enum class JournalFile {
    Usable, ///< also one that is not there yet
    Newer,  ///< written by a newer version of this program
    Damaged,
};

/// Looks at the file without changing it. What keeps it from looking (a folder that cannot be
/// read, say) is not told here: opening the journal will.
JournalFile inspectJournal(const QString &path);

/// Brings the schema up to the newest version, each step in a transaction of its own.
Result<void> migrateJournal(SqliteConnection &connection);

} // namespace cosdrop

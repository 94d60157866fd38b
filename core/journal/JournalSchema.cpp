#include "core/journal/JournalSchema.h"

#include "core/journal/HistoryTable.h"
#include "core/journal/SqliteConnection.h"
#include "core/journal/UploadRow.h"

#include <QFileInfo>
#include <QStringList>

namespace cosdrop {

namespace {

/// "cosd", in the file's header: tells a journal from any other SQLite file.
constexpr int applicationId = 0x636f7364;

/// migrations[n] leads from version n to n + 1. What once was released is never changed.
const QList<QStringList> &migrations()
{
    static const QList<QStringList> all = {
        {
            QStringLiteral("PRAGMA application_id = %1").arg(applicationId),
            QStringLiteral("CREATE TABLE uploads ("
                           " id INTEGER PRIMARY KEY,"
                           " position INTEGER NOT NULL,"
                           " state TEXT NOT NULL,"
                           " paused INTEGER NOT NULL,"
                           " local_path TEXT NOT NULL,"
                           " object_path TEXT NOT NULL,"
                           " endpoint TEXT NOT NULL,"
                           " app_id TEXT NOT NULL,"
                           " bucket TEXT NOT NULL,"
                           " profile TEXT NOT NULL,"
                           " conflict_rule TEXT NOT NULL,"
                           " hash INTEGER NOT NULL,"
                           " wanted_slice_size INTEGER NOT NULL,"
                           " added_size INTEGER NOT NULL,"
                           " file_size INTEGER,"
                           " file_mtime_ns INTEGER,"
                           " file_id BLOB,"
                           " contacted INTEGER NOT NULL,"
                           " session TEXT NOT NULL,"
                           " slice_size INTEGER NOT NULL,"
                           " adopted INTEGER NOT NULL,"
                           " serial INTEGER NOT NULL,"
                           " sent_bytes INTEGER NOT NULL,"
                           " added_ms INTEGER NOT NULL,"
                           " finished_ms INTEGER NOT NULL,"
                           " active_ms INTEGER NOT NULL,"
                           " instant INTEGER NOT NULL,"
                           " access_url TEXT NOT NULL,"
                           " source_url TEXT NOT NULL,"
                           " resource_path TEXT NOT NULL,"
                           " url TEXT NOT NULL,"
                           " preview_url TEXT NOT NULL,"
                           " error_kind TEXT,"
                           " error_http_status INTEGER,"
                           " error_code INTEGER,"
                           " error_message TEXT,"
                           " error_request_id TEXT,"
                           " error_detail TEXT,"
                           " error_retry_after_ms INTEGER)"),
            QStringLiteral("CREATE TABLE digests ("
                           " upload_id INTEGER PRIMARY KEY"
                           " REFERENCES uploads (id) ON DELETE CASCADE,"
                           " sha1 BLOB NOT NULL,"
                           " states BLOB NOT NULL)"),
        },
        HistoryTable::creation(),
        {QStringLiteral("ALTER TABLE uploads ADD COLUMN safe_bytes INTEGER NOT NULL DEFAULT 0")},
        {QStringLiteral("ALTER TABLE uploads ADD COLUMN leaving INTEGER NOT NULL DEFAULT 0")},
    };
    return all;
}

int newestVersion()
{
    return static_cast<int>(migrations().size());
}

/// What SQLite itself lets pass: it takes an empty file for a new one though changes to it wait in
/// its write-ahead log, and reads a last page that is cut off as if zeros followed. With a log that
/// is as it may be: its pages are still to be written there.
bool isCutOff(const QString &path)
{
    // SQLite's default; the journal never asks for another.
    constexpr qint64 pageBytes = 4096;
    const qint64 size = QFileInfo(path).size();
    const bool log = QFileInfo(path + QLatin1String("-wal")).size() > 0;
    return log ? size == 0 : size % pageBytes != 0;
}

JournalFile judged(const Error &error)
{
    return saysDamaged(error) ? JournalFile::Damaged : JournalFile::Usable;
}

} // namespace

JournalFile inspectJournal(const QString &path)
{
    if (!QFileInfo::exists(path))
        return JournalFile::Usable;
    if (isCutOff(path))
        return JournalFile::Damaged;

    // Read-only, so that a damaged file is kept as it is: closing an ordinary connection moves
    // the write-ahead log into the file.
    SqliteConnection connection(path);
    if (const Result<void> opened = connection.open(SqliteConnection::Mode::ReadOnly); !opened)
        return judged(opened.error());
    const Result<qint64> owner = connection.integer(QStringLiteral("PRAGMA application_id"));
    if (!owner)
        return judged(owner.error());
    const Result<qint64> version = connection.integer(QStringLiteral("PRAGMA user_version"));
    if (!version)
        return judged(version.error());
    if (*owner == applicationId && *version > newestVersion())
        return JournalFile::Newer;

    const Result<QString> check = connection.text(QStringLiteral("PRAGMA quick_check(1)"));
    if (!check)
        return judged(check.error());
    if (*check != QLatin1String("ok"))
        return JournalFile::Damaged;
    const Result<qint64> tables =
        connection.integer(QStringLiteral("SELECT count(*) FROM sqlite_master"));
    if (!tables)
        return judged(tables.error());
    // A program killed at the very first start leaves a file with nothing in it.
    const bool blank = *owner == 0 && *version == 0 && *tables == 0;
    const bool ours = *owner == applicationId && *version > 0;
    if (!blank && !ours)
        return JournalFile::Damaged;
    if (*version == newestVersion()) {
        if (const Result<SqliteStatement> all = connection.prepare(UploadRow::selectSql()); !all)
            return judged(all.error());
    }
    return JournalFile::Usable;
}

Result<void> migrateJournal(SqliteConnection &connection)
{
    const Result<qint64> found = connection.integer(QStringLiteral("PRAGMA user_version"));
    if (!found)
        return Failure(found.error());
    for (qint64 version = *found; version < newestVersion(); ++version) {
        Result<void> step = connection.transaction([&]() -> Result<void> {
            for (const QString &statement : migrations().at(version)) {
                if (Result<void> done = connection.exec(statement); !done)
                    return done;
            }
            return connection.exec(QStringLiteral("PRAGMA user_version = %1").arg(version + 1));
        });
        if (!step)
            return step;
    }
    return {};
}

} // namespace cosdrop

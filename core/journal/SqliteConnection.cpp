#include "core/journal/SqliteConnection.h"

#include "core/journal/StateFolder.h"

#include <QFileInfo>

#include <sqlite3.h>

#include <utility>

namespace cosdrop {

namespace {

constexpr int busyTimeoutMs = 5000;
constexpr int primaryCode = 0xff; ///< the bits of an extended result code that say its kind

Error prefixed(const QString &prefix, const QString &text)
{
    return makeError(ErrorKind::JournalFailed, prefix + u' ' + text);
}

} // namespace

void SqliteConnection::Close::operator()(sqlite3 *database) const
{
    sqlite3_close(database);
}

SqliteConnection::SqliteConnection(const QString &path)
    : m_path(path)
{
}

SqliteConnection::~SqliteConnection() = default;

Result<void> SqliteConnection::open(Mode mode)
{
    const int access =
        mode == Mode::ReadOnly ? SQLITE_OPEN_READONLY : SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE;
    sqlite3 *opened = nullptr;
    const int result = sqlite3_open_v2(m_path.toUtf8().constData(), &opened,
                                       access | SQLITE_OPEN_NOMUTEX, nullptr);
    // There is one, to tell what went wrong, also where opening failed.
    m_database.reset(opened);
    if (result != SQLITE_OK)
        return Failure(opened ? lastError() : errorOf(result));
    sqlite3_busy_timeout(opened, busyTimeoutMs);
    return {};
}

Result<SqliteStatement> SqliteConnection::prepare(const QString &sql)
{
    const QByteArray utf8 = sql.toUtf8();
    sqlite3_stmt *prepared = nullptr;
    const int result = sqlite3_prepare_v2(m_database.get(), utf8.constData(),
                                          static_cast<int>(utf8.size()), &prepared, nullptr);
    if (result != SQLITE_OK)
        return Failure(lastError());
    return SqliteStatement(*this, prepared);
}

Result<void> SqliteConnection::exec(const QString &sql)
{
    Result<SqliteStatement> statement = prepare(sql);
    if (!statement)
        return Failure(statement.error());
    return statement->run();
}

template <typename T>
Result<T> SqliteConnection::first(const QString &sql, T (SqliteStatement::*column)(int) const)
{
    Result<SqliteStatement> statement = prepare(sql);
    if (!statement)
        return Failure(statement.error());
    const Result<bool> row = statement->next();
    if (!row)
        return Failure(row.error());
    return *row ? ((*statement).*column)(0) : T();
}

Result<qint64> SqliteConnection::integer(const QString &sql)
{
    return first(sql, &SqliteStatement::integer);
}

Result<QString> SqliteConnection::text(const QString &sql)
{
    return first(sql, &SqliteStatement::text);
}

qint64 SqliteConnection::lastRowId() const
{
    return sqlite3_last_insert_rowid(m_database.get());
}

Error SqliteConnection::lastError() const
{
    return described(sqlite3_errcode(m_database.get()),
                     QString::fromUtf8(sqlite3_errmsg(m_database.get())));
}

Error SqliteConnection::errorOf(int code) const
{
    return described(code, QString::fromUtf8(sqlite3_errstr(code)));
}

Error SqliteConnection::described(int code, const QString &text) const
{
    switch (code & primaryCode) {
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB:
    // The statements of this program are right: it is the file's schema that is not.
    case SQLITE_ERROR:
        return prefixed(QStringLiteral("damaged:"), text);
    case SQLITE_FULL:
        return prefixed(QStringLiteral("full:"), text);
    case SQLITE_PERM:
    case SQLITE_READONLY:
        return prefixed(QStringLiteral("readonly:"), text);
    case SQLITE_CANTOPEN:
        return journalWriteError(QFileInfo(m_path).path(), QStringLiteral("readonly:"), text);
    case SQLITE_IOERR:
        return journalWriteError(QFileInfo(m_path).path(), QStringLiteral("other:"), text);
    default:
        return prefixed(QStringLiteral("other:"), text);
    }
}

Result<void> SqliteConnection::runPrepared(std::optional<SqliteStatement> &statement,
                                           const QString &sql)
{
    if (!statement) {
        Result<SqliteStatement> prepared = prepare(sql);
        if (!prepared)
            return Failure(prepared.error());
        statement = *std::move(prepared);
    }
    return statement->run();
}

Result<void> SqliteConnection::transaction(const std::function<Result<void>()> &work)
{
    Result<void> result = runPrepared(m_begin, QStringLiteral("BEGIN IMMEDIATE"));
    if (!result)
        return result;
    result = work();
    if (result)
        result = runPrepared(m_commit, QStringLiteral("COMMIT"));
    if (!result) {
        // Fails where SQLite has rolled back by itself, as it does on a full disk.
        static_cast<void>(exec(QStringLiteral("ROLLBACK")));
    }
    return result;
}

bool saysDamaged(const Error &error)
{
    return error.detail.startsWith(QLatin1String("damaged:"));
}

} // namespace cosdrop

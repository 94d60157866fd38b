#include "core/journal/SqliteStatement.h"

#include "core/journal/SqliteConnection.h"

#include <sqlite3.h>

#include <utility>

namespace cosdrop {

void SqliteStatement::Finalize::operator()(sqlite3_stmt *statement) const
{
    sqlite3_finalize(statement);
}

SqliteStatement::SqliteStatement(const SqliteConnection &connection, sqlite3_stmt *prepared)
    : m_connection(&connection)
    , m_statement(prepared)
    , m_held(static_cast<size_t>(sqlite3_bind_parameter_count(prepared)))
{
}

SqliteStatement::~SqliteStatement() = default;
SqliteStatement::SqliteStatement(SqliteStatement &&other) noexcept = default;
SqliteStatement &SqliteStatement::operator=(SqliteStatement &&other) noexcept = default;

void SqliteStatement::bind(int place, qint64 value)
{
    note(sqlite3_bind_int64(m_statement.get(), place + 1, value));
}

void SqliteStatement::bind(int place, const QString &text)
{
    const QByteArray &utf8 = hold(place, text.toUtf8());
    note(sqlite3_bind_text64(m_statement.get(), place + 1, utf8.constData(),
                             static_cast<sqlite3_uint64>(utf8.size()), SQLITE_STATIC, SQLITE_UTF8));
}

void SqliteStatement::bind(int place, const QByteArray &blob)
{
    const QByteArray &bytes = hold(place, blob);
    note(sqlite3_bind_blob64(m_statement.get(), place + 1, bytes.constData(),
                             static_cast<sqlite3_uint64>(bytes.size()), SQLITE_STATIC));
}

void SqliteStatement::bindNull(int place)
{
    note(sqlite3_bind_null(m_statement.get(), place + 1));
}

const QByteArray &SqliteStatement::hold(int place, const QByteArray &bytes)
{
    return m_held.at(static_cast<size_t>(place)) = bytes;
}

void SqliteStatement::note(int bindResult)
{
    if (bindResult != SQLITE_OK)
        m_bindFailure = bindResult;
}

Result<bool> SqliteStatement::next()
{
    // Without what could not be bound it would write what was bound before.
    const int failed = std::exchange(m_bindFailure, SQLITE_OK);
    if (failed != SQLITE_OK)
        return Failure(m_connection->errorOf(failed));
    const int result = sqlite3_step(m_statement.get());
    if (result == SQLITE_ROW)
        return true;
    // The error is of the connection, whose latest call resetting would become.
    Result<bool> end = false;
    if (result != SQLITE_DONE)
        end = Failure(m_connection->lastError());
    reset();
    return end;
}

Result<void> SqliteStatement::run()
{
    return eachRow([] {});
}

void SqliteStatement::reset()
{
    // Repeats the error of the latest step, which has been told.
    sqlite3_reset(m_statement.get());
}

bool SqliteStatement::isNull(int column) const
{
    return sqlite3_column_type(m_statement.get(), column) == SQLITE_NULL;
}

qint64 SqliteStatement::integer(int column) const
{
    return sqlite3_column_int64(m_statement.get(), column);
}

QString SqliteStatement::text(int column) const
{
    // In this order: the length is that of the text as it was asked for.
    const auto *utf8 =
        reinterpret_cast<const char *>(sqlite3_column_text(m_statement.get(), column));
    return QString::fromUtf8(utf8, sqlite3_column_bytes(m_statement.get(), column));
}

QByteArray SqliteStatement::blob(int column) const
{
    const auto *bytes = static_cast<const char *>(sqlite3_column_blob(m_statement.get(), column));
    return {bytes, sqlite3_column_bytes(m_statement.get(), column)};
}

} // namespace cosdrop

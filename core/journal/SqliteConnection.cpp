#include "core/journal/SqliteConnection.h"

#include "core/journal/StateFolder.h"

#include <QFileInfo>
#include <QUuid>

namespace cosdrop {

namespace {

constexpr int busyTimeoutMs = 5000;

/// https://sqlite.org/rescode.html; the low byte of an extended code.
enum ResultCode {
    GenericError = 1,
    Permission = 3,
    ReadOnlyFile = 8,
    InputOutput = 10,
    Corrupt = 11,
    Full = 13,
    CannotOpen = 14,
    NotADatabase = 26,
};

Error prefixed(const QString &prefix, const QString &text)
{
    return makeError(ErrorKind::JournalFailed, prefix + u' ' + text);
}

} // namespace

SqliteConnection::SqliteConnection(const QString &path)
    : m_path(path)
    , m_name(QStringLiteral("journal-") + QUuid::createUuid().toString(QUuid::WithoutBraces))
    , m_database(QSqlDatabase::addDatabase(QStringLiteral("QSQLITE"), m_name))
{
    m_database.setDatabaseName(path);
}

SqliteConnection::~SqliteConnection()
{
    m_begin.reset();
    m_commit.reset();
    m_database.close();
    m_database = QSqlDatabase();
    QSqlDatabase::removeDatabase(m_name);
}

Result<void> SqliteConnection::open(Mode mode)
{
    QString options = QStringLiteral("QSQLITE_BUSY_TIMEOUT=%1").arg(busyTimeoutMs);
    if (mode == Mode::ReadOnly)
        options += QLatin1String(";QSQLITE_OPEN_READONLY");
    m_database.setConnectOptions(options);
    if (!m_database.open())
        return Failure(errorOf(m_database.lastError()));
    return {};
}

Result<void> SqliteConnection::exec(const QString &sql)
{
    const Result<QVariant> first = scalar(sql);
    if (!first)
        return Failure(first.error());
    return {};
}

Result<QVariant> SqliteConnection::scalar(const QString &sql)
{
    QSqlQuery query(m_database);
    query.setForwardOnly(true);
    if (!query.exec(sql))
        return Failure(errorOf(query.lastError()));
    return query.next() ? query.value(0) : QVariant();
}

Result<QSqlQuery> SqliteConnection::prepare(const QString &sql)
{
    QSqlQuery query(m_database);
    query.setForwardOnly(true);
    if (!query.prepare(sql))
        return Failure(errorOf(query.lastError()));
    return query;
}

Result<void> SqliteConnection::run(QSqlQuery &query)
{
    if (!query.exec())
        return Failure(errorOf(query.lastError()));
    query.finish();
    return {};
}

Error SqliteConnection::errorOf(const QSqlError &error) const
{
    const QString text = error.databaseText().isEmpty() ? error.driverText() : error.databaseText();
    switch (error.nativeErrorCode().toInt() & 0xff) {
    case Corrupt:
    case NotADatabase:
    // The statements of this program are right: it is the file's schema that is not.
    case GenericError:
        return prefixed(QStringLiteral("damaged:"), text);
    case Full:
        return prefixed(QStringLiteral("full:"), text);
    case Permission:
    case ReadOnlyFile:
        return prefixed(QStringLiteral("readonly:"), text);
    case CannotOpen:
        return journalWriteError(QFileInfo(m_path).path(), QStringLiteral("readonly:"), text);
    case InputOutput:
        return journalWriteError(QFileInfo(m_path).path(), QStringLiteral("other:"), text);
    default:
        return prefixed(QStringLiteral("other:"), text);
    }
}

Result<void> SqliteConnection::runPrepared(std::optional<QSqlQuery> &query, const QString &sql)
{
    if (!query) {
        Result<QSqlQuery> prepared = prepare(sql);
        if (!prepared)
            return Failure(prepared.error());
        query = *std::move(prepared);
    }
    return run(*query);
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

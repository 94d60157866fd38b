#pragma once

#include "core/base/Result.h"
#include "core/journal/SqliteStatement.h"

#include <QString>

#include <functional>
#include <memory>
#include <optional>

struct sqlite3;

namespace cosdrop {

/// A connection to a SQLite file by SQLite's own interface: through Qt SQL, putting the columns of
/// an upload into a statement takes longer than writing them. Thread: the one that opened it.
/// Every SqliteStatement on it must be gone before it is.
///
/// All errors are JournalFailed; their detail begins with "damaged:", "readonly:", "full:" or
/// "other:", by the result codes of https://sqlite.org/rescode.html.
class SqliteConnection
{
public:
    enum class Mode { ReadWrite, ReadOnly };

    explicit SqliteConnection(const QString &path);
    ~SqliteConnection();
    SqliteConnection(const SqliteConnection &) = delete;
    SqliteConnection &operator=(const SqliteConnection &) = delete;

    /// Makes the file where it is to be written and is not there.
    Result<void> open(Mode mode);

    Result<SqliteStatement> prepare(const QString &sql);
    /// Runs one statement whose rows are of no interest.
    Result<void> exec(const QString &sql);
    /// The first column of the first row; 0 or empty where there is no row.
    Result<qint64> integer(const QString &sql);
    Result<QString> text(const QString &sql);

    /// Of the row that was written last.
    qint64 lastRowId() const;

    /// Of the latest call of SQLite's, which failed.
    Error lastError() const;
    /// Of a call that gave this code.
    Error errorOf(int code) const;

    /// Runs `work` in a transaction that takes the write lock at once. Where it or the commit
    /// fails, nothing is changed and the connection can be used as before.
    Result<void> transaction(const std::function<Result<void>()> &work);

private:
    struct Close
    {
        void operator()(sqlite3 *database) const;
    };

    template <typename T>
    Result<T> first(const QString &sql, T (SqliteStatement::*column)(int) const);
    Error described(int code, const QString &text) const;
    Result<void> runPrepared(std::optional<SqliteStatement> &statement, const QString &sql);

    const QString m_path;
    std::unique_ptr<sqlite3, Close> m_database;
    std::optional<SqliteStatement> m_begin; ///< prepared at its first use, as m_commit
    std::optional<SqliteStatement> m_commit;
};

/// Whether an error of SqliteConnection says that the file is damaged.
bool saysDamaged(const Error &error);

} // namespace cosdrop

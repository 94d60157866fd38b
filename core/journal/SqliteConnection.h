#pragma once

#include "core/base/Result.h"

#include <QSqlDatabase>
#include <QSqlError>
#include <QSqlQuery>
#include <QString>
#include <QVariant>

#include <functional>
#include <optional>

namespace cosdrop {

/// A connection of Qt SQL to a SQLite file, with a name of its own that is given back at the end.
/// Thread: the one that opened it. Every QSqlQuery on it must be gone before it is.
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

    Result<void> open(Mode mode);

    /// Runs one statement whose rows are of no interest.
    Result<void> exec(const QString &sql);
    /// The first column of the first row; an invalid QVariant where there is no row.
    Result<QVariant> scalar(const QString &sql);

    Result<QSqlQuery> prepare(const QString &sql);
    /// Runs a prepared statement that gives no rows.
    Result<void> run(QSqlQuery &query);
    Error errorOf(const QSqlError &error) const;

    /// Runs `work` in a transaction that takes the write lock at once. Where it or the commit
    /// fails, nothing is changed and the connection can be used as before.
    Result<void> transaction(const std::function<Result<void>()> &work);

private:
    Result<void> runPrepared(std::optional<QSqlQuery> &query, const QString &sql);

    const QString m_path;
    const QString m_name;
    QSqlDatabase m_database;
    std::optional<QSqlQuery> m_begin; ///< prepared at its first use, as m_commit
    std::optional<QSqlQuery> m_commit;
};

/// Whether an error of SqliteConnection says that the file is damaged.
bool saysDamaged(const Error &error);

} // namespace cosdrop

#pragma once

#include "core/base/Result.h"

#include <QByteArray>
#include <QString>

#include <memory>
#include <vector>

struct sqlite3_stmt;

namespace cosdrop {

class SqliteConnection;

/// A prepared statement of a SqliteConnection, which outlives it. Places and columns count from 0.
/// Thread: the connection's. Errors are those of SqliteConnection::lastError().
class SqliteStatement
{
public:
    /// Takes over the statement.
    SqliteStatement(const SqliteConnection &connection, sqlite3_stmt *prepared);
    ~SqliteStatement();
    SqliteStatement(SqliteStatement &&other) noexcept;
    SqliteStatement &operator=(SqliteStatement &&other) noexcept;

    /// What is bound stays so until it is bound anew; a null text or blob is an empty one.
    void bind(int place, qint64 value);
    void bind(int place, const QString &text);
    void bind(int place, const QByteArray &blob);
    void bindNull(int place);

    /// Goes to the next row. False where there is none any more: then, as after a failure, it can
    /// be bound and run anew.
    Result<bool> next();

    /// Calls `visit` at each row, to the end.
    template <typename Visit>
    Result<void> eachRow(Visit visit)
    {
        for (;;) {
            const Result<bool> row = next();
            if (!row)
                return Failure(row.error());
            if (!*row)
                return {};
            visit();
        }
    }

    /// Runs to the end; rows are of no interest.
    Result<void> run();

    // Of the row that next() came to
    bool isNull(int column) const;
    qint64 integer(int column) const;
    QString text(int column) const;
    QByteArray blob(int column) const;

private:
    struct Finalize
    {
        void operator()(sqlite3_stmt *statement) const;
    };

    void note(int bindResult);
    void reset();
    /// Keeps the bytes for as long as they are bound, which spares SQLite a copy of its own.
    const QByteArray &hold(int place, const QByteArray &bytes);

    const SqliteConnection *m_connection;
    std::unique_ptr<sqlite3_stmt, Finalize> m_statement;
    std::vector<QByteArray> m_held; ///< by places
    int m_bindFailure = 0;
};

} // namespace cosdrop

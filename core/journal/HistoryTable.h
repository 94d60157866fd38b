#pragma once

#include "core/base/HistoryEntry.h"
#include "core/journal/EndpointText.h"
#include "core/journal/SqliteConnection.h"
#include "core/journal/UploadRecord.h"

#include <optional>

namespace cosdrop {

/// The table of finished uploads in the journal's file: one row for each, which outlives that of
/// the queue; only the newest are kept. Thread: that of the connection.
class HistoryTable
{
public:
    static constexpr qint64 mostEntries = 20'000;

    /// `connection` outlives this object.
    explicit HistoryTable(SqliteConnection &connection);

    /// Statements of the migration that brings the table and fills it from the queue.
    static QStringList creation();

    Result<void> prepare();
    /// Notes an upload that has become done; nothing happens for another. Within a transaction,
    /// and before its row of the queue is written.
    Result<void> note(const UploadRecord &record, EndpointText &endpoints);
    /// Lets go of what is too old since note(). At the end of the same transaction.
    Result<void> forgetOldest();

    Result<QList<HistoryEntry>> read(const HistoryQuery &query);
    Result<QStringList> buckets();
    Result<void> clear();

private:
    SqliteConnection &m_connection;
    std::optional<SqliteStatement> m_note;
    std::optional<SqliteStatement> m_forget;
    qint64 m_notedId = 0; ///< not below the latest entry's; 0: nothing noted since forgetOldest()
};

} // namespace cosdrop

#pragma once

#include "core/base/HistoryEntry.h"
#include "core/base/Result.h"
#include "core/journal/UploadRecord.h"

#include <QList>

namespace cosdrop {

/// The queue on disk.
/// Thread: one at a time; see JournalThread. Calls come back when the change is safe against a
/// crash of the program. All errors are JournalFailed; a failed call changed nothing.
class UploadJournal
{
public:
    UploadJournal() = default;
    UploadJournal(const UploadJournal &) = delete;
    UploadJournal &operator=(const UploadJournal &) = delete;
    virtual ~UploadJournal() = default;

    /// All records by position.
    virtual Result<QList<UploadRecord>> load() = 0;

    /// Adds or replaces the records, all or none of them.
    virtual Result<void> save(const QList<UploadRecord> &records) = 0;

    /// The queued uploads among these may have something at the server from now on, whether they
    /// are saved again or not: load() gives them as contacted. Cheaper than save().
    virtual Result<void> announce(const QList<UploadId> &ids) = 0;

    virtual Result<void> remove(const QList<UploadId> &ids) = 0;

    /// Uploads that were saved as done, newest first, also those that were removed since. Only so
    /// many are kept.
    virtual Result<QList<HistoryEntry>> history(const HistoryQuery &query) = 0;
    /// All buckets in the history, sorted.
    virtual Result<QStringList> historyBuckets() = 0;
    virtual Result<void> clearHistory() = 0;
};

} // namespace cosdrop

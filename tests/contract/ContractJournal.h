#pragma once

#include "core/journal/MemoryUploadJournal.h"

#include <algorithm>

namespace cosdrop::test {

/// A journal in memory that can be told to be full. Thread: any one.
class ContractJournal final : public UploadJournal
{
public:
    Result<QList<UploadRecord>> load() override { return m_kept.load(); }

    Result<void> save(const QList<UploadRecord> &records) override
    {
        if (isFull)
            return fail(ErrorKind::JournalFailed, QStringLiteral("full: no room"));
        return m_kept.save(records);
    }

    Result<void> remove(const QList<UploadId> &ids) override { return m_kept.remove(ids); }

    Result<QList<HistoryEntry>> history(const HistoryQuery &query) override
    {
        return m_kept.history(query);
    }

    Result<QStringList> historyBuckets() override { return m_kept.historyBuckets(); }

    Result<void> clearHistory() override { return m_kept.clearHistory(); }

    /// Whether it says of the upload that it has come to this state.
    bool says(UploadId id, UploadState state)
    {
        const auto records = m_kept.load();
        return std::any_of(records->cbegin(), records->cend(), [&](const UploadRecord &record) {
            return record.id == id && record.state == state;
        });
    }

    bool isFull = false;

private:
    MemoryUploadJournal m_kept;
};

} // namespace cosdrop::test

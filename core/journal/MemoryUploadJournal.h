#pragma once

#include "core/journal/UploadJournal.h"

#include <map>

namespace cosdrop {

/// UploadJournal that is gone with the program: for runs that keep nothing. Thread: any one.
class MemoryUploadJournal final : public UploadJournal
{
public:
    Result<QList<UploadRecord>> load() override;
    Result<void> save(const QList<UploadRecord> &records) override;
    Result<void> announce(const QList<UploadId> &ids) override;
    Result<void> remove(const QList<UploadId> &ids) override;
    Result<QList<HistoryEntry>> history(const HistoryQuery &query) override;
    Result<QStringList> historyBuckets() override;
    Result<void> clearHistory() override;

private:
    std::map<UploadId, UploadRecord> m_records;
};

} // namespace cosdrop

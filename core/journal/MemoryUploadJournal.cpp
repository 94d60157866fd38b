#include "core/journal/MemoryUploadJournal.h"

#include <algorithm>

namespace cosdrop {

Result<QList<UploadRecord>> MemoryUploadJournal::load()
{
    QList<UploadRecord> records;
    for (const auto &[id, record] : m_records)
        records.append(record);
    std::stable_sort(
        records.begin(), records.end(),
        [](const UploadRecord &a, const UploadRecord &b) { return a.position < b.position; });
    return records;
}

Result<void> MemoryUploadJournal::save(const QList<UploadRecord> &records)
{
    for (const UploadRecord &record : records)
        m_records.insert_or_assign(record.id, record);
    return {};
}

Result<void> MemoryUploadJournal::announce(const QList<UploadId> &ids)
{
    for (const UploadId id : ids) {
        const auto found = m_records.find(id);
        if (found != m_records.end())
            found->second.contacted = true;
    }
    return {};
}

Result<void> MemoryUploadJournal::remove(const QList<UploadId> &ids)
{
    for (const UploadId id : ids)
        m_records.erase(id);
    return {};
}

// A run that keeps nothing has no history either.

Result<QList<HistoryEntry>> MemoryUploadJournal::history(const HistoryQuery &)
{
    return QList<HistoryEntry>();
}

Result<QStringList> MemoryUploadJournal::historyBuckets()
{
    return QStringList();
}

Result<void> MemoryUploadJournal::clearHistory()
{
    return {};
}

} // namespace cosdrop

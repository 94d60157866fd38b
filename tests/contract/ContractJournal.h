#pragma once

#include "core/journal/MemoryUploadJournal.h"

#include <QMutex>
#include <QSemaphore>

#include <algorithm>
#include <atomic>

namespace cosdrop::test {

/// A journal in memory that can be told to be full. Thread: any.
class ContractJournal final : public UploadJournal
{
public:
    Result<QList<UploadRecord>> load() override
    {
        const QMutexLocker lock(&m_mutex);
        return m_kept.load();
    }

    Result<void> save(const QList<UploadRecord> &records) override
    {
        waitForRelease();
        const QMutexLocker lock(&m_mutex);
        if (isFull)
            return noRoom();
        return m_kept.save(records);
    }

    Result<void> announce(const QList<UploadId> &ids) override
    {
        waitForRelease();
        const QMutexLocker lock(&m_mutex);
        if (isFull)
            return noRoom();
        return m_kept.announce(ids);
    }

    Result<void> remove(const QList<UploadId> &ids) override
    {
        const QMutexLocker lock(&m_mutex);
        return m_kept.remove(ids);
    }

    Result<QList<HistoryEntry>> history(const HistoryQuery &query) override
    {
        return m_kept.history(query);
    }

    Result<QStringList> historyBuckets() override { return m_kept.historyBuckets(); }

    Result<void> clearHistory() override { return m_kept.clearHistory(); }

    /// What is written takes until release().
    void hold() { m_entry.acquire(); }

    void release() { m_entry.release(); }

    /// Whether it says of the upload that it has come to this state.
    bool says(UploadId id, UploadState state)
    {
        const auto records = load();
        return std::any_of(records->cbegin(), records->cend(), [&](const UploadRecord &record) {
            return record.id == id && record.state == state;
        });
    }

    std::atomic_bool isFull = false;

private:
    void waitForRelease()
    {
        m_entry.acquire();
        m_entry.release();
    }

    static Result<void> noRoom()
    {
        return fail(ErrorKind::JournalFailed, QStringLiteral("full: no room"));
    }

    QMutex m_mutex;
    QSemaphore m_entry{1};
    MemoryUploadJournal m_kept;
};

} // namespace cosdrop::test

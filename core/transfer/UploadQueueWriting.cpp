// What the queue gives the journal to keep, and what waits until that is written.

#include "core/transfer/UploadQueue.h"

namespace cosdrop {

namespace {

/// Small files whose requests are announced at a time: after a crash the server is asked of each.
constexpr int mostAnnounced = 64;

/// Records that wait for the journal before more had better not be added, and when they may be
/// again: enough that it always has some to write, few enough to take no room worth speaking of.
constexpr qsizetype manyUnwritten = 4000;
constexpr qsizetype fewUnwritten = 2000;

} // namespace

void UploadQueue::taskWantsSaving(UploadTask &task, int save)
{
    const qint64 id = number(task.id());
    Entry &entry = m_entries.at(id);
    const UploadSpec before = entry.record.spec;
    describe(task, entry);
    entry.record.size = entry.size;
    m_begun.erase(id);
    if (isFinal(entry.record.state)) {
        // What has ended may wait: of many small files it is cheaper to write many at once.
        m_ended.insert(id);
        m_endedLocks.insert(lockOf(entry.record.spec), notAskedYet);
        entry.write = notAskedYet;
        task.saved(save);
        return;
    }
    m_ended.erase(id);
    const bool isAtItsFile = std::holds_alternative<state::SendingWhole>(task.state().phase);
    if (isAtItsFile && entry.isAnnounced && entry.record.spec == before)
        m_begun.insert(id);
    else
        write({entry.record});
    goOnAfter(entry.write, task, save);
}

void UploadQueue::goOnAfter(quint64 write, UploadTask &task, int save)
{
    if (write <= m_written)
        task.saved(save);
    else
        m_waiting.push_back({write, &task, save});
}

void UploadQueue::announceFrom(Entry &first)
{
    if (!goesWhole(first) || (first.isAnnounced && --m_announcedAhead >= mostAnnounced / 2))
        return;
    QList<Entry *> entries;
    if (!first.isAnnounced)
        entries.append(&first);
    m_announcedAhead = 0;
    for (auto next = m_ready.cbegin(); next != m_ready.cend(); ++next) {
        Entry &entry = m_entries.at(next->second);
        if (m_announcedAhead == mostAnnounced || !goesWhole(entry))
            break;
        ++m_announcedAhead;
        if (!entry.isAnnounced)
            entries.append(&entry);
    }
    if (entries.isEmpty())
        return;
    const quint64 write = ++m_writes;
    QList<UploadId> ids;
    for (Entry *entry : std::as_const(entries)) {
        entry->isAnnounced = true;
        entry->write = write;
        ids.append(entry->record.id);
    }
    m_journal.announce(ids, this,
                       [=, this](const Result<void> &result) { written(write, ids, result); });
}

void UploadQueue::save(QList<UploadRecord> records)
{
    for (const UploadRecord &record : std::as_const(records)) {
        m_ended.erase(number(record.id));
        m_begun.erase(number(record.id));
    }
    for (std::set<qint64> *more : {&m_ended, &m_begun}) {
        for (const qint64 id : std::exchange(*more, {}))
            records.append(m_entries.at(id).record);
    }
    if (records.isEmpty())
        return;
    write(records);
    for (quint64 &writeOfEnd : m_endedLocks) {
        if (writeOfEnd == notAskedYet)
            writeOfEnd = m_writes;
    }
}

void UploadQueue::write(const QList<UploadRecord> &records)
{
    const quint64 write = ++m_writes;
    QList<UploadId> ids;
    for (const UploadRecord &record : records) {
        Entry &entry = m_entries.at(number(record.id));
        entry.write = write;
        entry.isAnnounced = record.contacted;
        ids.append(record.id);
    }
    countUnwritten(ids.size());
    m_journal.save(records, this, [this, write, ids](const Result<void> &saved) {
        countUnwritten(-ids.size());
        if (!saved)
            keepEnded(ids, write);
        written(write, ids, saved);
    });
}

void UploadQueue::keepEnded(const QList<UploadId> &ids, quint64 write)
{
    // When there is room again nothing else would write it: no more comes of what has ended.
    for (const UploadId id : ids) {
        const Entry *entry = find(id);
        if (!entry || entry->write != write || !isFinal(entry->record.state))
            continue;
        m_ended.insert(number(id));
        m_endedLocks.insert(lockOf(entry->record.spec), notAskedYet);
    }
}

void UploadQueue::written(quint64 write, const QList<UploadId> &ids, const Result<void> &result)
{
    m_written = write;
    report(result);
    m_endedLocks.removeIf([write](const auto &ended) { return ended.value() <= write; });
    for (const UploadId id : ids) {
        Entry *entry = find(id);
        if (!entry || entry->write > write)
            continue;
        if (!result)
            entry->isAnnounced = false;
        if (m_untold.erase(number(id)) > 0)
            touch(id);
    }
    while (!m_waiting.empty() && m_waiting.front().write <= write) {
        const Waiting next = std::move(m_waiting.front());
        m_waiting.pop_front();
        if (next.task)
            next.task->saved(next.save);
    }
    const bool isOver = isIdle() && !isWriting() && !m_isIdleTold;
    if (write == m_tellAfter || isOver)
        tell();
    tellStopped();
}

void UploadQueue::countUnwritten(qsizetype records)
{
    m_unwritten += records;
    const bool isBehind = m_unwritten >= (m_isBehind ? fewUnwritten : manyUnwritten);
    if (std::exchange(m_isBehind, isBehind) != isBehind)
        Q_EMIT behind(isBehind);
}

void UploadQueue::clearHistory()
{
    // What has ended by now is to be forgotten with the rest.
    save({});
    const quint64 write = ++m_writes;
    m_journal.clearHistory(this,
                           [=, this](const Result<void> &cleared) { written(write, {}, cleared); });
}

void UploadQueue::report(const Result<void> &result)
{
    if (!result) {
        if (!std::exchange(m_hasTrouble, true))
            Q_EMIT journalTrouble(result.error());
    } else if (std::exchange(m_hasTrouble, false)) {
        Q_EMIT journalTrouble(std::nullopt);
    }
}

} // namespace cosdrop

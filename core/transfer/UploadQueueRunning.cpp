// Which uploads run: how a task is made when its turn comes, and let go when it has ended.

#include "core/transfer/UploadQueue.h"

#include <algorithm>

namespace cosdrop {

namespace {

/// Tries of an upload whose target has just been found out of reach by another one.
constexpr int attemptsWhileUnreachable = 1;

/// Files that begin ahead at a time: to wake a thread for each costs more than its hash.
constexpr size_t aheadTogether = 8;

} // namespace

bool UploadQueue::isIdle() const
{
    return slotsInUse() == 0 && m_ready.empty() && !m_isSweeping;
}

void UploadQueue::stop()
{
    m_isStopped = true;
    emptyShelf();
    QList<UploadRecord> records;
    for (const qint64 id : m_running) {
        Entry &entry = m_entries.at(id);
        describe(*entry.task, entry);
        if (!isFinal(entry.record.state) && entry.record.state != UploadState::Paused)
            entry.record.state = UploadState::Queued;
        // What is being taken back is not yet gone.
        if (entry.record.leaving
            && std::holds_alternative<state::TakingBack>(entry.task->state().phase))
            entry.record.state = UploadState::Paused;
        entry.task.reset();
        records.append(entry.record);
        touch(entry.record.id);
    }
    while (!m_ahead.empty())
        putBack(m_entries.at(*m_ahead.begin()));
    m_running.clear();
    m_locks.clear();
    save(records);
    m_isStopTold = false;
    tellStopped();
}

UploadTask *UploadQueue::makeTask(Entry &entry)
{
    const auto path = ObjectPath::parse(entry.record.spec.objectPath);
    if (!path)
        return nullptr;
    UploadTask::Limits limits = m_settings.limits;
    if (m_unreachable.contains(entry.record.spec.target))
        limits.retry.maxAttempts = attemptsWhileUnreachable;
    UploadTaskOwner &owner = *this;
    entry.task = std::make_unique<UploadTask>(entry.record, *path, m_ports, owner, limits);
    return entry.task.get();
}

UploadTask *UploadQueue::run(Entry &entry)
{
    UploadTask *task = makeTask(entry);
    if (task)
        m_running.insert(number(entry.record.id));
    return task;
}

int UploadQueue::slotsInUse() const
{
    return static_cast<int>(std::count_if(m_running.begin(), m_running.end(), [this](qint64 id) {
        return !std::holds_alternative<state::Asking>(m_entries.at(id).task->state().phase);
    }));
}

void UploadQueue::startNext()
{
    if (m_isStopped)
        return;
    int used = slotsInUse();
    auto next = m_ready.begin();
    while (next != m_ready.end() && used < m_settings.parallelFiles) {
        Entry &entry = m_entries.at(next->second);
        if (!takeLock(entry) && !takeLockOfAhead(entry)) {
            ++next;
            continue;
        }
        next = m_ready.erase(next);
        start(entry);
        ++used;
    }
    startAhead(next);
}

bool UploadQueue::takeLock(Entry &entry)
{
    if (!entry.lock.isEmpty())
        return true;
    QString lock = lockOf(entry.record.spec);
    if (m_locks.contains(lock))
        return false;
    m_locks.insert(lock);
    entry.lock = std::move(lock);
    return true;
}

bool UploadQueue::takeLockOfAhead(Entry &entry)
{
    const QString lock = lockOf(entry.record.spec);
    for (const qint64 id : m_ahead) {
        Entry &ahead = m_entries.at(id);
        if (ahead.lock == lock) {
            putBack(ahead);
            return takeLock(entry);
        }
    }
    return false;
}

void UploadQueue::startAhead(Places::const_iterator next)
{
    const auto least = static_cast<size_t>(m_settings.parallelFiles);
    if (m_ahead.size() > least)
        return;
    const size_t most = least + aheadTogether;
    for (; next != m_ready.end() && m_ahead.size() < most; ++next) {
        Entry &entry = m_entries.at(next->second);
        if (entry.task)
            continue;
        // Of others it takes a request to know more.
        if (!goesWhole(entry) || entry.record.contacted)
            return;
        if (!takeLock(entry))
            continue;
        if (UploadTask *task = makeTask(entry)) {
            m_ahead.insert(next->second);
            task->startAhead();
        } else {
            m_locks.remove(std::exchange(entry.lock, {}));
        }
    }
}

void UploadQueue::putBack(Entry &entry)
{
    if (m_ahead.erase(number(entry.record.id)) == 0)
        return;
    m_locks.remove(std::exchange(entry.lock, {}));
    entry.task.reset();
}

UploadQueue::Entry *UploadQueue::settled(UploadId id)
{
    Entry *entry = find(id);
    if (entry)
        putBack(*entry);
    return entry;
}

void UploadQueue::start(Entry &entry)
{
    if (entry.task && entry.task->hasFailedAhead()) {
        putBack(entry);
        takeLock(entry);
    }
    // After a crash the one that has ended there would find this one's bytes, and not its own.
    if (const auto ended = m_endedLocks.constFind(entry.lock); ended != m_endedLocks.cend()) {
        if (*ended == notAskedYet)
            save({});
        entry.isAnnounced = false;
    }
    announceFrom(entry);
    const qint64 id = number(entry.record.id);
    if (m_ahead.erase(id) > 0) {
        m_running.insert(id);
        entry.task->takeTurn();
        touch(entry.record.id);
    } else if (UploadTask *task = run(entry)) {
        task->feed(event::Start{});
    }
}

bool UploadQueue::goesWhole(const Entry &entry) const
{
    return entry.record.spec.hash && entry.size <= m_settings.limits.wholeLimit;
}

void UploadQueue::describe(const UploadTask &task, Entry &entry)
{
    UploadRecord &record = entry.record;
    task.describe(record, m_lastLinks);
    if (record.fingerprint)
        entry.size = record.fingerprint->size;
    record.settle();
    if (record.links != KeptLinks())
        m_lastLinks = record.links;
}

void UploadQueue::taskChanged(UploadTask &task)
{
    if (task.isAhead())
        return;
    touch(task.id());
    const UploadState state = task.visible();
    if (isFinal(state) || state == UploadState::Paused
        || std::holds_alternative<state::Asking>(task.state().phase))
        sweepSoon();
    if (task.state().job.spoke)
        m_unreachable.remove(task.state().job.spec.target);
}

void UploadQueue::taskSentBytes(qint64 bytes)
{
    const auto now = m_ports.clock.steady();
    m_rate.add(bytes, now);
    m_longRate.add(bytes, now);
}

void UploadQueue::sweepSoon()
{
    if (std::exchange(m_isSweeping, true))
        return;
    QMetaObject::invokeMethod(this, &UploadQueue::sweep, Qt::QueuedConnection);
}

void UploadQueue::sweep()
{
    m_isSweeping = false;
    const std::set<qint64> running = m_running;
    QList<UploadId> gone;
    for (const qint64 id : running) {
        Entry &entry = m_entries.at(id);
        if (const auto *asking = std::get_if<state::Asking>(&entry.task->state().phase)) {
            const auto standing = m_standing.constFind(asking->question.kind);
            if (standing != m_standing.constEnd())
                entry.task->feed(event::Answered{*standing});
            continue;
        }
        const UploadState state = entry.task->visible();
        if (!isFinal(state) && state != UploadState::Paused)
            continue;
        endTask(entry);
        if (entry.isToBeRemoved)
            gone.append(entry.record.id);
    }
    removeNow(gone);
    startNext();
    if (isIdle())
        publish();
}

void UploadQueue::endTask(Entry &entry)
{
    const UploadId id = entry.record.id;
    entry.startedAgain = entry.task->state().job.startedAgain;
    m_locks.remove(std::exchange(entry.lock, {}));
    const UploadSpec asked = entry.task->state().job.spec;
    // What is done was described when it became so.
    if (entry.record.state != UploadState::Done) {
        const qint64 finishedMs = entry.record.finishedMs;
        describe(*entry.task, entry);
        entry.record.finishedMs = finishedMs;
    }
    const UploadState state = entry.record.state;
    if (state == UploadState::Failed && entry.record.error
        && isConnectivity(entry.record.error->kind))
        m_unreachable.insert(entry.record.spec.target, 1);
    if (state == UploadState::Done || state == UploadState::Skipped)
        m_unfinished.remove(keyOf(asked));
    entry.task.reset();
    m_running.erase(number(id));
    touch(id);
}

} // namespace cosdrop

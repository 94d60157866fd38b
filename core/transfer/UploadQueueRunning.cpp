// Which uploads run: how a task is made when its turn comes, and let go when it has ended.

#include "core/transfer/UploadQueue.h"

#include <algorithm>

namespace cosdrop {

namespace {

/// Tries of an upload whose target has just been found out of reach by another one.
constexpr int attemptsWhileUnreachable = 1;

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
    m_running.clear();
    m_locks.clear();
    save(records);
    do
        publish();
    while (!m_dirty.empty());
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
    m_running.insert(number(entry.record.id));
    return entry.task.get();
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
    for (auto next = m_ready.begin(); next != m_ready.end() && used < m_settings.parallelFiles;) {
        Entry &entry = m_entries.at(next->second);
        QString lock = lockOf(entry.record.spec);
        if (m_locks.contains(lock)) {
            ++next;
            continue;
        }
        next = m_ready.erase(next);
        m_locks.insert(lock);
        entry.lock = std::move(lock);
        start(entry);
        ++used;
    }
}

void UploadQueue::start(Entry &entry)
{
    // After a crash the one that has ended there would find this one's bytes, and not its own.
    if (m_endedLocks.contains(entry.lock))
        save({});
    if (UploadTask *task = makeTask(entry))
        task->feed(event::Start{});
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

void UploadQueue::taskWantsSaving(UploadTask &task)
{
    Entry &entry = m_entries.at(number(task.id()));
    describe(task, entry);
    entry.record.size = entry.size;
    if (isFinal(entry.record.state)) {
        m_ended.insert(number(task.id()));
        m_endedLocks.insert(lockOf(entry.record.spec));
        return;
    }
    // What has ended may wait: of many small files it is cheaper to write many at once.
    m_ended.erase(number(task.id()));
    report(m_journal.save({entry.record}));
}

void UploadQueue::taskChanged(UploadTask &task)
{
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

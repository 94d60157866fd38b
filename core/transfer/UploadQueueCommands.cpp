// What a person asks of uploads that are in the queue.

#include "core/transfer/UploadQueue.h"

namespace cosdrop {

namespace {

/// Nothing of it is left to take back; a failed one may have left something at the server.
bool isOver(UploadState state)
{
    return isFinal(state) && state != UploadState::Failed;
}

} // namespace

void UploadQueue::pause(const QList<UploadId> &ids)
{
    QList<UploadRecord> paused;
    for (const UploadId id : ids) {
        Entry *entry = settled(id);
        if (!entry || isFinal(entry->record.state))
            continue;
        if (entry->task) {
            entry->task->feed(event::PauseAsked{});
            continue;
        }
        dequeue(*entry);
        entry->isHeld = false;
        entry->record.state = UploadState::Paused;
        entry->record.pausedByUser = true;
        paused.append(entry->record);
        touch(id);
    }
    save(paused);
}

void UploadQueue::resume(const QList<UploadId> &ids)
{
    for (const UploadId id : ids) {
        Entry *entry = settled(id);
        if (!entry)
            continue;
        if (entry->task && entry->record.state != UploadState::Paused)
            entry->task->feed(event::RetryAsked{});
        else if (entry->record.state == UploadState::Paused || entry->isHeld) {
            if (entry->task)
                endTask(*entry);
            enqueue(*entry);
        }
    }
    startNext();
}

void UploadQueue::pauseAll()
{
    QList<UploadId> ids;
    for (const auto &[id, entry] : m_entries) {
        if (!isFinal(entry.record.state) && entry.record.state != UploadState::Paused)
            ids.append(UploadId{id});
    }
    pause(ids);
}

void UploadQueue::resumeAll()
{
    QList<UploadId> ids;
    for (const auto &[id, entry] : m_entries) {
        if (entry.record.state == UploadState::Paused && !entry.isShelved)
            ids.append(UploadId{id});
    }
    resume(ids);
}

void UploadQueue::cancel(const QList<UploadId> &ids)
{
    for (const UploadId id : ids) {
        Entry *entry = settled(id);
        if (!entry)
            continue;
        if (isOver(entry->record.state))
            continue;
        dequeue(*entry);
        m_isIdleTold = false;
        if (entry->task || entry->record.contacted) {
            UploadTask *task = entry->task ? entry->task.get() : run(*entry);
            if (task) {
                task->feed(event::CancelAsked{});
                continue;
            }
        }
        entry->record.state = UploadState::Cancelled;
        entry->record.error = {};
        entry->record.finishedMs = m_ports.clock.now().count();
        save({entry->record});
        touch(id);
    }
}

void UploadQueue::retry(const QList<UploadId> &ids)
{
    for (const UploadId id : ids) {
        Entry *entry = settled(id);
        if (!entry)
            continue;
        const UploadState now = entry->record.state;
        const bool hasEnded = !entry->task || isFinal(entry->task->visible());
        if (now != UploadState::Done && isFinal(now) && hasEnded) {
            if (entry->task)
                endTask(*entry);
            enqueue(*entry);
        } else if (entry->task) {
            entry->task->feed(event::RetryAsked{});
        }
    }
    m_unreachable.clear();
    startNext();
}

void UploadQueue::remove(const QList<UploadId> &ids)
{
    QList<UploadId> now;
    QList<UploadId> afterCancel;
    for (const UploadId id : ids) {
        Entry *entry = settled(id);
        if (!entry)
            continue;
        if (canGoAtOnce(*entry)) {
            now.append(id);
            continue;
        }
        entry->isToBeRemoved = true;
        afterCancel.append(id);
    }
    removeNow(now);
    cancel(afterCancel);
}

bool UploadQueue::canGoAtOnce(const Entry &entry)
{
    return !entry.task && (isOver(entry.record.state) || !entry.record.contacted);
}

void UploadQueue::removeNow(const QList<UploadId> &ids)
{
    if (ids.isEmpty())
        return;
    save({});
    for (const UploadId id : ids) {
        Entry *entry = find(id);
        if (!entry)
            continue;
        dequeue(*entry);
        const Key key = keyOf(entry->record.spec);
        if (m_unfinished.value(key) == id)
            m_unfinished.remove(key);
        uncount(*entry);
        m_dirty.erase(number(id));
        m_untold.erase(number(id));
        m_ended.erase(number(id));
        m_begun.erase(number(id));
        m_entries.erase(number(id));
    }
    m_isIdleTold = false;
    m_tellAfter = ++m_writes;
    m_journal.remove(ids, this, [=, this, write = m_writes](const Result<void> &result) {
        Q_EMIT removed(ids);
        written(write, {}, result);
    });
}

void UploadQueue::answer(const QList<UploadId> &ids, Answer answer)
{
    for (const UploadId id : ids) {
        Entry *entry = find(id);
        if (entry && entry->task)
            entry->task->feed(event::Answered{answer});
    }
}

void UploadQueue::answerAll(Question::Kind kind, Answer answer)
{
    m_standing.insert(kind, answer);
    sweepSoon();
}

} // namespace cosdrop

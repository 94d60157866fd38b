#include "core/transfer/UploadQueue.h"

#include <algorithm>

namespace cosdrop {

namespace {

qint64 number(UploadId id)
{
    return static_cast<qint64>(id);
}

/// Tries of an upload whose target has just been found out of reach by another one.
constexpr int attemptsWhileUnreachable = 1;

} // namespace

UploadQueue::UploadQueue(const TransferPorts &ports, UploadJournal &journal,
                         const Settings &settings, QObject *parent)
    : QObject(parent)
    , m_ports(ports)
    , m_journal(journal)
    , m_settings(settings)
{
    m_publishTimer.setSingleShot(true);
    connect(&m_publishTimer, &QTimer::timeout, this, [this] {
        // Speeds fall and waits run down with nothing happening.
        if (m_dirty.empty())
            m_dirty = m_running;
        publish();
    });
}

UploadQueue::~UploadQueue() = default;

void UploadQueue::load(const QList<UploadRecord> &records, Startup startup,
                       std::optional<ConflictRule> rule)
{
    for (const UploadRecord &record : records) {
        Entry &entry = m_entries[number(record.id)];
        entry.record = record;
        entry.size = record.fingerprint ? record.fingerprint->size : record.size;
        m_lastId = std::max(m_lastId, number(record.id));
        m_lastPosition = std::max(m_lastPosition, record.position);
        UploadRecord &kept = entry.record;
        if (kept.state == UploadState::Failed && startup == Startup::RunAll) {
            kept.state = UploadState::Queued;
            kept.error = {};
        }
        if (!isFinal(kept.state)) {
            if (rule)
                kept.spec.conflictRule = *rule;
            const bool staysPaused = kept.pausedByUser && startup != Startup::RunAll;
            kept.pausedByUser = staysPaused;
            kept.state = staysPaused ? UploadState::Paused : UploadState::Queued;
            entry.isHeld = startup == Startup::Hold;
            if (!staysPaused && !entry.isHeld)
                m_ready.insert({kept.position, number(kept.id)});
        }
        if (kept.state != UploadState::Done && kept.state != UploadState::Skipped)
            m_unfinished.insert(keyOf(kept.spec), kept.id);
        touch(kept.id);
    }
    m_isIdleTold = false;
    startNext();
    publish();
}

void UploadQueue::setSettings(const Settings &settings)
{
    m_settings = settings;
    for (const qint64 id : m_running)
        m_entries.at(id).task->setParallelSlices(settings.limits.parallelSlices);
    startNext();
}

void UploadQueue::add(const QList<NewUpload> &uploads)
{
    QList<UploadRecord> records;
    records.reserve(uploads.size());
    for (const NewUpload &upload : uploads) {
        if (adopt(upload))
            continue;
        const UploadId id{++m_lastId};
        Entry &entry = m_entries[number(id)];
        UploadRecord &record = entry.record;
        record.id = id;
        record.position = ++m_lastPosition;
        record.spec = upload.spec;
        record.size = upload.size;
        record.addedMs = upload.addedMs > 0 ? upload.addedMs : m_ports.clock.now().count();
        entry.size = upload.size;
        if (const auto path = ObjectPath::parse(upload.spec.objectPath)) {
            m_ready.insert({record.position, number(id)});
        } else {
            record.state = UploadState::Failed;
            record.error = path.error();
            record.finishedMs = record.addedMs;
        }
        m_unfinished.insert(keyOf(upload.spec), id);
        records.append(record);
        touch(id);
    }
    save(records);
    m_isIdleTold = false;
    startNext();
}

bool UploadQueue::adopt(const NewUpload &upload)
{
    Entry *entry = find(m_unfinished.value(keyOf(upload.spec)));
    // A name that a rename has freed may still lead to an upload that has ended.
    if (!entry || entry->record.state == UploadState::Done
        || entry->record.state == UploadState::Skipped)
        return false;
    if (entry->task || m_ready.contains({entry->record.position, number(entry->record.id)}))
        return true;
    UploadRecord &record = entry->record;
    record.spec.conflictRule = upload.spec.conflictRule;
    if (!record.contacted) {
        record.spec.hash = upload.spec.hash;
        record.spec.sliceSize = upload.spec.sliceSize;
    }
    enqueue(*entry);
    return true;
}

void UploadQueue::enqueue(Entry &entry)
{
    UploadRecord &record = entry.record;
    if (const auto path = ObjectPath::parse(record.spec.objectPath); !path) {
        record.state = UploadState::Failed;
        record.error = path.error();
        touch(record.id);
        return;
    }
    record.state = UploadState::Queued;
    record.pausedByUser = false;
    record.error = {};
    record.finishedMs = 0;
    entry.isHeld = false;
    m_unfinished.insert(keyOf(record.spec), record.id);
    m_ready.insert({record.position, number(record.id)});
    save({record});
    touch(record.id);
    m_isIdleTold = false;
}

void UploadQueue::dequeue(const Entry &entry)
{
    m_ready.erase({entry.record.position, number(entry.record.id)});
}

void UploadQueue::pause(const QList<UploadId> &ids)
{
    QList<UploadRecord> paused;
    for (const UploadId id : ids) {
        Entry *entry = find(id);
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
        Entry *entry = find(id);
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
        if (entry.record.state == UploadState::Paused)
            ids.append(UploadId{id});
    }
    resume(ids);
}

void UploadQueue::cancel(const QList<UploadId> &ids)
{
    for (const UploadId id : ids) {
        Entry *entry = find(id);
        if (!entry)
            continue;
        const UploadState now = entry->record.state;
        if (now == UploadState::Done || now == UploadState::Skipped
            || now == UploadState::Cancelled)
            continue;
        dequeue(*entry);
        m_isIdleTold = false;
        if (entry->task || entry->record.contacted) {
            UploadTask *task = entry->task ? entry->task.get() : makeTask(*entry);
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
        Entry *entry = find(id);
        if (!entry)
            continue;
        const UploadState now = entry->record.state;
        if (now != UploadState::Done && isFinal(now) && !entry->task)
            enqueue(*entry);
        else if (entry->task)
            entry->task->feed(event::RetryAsked{});
    }
    m_unreachable.clear();
    startNext();
}

void UploadQueue::remove(const QList<UploadId> &ids)
{
    QList<UploadId> now;
    QList<UploadId> afterCancel;
    for (const UploadId id : ids) {
        Entry *entry = find(id);
        if (!entry)
            continue;
        const UploadState state = entry->record.state;
        const bool isOver = state == UploadState::Done || state == UploadState::Skipped
                            || state == UploadState::Cancelled;
        if (!entry->task && (isOver || !entry->record.contacted)) {
            now.append(id);
            continue;
        }
        entry->isToBeRemoved = true;
        afterCancel.append(id);
    }
    removeNow(now);
    cancel(afterCancel);
}

void UploadQueue::removeNow(const QList<UploadId> &ids)
{
    if (ids.isEmpty())
        return;
    for (const UploadId id : ids) {
        Entry *entry = find(id);
        dequeue(*entry);
        const QString key = keyOf(entry->record.spec);
        if (m_unfinished.value(key) == id)
            m_unfinished.remove(key);
        UploadSnapshot nothing;
        nothing.state = UploadState::Cancelled;
        count(*entry, nothing);
        --m_totals.cancelled;
        --m_totals.uploads;
        m_dirty.erase(number(id));
        m_entries.erase(number(id));
    }
    report(m_journal.remove(ids));
    Q_EMIT removed(ids);
    m_isIdleTold = false;
    publish();
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

bool UploadQueue::isIdle() const
{
    return slotsInUse() == 0 && m_ready.empty() && !m_isSweeping;
}

void UploadQueue::stop()
{
    m_isStopped = true;
    QList<UploadRecord> records;
    for (const qint64 id : m_running) {
        Entry &entry = m_entries.at(id);
        entry.task->describe(entry.record);
        if (!isFinal(entry.record.state) && entry.record.state != UploadState::Paused)
            entry.record.state = UploadState::Queued;
        entry.task.reset();
        records.append(entry.record);
        touch(entry.record.id);
    }
    m_running.clear();
    m_locks.clear();
    save(records);
    publish();
}

UploadQueue::Entry *UploadQueue::find(UploadId id)
{
    const auto found = m_entries.find(number(id));
    return found == m_entries.end() ? nullptr : &found->second;
}

QString UploadQueue::lockOf(const UploadSpec &spec) const
{
    return spec.target.endpoint.toString() + QLatin1Char('\n') + spec.target.appId
           + QLatin1Char('\n') + spec.target.bucket + QLatin1Char('\n') + spec.objectPath;
}

QString UploadQueue::keyOf(const UploadSpec &spec) const
{
    return lockOf(spec) + QLatin1Char('\n') + spec.localPath;
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
        if (m_locks.contains(lockOf(entry.record.spec))) {
            ++next;
            continue;
        }
        next = m_ready.erase(next);
        start(entry);
        ++used;
    }
}

void UploadQueue::start(Entry &entry)
{
    entry.lock = lockOf(entry.record.spec);
    m_locks.insert(entry.lock);
    if (UploadTask *task = makeTask(entry))
        task->feed(event::Start{});
}

void UploadQueue::taskWantsSaving(UploadTask &task)
{
    Entry &entry = m_entries.at(number(task.id()));
    task.describe(entry.record);
    entry.record.size = entry.size;
    save({entry.record});
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
    const UploadRecord before = entry.record;
    entry.task->describe(entry.record);
    entry.record.finishedMs = before.finishedMs;
    if (entry.record.fingerprint)
        entry.size = entry.record.fingerprint->size;
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

#include "core/transfer/UploadQueue.h"

#include <algorithm>

namespace cosdrop {

UploadQueue::UploadQueue(const TransferPorts &ports, JournalThread &journal,
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
                       std::optional<ConflictRule> rule, const std::optional<Target> &account)
{
    QList<UploadId> leaving;
    for (const UploadRecord &record : records) {
        Entry &entry = m_entries[number(record.id)];
        entry.record = record;
        entry.size = record.fingerprint ? record.fingerprint->size : record.size;
        m_lastId = std::max(m_lastId, number(record.id));
        m_lastPosition = std::max(m_lastPosition, record.position);
        UploadRecord &kept = entry.record;
        const bool isMeant = !account || isOfAccount(kept.spec.target, *account);
        const Startup how = isMeant ? startup : Startup::Hold;
        if (kept.state == UploadState::Failed && how == Startup::RunAll) {
            kept.state = UploadState::Queued;
            kept.error = {};
        }
        if (!isFinal(kept.state)) {
            if (rule && isMeant)
                kept.spec.conflictRule = *rule;
            const bool staysPaused = kept.pausedByUser && how != Startup::RunAll;
            kept.pausedByUser = staysPaused;
            kept.state = staysPaused ? UploadState::Paused : UploadState::Queued;
            entry.isHeld = how == Startup::Hold;
            if (!staysPaused && !entry.isHeld && !kept.leaving)
                m_ready.insert({kept.position, number(kept.id)});
        }
        if (kept.state != UploadState::Done && kept.state != UploadState::Skipped)
            m_unfinished.insert(keyOf(kept.spec), kept.id);
        entry.isShelved = kept.leaving;
        if (kept.leaving && how != Startup::Hold)
            leaving.append(kept.id);
        touch(kept.id);
    }
    m_isIdleTold = false;
    remove(leaving);
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
        const Key key = keyOf(upload.spec);
        if (adopt(upload, key))
            continue;
        const UploadId id{++m_lastId};
        Entry &entry = m_entries[number(id)];
        UploadRecord &record = entry.record;
        record.id = id;
        m_lastPosition += QueuePlaces::step;
        record.position = m_lastPosition;
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
        m_unfinished.insert(key, id);
        records.append(record);
        touch(id);
    }
    save(records);
    m_isIdleTold = false;
    startNext();
}

bool UploadQueue::adopt(const NewUpload &upload, const Key &key)
{
    Entry *entry = find(m_unfinished.value(key));
    // A name that a rename has freed may still lead to an upload that has ended.
    if (!entry || entry->isToBeRemoved || entry->record.state == UploadState::Done
        || entry->record.state == UploadState::Skipped)
        return false;
    unshelve({entry->record.id});
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

UploadQueue::Entry *UploadQueue::find(UploadId id)
{
    const auto found = m_entries.find(number(id));
    return found == m_entries.end() ? nullptr : &found->second;
}

QString UploadQueue::lockOf(const UploadSpec &spec)
{
    if (m_lockHead.isEmpty() || !(spec.target == m_lockTarget)) {
        m_lockTarget = spec.target;
        m_lockHead = spec.target->endpoint.toString() + QLatin1Char('\n') + spec.target->appId
                     + QLatin1Char('\n') + spec.target->bucket + QLatin1Char('\n');
    }
    return m_lockHead + spec.objectPath;
}

UploadQueue::Key UploadQueue::keyOf(const UploadSpec &spec)
{
    const QString text = lockOf(spec) + QLatin1Char('\n') + spec.localPath;
    return {qHash(text, 1), qHash(text, 2)};
}

} // namespace cosdrop

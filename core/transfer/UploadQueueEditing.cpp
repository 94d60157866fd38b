// What a person does to the list itself: order, names, and taking out with a way back.

#include "core/transfer/QueuePlaces.h"
#include "core/transfer/UploadQueue.h"

#include <algorithm>

namespace cosdrop {

void UploadQueue::move(const QList<UploadId> &ids, UploadId anchor, QueueSide side)
{
    const QSet<UploadId> moving(ids.begin(), ids.end());
    std::vector<QueuePlaces::Place> others;
    std::vector<QueuePlaces::Place> moved;
    others.reserve(m_entries.size());
    for (const auto &[id, entry] : m_entries) {
        const QueuePlaces::Place place{UploadId{id}, entry.record.position};
        (moving.contains(place.id) ? moved : others).push_back(place);
    }
    const auto byPosition = [](const QueuePlaces::Place &one, const QueuePlaces::Place &other) {
        return std::pair(one.position, one.id) < std::pair(other.position, other.id);
    };
    std::sort(others.begin(), others.end(), byPosition);
    std::sort(moved.begin(), moved.end(), byPosition);

    size_t at = side == QueueSide::Before ? 0 : others.size();
    if (anchor != UploadId{}) {
        const auto found =
            std::find_if(others.begin(), others.end(),
                         [anchor](const QueuePlaces::Place &one) { return one.id == anchor; });
        if (found == others.end())
            return;
        at = static_cast<size_t>(found - others.begin()) + (side == QueueSide::After ? 1 : 0);
    }
    QList<UploadId> ordered;
    for (const QueuePlaces::Place &place : moved)
        ordered.append(place.id);
    if (!ordered.isEmpty())
        putAt(QueuePlaces::insert(others, at, ordered));
}

void UploadQueue::putAt(const QList<QueuePlaces::Place> &places)
{
    QList<UploadRecord> records;
    for (const QueuePlaces::Place &place : places) {
        Entry &entry = *find(place.id);
        if (entry.record.position == place.position)
            continue;
        const auto waiting = m_ready.find({entry.record.position, number(place.id)});
        const bool isReady = waiting != m_ready.end();
        if (isReady)
            m_ready.erase(waiting);
        entry.record.position = place.position;
        if (isReady)
            m_ready.insert({place.position, number(place.id)});
        m_lastPosition = std::max(m_lastPosition, place.position);
        records.append(entry.record);
        touch(place.id);
    }
    save(records);
}

bool UploadQueue::isRenamable(const UploadRecord &record)
{
    if (record.state == UploadState::Done)
        return false;
    return !record.contacted || (isFinal(record.state) && record.session.isEmpty());
}

void UploadQueue::rename(UploadId id, const QString &objectPath)
{
    Entry *entry = settled(id);
    const auto path = ObjectPath::parse(objectPath);
    if (!entry || entry->task || !path || !isRenamable(entry->record))
        return;
    UploadRecord &record = entry->record;
    if (m_unfinished.value(keyOf(record.spec)) == id)
        m_unfinished.remove(keyOf(record.spec));
    record.spec.objectPath = path->text();
    record.contacted = false;
    m_unfinished.insert(keyOf(record.spec), id);
    if (isFinal(record.state)) {
        enqueue(*entry);
    } else {
        save({record});
        touch(id);
    }
    startNext();
}

void UploadQueue::shelve(const QList<UploadId> &ids)
{
    QList<UploadId> gone;
    QList<UploadId> toPause;
    for (const UploadId id : ids) {
        Entry *entry = find(id);
        if (!entry || entry->isShelved)
            continue;
        const bool isOver = isFinal(entry->record.state);
        entry->wasGoing = !isOver && entry->record.state != UploadState::Paused;
        entry->isShelved = true;
        uncount(*entry);
        gone.append(id);
        if (entry->wasGoing)
            toPause.append(id);
    }
    pause(toPause);
    for (const UploadId id : std::as_const(gone))
        touch(id);
    if (!gone.isEmpty())
        Q_EMIT shelved(gone);
}

void UploadQueue::unshelve(const QList<UploadId> &ids)
{
    QList<UploadId> going;
    for (const UploadId id : ids) {
        Entry *entry = find(id);
        if (!entry || !entry->isShelved)
            continue;
        entry->isShelved = false;
        entry->record.leaving = false;
        touch(id);
        if (entry->wasGoing)
            going.append(id);
    }
    resume(going);
}

void UploadQueue::emptyShelf()
{
    QList<UploadId> harmless;
    QList<UploadRecord> leaving;
    for (auto &[id, entry] : m_entries) {
        if (!entry.isShelved && !entry.isToBeRemoved)
            continue;
        if (canGoAtOnce(entry)) {
            harmless.append(UploadId{id});
            continue;
        }
        // What the server may hold of it is taken back at the next start.
        entry.record.leaving = true;
        leaving.append(entry.record);
    }
    save(leaving);
    removeNow(harmless);
}

void UploadQueue::uncount(Entry &entry)
{
    if (!entry.counted.state)
        return;
    UploadSnapshot nothing;
    nothing.state = UploadState::Cancelled;
    count(entry, nothing);
    --m_totals.cancelled;
    --m_totals.uploads;
    entry.counted = {};
}

} // namespace cosdrop

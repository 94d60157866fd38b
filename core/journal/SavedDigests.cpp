#include "core/journal/SavedDigests.h"

namespace cosdrop {

namespace {

/// Equal without a look at 4 MB of states where both share one copy of them, as they mostly do.
bool same(const Digests &a, const Digests &b)
{
    return a.sha1 == b.sha1 && (a.states.isSharedWith(b.states) || a.states == b.states);
}

} // namespace

bool SavedDigests::has(const UploadRecord &record) const
{
    const auto known = m_unfinished.constFind(record.id);
    if (known != m_unfinished.constEnd())
        return same(*known, record.digests);
    return m_isComplete && record.digests == Digests() && !m_others.contains(record.id);
}

void SavedDigests::note(const UploadRecord &record)
{
    forget(record.id);
    if (record.digests == Digests())
        return;
    if (isFinal(record.state))
        m_others.insert(record.id);
    else
        m_unfinished.insert(record.id, record.digests);
}

void SavedDigests::doubt(UploadId id)
{
    m_unfinished.remove(id);
    m_others.insert(id);
}

void SavedDigests::forget(UploadId id)
{
    m_unfinished.remove(id);
    m_others.remove(id);
}

} // namespace cosdrop

#include "core/transfer/SlicePlan.h"

#include <algorithm>

namespace cosdrop {

SlicePlan::SlicePlan(qint64 fileSize, qint64 sliceSize)
    : m_fileSize(fileSize)
    , m_sliceSize(sliceSize)
    , m_states(static_cast<size_t>((fileSize + sliceSize - 1) / sliceSize), SliceState::ToSend)
{
}

SliceRange SlicePlan::range(int index) const
{
    const qint64 offset = index * m_sliceSize;
    return {offset, std::min(m_sliceSize, m_fileSize - offset)};
}

void SlicePlan::markListed(const QList<ListedSlice> &listed)
{
    for (const ListedSlice &slice : listed) {
        if (slice.offset < 0 || slice.offset >= m_fileSize || slice.offset % m_sliceSize != 0)
            continue;
        const int index = static_cast<int>(slice.offset / m_sliceSize);
        if (range(index).length == slice.length)
            markDone(index);
    }
}

std::optional<int> SlicePlan::next() const
{
    const auto toSend = std::find(m_states.begin() + m_cursor, m_states.end(), SliceState::ToSend);
    if (toSend == m_states.end())
        return std::nullopt;
    return static_cast<int>(toSend - m_states.begin());
}

std::optional<int> SlicePlan::take()
{
    const auto index = next();
    m_cursor = index ? *index + 1 : count();
    if (!index)
        return std::nullopt;
    m_states[static_cast<size_t>(*index)] = SliceState::InFlight;
    ++m_inFlight;
    return index;
}

void SlicePlan::markDone(int index)
{
    SliceState &slice = m_states[static_cast<size_t>(index)];
    if (slice == SliceState::Done)
        return;
    if (slice == SliceState::InFlight)
        --m_inFlight;
    slice = SliceState::Done;
    ++m_done;
    m_doneBytes += range(index).length;
}

void SlicePlan::putBack(int index)
{
    SliceState &slice = m_states[static_cast<size_t>(index)];
    if (slice != SliceState::InFlight)
        return;
    --m_inFlight;
    slice = SliceState::ToSend;
    m_cursor = std::min(m_cursor, index);
}

} // namespace cosdrop

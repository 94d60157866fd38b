#include "core/files/ReadAhead.h"

#include "core/base/Handover.h"
#include "core/base/Upload.h"
#include "core/files/StepChecksums.h"

#include <algorithm>
#include <utility>

namespace cosdrop {

namespace {

/// Below, starting a thread costs about what it saves.
constexpr qint64 leastSteps = 4;

} // namespace

ReadAhead::ReadAhead(qint64 size, Read read, bool withThread)
    : m_size(size)
    , m_read(std::move(read))
{
    // Without one next() does.
    if (withThread)
        m_thread = threadFor([this] { run(); });
}

ReadAhead::~ReadAhead()
{
    {
        const std::lock_guard lock(m_mutex);
        m_ended = true;
    }
    m_room.notify_one();
    if (m_thread.joinable())
        m_thread.join();
}

bool ReadAhead::pays(qint64 size)
{
    return size > leastSteps * Digests::step && std::thread::hardware_concurrency() > 1;
}

Result<ReadAhead::Step> ReadAhead::next()
{
    const qint64 index = ++m_last;
    Q_ASSERT(index * Digests::step < m_size);
    std::unique_lock lock(m_mutex);
    m_held = index;
    const bool begun = m_begun > index;
    m_begun = std::max(m_begun, index + 1);
    // Not for each step: it is waking the thread that is dear.
    if (m_begun - m_held <= slotCount / 2)
        m_room.notify_one();
    if (!begun) {
        lock.unlock();
        return readStep(index, m_own);
    }
    Slot &slot = m_slots[static_cast<size_t>(index % slotCount)];
    m_filled.wait(lock, [&slot] { return slot.filled; });
    return std::exchange(slot.step, {});
}

void ReadAhead::run()
{
    const qint64 count = (m_size + Digests::step - 1) / Digests::step;
    std::unique_lock lock(m_mutex);
    while (!m_ended && m_begun < count) {
        if (m_begun - m_held >= slotCount) {
            m_room.wait(lock);
            continue;
        }
        const qint64 index = m_begun++;
        Slot &slot = m_slots[static_cast<size_t>(index % slotCount)];
        slot.filled = false;
        lock.unlock();
        slot.step = readStep(index, slot.buffer);
        lock.lock();
        slot.filled = true;
        m_filled.notify_one();
    }
}

Result<ReadAhead::Step> ReadAhead::readStep(qint64 index, std::unique_ptr<char[]> &buffer) const
{
    const qint64 offset = index * Digests::step;
    const qint64 length = std::min(Digests::step, m_size - offset);
    if (!buffer)
        buffer = std::make_unique_for_overwrite<char[]>(
            static_cast<size_t>(std::min(Digests::step, m_size)));
    if (const Result<void> part = m_read(offset, buffer.get(), length); !part)
        return Failure(part.error());
    const QByteArrayView bytes(buffer.get(), static_cast<qsizetype>(length));
    StepChecksums checksums;
    checksums.add(bytes);
    return Step{bytes, checksums.take()};
}

} // namespace cosdrop

#include "core/files/HashTurns.h"

namespace cosdrop {

HashTurns::Turn::Turn(HashTurns &turns)
    : m_turns(turns)
    , m_number(turns.add())
{
}

HashTurns::Turn::~Turn()
{
    {
        const std::lock_guard lock(m_turns.m_mutex);
        m_turns.m_open.erase(m_number);
    }
    m_turns.m_changed.notify_all();
}

void HashTurns::Turn::wait()
{
    std::unique_lock lock(m_turns.m_mutex);
    m_turns.m_changed.wait(lock, [this] { return *m_turns.m_open.begin() == m_number; });
}

unsigned long long HashTurns::add()
{
    const std::lock_guard lock(m_mutex);
    m_open.insert(++m_last);
    return m_last;
}

} // namespace cosdrop

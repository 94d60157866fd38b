#include "core/files/HashTurns.h"

#include <utility>

namespace cosdrop {

HashTurns::Turn::Turn(std::shared_ptr<State> state)
    : m_state(std::move(state))
    , m_number(add(*m_state))
{
}

HashTurns::Turn::~Turn()
{
    {
        const std::lock_guard lock(m_state->mutex);
        m_state->open.erase(m_number);
    }
    m_state->changed.notify_all();
}

void HashTurns::Turn::wait(const std::atomic_bool &cancelled)
{
    std::unique_lock lock(m_state->mutex);
    m_state->changed.wait(lock, [&] { return cancelled || *m_state->open.begin() == m_number; });
}

void HashTurns::cancelled()
{
    {
        // Nobody is then between looking and waiting.
        const std::lock_guard lock(m_state->mutex);
    }
    m_state->changed.notify_all();
}

unsigned long long HashTurns::add(State &state)
{
    const std::lock_guard lock(state.mutex);
    state.open.insert(++state.last);
    return state.last;
}

} // namespace cosdrop

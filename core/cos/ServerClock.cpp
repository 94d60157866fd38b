#include "core/cos/ServerClock.h"

namespace cosdrop {

using std::chrono::seconds;

ServerClock::ServerClock(const Clock &clock)
    : m_clock(clock)
{
}

ServerClock::Moment ServerClock::now() const
{
    return {localNow() + m_offset, m_clock.steady()};
}

bool ServerClock::learn(seconds serverDate)
{
    const seconds seen = serverDate - localNow();
    const seconds offset = std::chrono::abs(seen) <= tolerance ? seconds(0) : seen;
    // Within the tolerance the old offset is as good, and does not flicker.
    if (offset == m_offset
        || (offset.count() != 0 && std::chrono::abs(offset - m_offset) <= tolerance))
        return false;
    m_offset = offset;
    return true;
}

bool ServerClock::wasWrong(const Moment &signedAt, seconds serverDate) const
{
    const auto passed = std::chrono::duration_cast<seconds>(m_clock.steady() - signedAt.steady);
    return std::chrono::abs(serverDate - (signedAt.serverTime + passed)) > tolerance;
}

seconds ServerClock::localNow() const
{
    return std::chrono::floor<seconds>(m_clock.now());
}

} // namespace cosdrop

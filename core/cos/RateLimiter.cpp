#include "core/cos/RateLimiter.h"

#include <algorithm>
#include <limits>

namespace cosdrop {

namespace {

constexpr qint64 thousand = 1000;
constexpr qint64 highestRate = qint64(1) << 50;

} // namespace

void RateLimiter::setRate(qint64 bytesPerSecond, std::chrono::milliseconds now)
{
    available(now);
    m_rate = std::clamp<qint64>(bytesPerSecond, 0, highestRate);
    m_thousandths = std::min(m_thousandths, m_rate * depth.count());
    m_filledAt = now;
}

qint64 RateLimiter::available(std::chrono::milliseconds now)
{
    if (m_rate == 0)
        return std::numeric_limits<qint64>::max();
    const qint64 full = std::max(m_rate * depth.count(), thousand);
    const qint64 passed = std::clamp<qint64>((now - m_filledAt).count(), 0, thousand);
    m_thousandths = std::min(full, m_thousandths + m_rate * passed);
    m_filledAt = now;
    return m_thousandths / thousand;
}

void RateLimiter::take(qint64 bytes)
{
    if (m_rate > 0)
        m_thousandths = std::max<qint64>(0, m_thousandths - bytes * thousand);
}

} // namespace cosdrop

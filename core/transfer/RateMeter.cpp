#include "core/transfer/RateMeter.h"

#include <algorithm>

namespace cosdrop {

namespace {
constexpr std::chrono::milliseconds sampleLength{250};
constexpr std::chrono::milliseconds shortestSpan{500};
} // namespace

RateMeter::RateMeter(std::chrono::milliseconds window)
    : m_window(window)
{
}

void RateMeter::add(qint64 bytes, std::chrono::milliseconds now)
{
    forget(now);
    if (m_samples.empty())
        m_began = now;
    if (m_samples.empty() || now - m_samples.back().at >= sampleLength)
        m_samples.push_back({now, bytes});
    else
        m_samples.back().bytes += bytes;
    m_sum += bytes;
}

double RateMeter::bytesPerSecond(std::chrono::milliseconds now) const
{
    qint64 sum = m_sum;
    for (const Sample &sample : m_samples) {
        if (now - sample.at <= m_window)
            break;
        sum -= sample.bytes;
    }
    const auto span = std::clamp(now - m_began, shortestSpan, m_window);
    return static_cast<double>(sum) * 1000.0 / static_cast<double>(span.count());
}

void RateMeter::clear()
{
    m_samples.clear();
    m_sum = 0;
}

void RateMeter::forget(std::chrono::milliseconds now)
{
    while (!m_samples.empty() && now - m_samples.front().at > m_window) {
        m_sum -= m_samples.front().bytes;
        m_samples.pop_front();
    }
}

} // namespace cosdrop

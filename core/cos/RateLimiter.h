#pragma once

#include <QtGlobal>

#include <chrono>

namespace cosdrop {

/// A token bucket, in bytes. Holds no timer and asks no clock: every moment is given to it, on a
/// clock that does not go back (Clock::steady). Any one thread.
class RateLimiter
{
public:
    /// How much the bucket holds, as time at the full rate: what may go at once after a pause.
    static constexpr std::chrono::milliseconds depth{100};

    /// 0: no limit. What was saved up under the old rate is cut to what the new one allows.
    void setRate(qint64 bytesPerSecond, std::chrono::milliseconds now);

    qint64 rate() const { return m_rate; }

    /// Bytes that may go now; without a limit, as many as there can be.
    qint64 available(std::chrono::milliseconds now);

    /// Bytes that went: at most what is available.
    void take(qint64 bytes);

private:
    qint64 m_rate = 0;
    qint64 m_thousandths = 0; // of bytes, so that slow rates lose nothing by rounding
    std::chrono::milliseconds m_filledAt{0};
};

} // namespace cosdrop

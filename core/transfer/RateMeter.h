#pragma once

#include <QtGlobal>

#include <chrono>
#include <deque>

namespace cosdrop {

/// Bytes a second over the last few seconds, from counts and the times they came. Pure.
class RateMeter
{
public:
    explicit RateMeter(std::chrono::milliseconds window = std::chrono::seconds(5));

    /// `bytes` more went at `now` (Clock::steady()).
    void add(qint64 bytes, std::chrono::milliseconds now);

    /// Averaged over the window, or over the time since the first count where that is shorter.
    double bytesPerSecond(std::chrono::milliseconds now) const;

    void clear();

private:
    struct Sample
    {
        std::chrono::milliseconds at;
        qint64 bytes;
    };

    void forget(std::chrono::milliseconds now);

    std::chrono::milliseconds m_window;
    std::chrono::milliseconds m_began{0};
    std::deque<Sample> m_samples; ///< of a quarter second each
    qint64 m_sum = 0;
};

} // namespace cosdrop

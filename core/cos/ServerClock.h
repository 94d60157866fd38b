#pragma once

#include "core/base/Clock.h"

#include <chrono>

namespace cosdrop {

/// What is known of the server's clock, by its Date headers. Thread: the engine's.
class ServerClock
{
public:
    /// Two clocks that differ by no more than this are taken to agree: a Date header counts whole
    /// seconds and is some time on its way.
    static constexpr std::chrono::seconds tolerance{5};

    /// A moment at which something was signed, kept so that a jump of this computer's clock in the
    /// meantime does not deceive.
    struct Moment
    {
        std::chrono::seconds serverTime{0}; ///< Unix time, as believed then
        std::chrono::milliseconds steady{0};
    };

    /// `clock` is not owned.
    explicit ServerClock(const Clock &clock);

    /// The server's clock minus this computer's; 0 while the two agree.
    std::chrono::seconds offset() const { return m_offset; }

    /// The server's time by what is known now.
    Moment now() const;

    /// Takes in what a Date header said, Unix time. Whether the offset is another one now.
    bool learn(std::chrono::seconds serverDate);

    /// Whether what was believed at `signedAt` is off from the server's Date by more than the
    /// tolerance.
    bool wasWrong(const Moment &signedAt, std::chrono::seconds serverDate) const;

private:
    std::chrono::seconds localNow() const;

    const Clock &m_clock;
    std::chrono::seconds m_offset{0};
};

} // namespace cosdrop

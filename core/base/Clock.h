#pragma once

#include <QObject>

#include <chrono>
#include <functional>

namespace cosdrop {

/// The one source of time and of timers, so that tests can move it by hand.
///
/// Thread: now() and steady() from any thread; callAfter() from the thread of `context`, which
/// must have an event loop (or, for a manual clock, be the thread that advances it).
class Clock
{
public:
    Clock() = default;
    Clock(const Clock &) = delete;
    Clock &operator=(const Clock &) = delete;
    virtual ~Clock() = default;

    /// Milliseconds since the Unix epoch, as this computer believes; it may jump.
    virtual std::chrono::milliseconds now() const = 0;

    /// Milliseconds since some moment in the past; it never jumps and never goes back.
    virtual std::chrono::milliseconds steady() const = 0;

    /// Calls `call` once, `delay` from now, unless `context` is destroyed before.
    /// There is no cancel: callers compare a generation number of their own.
    virtual void callAfter(std::chrono::milliseconds delay, QObject *context,
                           std::function<void()> call) = 0;
};

/// The computer's own time and Qt's timers.
class SystemClock final : public Clock
{
public:
    std::chrono::milliseconds now() const override;
    std::chrono::milliseconds steady() const override;
    void callAfter(std::chrono::milliseconds delay, QObject *context,
                   std::function<void()> call) override;
};

} // namespace cosdrop

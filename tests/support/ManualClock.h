#pragma once

#include "core/base/Clock.h"

#include <QPointer>

#include <atomic>
#include <optional>
#include <vector>

namespace cosdrop::test {

/// A Clock that stands still until it is moved by hand.
///
/// Thread: now() and steady() from any; everything else from one, on which the calls are made and
/// on which the contexts live.
class ManualClock final : public Clock
{
public:
    explicit ManualClock(
        std::chrono::milliseconds now = std::chrono::milliseconds(1'700'000'000'000));

    std::chrono::milliseconds now() const override;
    std::chrono::milliseconds steady() const override;
    /// A delay below 0 counts as 0. Never calls from inside: not before the next advance().
    void callAfter(std::chrono::milliseconds delay, QObject *context,
                   std::function<void()> call) override;

    /// Lets time pass: makes every call that is due by then, at its own moment, earlier ones
    /// first, those of one moment in the order they were asked for; also those asked for by the
    /// calls.
    void advance(std::chrono::milliseconds by);

    /// Makes the calls of the earliest moment; false where none is waiting.
    bool advanceToNext();

    /// Sets the computer's clock: now() jumps, steady() does not.
    void jump(std::chrono::milliseconds by);

    /// Time until the earliest call, of those whose context lives.
    std::optional<std::chrono::milliseconds> untilNext() const;
    int waiting() const;

private:
    struct Call
    {
        std::chrono::milliseconds due;
        quint64 number;
        QPointer<QObject> context;
        std::function<void()> call;
    };

    std::optional<Call> takeEarliest(std::chrono::milliseconds until);
    void moveTo(std::chrono::milliseconds steady);

    std::atomic<qint64> m_nowMs;
    std::atomic<qint64> m_steadyMs = 1'000'000;
    std::vector<Call> m_calls;
    quint64 m_lastNumber = 0;
};

} // namespace cosdrop::test

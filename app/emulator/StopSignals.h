#pragma once

#include <functional>
#include <memory>

namespace cosdrop::emulator {

/// Waits for the wish to end: SIGINT or SIGTERM (Windows: Ctrl+C, Ctrl+Break, closing).
/// Made by the main thread before any other thread begins; wait() is the main thread's.
class StopSignals
{
public:
    StopSignals();
    ~StopSignals();
    StopSignals(const StopSignals &) = delete;
    StopSignals &operator=(const StopSignals &) = delete;

    void wait();

private:
    class Private;
    std::unique_ptr<Private> d;
};

} // namespace cosdrop::emulator

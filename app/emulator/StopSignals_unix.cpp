#include "app/emulator/StopSignals.h"

#include <csignal>

namespace cosdrop::emulator {

class StopSignals::Private
{
public:
    sigset_t caught{};
};

StopSignals::StopSignals()
    : d(std::make_unique<Private>())
{
    sigemptyset(&d->caught);
    sigaddset(&d->caught, SIGINT);
    sigaddset(&d->caught, SIGTERM);
    // Threads made later inherit the mask, so that the signal comes to wait() and nowhere else.
    pthread_sigmask(SIG_BLOCK, &d->caught, nullptr);
}

StopSignals::~StopSignals() = default;

void StopSignals::wait()
{
    int signal = 0;
    sigwait(&d->caught, &signal);
}

} // namespace cosdrop::emulator

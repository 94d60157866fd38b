#include "app/cli/StopSignals.h"

#include <QSocketNotifier>

#include <fcntl.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <csignal>

namespace cosdrop {

namespace {

constexpr int signalBase = 128;

/// A handler may do next to nothing, so it writes the signal's number into a pipe.
std::array<int, 2> pipeEnds{-1, -1}; // NOLINT: a signal handler reaches nothing but globals

void handle(int number)
{
    const int before = errno;
    const auto byte = static_cast<unsigned char>(number);
    [[maybe_unused]] const ssize_t written = write(pipeEnds[1], &byte, 1);
    errno = before;
}

void install(int number, void (*handler)(int))
{
    struct sigaction action = {};
    action.sa_handler = handler;
    action.sa_flags = SA_RESTART;
    sigemptyset(&action.sa_mask);
    sigaction(number, &action, nullptr);
}

} // namespace

StopSignals::StopSignals(QObject *parent)
    : QObject(parent)
{
    if (pipe(pipeEnds.data()) != 0)
        return;
    for (const int end : pipeEnds)
        fcntl(end, F_SETFD, FD_CLOEXEC);
    auto *notifier = new QSocketNotifier(pipeEnds[0], QSocketNotifier::Read, this);
    connect(notifier, &QSocketNotifier::activated, this, [this] {
        unsigned char number = 0;
        if (read(pipeEnds[0], &number, 1) == 1)
            Q_EMIT stopAsked(signalBase + number);
    });
    install(SIGINT, handle);
    install(SIGTERM, handle);
}

StopSignals::~StopSignals()
{
    // The program is ending: a second signal must not change how.
    install(SIGINT, SIG_IGN);
    install(SIGTERM, SIG_IGN);
    for (int &end : pipeEnds) {
        close(end);
        end = -1;
    }
}

} // namespace cosdrop

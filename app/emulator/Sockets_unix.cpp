#include "app/emulator/Sockets.h"

#include <sys/socket.h>
#include <sys/time.h>
#include <unistd.h>

#include <cerrno>

namespace cosdrop::emulator::sockets {

namespace {

#ifdef MSG_NOSIGNAL
constexpr int sendFlags = MSG_NOSIGNAL;
#else
constexpr int sendFlags = 0;
#endif

void setTimeout(socket_t socket, int option, std::chrono::milliseconds timeout)
{
    timeval value{};
    value.tv_sec = static_cast<time_t>(timeout.count() / 1000);
    value.tv_usec = static_cast<suseconds_t>(timeout.count() % 1000 * 1000);
    ::setsockopt(socket, SOL_SOCKET, option, &value, sizeof value);
}

} // namespace

void setReadTimeout(socket_t socket, std::chrono::milliseconds timeout)
{
    setTimeout(socket, SO_RCVTIMEO, timeout);
}

void setWriteTimeout(socket_t socket, std::chrono::milliseconds timeout)
{
    setTimeout(socket, SO_SNDTIMEO, timeout);
}

ssize_t receive(socket_t socket, char *bytes, size_t size)
{
    for (;;) {
        const ssize_t count = ::recv(socket, bytes, size, 0);
        if (count >= 0 || errno != EINTR)
            return count;
    }
}

ssize_t send(socket_t socket, const char *bytes, size_t size)
{
    for (;;) {
        const ssize_t count = ::send(socket, bytes, size, sendFlags);
        if (count >= 0 || errno != EINTR)
            return count;
    }
}

void shutdownWriting(socket_t socket)
{
    ::shutdown(socket, SHUT_WR);
}

void shutdownBoth(socket_t socket)
{
    ::shutdown(socket, SHUT_RDWR);
}

void close(socket_t socket)
{
    ::close(socket);
}

void setExclusivePort(socket_t socket)
{
    const int yes = 1;
    ::setsockopt(socket, SOL_SOCKET, SO_REUSEADDR, &yes, sizeof yes);
}

void setBacklog(socket_t socket, int waiting)
{
    ::listen(socket, waiting);
}

} // namespace cosdrop::emulator::sockets

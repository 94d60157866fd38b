#include "app/emulator/Sockets.h"

#include <algorithm>
#include <limits>

namespace cosdrop::emulator::sockets {

namespace {

void setTimeout(socket_t socket, int option, std::chrono::milliseconds timeout)
{
    const auto value = static_cast<DWORD>(timeout.count());
    ::setsockopt(socket, SOL_SOCKET, option, reinterpret_cast<const char *>(&value), sizeof value);
}

int bounded(size_t size)
{
    return static_cast<int>(std::min(size, static_cast<size_t>((std::numeric_limits<int>::max)())));
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
    return ::recv(socket, bytes, bounded(size), 0);
}

ssize_t send(socket_t socket, const char *bytes, size_t size)
{
    return ::send(socket, bytes, bounded(size), 0);
}

void shutdownWriting(socket_t socket)
{
    ::shutdown(socket, SD_SEND);
}

void shutdownBoth(socket_t socket)
{
    ::shutdown(socket, SD_BOTH);
}

void close(socket_t socket)
{
    ::closesocket(socket);
}

void setExclusivePort(socket_t socket)
{
    const BOOL yes = TRUE;
    ::setsockopt(socket, SOL_SOCKET, SO_EXCLUSIVEADDRUSE, reinterpret_cast<const char *>(&yes),
                 sizeof yes);
}

void setBacklog(socket_t socket, int waiting)
{
    ::listen(socket, waiting);
}

} // namespace cosdrop::emulator::sockets

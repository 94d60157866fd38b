#include "core/cos/LowDelaySockets.h"

#include <dirent.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/socket.h>

#include <algorithm>
#include <cerrno>
#include <cstdlib>
#include <memory>
#include <optional>

namespace cosdrop {

namespace {

constexpr int mostUnsent = 256 * 1024; // bytes

std::optional<int> intOption(int socket, int level, int option)
{
    int value = 0;
    socklen_t length = sizeof value;
    if (getsockopt(socket, level, option, &value, &length) != 0)
        return std::nullopt;
    return value;
}

std::optional<quint16> portOf(const sockaddr_storage &address)
{
    if (address.ss_family == AF_INET)
        return ntohs(reinterpret_cast<const sockaddr_in &>(address).sin_port);
    if (address.ss_family == AF_INET6)
        return ntohs(reinterpret_cast<const sockaddr_in6 &>(address).sin6_port);
    return std::nullopt;
}

/// Whether it is a TCP connection to one of the ports, or one that is still being made, whose port
/// the kernel does not tell.
bool isMeant(int socket, const QList<quint16> &ports)
{
    if (intOption(socket, SOL_SOCKET, SO_TYPE) != SOCK_STREAM)
        return false;
    sockaddr_storage address{};
    socklen_t length = sizeof address;
    if (getpeername(socket, reinterpret_cast<sockaddr *>(&address), &length) == 0) {
        const auto port = portOf(address);
        return port && ports.contains(*port);
    }
    if (errno != ENOTCONN || intOption(socket, SOL_SOCKET, SO_ACCEPTCONN) != 0)
        return false;
    length = sizeof address;
    return getsockname(socket, reinterpret_cast<sockaddr *>(&address), &length) == 0
           && portOf(address);
}

bool makeLowDelay(int socket)
{
    if (intOption(socket, IPPROTO_TCP, TCP_NODELAY).value_or(1) != 0)
        return false;
    const int on = 1;
#ifdef TCP_NOTSENT_LOWAT
    setsockopt(socket, IPPROTO_TCP, TCP_NOTSENT_LOWAT, &mostUnsent, sizeof mostUnsent);
#endif
    return setsockopt(socket, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on) == 0;
}

} // namespace

int makeLowDelay(const QList<quint16> &ports)
{
    const std::unique_ptr<DIR, int (*)(DIR *)> folder(opendir("/dev/fd"), &closedir);
    if (!folder)
        return 0;
    int changed = 0;
    while (const dirent *entry = readdir(folder.get())) {
        char *end = nullptr;
        const auto descriptor = static_cast<int>(std::strtol(entry->d_name, &end, 10));
        if (end != entry->d_name && *end == '\0' && isMeant(descriptor, ports)
            && makeLowDelay(descriptor))
            ++changed;
    }
    return changed;
}

} // namespace cosdrop

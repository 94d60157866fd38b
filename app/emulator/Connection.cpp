#include "app/emulator/Connection.h"

#include "app/emulator/Sockets.h"

#include <algorithm>
#include <cstring>

namespace cosdrop::emulator {

using namespace std::chrono_literals;

namespace {

constexpr size_t readSize = 128 * 1024;
constexpr size_t heldBack = 64 * 1024; ///< an answer up to this size goes out in one piece
constexpr auto patience = 120s;        ///< tests stall connections; the client gives up first
constexpr size_t lingerBytes = 64 * 1024 * 1024;

} // namespace

Connection::Connection(socket_t socket)
    : m_socket(socket)
    , m_in(readSize)
{
    sockets::setReadTimeout(m_socket, patience);
    sockets::setWriteTimeout(m_socket, patience);
}

Connection::~Connection()
{
    sockets::close(m_socket);
}

bool Connection::waitForRequest()
{
    return m_inBegin < m_inEnd || fill();
}

void Connection::abort()
{
    m_aborted = true;
    m_out.clear();
    sockets::shutdownBoth(m_socket);
}

void Connection::interrupt()
{
    sockets::shutdownBoth(m_socket);
}

bool Connection::fill()
{
    if (m_aborted)
        return false;
    const ssize_t count = sockets::receive(m_socket, m_in.data(), m_in.size());
    m_inBegin = 0;
    m_inEnd = count > 0 ? static_cast<size_t>(count) : 0;
    return count > 0;
}

bool Connection::is_readable() const
{
    return !m_aborted;
}

bool Connection::is_writable() const
{
    return !m_aborted;
}

ssize_t Connection::read(char *ptr, size_t size)
{
    // The peer may be waiting for "100 Continue" before it sends more.
    if (!flush())
        return -1;
    if (m_inBegin == m_inEnd && !fill())
        return m_aborted ? -1 : 0;
    const size_t count = std::min(size, m_inEnd - m_inBegin);
    std::memcpy(ptr, m_in.data() + m_inBegin, count);
    m_inBegin += count;
    return static_cast<ssize_t>(count);
}

ssize_t Connection::write(const char *ptr, size_t size)
{
    if (m_aborted)
        return -1;
    if (m_out.size() + size > heldBack) {
        if (!flush() || !send(ptr, size))
            return -1;
    } else {
        m_out.append(ptr, size);
    }
    return static_cast<ssize_t>(size);
}

bool Connection::flush()
{
    if (m_aborted)
        return false;
    if (m_out.empty())
        return true;
    const bool sent = send(m_out.data(), m_out.size());
    m_out.clear();
    return sent;
}

bool Connection::send(const char *bytes, size_t size)
{
    while (size > 0) {
        const ssize_t count = sockets::send(m_socket, bytes, size);
        if (count <= 0)
            return false;
        bytes += count;
        size -= static_cast<size_t>(count);
    }
    return true;
}

void Connection::linger()
{
    sockets::shutdownWriting(m_socket);
    sockets::setReadTimeout(m_socket, 1s);
    size_t drained = 0;
    while (drained < lingerBytes && fill())
        drained += m_inEnd;
}

void Connection::get_remote_ip_and_port(std::string &ip, int &port) const
{
    ip = "127.0.0.1";
    port = 0;
}

void Connection::get_local_ip_and_port(std::string &ip, int &port) const
{
    ip = "127.0.0.1";
    port = 0;
}

} // namespace cosdrop::emulator

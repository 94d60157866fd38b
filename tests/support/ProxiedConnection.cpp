#include "tests/support/ProxiedConnection.h"

#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <utility>

namespace cosdrop::test {

namespace {

using Direction = TcpProxy::Direction;
using Fault = TcpProxy::Script::Fault;

constexpr qint64 bufferBytes = 64 * 1024;

} // namespace

ProxiedConnection::ProxiedConnection(int client, int server, const TcpProxy::Script &script)
    : m_client(client)
    , m_server(server)
{
    setScript(script);
}

ProxiedConnection::~ProxiedConnection()
{
    close(true);
}

void ProxiedConnection::setScript(const TcpProxy::Script &script)
{
    m_script = script;
    m_faultDone = false;
    m_byteCame = false;
    m_toServer.forwarded = 0;
    m_toClient.forwarded = 0;
    m_toServer.stalled = false;
    m_toClient.stalled = false;
}

ProxiedConnection::Flow &ProxiedConnection::flow(Direction direction)
{
    return direction == Direction::ToServer ? m_toServer : m_toClient;
}

const ProxiedConnection::Flow &ProxiedConnection::flow(Direction direction) const
{
    return direction == Direction::ToServer ? m_toServer : m_toClient;
}

int ProxiedConnection::source(Direction direction) const
{
    return direction == Direction::ToServer ? m_client : m_server;
}

int ProxiedConnection::sink(Direction direction) const
{
    return direction == Direction::ToServer ? m_server : m_client;
}

short ProxiedConnection::clientEvents() const
{
    return events(Direction::ToServer, Direction::ToClient);
}

short ProxiedConnection::serverEvents() const
{
    return events(Direction::ToClient, Direction::ToServer);
}

/// For the socket that is the source of `in` and the sink of `out`.
short ProxiedConnection::events(Direction in, Direction out) const
{
    int events = 0;
    if (wantsToRead(in))
        events |= POLLIN;
    if (flow(in).stalled)
        events |= POLLRDHUP;
    if (!flow(out).pending.isEmpty())
        events |= POLLOUT;
    return static_cast<short>(events);
}

bool ProxiedConnection::wantsToRead(Direction direction) const
{
    const Flow &flow = this->flow(direction);
    if (flow.ended || flow.stalled || !flow.pending.isEmpty())
        return false;
    return flow.swallowed || !trickles() || m_allowance >= 1;
}

bool ProxiedConnection::handle(short clientEvents, short serverEvents)
{
    refill();
    for (const Direction direction : {Direction::ToServer, Direction::ToClient}) {
        const bool fromClient = direction == Direction::ToServer;
        const int in = fromClient ? clientEvents : serverEvents;
        const int out = fromClient ? serverEvents : clientEvents;
        // A side that is gone while nothing goes its way is told by poll() alone.
        if (in & POLLERR || (flow(direction).stalled && in & (POLLRDHUP | POLLHUP))) {
            close(true);
            return false;
        }
        if (in & (POLLIN | POLLHUP) && wantsToRead(direction) && !read(direction))
            return false;
        if (out & (POLLOUT | POLLERR) || !flow(direction).pending.isEmpty()) {
            if (!write(direction))
                return false;
        }
    }
    if (!applyScript())
        return false;
    for (const Direction direction : {Direction::ToServer, Direction::ToClient}) {
        if (flow(direction).ended && flow(direction).pending.isEmpty())
            closeSink(direction);
    }
    if (m_toServer.ended && m_toServer.closed && m_toClient.ended && m_toClient.closed) {
        close(false);
        return false;
    }
    return true;
}

void ProxiedConnection::refill()
{
    const auto now = std::chrono::steady_clock::now();
    const std::chrono::duration<double> passed = now - std::exchange(m_refilled, now);
    const auto rate = static_cast<double>(m_script.bytesPerSecond);
    // No more than a tenth of a second's worth at once: a trickle, not bursts.
    m_allowance = std::min(m_allowance + rate * passed.count(), std::max(1.0, rate / 10));
}

bool ProxiedConnection::read(Direction direction)
{
    Flow &flow = this->flow(direction);
    qint64 most = bufferBytes;
    const bool counted =
        m_script.fault != Fault::None && m_script.direction == direction && !m_faultDone;
    if (counted)
        most = std::min(most, m_script.afterBytes - flow.forwarded);
    if (trickles() && !flow.swallowed)
        most = std::min(most, static_cast<qint64>(m_allowance));
    if (most <= 0)
        return lookForAByte(direction);

    QByteArray bytes(static_cast<qsizetype>(most), Qt::Uninitialized);
    const ssize_t count =
        ::recv(source(direction), bytes.data(), static_cast<size_t>(most), MSG_DONTWAIT);
    if (count < 0) {
        if (errno == EAGAIN || errno == EINTR)
            return true;
        close(true);
        return false;
    }
    if (count == 0) {
        flow.ended = true;
        return true;
    }
    if (flow.swallowed)
        return true;
    bytes.truncate(static_cast<qsizetype>(count));
    flow.pending = bytes;
    if (trickles())
        m_allowance -= static_cast<double>(count);
    return true;
}

bool ProxiedConnection::lookForAByte(Direction direction)
{
    char byte = 0;
    const ssize_t count = ::recv(source(direction), &byte, 1, MSG_DONTWAIT | MSG_PEEK);
    if (count < 0 && errno != EAGAIN && errno != EINTR) {
        close(true);
        return false;
    }
    m_byteCame = m_byteCame || count > 0;
    flow(direction).ended = count == 0;
    return true;
}

bool ProxiedConnection::write(Direction direction)
{
    Flow &flow = this->flow(direction);
    if (flow.pending.isEmpty())
        return true;
    const ssize_t count =
        ::send(sink(direction), flow.pending.constData(), static_cast<size_t>(flow.pending.size()),
               MSG_DONTWAIT | MSG_NOSIGNAL);
    if (count < 0) {
        if (errno == EAGAIN || errno == EINTR)
            return true;
        close(true);
        return false;
    }
    flow.pending.remove(0, static_cast<qsizetype>(count));
    flow.forwarded += count;
    flow.notTaken += count;
    return true;
}

void ProxiedConnection::closeSink(Direction direction)
{
    if (!std::exchange(flow(direction).closed, true))
        ::shutdown(sink(direction), SHUT_WR);
}

bool ProxiedConnection::applyScript()
{
    if (m_faultDone || m_script.fault == Fault::None
        || flow(m_script.direction).forwarded < m_script.afterBytes)
        return true;
    if (m_script.afterBytes == 0 && m_script.fault != Fault::Stall && !m_byteCame)
        return true;
    m_faultDone = true;
    switch (m_script.fault) {
    case Fault::None:
        break;
    case Fault::Reset:
        close(true);
        return false;
    case Fault::Cut:
        for (const Direction direction : {Direction::ToServer, Direction::ToClient}) {
            flow(direction).pending.clear();
            flow(direction).swallowed = true;
            closeSink(direction);
        }
        break;
    case Fault::HalfClose:
        flow(m_script.direction).swallowed = true;
        closeSink(m_script.direction);
        break;
    case Fault::Stall:
        flow(m_script.direction).stalled = true;
        break;
    }
    return true;
}

qint64 ProxiedConnection::takeForwarded(Direction direction)
{
    return std::exchange(flow(direction).notTaken, 0);
}

void ProxiedConnection::close(bool reset)
{
    for (int *const socket : {&m_client, &m_server}) {
        if (*socket < 0)
            continue;
        if (reset) {
            const linger hard = {1, 0};
            ::setsockopt(*socket, SOL_SOCKET, SO_LINGER, &hard, sizeof hard);
        }
        ::close(std::exchange(*socket, -1));
    }
}

} // namespace cosdrop::test

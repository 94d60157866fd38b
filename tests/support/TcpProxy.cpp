#include "tests/support/TcpProxy.h"

#include "tests/support/ProxiedConnection.h"

#include <fcntl.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <utility>

namespace cosdrop::test {

namespace {

constexpr int trickleStepMs = 10;

sockaddr_in loopback(quint16 port)
{
    sockaddr_in address = {};
    address.sin_family = AF_INET;
    address.sin_port = htons(port);
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    return address;
}

const sockaddr *generic(const sockaddr_in &address)
{
    return reinterpret_cast<const sockaddr *>(&address);
}

int newSocket()
{
    const int socket = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    if (socket < 0)
        qFatal("no socket for the proxy");
    return socket;
}

void sendAtOnce(int socket)
{
    const int on = 1;
    ::setsockopt(socket, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
}

/// Listens on the port, or on any free one for 0.
int listenOn(quint16 port)
{
    const int socket = newSocket();
    const int on = 1;
    ::setsockopt(socket, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);
    const sockaddr_in address = loopback(port);
    if (::bind(socket, generic(address), sizeof address) != 0 || ::listen(socket, SOMAXCONN) != 0)
        qFatal("the proxy cannot listen");
    ::fcntl(socket, F_SETFL, O_NONBLOCK);
    return socket;
}

void stopListening(int listener)
{
    // A poll() under way would keep a closed one listening.
    ::shutdown(listener, SHUT_RDWR);
    ::close(listener);
}

quint16 portOf(int socket)
{
    sockaddr_in address = {};
    socklen_t size = sizeof address;
    ::getsockname(socket, reinterpret_cast<sockaddr *>(&address), &size);
    return ntohs(address.sin_port);
}

void resetAndClose(int socket)
{
    const linger hard = {1, 0};
    ::setsockopt(socket, SOL_SOCKET, SO_LINGER, &hard, sizeof hard);
    ::close(socket);
}

} // namespace

TcpProxy::TcpProxy(quint16 targetPort)
    : m_targetPort(targetPort)
    , m_listener(listenOn(0))
{
    m_port = portOf(m_listener);
    if (::pipe2(m_wakeUp, O_CLOEXEC | O_NONBLOCK) != 0)
        qFatal("no pipe for the proxy");
    m_thread = std::thread([this] { run(); });
}

TcpProxy::~TcpProxy()
{
    {
        const std::lock_guard lock(m_mutex);
        m_stopping = true;
    }
    wake();
    m_thread.join();
    if (m_listener >= 0)
        ::close(m_listener);
    ::close(m_wakeUp[0]);
    ::close(m_wakeUp[1]);
}

void TcpProxy::setScript(const Script &script)
{
    const std::lock_guard lock(m_mutex);
    m_script = script;
}

void TcpProxy::setScriptFor(int connection, const Script &script)
{
    const std::lock_guard lock(m_mutex);
    m_scripts.insert_or_assign(connection, script);
}

void TcpProxy::setScriptForOpen(const Script &script)
{
    {
        const std::lock_guard lock(m_mutex);
        for (const auto &connection : m_connections)
            connection->setScript(script);
    }
    wake();
}

void TcpProxy::resetOpen()
{
    {
        const std::lock_guard lock(m_mutex);
        m_connections.clear();
        m_counters.open = 0;
    }
    wake();
}

void TcpProxy::refuse()
{
    {
        const std::lock_guard lock(m_mutex);
        if (m_listener >= 0)
            stopListening(std::exchange(m_listener, -1));
    }
    wake();
}

void TcpProxy::listen()
{
    {
        const std::lock_guard lock(m_mutex);
        if (m_listener < 0)
            m_listener = listenOn(m_port);
    }
    wake();
}

TcpProxy::Counters TcpProxy::counters() const
{
    const std::lock_guard lock(m_mutex);
    return m_counters;
}

void TcpProxy::wake() const
{
    // A full pipe wakes as well.
    [[maybe_unused]] const ssize_t written = ::write(m_wakeUp[1], "x", 1);
}

void TcpProxy::run()
{
    for (;;) {
        std::vector<pollfd> sockets;
        bool trickling = false;
        {
            const std::lock_guard lock(m_mutex);
            if (m_stopping) {
                m_connections.clear();
                return;
            }
            sockets.push_back({m_wakeUp[0], POLLIN, 0});
            sockets.push_back({m_listener, POLLIN, 0});
            for (const auto &connection : m_connections) {
                sockets.push_back({connection->client(), connection->clientEvents(), 0});
                sockets.push_back({connection->server(), connection->serverEvents(), 0});
                trickling = trickling || connection->trickles();
            }
        }
        ::poll(sockets.data(), sockets.size(), trickling ? trickleStepMs : -1);
        if (sockets[0].revents) {
            char drained[64];
            while (::read(m_wakeUp[0], drained, sizeof drained) > 0) {
            }
        }
        const std::lock_guard lock(m_mutex);
        forward(sockets);
        if (sockets[1].revents && m_listener >= 0)
            accept();
    }
}

void TcpProxy::forward(const std::vector<pollfd> &sockets)
{
    size_t place = 2;
    std::erase_if(m_connections, [&](const std::unique_ptr<ProxiedConnection> &connection) {
        const short client = sockets[place++].revents;
        const short server = sockets[place++].revents;
        const bool goesOn = connection->handle(client, server);
        m_counters.bytesToServer += connection->takeForwarded(Direction::ToServer);
        m_counters.bytesToClient += connection->takeForwarded(Direction::ToClient);
        m_counters.open -= goesOn ? 0 : 1;
        return !goesOn;
    });
}

void TcpProxy::accept()
{
    const int client = ::accept4(m_listener, nullptr, nullptr, SOCK_CLOEXEC);
    if (client < 0)
        return;
    const int number = ++m_counters.connections;
    const auto own = m_scripts.find(number);
    const Script script = own == m_scripts.end() ? m_script : own->second;
    const int server = newSocket();
    const sockaddr_in target = loopback(m_targetPort);
    if (::connect(server, generic(target), sizeof target) != 0) {
        resetAndClose(client);
        ::close(server);
        return;
    }
    sendAtOnce(client);
    sendAtOnce(server);
    m_connections.push_back(std::make_unique<ProxiedConnection>(client, server, script));
    ++m_counters.open;
}

} // namespace cosdrop::test

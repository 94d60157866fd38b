#include "app/emulator/LoopbackServer.h"

#include "app/emulator/GrowingTaskQueue.h"
#include "app/emulator/Sockets.h"

namespace cosdrop::emulator {

using namespace std::chrono_literals;

namespace {

constexpr size_t mostConnections = 512;
constexpr time_t announcedPatience = 120; ///< s, in the Keep-Alive header
constexpr int waitingConnections = 256;

void renameHeader(httplib::Headers &headers, const char *from, const char *to)
{
    headers.erase(to);
    const auto found = headers.find(from);
    if (found == headers.end())
        return;
    headers.emplace(to, found->second);
    headers.erase(from);
}

} // namespace

LoopbackServer::LoopbackServer()
{
    set_tcp_nodelay(true);
    set_keep_alive_max_count(1'000'000);
    set_keep_alive_timeout(announcedPatience);
    set_socket_options(&sockets::setExclusivePort);
    new_task_queue = [] {
        return new GrowingTaskQueue(mostConnections);
    };
}

quint16 LoopbackServer::bind(const std::string &address, quint16 port)
{
    int bound = port;
    if (port == 0)
        bound = bind_to_any_port(address);
    else if (!bind_to_port(address, port))
        bound = 0;
    if (bound <= 0)
        return 0;
    sockets::setBacklog(svr_sock_, waitingConnections);
    return static_cast<quint16>(bound);
}

void LoopbackServer::run()
{
    m_listener = std::thread([this] { listen_after_bind(); });
    // stop() has no effect before the listener's loop has begun.
    while (!is_running())
        std::this_thread::sleep_for(1ms);
}

void LoopbackServer::halt()
{
    if (!m_listener.joinable())
        return;
    {
        const std::lock_guard lock(m_lock);
        m_halting = true;
        for (const auto &[thread, connection] : m_connections)
            connection->interrupt();
    }
    m_halted.notify_all();
    stop();
    m_listener.join();
}

Connection &LoopbackServer::connection()
{
    const std::lock_guard lock(m_lock);
    return *m_connections.at(std::this_thread::get_id());
}

void LoopbackServer::pause(std::chrono::milliseconds time)
{
    std::unique_lock lock(m_lock);
    m_halted.wait_for(lock, time, [this] { return m_halting; });
}

bool LoopbackServer::process_and_close_socket(socket_t sock)
{
    Connection connection(sock);
    {
        const std::lock_guard lock(m_lock);
        if (m_halting)
            return false;
        m_connections.insert_or_assign(std::this_thread::get_id(), &connection);
    }
    serve(connection);
    const std::lock_guard lock(m_lock);
    m_connections.erase(std::this_thread::get_id());
    return true;
}

void LoopbackServer::serve(Connection &connection)
{
    const auto prepare = [](httplib::Request &request) {
        // Routing by regular expression, a multipart parser of its own, and ranges unchecked
        // against the file's size.
        request.path.assign(1, '/');
        request.ranges.clear();
        request.headers.erase("Accept-Encoding");
        renameHeader(request.headers, "Range", rangeHeader);
        renameHeader(request.headers, "Content-Type", typeHeader);
    };
    while (connection.waitForRequest()) {
        bool closed = false;
        const bool answered = process_request(connection, false, closed, prepare);
        const bool sent = connection.flush();
        if (!answered || !sent || closed || !connection.isOpen()) {
            if (sent)
                connection.linger();
            return;
        }
    }
}

} // namespace cosdrop::emulator

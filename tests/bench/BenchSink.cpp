// A server that takes COS v4 uploads as fast as it can and keeps nothing.
// bench-sink [--listen ADDRESS] [--threads N] [--serial] [--delay MS]; prints its port.
// GET /counts tells how many requests came, by op; GET /seconds the bytes of each second.
#include "tests/bench/SinkConnection.h"

#include <arpa/inet.h>
#include <netinet/tcp.h>
#include <sys/epoll.h>
#include <sys/socket.h>

#include <array>
#include <cstdio>
#include <cstdlib>
#include <memory>
#include <string_view>
#include <thread>
#include <unordered_map>
#include <vector>

using namespace cosdrop::bench;

namespace {

using Clock = std::chrono::steady_clock;

/// Serves the connections that are put into its epoll. Runs until the process ends.
class Worker
{
public:
    explicit Worker(SinkState &state)
        : m_state(state)
        , m_epoll(epoll_create1(EPOLL_CLOEXEC))
    {
    }

    void add(int socket) const
    {
        epoll_event event{};
        event.events = EPOLLIN;
        event.data.fd = socket;
        epoll_ctl(m_epoll, EPOLL_CTL_ADD, socket, &event);
    }

    void run()
    {
        std::vector<char> buffer(256 * 1024);
        std::array<epoll_event, 64> events{};
        for (;;) {
            const int count =
                epoll_wait(m_epoll, events.data(), static_cast<int>(events.size()), answerDue());
            for (int i = 0; i < count; ++i)
                serve(events.at(static_cast<size_t>(i)).data.fd, buffer);
        }
    }

private:
    void serve(int socket, std::vector<char> &buffer)
    {
        auto &connection = m_connections[socket];
        if (!connection)
            connection = std::make_unique<SinkConnection>(socket, m_state);
        if (!connection->read(buffer.data(), buffer.size()))
            m_connections.erase(socket);
    }

    /// Answers those whose time has come; returns the ms until the next, or -1.
    int answerDue()
    {
        if (m_state.sliceDelay.count() == 0)
            return -1;
        int next = -1;
        const Clock::time_point now = Clock::now();
        for (const auto &[socket, connection] : m_connections) {
            const auto due = connection->dueAt();
            if (!due)
                continue;
            if (*due <= now) {
                connection->answerNow();
                continue;
            }
            const auto wait = std::chrono::ceil<std::chrono::milliseconds>(*due - now).count();
            next = next < 0 ? static_cast<int>(wait) : std::min(next, static_cast<int>(wait));
        }
        return next;
    }

    SinkState &m_state;
    int m_epoll;
    std::unordered_map<int, std::unique_ptr<SinkConnection>> m_connections;
};

int listenOn(const char *address)
{
    const int listener = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    sockaddr_in here{};
    here.sin_family = AF_INET;
    if (inet_pton(AF_INET, address, &here.sin_addr) != 1
        || bind(listener, reinterpret_cast<sockaddr *>(&here), sizeof here) != 0
        || listen(listener, 256) != 0) {
        std::perror("bench-sink");
        std::exit(2);
    }
    socklen_t length = sizeof here;
    getsockname(listener, reinterpret_cast<sockaddr *>(&here), &length);
    std::printf("%d\n", ntohs(here.sin_port));
    std::fflush(stdout);
    return listener;
}

} // namespace

int main(int count, char **arguments)
{
    SinkState state;
    const char *address = "127.0.0.1";
    int threads = 2;
    for (int i = 1; i < count; ++i) {
        const std::string_view option = arguments[i];
        const char *value = i + 1 < count ? arguments[i + 1] : "";
        if (option == "--serial") {
            state.serial = true;
            continue;
        }
        ++i;
        if (option == "--listen")
            address = value;
        else if (option == "--threads")
            threads = std::max(1, std::atoi(value));
        else if (option == "--delay")
            state.sliceDelay = std::chrono::milliseconds(std::atoi(value));
    }

    const int listener = listenOn(address);
    std::vector<std::unique_ptr<Worker>> workers;
    workers.reserve(static_cast<size_t>(threads));
    for (int i = 0; i < threads; ++i)
        workers.push_back(std::make_unique<Worker>(state));
    for (const auto &worker : workers)
        std::thread([&worker] { worker->run(); }).detach();
    for (size_t next = 0;; ++next) {
        const int socket = accept4(listener, nullptr, nullptr, SOCK_CLOEXEC);
        if (socket < 0)
            continue;
        const int on = 1;
        setsockopt(socket, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
        workers.at(next % workers.size())->add(socket);
    }
}

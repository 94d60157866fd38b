#pragma once

#include "app/emulator/Connection.h"

#include <QtGlobal>

#include <httplib.h>

#include <chrono>
#include <condition_variable>
#include <map>
#include <mutex>
#include <thread>

namespace cosdrop::emulator {

/// cpp-httplib's server with connections of our own, so that a handler can break one off and
/// stopping does not wait for idle ones.
///
/// What cpp-httplib would interpret by itself is kept out of its sight: Request::path is always
/// "/" (the request target is in Request::target), the Range and Content-Type headers are found
/// under other names, and Accept-Encoding is gone.
///
/// Thread: any; handlers run on the connections' threads.
class LoopbackServer final : public httplib::Server
{
public:
    static constexpr const char *rangeHeader = "X-Emulator-Range";
    static constexpr const char *typeHeader = "X-Emulator-Content-Type";

    LoopbackServer();

    /// Takes the address; connections wait from here on. Gives the port, or 0.
    quint16 bind(const std::string &address, quint16 port);

    /// Answers in threads of its own. After bind(), and when the handlers are set.
    void run();

    /// Ends all connections and waits for their threads.
    void halt();

    /// Of the request whose handler runs on this thread.
    Connection &connection();

    /// Sleeps, but no longer than until halt().
    void pause(std::chrono::milliseconds time);

private:
    bool process_and_close_socket(socket_t sock) override;
    void serve(Connection &connection);

    std::thread m_listener;
    std::mutex m_lock;
    std::condition_variable m_halted;
    bool m_halting = false;
    std::map<std::thread::id, Connection *> m_connections;
};

} // namespace cosdrop::emulator

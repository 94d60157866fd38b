#pragma once

#include <QtGlobal>

#include <poll.h>

#include <map>
#include <memory>
#include <mutex>
#include <thread>
#include <vector>

namespace cosdrop::test {

class ProxiedConnection;

/// Stands between a client and a server on loopback and spoils connections as it is told.
///
/// Thread: all functions from any; the forwarding is done on a thread of its own.
class TcpProxy
{
public:
    enum class Direction { ToServer, ToClient };

    /// What becomes of one connection, counted in the bytes that the proxy forwarded in one
    /// direction. After 0 bytes means: when the first byte comes that would go that way, and before
    /// it goes. (Not as soon as the connection is there: QTcpSocket connects anew, and tells
    /// nobody, where a reset comes before it has seen that it is connected.)
    struct Script
    {
        enum class Fault {
            None,
            Reset,     ///< RST to both; what was forwarded just before may be lost with it
            Cut,       ///< FIN to both; whatever they still send is swallowed
            HalfClose, ///< FIN to the receiver of that direction; the other one goes on
            Stall,     ///< nothing more goes in that direction, until its sender closes
        };

        Fault fault = Fault::None;
        Direction direction = Direction::ToServer;
        qint64 afterBytes = 0;
        qint64 bytesPerSecond = 0; ///< trickle, in each direction; 0: as fast as it goes

        static Script pass() { return {}; }

        static Script reset(Direction direction, qint64 afterBytes)
        {
            return {Fault::Reset, direction, afterBytes, 0};
        }

        static Script cut(Direction direction, qint64 afterBytes)
        {
            return {Fault::Cut, direction, afterBytes, 0};
        }

        static Script halfClose(Direction direction, qint64 afterBytes)
        {
            return {Fault::HalfClose, direction, afterBytes, 0};
        }

        static Script stall(Direction direction, qint64 afterBytes)
        {
            return {Fault::Stall, direction, afterBytes, 0};
        }

        static Script trickle(qint64 bytesPerSecond)
        {
            return {Fault::None, Direction::ToServer, 0, bytesPerSecond};
        }
    };

    struct Counters
    {
        int connections = 0;      ///< accepted since the start
        int open = 0;             ///< of these, still there
        qint64 bytesToServer = 0; ///< forwarded
        qint64 bytesToClient = 0;
    };

    /// Listens on a free port of 127.0.0.1. Ends the program where it cannot.
    explicit TcpProxy(quint16 targetPort);
    /// Resets what is still open.
    ~TcpProxy();
    TcpProxy(const TcpProxy &) = delete;
    TcpProxy &operator=(const TcpProxy &) = delete;

    quint16 port() const { return m_port; }

    /// For every connection accepted from now on that has no script of its own.
    void setScript(const Script &script);
    /// For one connection: 1 is the first ever accepted.
    void setScriptFor(int connection, const Script &script);
    /// For the connections that are open now; their bytes are counted from now on.
    void setScriptForOpen(const Script &script);
    /// Resets the connections that are open now.
    void resetOpen();

    /// Closes the listening port: connections are refused until listen(). Those open stay.
    void refuse();
    void listen();

    Counters counters() const;

private:
    void run();
    void forward(const std::vector<pollfd> &sockets);
    void accept();
    void wake() const;

    const quint16 m_targetPort;
    quint16 m_port = 0;
    int m_wakeUp[2] = {-1, -1};

    mutable std::mutex m_mutex; ///< guards all below
    int m_listener = -1;
    bool m_stopping = false;
    Script m_script;
    std::map<int, Script> m_scripts;
    Counters m_counters;
    std::vector<std::unique_ptr<ProxiedConnection>> m_connections;

    std::thread m_thread;
};

} // namespace cosdrop::test

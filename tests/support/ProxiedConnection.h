#pragma once

#include "tests/support/TcpProxy.h"

#include <QByteArray>

#include <chrono>

namespace cosdrop::test {

/// One connection through a TcpProxy: two sockets, and what flows between them each way.
/// Thread: any one at a time.
class ProxiedConnection
{
public:
    /// Takes both sockets over.
    ProxiedConnection(int client, int server, const TcpProxy::Script &script);
    /// Resets what is still open.
    ~ProxiedConnection();
    ProxiedConnection(const ProxiedConnection &) = delete;
    ProxiedConnection &operator=(const ProxiedConnection &) = delete;

    void setScript(const TcpProxy::Script &script);

    int client() const { return m_client; }

    int server() const { return m_server; }

    /// What poll() is to wait for on each.
    short clientEvents() const;
    short serverEvents() const;

    bool trickles() const { return m_script.bytesPerSecond > 0; }

    /// Moves on after poll(); false where the connection is over.
    bool handle(short clientEvents, short serverEvents);

    /// Bytes forwarded since the last call.
    qint64 takeForwarded(TcpProxy::Direction direction);

private:
    struct Flow
    {
        QByteArray pending;
        qint64 forwarded = 0; ///< since the script was set
        qint64 notTaken = 0;  ///< of these, not told by takeForwarded() yet
        bool stalled = false;
        bool swallowed = false; ///< what comes is read and thrown away
        bool ended = false;     ///< nothing more will come
        bool closed = false;    ///< and the receiver knows
    };

    Flow &flow(TcpProxy::Direction direction);
    const Flow &flow(TcpProxy::Direction direction) const;
    int source(TcpProxy::Direction direction) const;
    int sink(TcpProxy::Direction direction) const;
    short events(TcpProxy::Direction in, TcpProxy::Direction out) const;

    bool wantsToRead(TcpProxy::Direction direction) const;
    void refill();
    bool read(TcpProxy::Direction direction);
    /// Where no byte is to be forwarded: whether one is there.
    bool lookForAByte(TcpProxy::Direction direction);
    bool write(TcpProxy::Direction direction);
    void closeSink(TcpProxy::Direction direction);
    /// Carries out the script where its moment has come; false where that ends the connection.
    bool applyScript();
    void close(bool reset);

    int m_client;
    int m_server;
    TcpProxy::Script m_script;
    bool m_faultDone = false;
    bool m_byteCame = false; ///< in the script's direction, where none is to be forwarded
    Flow m_toServer;
    Flow m_toClient;
    std::chrono::steady_clock::time_point m_refilled = std::chrono::steady_clock::now();
    double m_allowance = 0; ///< bytes that may be read now; with bytesPerSecond
};

} // namespace cosdrop::test

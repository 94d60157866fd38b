#pragma once

#include "core/base/CoreHold.h"
#include "core/cos/HttpExchange.h"
#include "core/cos/TransportSettings.h"

#include <QHash>
#include <QQueue>

namespace cosdrop {

/// Sends HTTP requests, many at a time, over a few lanes; further ones wait for their turn here.
/// Watches for those on which nothing moves. While a large body goes alone, the engine's thread and
/// the HTTP thread, which hand it over in turn, share a core. Thread: the engine's.
class HttpTransport final : public QObject
{
    Q_OBJECT

public:
    static constexpr int mostLanes = 4;

    /// `clock` is not owned.
    explicit HttpTransport(Clock &clock, QObject *parent = nullptr);
    ~HttpTransport() override;

    void setSettings(const TransportSettings &settings);

    /// Begins a request under a number that is not in use. `done` comes later, once, from the
    /// event loop; it may destroy the transport. Errors: those of the way to the server.
    void send(quint64 id, HttpRequest request, HttpExchange::Done done);

    /// Gives it up; `done` is not called.
    void abort(quint64 id);

private:
    void startWaiting();
    HttpLane *freeLane();
    void release(quint64 id);
    void shareCore(const HttpExchange &exchange);
    void watchStalls();
    void checkStalls();
    QList<quint16> portsOf(const QUrl &url) const;
    void applyProxy(HttpLane &lane) const;

    Clock &m_clock;
    TransportSettings m_settings;
    SendGate m_gate;
    CoreHold m_coreHold;
    QList<HttpLane *> m_lanes;
    QHash<quint64, HttpExchange *> m_exchanges;
    QQueue<quint64> m_waiting;
    std::chrono::milliseconds m_nextCheck = std::chrono::milliseconds::max();
};

} // namespace cosdrop

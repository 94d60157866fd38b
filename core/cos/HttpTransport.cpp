#include "core/cos/HttpTransport.h"

#include "core/cos/SystemProxies.h"

#include <algorithm>
#include <memory>
#include <utility>

namespace cosdrop {

namespace {

using std::chrono::milliseconds;

/// A lane with this many requests under way is joined by another lane, if there may be one.
constexpr int busyLane = 2;
constexpr milliseconds shortestCheck{10};
/// In bytes: Qt hands over 16 KiB at a time, so a smaller body is soon gone.
constexpr qint64 largeBody = 256 * 1024;

} // namespace

HttpTransport::HttpTransport(Clock &clock, QObject *parent)
    : QObject(parent)
    , m_clock(clock)
    , m_gate(clock)
{
}

HttpTransport::~HttpTransport()
{
    // While the lanes' threads are still there.
    m_coreHold.letGo();
    qDeleteAll(std::exchange(m_exchanges, {}));
    qDeleteAll(std::exchange(m_lanes, {}));
}

void HttpTransport::setSettings(const TransportSettings &settings)
{
    const bool proxyChanged = settings.proxy != m_settings.proxy;
    m_settings = settings;
    m_gate.setRate(settings.bytesPerSecond);
    if (proxyChanged) {
        for (HttpLane *lane : std::as_const(m_lanes))
            applyProxy(*lane);
    }
}

void HttpTransport::send(quint64 id, HttpRequest request, HttpExchange::Done done)
{
    m_coreHold.letGo();
    auto finish = [this, id, done = std::move(done)](const Result<HttpAnswer> &result) {
        // On the stack: `done` may destroy this object and the exchange that is calling.
        const HttpExchange::Done last = done;
        release(id);
        last(result);
    };
    const QList<quint16> ports = portsOf(request.url);
    auto *exchange = new HttpExchange(std::move(request), m_clock, m_settings.stallTimeout, ports,
                                      std::move(finish), this);
    connect(exchange, &HttpExchange::bodyBegun, this, [this, exchange] { shareCore(*exchange); });
    m_exchanges.insert(id, exchange);
    m_waiting.enqueue(id);
    startWaiting();
}

void HttpTransport::abort(quint64 id)
{
    if (m_exchanges.contains(id))
        release(id);
}

void HttpTransport::startWaiting()
{
    while (!m_waiting.isEmpty()) {
        HttpLane *lane = freeLane();
        if (!lane)
            return;
        lane->enter();
        m_exchanges.value(m_waiting.dequeue())->start(*lane);
    }
    watchStalls();
}

HttpLane *HttpTransport::freeLane()
{
    const auto least = std::min_element(
        m_lanes.cbegin(), m_lanes.cend(),
        [](const HttpLane *one, const HttpLane *other) { return one->busy() < other->busy(); });
    const int busy = least == m_lanes.cend() ? HttpLane::mostRequests : (*least)->busy();
    if (busy >= busyLane && m_lanes.size() < mostLanes) {
        auto *lane = new HttpLane(m_gate, this);
        applyProxy(*lane);
        m_lanes.append(lane);
        return lane;
    }
    return busy < HttpLane::mostRequests ? *least : nullptr;
}

void HttpTransport::release(quint64 id)
{
    m_coreHold.letGo();
    HttpExchange *exchange = m_exchanges.take(id);
    exchange->cancel();
    if (HttpLane *lane = exchange->lane())
        lane->leave();
    else
        m_waiting.removeOne(id);
    exchange->deleteLater();
    startWaiting();
}

void HttpTransport::shareCore(const HttpExchange &exchange)
{
    if (m_exchanges.size() > 1 || exchange.contentSize() < largeBody)
        return;
    if (const auto httpThread = exchange.lane()->httpThread())
        m_coreHold.hold(*httpThread);
}

void HttpTransport::watchStalls()
{
    milliseconds next = milliseconds::max();
    for (const HttpExchange *exchange : std::as_const(m_exchanges)) {
        if (exchange->lane())
            next = std::min(next, exchange->stallsAt());
    }
    if (next >= m_nextCheck)
        return;
    m_nextCheck = next;
    const milliseconds delay = std::max(shortestCheck, next - m_clock.steady());
    m_clock.callAfter(delay, this, [this, next] {
        // An earlier one has been asked for since then.
        if (next == m_nextCheck)
            checkStalls();
    });
}

void HttpTransport::checkStalls()
{
    m_nextCheck = milliseconds::max();
    const milliseconds now = m_clock.steady();
    const auto exchanges = m_exchanges.values();
    for (HttpExchange *exchange : exchanges) {
        if (exchange->lane() && exchange->stallsAt() <= now)
            exchange->giveUpAsStalled();
    }
    watchStalls();
}

QList<quint16> HttpTransport::portsOf(const QUrl &url) const
{
    QList<quint16> ports{static_cast<quint16>(url.port(url.scheme() == u"https" ? 443 : 80))};
    if (m_settings.proxy && m_settings.proxy->port() != 0)
        ports.append(m_settings.proxy->port());
    return ports;
}

void HttpTransport::applyProxy(HttpLane &lane) const
{
    if (m_settings.proxy)
        lane.setProxy(*m_settings.proxy);
    else
        lane.setProxyFactory(new SystemProxies);
}

} // namespace cosdrop

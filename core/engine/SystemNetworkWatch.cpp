#include "core/engine/SystemNetworkWatch.h"

#include <QHostAddress>
#include <QNetworkInterface>
#include <QTimer>

#include <algorithm>

namespace cosdrop {

namespace {

constexpr std::chrono::milliseconds probeEvery{5000};

bool hasInterface()
{
    const auto interfaces = QNetworkInterface::allInterfaces();
    return std::any_of(interfaces.begin(), interfaces.end(), [](const QNetworkInterface &one) {
        const auto flags = one.flags();
        return flags.testFlag(QNetworkInterface::IsRunning)
               && !flags.testFlag(QNetworkInterface::IsLoopBack) && !one.addressEntries().isEmpty();
    });
}

bool isLoopback(const QString &host)
{
    return host == QLatin1String("localhost") || QHostAddress(host).isLoopback();
}

} // namespace

bool SystemNetworkWatch::isOffline(const Target &target) const
{
    if (isLoopback(target.endpoint.host()))
        return false;
    Q_EMIT doubted();
    return m_reachability == QNetworkInformation::Reachability::Disconnected || !hasInterface();
}

void SystemNetworkWatch::whenBack(const Target &target, QObject *context,
                                  std::function<void()> back)
{
    auto found = std::find_if(m_probes.begin(), m_probes.end(),
                              [&target](const auto &probe) { return probe.first == target; });
    if (found == m_probes.end())
        found = m_probes.insert(m_probes.end(), {target, Probe{}});
    found->second.waiters.push_back({context, std::move(back)});
    if (std::exchange(m_isTimed, true))
        return;
    QTimer::singleShot(probeEvery, this, [this] { probeAll(); });
}

void SystemNetworkWatch::setReachability(QNetworkInformation::Reachability reachability)
{
    m_reachability = reachability;
    if (reachability != QNetworkInformation::Reachability::Disconnected)
        probeAll();
}

void SystemNetworkWatch::probeAll()
{
    m_isTimed = false;
    if (m_probes.empty())
        return;
    for (auto &[target, running] : m_probes)
        probe(target, running);
    if (!std::exchange(m_isTimed, true))
        QTimer::singleShot(probeEvery, this, [this] { probeAll(); });
}

void SystemNetworkWatch::probe(const Target &target, Probe &running)
{
    if (running.socket)
        running.socket.release()->deleteLater();
    running.socket = std::make_unique<QTcpSocket>();
    QTcpSocket *socket = running.socket.get();
    connect(socket, &QTcpSocket::connected, this, [this, target] { probed(target, true); });
    connect(socket, &QTcpSocket::errorOccurred, this,
            [this, target](QAbstractSocket::SocketError error) {
                probed(target, error == QAbstractSocket::ConnectionRefusedError);
            });
    const int usualPort = target.endpoint.scheme() == QLatin1String("http") ? 80 : 443;
    socket->connectToHost(target.endpoint.host(),
                          static_cast<quint16>(target.endpoint.port(usualPort)));
}

void SystemNetworkWatch::probed(const Target &target, bool isBack)
{
    const auto found = std::find_if(m_probes.begin(), m_probes.end(),
                                    [&target](const auto &probe) { return probe.first == target; });
    if (found == m_probes.end() || !isBack)
        return;
    std::vector<Waiter> waiters = std::move(found->second.waiters);
    if (found->second.socket)
        found->second.socket.release()->deleteLater();
    m_probes.erase(found);
    for (const Waiter &waiter : waiters) {
        if (waiter.context)
            waiter.back();
    }
}

} // namespace cosdrop

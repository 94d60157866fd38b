#pragma once

#include "core/transfer/NetworkWatch.h"

#include <QNetworkInformation>
#include <QPointer>
#include <QTcpSocket>

#include <functional>
#include <map>
#include <memory>
#include <vector>

namespace cosdrop {

/// NetworkWatch by what the system tells, and by a probe of the target where it tells nothing or
/// is wrong: a connection that is taken or refused has crossed a network.
/// Thread: the engine's.
class SystemNetworkWatch final : public QObject, public NetworkWatch
{
    Q_OBJECT

public:
    using QObject::QObject;

    bool isOffline(const Target &target) const override;
    void whenBack(const Target &target, QObject *context, std::function<void()> back) override;

    /// What QNetworkInformation tells; it lives in the main thread.
    void setReachability(QNetworkInformation::Reachability reachability);

Q_SIGNALS:
    /// A connection failed, so it is worth knowing what the system tells of the network.
    void doubted() const;

private:
    struct Waiter
    {
        QPointer<QObject> context;
        std::function<void()> back;
    };

    struct Probe
    {
        std::unique_ptr<QTcpSocket> socket;
        std::vector<Waiter> waiters;
    };

    void probeAll();
    void probe(const Target &target, Probe &running);
    void probed(const Target &target, bool isBack);

    QNetworkInformation::Reachability m_reachability = QNetworkInformation::Reachability::Unknown;
    std::vector<std::pair<Target, Probe>> m_probes;
    bool m_isTimed = false;
};

} // namespace cosdrop

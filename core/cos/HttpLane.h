#pragma once

#include "core/cos/SendGate.h"

#include <QNetworkAccessManager>

namespace cosdrop {

/// One QNetworkAccessManager of several, whose bodies pass the gate.
/// Qt opens at most six connections to a host for each manager and lets further requests wait
/// inside, where nothing tells that they have not begun; so a lane is given no more than six.
class HttpLane final : public QNetworkAccessManager
{
    Q_OBJECT

public:
    static constexpr int mostRequests = 6;

    /// `gate` is not owned.
    explicit HttpLane(SendGate &gate, QObject *parent = nullptr);

    int busy() const { return m_busy; }

    void enter() { ++m_busy; }

    void leave() { --m_busy; }

protected:
    QNetworkReply *createRequest(Operation operation, const QNetworkRequest &request,
                                 QIODevice *outgoingData) override;

private:
    SendGate &m_gate;
    int m_busy = 0;
};

} // namespace cosdrop

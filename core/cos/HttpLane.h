#pragma once

#include "core/cos/SendGate.h"

#include <QList>
#include <QNetworkAccessManager>

#include <optional>

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

    /// The system's number of the thread in which Qt speaks HTTP for this lane, which nothing
    /// public tells: it is the one with Qt's name for such threads that was not there before the
    /// first request. Nothing where that cannot be said. Meant for when a body goes: by then it
    /// is there.
    std::optional<qint64> httpThread();

protected:
    QNetworkReply *createRequest(Operation operation, const QNetworkRequest &request,
                                 QIODevice *outgoingData) override;

private:
    SendGate &m_gate;
    int m_busy = 0;
    bool m_hasBegun = false;
    bool m_hasLooked = false;
    QList<qint64> m_earlierThreads;
    std::optional<qint64> m_httpThread;
};

} // namespace cosdrop

#pragma once

#include "core/base/Clock.h"
#include "core/cos/RateLimiter.h"

#include <QList>
#include <QObject>
#include <QTimer>

namespace cosdrop {

class GatedBody;

/// Shares one speed limit between the bodies of all requests, in turns.
/// Thread: that of the bodies. The timer runs only while a body waits.
class SendGate final : public QObject
{
    Q_OBJECT

public:
    /// `clock` is not owned.
    explicit SendGate(const Clock &clock, QObject *parent = nullptr);

    /// In bytes per second; 0: no limit. Bodies under way follow at once.
    void setRate(qint64 bytesPerSecond);

    /// How many of `wanted` bytes a body may send now. Where it is none, the body waits, and its
    /// addAllowance() is called when some may go.
    qint64 admit(GatedBody &body, qint64 wanted);

    /// Takes a body out of the waiting ones.
    void leave(GatedBody &body);

private:
    void refill();
    void releaseAll();

    const Clock &m_clock;
    RateLimiter m_limiter;
    QList<GatedBody *> m_waiting; // in the order in which they are served
    QTimer m_timer;
};

} // namespace cosdrop

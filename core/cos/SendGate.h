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

    /// In bytes per second; 0: no limit. Bodies under way follow.
    void setRate(qint64 bytesPerSecond);

    bool isOpen() const { return m_limiter.rate() == 0; }

    /// All of `wanted` bytes where they may go at once and nobody waits, else 0. At a high rate
    /// whole slices go between two refills.
    qint64 takeSpare(qint64 wanted);

    /// Calls the body's addAllowance() when it is its turn.
    void wait(GatedBody &body);

    /// Takes a body out of the waiting ones.
    void leave(GatedBody &body);

private:
    void refill();

    const Clock &m_clock;
    RateLimiter m_limiter;
    QList<GatedBody *> m_waiting; // in the order in which they are served
    QTimer m_timer;
};

} // namespace cosdrop

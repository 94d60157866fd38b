#include "core/cos/SendGate.h"

#include "core/cos/GatedBody.h"

#include <algorithm>

namespace cosdrop {

namespace {

constexpr std::chrono::milliseconds refillInterval{50};
/// Less than this a body is given only where there is no more: small packets cost.
constexpr qint64 smallestShare = 1024;

} // namespace

SendGate::SendGate(const Clock &clock, QObject *parent)
    : QObject(parent)
    , m_clock(clock)
{
    m_timer.setTimerType(Qt::PreciseTimer);
    m_timer.setInterval(refillInterval);
    connect(&m_timer, &QTimer::timeout, this, &SendGate::refill);
}

void SendGate::setRate(qint64 bytesPerSecond)
{
    // Those that wait are let go by the next refill.
    m_limiter.setRate(bytesPerSecond, m_clock.steady());
}

qint64 SendGate::takeSpare(qint64 wanted)
{
    if (!m_waiting.isEmpty() || m_limiter.available(m_clock.steady()) < wanted)
        return 0;
    m_limiter.take(wanted);
    return wanted;
}

void SendGate::wait(GatedBody &body)
{
    if (m_waiting.contains(&body))
        return;
    m_waiting.append(&body);
    if (!m_timer.isActive())
        m_timer.start();
}

void SendGate::leave(GatedBody &body)
{
    m_waiting.removeOne(&body);
}

void SendGate::refill()
{
    qint64 tokens = m_limiter.available(m_clock.steady());
    // Only those that wait now: one that has used up its share waits for the next turn.
    qsizetype turns = m_waiting.size();
    while (turns > 0 && tokens > 0 && !m_waiting.isEmpty()) {
        GatedBody *body = m_waiting.takeFirst();
        const qint64 share = std::max(tokens / turns, smallestShare);
        const qint64 given = isOpen() ? 0 : std::min({share, tokens, body->bytesLeft()});
        m_limiter.take(given);
        tokens -= given;
        --turns;
        body->addAllowance(given);
    }
    if (m_waiting.isEmpty())
        m_timer.stop();
}

} // namespace cosdrop

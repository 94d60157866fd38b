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

void SendGate::wait(GatedBody &body)
{
<<<<<<< HEAD
    if (m_limiter.rate() == 0)
        return wanted;
    const qint64 allowed = body.useAllowance(wanted);
    // At a high rate whole slices go between two refills: they need not wait for the next one.
    if (allowed == 0 && m_waiting.isEmpty() && m_limiter.available(m_clock.steady()) >= wanted) {
        m_limiter.take(wanted);
        return wanted;
    }
    if (allowed == 0 && !m_waiting.contains(&body)) {
        m_waiting.append(&body);
        if (!m_timer.isActive())
            m_timer.start();
    }
    return allowed;
=======
    if (m_waiting.contains(&body))
        return;
    m_waiting.append(&body);
    if (!m_timer.isActive())
        m_timer.start();
>>>>>>> cos
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

#include "core/transfer/SliceWindow.h"

#include <algorithm>
#include <utility>

namespace cosdrop {

namespace {

// Slices that wait in the line: fewer may leave it idle for a moment, more only wait. Four are
// never too many, so that the usual setting is not gone below for a full line.
constexpr double leastWaiting = 3;
constexpr double mostWaiting = 4;

constexpr int longestPatience = 256; // rounds

// All of a round's slices set out within this part of the round.
constexpr double partOfRound = 1.0 / 3;

} // namespace

void SliceWindow::setAllowed(int count)
{
    const bool isFree = m_roof >= m_allowed;
    m_allowed = std::max(count, 1);
    m_roof = isFree ? m_allowed : std::min(m_roof, m_allowed);
    m_size = isFree ? m_allowed : std::min(m_size, m_allowed);
}

std::chrono::milliseconds SliceWindow::gap() const
{
    return std::chrono::milliseconds(static_cast<int>(m_shortest * partOfRound / m_size));
}

void SliceWindow::answered(std::chrono::milliseconds took)
{
    const double time = std::max<double>(1, static_cast<double>(took.count()));
    m_shortest = m_shortest > 0 ? std::min(m_shortest, time) : time;
    m_sum += time;
    if (++m_answers >= m_size)
        endRound();
}

void SliceWindow::endRound()
{
    const double usual = m_sum / m_answers;
    m_answers = 0;
    m_sum = 0;
    const double waiting = m_size * (1 - m_shortest / usual);
    if (waiting > mostWaiting) {
        --m_size;
    } else if (waiting < leastWaiting && m_size < m_roof) {
        ++m_size;
    } else if (m_size == m_roof && m_roof < m_allowed && ++m_calmRounds >= m_patience) {
        m_calmRounds = 0;
        m_size = ++m_roof;
        m_isProbing = m_roof < m_allowed;
        if (!m_isProbing)
            m_patience = shortestPatience;
    }
}

void SliceWindow::troubled()
{
    // Trouble as soon as the roof is raised: it is no passing one.
    if (std::exchange(m_isProbing, false))
        m_patience = std::min(2 * m_patience, longestPatience);
    m_roof = std::max(1, m_size - 1);
    m_size = std::max(1, m_size / 2);
    m_calmRounds = 0;
    m_answers = 0;
    m_sum = 0;
}

} // namespace cosdrop

#pragma once

#include <chrono>

namespace cosdrop {

/// How many slices of one file are on their way at once, found by measuring. A value; pure.
///
/// It begins with what is allowed. Where slices take longer the more of them are under way, the
/// line is full, and more of them would only wait in it: the number falls towards the few that
/// keep it full (the estimate is TCP Vegas's; Brakmo and Peterson, 1995). Where the time is the
/// server's or the way's delay, it stays at what is allowed. When the server wants fewer requests
/// (−71, 503) or slices get lost, it is halved, comes back by one a round, and goes only now and
/// then beyond where the trouble came (as TCP does, RFC 5681).
class SliceWindow
{
public:
    explicit SliceWindow(int allowed = 4)
        : m_allowed(allowed)
        , m_size(allowed)
        , m_roof(allowed)
    {
    }

    int size() const { return m_size; }

    /// How far apart slices are to set out at least. Those that set out together are answered
    /// together, and the line stands idle till then; a little apart, they come to fill it in turn
    /// (TCP pacing; Aggarwal, Savage and Anderson, 2000). 0 before the first answer.
    std::chrono::milliseconds gap() const;

    /// At least 1. A raise is taken up at once where nothing stood against it.
    void setAllowed(int count);

    /// A slice of the full size got there, this long after it was handed to the network.
    void answered(std::chrono::milliseconds took);
    /// Slices that were under way together were refused for their number, or lost.
    void troubled();

    bool operator==(const SliceWindow &) const = default;

private:
    static constexpr int shortestPatience = 8; ///< calm rounds before the roof is raised

    void endRound();

    int m_allowed;
    int m_size;
    int m_roof;               ///< at most this many gave no trouble
    bool m_isProbing = false; ///< the roof was raised since the last trouble
    int m_calmRounds = 0;     ///< spent at the roof
    int m_patience = shortestPatience;
    int m_answers = 0;     ///< in this round: as many answers as slices are under way
    double m_sum = 0;      ///< ms, of this round
    double m_shortest = 0; ///< ms a slice took at least; 0: none measured
};

} // namespace cosdrop

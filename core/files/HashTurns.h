#pragma once

#include <condition_variable>
#include <memory>
#include <mutex>
#include <set>

namespace cosdrop {

/// Lets threads that hash large files do so one after the other, in the order in which the turns
/// were taken. Any thread.
class HashTurns
{
public:
    /// A place in the order, given back when it goes.
    class Turn
    {
    public:
        explicit Turn(HashTurns &turns);
        ~Turn();
        Turn(const Turn &) = delete;
        Turn &operator=(const Turn &) = delete;

        /// Comes back when all turns that were taken before have been given back. Their threads
        /// must have begun before this one.
        void wait();

    private:
        HashTurns &m_turns;
        const unsigned long long m_number;
    };

    /// This outlives the turn.
    std::shared_ptr<Turn> take() { return std::make_shared<Turn>(*this); }

private:
    unsigned long long add();

    std::mutex m_mutex;
    std::condition_variable m_changed;
    std::set<unsigned long long> m_open;
    unsigned long long m_last = 0;
};

} // namespace cosdrop

#pragma once

#include <atomic>
#include <condition_variable>
#include <memory>
#include <mutex>
#include <set>

namespace cosdrop {

/// Lets threads that hash large files do so one after the other, in the order in which the turns
/// were taken. Any thread.
class HashTurns
{
    struct State
    {
        std::mutex mutex;
        std::condition_variable changed;
        std::set<unsigned long long> open;
        unsigned long long last = 0;
    };

public:
    /// A place in the order, given back when it goes.
    class Turn
    {
    public:
        explicit Turn(std::shared_ptr<State> state);
        ~Turn();
        Turn(const Turn &) = delete;
        Turn &operator=(const Turn &) = delete;

        /// Comes back when all turns that were taken before have been given back, or this one is
        /// cancelled. The threads of those before must have begun before this one.
        void wait(const std::atomic_bool &cancelled);

    private:
        const std::shared_ptr<State> m_state;
        const unsigned long long m_number;
    };

    /// May outlive this.
    std::shared_ptr<Turn> take() { return std::make_shared<Turn>(m_state); }

    /// To be called once a `cancelled` has become true.
    void cancelled();

private:
    static unsigned long long add(State &state);

    const std::shared_ptr<State> m_state = std::make_shared<State>();
};

} // namespace cosdrop

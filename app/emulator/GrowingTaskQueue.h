#pragma once

#include <httplib.h>

#include <condition_variable>
#include <deque>
#include <functional>
#include <mutex>
#include <thread>
#include <vector>

namespace cosdrop::emulator {

/// A thread for each connection, up to a limit; more wait. cpp-httplib's own pool has a fixed
/// size, and a connection that is kept alive holds a thread even while it is idle.
class GrowingTaskQueue final : public httplib::TaskQueue
{
public:
    explicit GrowingTaskQueue(size_t mostThreads);

    void enqueue(std::function<void()> task) override;
    void shutdown() override; ///< waits for all tasks

private:
    void work();

    const size_t m_mostThreads;
    std::mutex m_lock;
    std::condition_variable m_wake;
    std::deque<std::function<void()>> m_tasks;
    std::vector<std::thread> m_threads;
    size_t m_idle = 0;
    bool m_ending = false;
};

} // namespace cosdrop::emulator

#include "app/emulator/GrowingTaskQueue.h"

namespace cosdrop::emulator {

GrowingTaskQueue::GrowingTaskQueue(size_t mostThreads)
    : m_mostThreads(mostThreads)
{
}

void GrowingTaskQueue::enqueue(std::function<void()> task)
{
    {
        const std::lock_guard lock(m_lock);
        m_tasks.push_back(std::move(task));
        if (m_tasks.size() > m_idle && m_threads.size() < m_mostThreads)
            m_threads.emplace_back([this] { work(); });
    }
    m_wake.notify_one();
}

void GrowingTaskQueue::work()
{
    std::unique_lock lock(m_lock);
    for (;;) {
        ++m_idle;
        m_wake.wait(lock, [this] { return m_ending || !m_tasks.empty(); });
        --m_idle;
        if (m_tasks.empty())
            return;
        const std::function<void()> task = std::move(m_tasks.front());
        m_tasks.pop_front();
        lock.unlock();
        task();
        lock.lock();
    }
}

void GrowingTaskQueue::shutdown()
{
    {
        const std::lock_guard lock(m_lock);
        m_ending = true;
    }
    m_wake.notify_all();
    // cpp-httplib adds no task once it shuts down, so the list stands still.
    for (std::thread &thread : m_threads)
        thread.join();
}

} // namespace cosdrop::emulator

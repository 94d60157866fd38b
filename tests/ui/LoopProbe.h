#pragma once

#include <QByteArray>
#include <QElapsedTimer>
#include <QEventLoop>
#include <QList>
#include <QMap>

#include <atomic>
#include <functional>
#include <memory>

class QThread;

namespace cosdrop {

/// Measures how long the window's thread stays away from its event loop: asks it for a sign of
/// life every millisecond and notes how long that took. Thread: the window's.
class LoopProbe
{
public:
    LoopProbe();
    ~LoopProbe();
    LoopProbe(const LoopProbe &) = delete;
    LoopProbe &operator=(const LoopProbe &) = delete;

    /// Runs the event loop until `done`, at most a minute, and prints how long it took and how long
    /// the thread was away meanwhile.
    void measure(const char *what, std::function<bool()> done);
    /// The same for so many milliseconds.
    void measure(const char *what, qint64 ms);

private:
    void answered();
    void say(const char *what, qint64 elapsedMs);

    std::unique_ptr<QThread> m_thread;
    QElapsedTimer m_clock;
    QList<double> m_gaps; ///< ms
    QEventLoop m_loop;
    std::function<bool()> m_done;
    std::atomic_bool m_isAsked = false;
    std::atomic_bool m_ended = false;
};

/// What this process costs, by /proc.
namespace ProcessCost {

qint64 residentBytes();
/// The most it ever was.
qint64 mostResidentBytes();

/// Runs the event loop for so many seconds and prints the processor time and how often each thread
/// was woken meanwhile.
void sayIdle(int seconds);

} // namespace ProcessCost

} // namespace cosdrop

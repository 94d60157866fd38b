#pragma once

#include <QByteArrayView>
#include <QList>

#include <memory>

namespace cosdrop {

/// Keeps the thread that made it and one other on one processor core, for as long as the two do
/// little else than wake each other in turn. A system puts each on a core of its own, and waking a
/// core that sleeps costs far more than what is handed over, most of all in a virtual machine
/// (tests/bench/README.md, "One slice at a time").
///
/// On Linux a thread that is started may run where the one that starts it may
/// (sched_setaffinity(2), "child processes and threads"): so who starts one calls
/// letGoOfThisThread() first. Does nothing on other systems. Thread: the one that made it, unless
/// stated otherwise.
class CoreHold
{
public:
    CoreHold();
    ~CoreHold();
    Q_DISABLE_COPY_MOVE(CoreHold)

    /// Moves the other thread to the core that this one runs on. False, and all as it was, where
    /// the system does not allow it, and where this thread is held already.
    bool hold(qint64 otherThread);

    /// Both may run again where they might before.
    void letGo();

    bool isHeld() const;

    /// Ends the hold that the calling thread is in, if there is one. Thread: any.
    static void letGoOfThisThread();

    /// The threads of this process with this name, by the system's numbers; the system may know
    /// no more than the first 15 bytes of a name. Thread: any.
    static QList<qint64> threadsNamed(QByteArrayView name);

private:
    class Private;
    std::unique_ptr<Private> d;
};

} // namespace cosdrop

#pragma once

#include <QList>
#include <QtGlobal>

#ifdef Q_OS_LINUX
#include <sched.h>
#include <unistd.h>
#endif

namespace cosdrop::test {

/// The cores that a thread of this process may run on; 0 is the calling one. Empty where the
/// system has no such list.
inline QList<int> coresOf([[maybe_unused]] qint64 thread = 0)
{
    QList<int> cores;
#ifdef Q_OS_LINUX
    cpu_set_t set;
    if (sched_getaffinity(static_cast<pid_t>(thread), sizeof set, &set) != 0)
        return cores;
    for (int core = 0; core < CPU_SETSIZE; ++core) {
        if (CPU_ISSET(core, &set))
            cores.append(core);
    }
#endif
    return cores;
}

/// Whether a hold to one core can be seen here at all.
inline bool hasSeveralCores()
{
    return coresOf().size() > 1;
}

/// The calling thread's number in the system.
inline qint64 threadNumber()
{
#ifdef Q_OS_LINUX
    return gettid();
#else
    return 0;
#endif
}

/// Limits the calling thread to one core.
inline void stayOnCore([[maybe_unused]] int core)
{
#ifdef Q_OS_LINUX
    cpu_set_t set;
    CPU_ZERO(&set);
    CPU_SET(core, &set);
    sched_setaffinity(0, sizeof set, &set);
#endif
}

} // namespace cosdrop::test

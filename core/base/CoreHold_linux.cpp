#include "core/base/CoreHold.h"

#include <dirent.h>
#include <sched.h>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <optional>

namespace cosdrop {

namespace {

constexpr pid_t thisThread = 0;
constexpr qsizetype longestName = 15; // bytes; proc(5), /proc/[pid]/comm

/// Which hold a thread is in is a fact about the thread, as its cores are.
thread_local CoreHold *holdOfThisThread = nullptr;

std::optional<cpu_set_t> coresOf(pid_t thread)
{
    cpu_set_t cores;
    if (sched_getaffinity(thread, sizeof cores, &cores) != 0)
        return std::nullopt;
    return cores;
}

bool setCores(pid_t thread, const cpu_set_t &cores)
{
    return sched_setaffinity(thread, sizeof cores, &cores) == 0;
}

QByteArray nameOf(const char *thread)
{
    const QByteArray path = QByteArray("/proc/self/task/") + thread + "/comm";
    const std::unique_ptr<FILE, int (*)(FILE *)> file(std::fopen(path.constData(), "re"),
                                                      &std::fclose);
    char name[longestName + 2] = {};
    if (!file || !std::fgets(name, sizeof name, file.get()))
        return {};
    QByteArray result(name);
    if (result.endsWith('\n'))
        result.chop(1);
    return result;
}

} // namespace

class CoreHold::Private
{
public:
    pid_t other = 0; ///< 0: nothing is held
    cpu_set_t ownCores{};
    cpu_set_t otherCores{};
};

CoreHold::CoreHold()
    : d(std::make_unique<Private>())
{
}

CoreHold::~CoreHold()
{
    letGo();
}

bool CoreHold::hold(qint64 otherThread)
{
    const auto other = static_cast<pid_t>(otherThread);
    const auto ownCores = coresOf(thisThread);
    const auto otherCores = coresOf(other);
    const int core = sched_getcpu();
    if (holdOfThisThread || !ownCores || !otherCores || core < 0 || core >= CPU_SETSIZE)
        return false;

    cpu_set_t one;
    CPU_ZERO(&one);
    CPU_SET(core, &one);
    if (!setCores(other, one) || !setCores(thisThread, one)) {
        setCores(other, *otherCores);
        return false;
    }
    d->other = other;
    d->ownCores = *ownCores;
    d->otherCores = *otherCores;
    holdOfThisThread = this;
    return true;
}

void CoreHold::letGo()
{
    if (!isHeld())
        return;
    setCores(thisThread, d->ownCores);
    setCores(d->other, d->otherCores);
    d->other = 0;
    holdOfThisThread = nullptr;
}

bool CoreHold::isHeld() const
{
    return d->other != 0;
}

void CoreHold::letGoOfThisThread()
{
    if (holdOfThisThread)
        holdOfThisThread->letGo();
}

QList<qint64> CoreHold::threadsNamed(QByteArrayView name)
{
    const QByteArrayView known = name.first(std::min(name.size(), longestName));
    const std::unique_ptr<DIR, int (*)(DIR *)> folder(opendir("/proc/self/task"), &closedir);
    QList<qint64> threads;
    while (const dirent *entry = folder ? readdir(folder.get()) : nullptr) {
        const qint64 thread = std::strtol(entry->d_name, nullptr, 10);
        if (thread > 0 && nameOf(entry->d_name) == known)
            threads.append(thread);
    }
    return threads;
}

} // namespace cosdrop

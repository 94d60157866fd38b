#include "tests/ui/LoopProbe.h"

#include <QCoreApplication>
#include <QDir>
#include <QFile>
#include <QThread>
#include <QTimer>

#include <sys/resource.h>

#include <algorithm>
#include <cstdio>
#include <ctime>

namespace cosdrop {

LoopProbe::LoopProbe()
{
    m_thread.reset(QThread::create([this] {
        while (!m_ended) {
            QThread::usleep(1000);
            if (m_isAsked.exchange(true))
                continue;
            m_clock.start();
            QMetaObject::invokeMethod(
                qApp, [this] { answered(); }, Qt::QueuedConnection);
        }
    }));
    m_thread->start();
}

LoopProbe::~LoopProbe()
{
    m_ended = true;
    m_thread->wait();
    QCoreApplication::processEvents();
}

void LoopProbe::answered()
{
    m_gaps.append(double(m_clock.nsecsElapsed()) / 1e6);
    m_isAsked = false;
    if (m_done && m_done())
        m_loop.quit();
}

void LoopProbe::measure(const char *what, std::function<bool()> done)
{
    constexpr int atMostMs = 60'000;
    QElapsedTimer since;
    since.start();
    QTimer::singleShot(atMostMs, &m_loop, &QEventLoop::quit);
    m_done = std::move(done);
    m_loop.exec();
    m_done = {};
    say(what, since.elapsed());
}

void LoopProbe::measure(const char *what, qint64 ms)
{
    QElapsedTimer since;
    since.start();
    measure(what, [since, ms] { return since.elapsed() >= ms; });
}

void LoopProbe::say(const char *what, qint64 elapsedMs)
{
    std::sort(m_gaps.begin(), m_gaps.end());
    const auto at = [this](double share) {
        return m_gaps.isEmpty() ? 0 : m_gaps.at(qsizetype(double(m_gaps.size() - 1) * share));
    };
    const auto longer =
        std::count_if(m_gaps.cbegin(), m_gaps.cend(), [](double gap) { return gap >= 16; });
    std::printf("%-34s %8lld ms   away at most %6.1f ms, 99.9 %%: %6.1f ms (%lld, %lld over 16)\n",
                what, static_cast<long long>(elapsedMs), at(1), at(0.999),
                static_cast<long long>(m_gaps.size()), static_cast<long long>(longer));
    std::fflush(stdout);
    m_gaps.clear();
}

namespace {

QByteArray contentOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

struct Thread
{
    QByteArray name;
    qint64 wakes = 0;
};

QMap<QString, Thread> threads()
{
    QMap<QString, Thread> found;
    const QDir tasks(QStringLiteral("/proc/self/task"));
    for (const QString &task : tasks.entryList(QDir::Dirs | QDir::NoDotAndDotDot)) {
        Thread &thread = found[task];
        const QString folder = tasks.filePath(task);
        thread.name = contentOf(folder + QStringLiteral("/comm")).trimmed();
        for (const QByteArray &line : contentOf(folder + QStringLiteral("/status")).split('\n')) {
            if (line.startsWith("voluntary_ctxt_switches:"))
                thread.wakes = line.mid(line.indexOf(':') + 1).trimmed().toLongLong();
        }
    }
    return found;
}

double cpuMs()
{
    return double(std::clock()) * 1000 / CLOCKS_PER_SEC;
}

} // namespace

qint64 ProcessCost::residentBytes()
{
    constexpr qint64 page = 4096;
    return contentOf(QStringLiteral("/proc/self/statm")).split(' ').value(1).toLongLong() * page;
}

qint64 ProcessCost::mostResidentBytes()
{
    rusage usage{};
    getrusage(RUSAGE_SELF, &usage);
    return qint64{usage.ru_maxrss} * 1024;
}

void ProcessCost::sayIdle(int seconds)
{
    const QMap<QString, Thread> before = threads();
    const double busy = cpuMs();
    QEventLoop loop;
    QTimer::singleShot(seconds * 1000, &loop, &QEventLoop::quit);
    loop.exec();
    std::printf("%-34s %8.1f ms of CPU in %d s; woken:", "idle", cpuMs() - busy, seconds);
    const QMap<QString, Thread> after = threads();
    for (auto thread = after.cbegin(); thread != after.cend(); ++thread)
        std::printf(" %s %lld", thread->name.constData(),
                    static_cast<long long>(thread->wakes - before.value(thread.key()).wakes));
    std::printf("\n");
}

} // namespace cosdrop

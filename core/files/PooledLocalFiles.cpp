#include "core/files/PooledLocalFiles.h"

#include "core/base/Handover.h"
#include "core/files/CheckedReading.h"
#include "core/files/FileFingerprint.h"
#include "core/files/HashTurns.h"
#include "core/files/SliceBuffers.h"

#include <QElapsedTimer>
#include <QFileInfo>
#include <QThreadPool>
#include <QTimer>

#include <atomic>
#include <chrono>
#include <unordered_map>
#include <utility>

namespace cosdrop {

namespace {

constexpr int hashThreads = 2;
constexpr int readThreads = 4;
/// Files from so many bytes on are hashed one after the other: the first of several can then be
/// sent while the next is hashed, and a disk reads one after the other faster.
constexpr qint64 largeBytes = 16LL * 1024 * 1024;
constexpr qint64 progressEveryMs = 100;
constexpr std::chrono::seconds restAfter{2};

/// What a job leaves behind on the owner's thread. The callbacks stay here, so that whatever they
/// hold is destroyed on that thread too.
struct Job
{
    virtual ~Job() = default;

    const std::shared_ptr<std::atomic_bool> cancelled = std::make_shared<std::atomic_bool>(false);
    LocalFiles::Progress progress;
};

template <typename T>
struct JobFor final : Job
{
    LocalFiles::Done<T> done;
};

} // namespace

class PooledLocalFiles::Private
{
public:
    explicit Private(PooledLocalFiles *owner)
        : m_owner(owner)
    {
        hashLane.setMaxThreadCount(hashThreads);
        readLane.setMaxThreadCount(readThreads);
        rest.setSingleShot(true);
        rest.setInterval(restAfter);
        QObject::connect(&rest, &QTimer::timeout, m_owner, [this] { buffers.clear(); });
    }

    ~Private()
    {
        for (const auto &[id, job] : m_jobs)
            *job->cancelled = true;
        turns.cancelled();
        hashLane.waitForDone();
        readLane.waitForDone();
    }

    /// Runs `work` in the lane and hands its result to `done` on the owner's thread.
    template <typename T>
    JobId start(QThreadPool &lane, LocalFiles::Done<T> done, const LocalFiles::Progress &progress,
                std::function<Result<T>(JobId, const std::atomic_bool &)> work)
    {
        const auto id = static_cast<JobId>(++m_lastId);
        auto job = std::make_unique<JobFor<T>>();
        job->done = std::move(done);
        job->progress = progress;
        runIn(lane, [this, id, cancelled = job->cancelled, work = std::move(work)]() {
            if (*cancelled)
                return;
            auto deliver = [this, id, result = work(id, *cancelled)]() mutable {
                if (const std::unique_ptr<Job> finished = take(id))
                    static_cast<JobFor<T> &>(*finished).done(std::move(result));
            };
            postTo(m_owner, std::move(deliver));
        });
        m_jobs.emplace(id, std::move(job));
        return id;
    }

    /// From a lane: tells the number of bytes read on the owner's thread.
    void postProgress(JobId id, qint64 bytesRead)
    {
        auto deliver = [this, id, bytesRead]() {
            const auto job = m_jobs.find(id);
            if (job == m_jobs.end())
                return;
            // A copy: the call may cancel the job, or destroy the owner.
            const LocalFiles::Progress progress = job->second->progress;
            progress(bytesRead);
        };
        postTo(m_owner, std::move(deliver));
    }

    void cancel(JobId id)
    {
        if (const std::unique_ptr<Job> job = take(id)) {
            *job->cancelled = true;
            turns.cancelled();
        }
    }

    HashTurns turns;
    QThreadPool hashLane;
    QThreadPool readLane;
    SliceBuffers buffers;
    QTimer rest; // runs out when nothing was read for a while

private:
    std::unique_ptr<Job> take(JobId id)
    {
        const auto node = m_jobs.extract(id);
        return node.empty() ? nullptr : std::move(node.mapped());
    }

    PooledLocalFiles *const m_owner;
    std::unordered_map<JobId, std::unique_ptr<Job>> m_jobs;
    quint64 m_lastId = 0;
};

PooledLocalFiles::PooledLocalFiles(QObject *parent)
    : QObject(parent)
    , d(std::make_unique<Private>(this))
{
}

PooledLocalFiles::~PooledLocalFiles() = default;

JobId PooledLocalFiles::fingerprint(const QString &localPath, Done<Fingerprint> done)
{
    return d->start<Fingerprint>(
        d->readLane, std::move(done), {},
        [localPath](JobId, const std::atomic_bool &) { return fingerprintOf(localPath); });
}

JobId PooledLocalFiles::digest(const QString &localPath, Progress progress, Done<DigestedFile> done)
{
    const bool wanted = static_cast<bool>(progress);
    // The destructor waits for the work, and d may be empty by then.
    auto work = [files = d.get(), localPath, wanted,
                 turn = d->turns.take()](JobId id, const std::atomic_bool &cancelled) {
        QElapsedTimer sinceLast;
        sinceLast.start();
        qint64 latest = 0;
        qint64 posted = 0;
        const auto post = [&] {
            sinceLast.start();
            posted = latest;
            files->postProgress(id, latest);
        };
        if (QFileInfo(localPath).size() >= largeBytes)
            turn->wait(cancelled);
        Result<DigestedFile> result = digestFile(localPath, cancelled, [&](qint64 bytesRead) {
            latest = bytesRead;
            if (wanted && sinceLast.elapsed() >= progressEveryMs)
                post();
        });
        if (wanted && latest != posted)
            post();
        return result;
    };
    return d->start<DigestedFile>(d->hashLane, std::move(done), progress, std::move(work));
}

JobId PooledLocalFiles::read(const QString &localPath, const Fingerprint &fingerprint,
                             const SliceRange &range, const Digests &digests, Done<QByteArray> done)
{
    auto deliver = [this, done = std::move(done)](Result<QByteArray> result) {
        if (result)
            d->buffers.keep(*result);
        d->rest.start();
        done(std::move(result));
    };
    auto work = [localPath, fingerprint, range, digests,
                 buffer = d->buffers.take(static_cast<qsizetype>(range.length))](
                    JobId, const std::atomic_bool &cancelled) mutable {
        return readChecked(localPath, fingerprint, range, digests, cancelled, std::move(buffer));
    };
    return d->start<QByteArray>(d->readLane, std::move(deliver), {}, std::move(work));
}

void PooledLocalFiles::cancel(JobId job)
{
    d->cancel(job);
}

} // namespace cosdrop

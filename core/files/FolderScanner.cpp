#include "core/files/FolderScanner.h"

#include "core/base/Handover.h"
#include "core/files/FolderWalk.h"

#include <QElapsedTimer>
#include <QThreadPool>

#include <atomic>
#include <utility>

namespace cosdrop {

namespace {

constexpr qsizetype batchFiles = 500;
constexpr qint64 batchEveryMs = 50;

} // namespace

class FolderScanner::Private
{
public:
    explicit Private(FolderScanner *owner)
        : m_owner(owner)
    {
        m_thread.setMaxThreadCount(1);
    }

    ~Private()
    {
        cancel();
        m_thread.waitForDone();
    }

    void scan(const QStringList &paths)
    {
        runIn(m_thread, [this, paths, cancelled = m_cancelled] { walk(paths, cancelled); });
    }

    void cancel()
    {
        *m_cancelled = true;
        m_cancelled = std::make_shared<std::atomic_bool>(false);
    }

private:
    using Cancelled = std::shared_ptr<std::atomic_bool>;

    void walk(const QStringList &paths, const Cancelled &cancelled)
    {
        QList<FoundFile> batch;
        QElapsedTimer sinceLast;
        sinceLast.start();
        qint64 files = 0;
        qint64 bytes = 0;
        const auto flush = [&] {
            sinceLast.start();
            if (batch.isEmpty())
                return;
            post(cancelled,
                 [this, found = std::exchange(batch, {})] { Q_EMIT m_owner->found(found); });
        };

        FolderWalk walk(*cancelled);
        walk.onFile = [&](FoundFile file) {
            ++files;
            bytes += file.size;
            batch.append(std::move(file));
            if (batch.size() >= batchFiles || sinceLast.elapsed() >= batchEveryMs)
                flush();
        };
        walk.onSkipped = [&](const QString &path, const Error &error) {
            post(cancelled, [this, path, error] { Q_EMIT m_owner->skipped(path, error); });
        };
        for (const QString &path : paths)
            walk.walk(path);
        flush();
        if (walk.leftOut().isAny())
            post(cancelled, [this, what = walk.leftOut()] { Q_EMIT m_owner->leftOut(what); });
        post(cancelled, [this, files, bytes] { Q_EMIT m_owner->finished(files, bytes); });
    }

    template <typename Call>
    void post(const Cancelled &cancelled, Call call)
    {
        postTo(m_owner, [cancelled, call = std::move(call)] {
            if (!*cancelled)
                call();
        });
    }

    FolderScanner *const m_owner;
    Cancelled m_cancelled = std::make_shared<std::atomic_bool>(false);
    QThreadPool m_thread;
};

FolderScanner::FolderScanner(QObject *parent)
    : QObject(parent)
    , d(std::make_unique<Private>(this))
{
}

FolderScanner::~FolderScanner() = default;

void FolderScanner::scan(const QStringList &paths)
{
    d->scan(paths);
}

void FolderScanner::cancel()
{
    d->cancel();
}

} // namespace cosdrop

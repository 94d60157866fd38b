#include "core/engine/AddPipeline.h"

#include <QStringBuilder>

#include <algorithm>
#include <iterator>
#include <utility>

namespace cosdrop {

namespace {

// A batch of any size goes to the queue in pieces, so that uploads under way are not held up.
constexpr qsizetype piece = 500;

constexpr qint64 tellEveryMs = 100;

QString withSlashes(QString prefix)
{
    if (!prefix.startsWith(QLatin1Char('/')))
        prefix.prepend(QLatin1Char('/'));
    if (!prefix.endsWith(QLatin1Char('/')))
        prefix.append(QLatin1Char('/'));
    return prefix;
}

} // namespace

AddPipeline::AddPipeline(const Clock &clock)
    : m_clock(clock)
{
    connect(&m_scanner, &FolderScanner::found, this, &AddPipeline::found);
    connect(&m_scanner, &FolderScanner::finished, this, &AddPipeline::finished);
    connect(&m_scanner, &FolderScanner::leftOut, this, &AddPipeline::leftOut);
    connect(&m_scanner, &FolderScanner::skipped, this,
            [this](const QString &path, const Error &error) {
                m_unreadable.append(path);
                Q_EMIT skipped(path, error);
            });
}

void AddPipeline::add(const AddRequest &request)
{
    // No two adds share a time, so that it tells them apart.
    m_lastAddedMs = std::max(m_lastAddedMs + 1, qint64(m_clock.now().count()));
    m_adds.push_back({request, m_lastAddedMs, PrefixFacts::at(m_lastAddedMs)});
    if (m_adds.size() == 1)
        scanNext();
}

void AddPipeline::scanNext()
{
    if (m_adds.empty())
        return;
    m_batch = {};
    m_sinceTold.start();
    m_scanner.scan(m_adds.front().request.paths);
}

void AddPipeline::cancelScan()
{
    m_scanner.cancel();
    m_adds.clear();
    m_batch = {};
    m_unreadable.clear();
    Q_EMIT scanOver();
    Q_EMIT settled();
}

void AddPipeline::found(const QList<FoundFile> &files)
{
    if (m_adds.empty())
        return;
    const Add &add = m_adds.front();
    const AddRequest &request = add.request;
    const QString prefix = withSlashes(request.prefix);
    const SharedValue<Target> target(request.target);
    AddBatch::Uploads uploads;
    for (const FoundFile &file : files) {
        NewUpload upload;
        upload.spec.localPath = file.localPath;
        // Made in one go it takes no more room than it needs; a queue keeps many.
        const auto own = request.objectPaths.constFind(file.localPath);
        upload.spec.objectPath =
            own != request.objectPaths.cend()
                ? *own
                : QString(filledPrefix(prefix, add.facts, file.relativePath) % file.relativePath);
        upload.spec.target = target;
        upload.spec.conflictRule = request.conflictRule;
        upload.spec.hash = request.hash;
        upload.spec.sliceSize = request.sliceSize;
        upload.size = file.size;
        upload.addedMs = add.addedMs;
        uploads.push_back(std::move(upload));
    }
    if (!request.review) {
        handOn(std::move(uploads));
        return;
    }
    for (const NewUpload &upload : std::as_const(uploads))
        m_batch.append(upload);
    if (m_sinceTold.elapsed() >= tellEveryMs) {
        m_sinceTold.start();
        Q_EMIT scanning(m_batch.files(), m_batch.bytes());
    }
}

void AddPipeline::finished(qint64 files, qint64 bytes)
{
    if (m_adds.empty())
        return;
    const bool isReviewed = m_adds.front().request.review;
    m_adds.pop_front();
    const QStringList unreadable = std::exchange(m_unreadable, {});
    AddBatch batch = std::exchange(m_batch, {});
    Q_EMIT scanOver();
    if (isReviewed)
        review(std::move(batch));
    Q_EMIT scanned(files, bytes, unreadable);
    scanNext();
    Q_EMIT settled();
}

void AddPipeline::review(AddBatch batch)
{
    AddReview asked;
    asked.items = batch.troubles();
    if (asked.items.isEmpty()) {
        handOn(batch.takeUploads());
        return;
    }
    asked.ticket = ++m_lastTicket;
    asked.files = batch.files();
    asked.bytes = batch.bytes();
    m_reviews.emplace(asked.ticket, std::move(batch));
    Q_EMIT reviewWanted(asked);
}

void AddPipeline::settle(quint64 ticket, const QStringList &objectPaths)
{
    auto found = m_reviews.extract(ticket);
    if (found.empty())
        return;
    found.mapped().settle(objectPaths);
    // What was typed may be in the way of another file.
    review(std::move(found.mapped()));
}

void AddPipeline::dropReview(quint64 ticket)
{
    m_reviews.erase(ticket);
}

void AddPipeline::handOn(AddBatch::Uploads uploads)
{
    if (!m_leaving.empty()) {
        std::move(uploads.begin(), uploads.end(), std::back_inserter(m_leaving));
        return;
    }
    m_leaving = std::move(uploads);
    handOnSome();
}

void AddPipeline::hold(bool isHeld)
{
    m_isHeld = isHeld;
    handOnSoon();
}

void AddPipeline::handOnSoon()
{
    if (m_isHeld || m_leaving.empty() || std::exchange(m_isHandingOn, true))
        return;
    QMetaObject::invokeMethod(
        this,
        [this] {
            m_isHandingOn = false;
            handOnSome();
        },
        Qt::QueuedConnection);
}

void AddPipeline::handOnSome()
{
    if (m_isHeld)
        return;
    const auto end = m_leaving.begin() + std::min<qsizetype>(piece, std::ssize(m_leaving));
    const QList<NewUpload> next(std::move_iterator(m_leaving.begin()), std::move_iterator(end));
    m_leaving.erase(m_leaving.begin(), end);
    const bool isLast = m_leaving.empty();
    if (!next.isEmpty())
        Q_EMIT ready(next);
    if (isLast)
        Q_EMIT settled();
    else
        handOnSoon();
}

} // namespace cosdrop

#include "ui/FinishedBatches.h"

#include "ui/UploadCommands.h"

#include <algorithm>
#include <utility>

namespace cosdrop {

namespace {

bool goesOnByItself(const UploadSnapshot &upload)
{
    return !isFinal(upload.state) && upload.state != UploadState::Paused
           && upload.waitReason != WaitReason::Answer;
}

} // namespace

FinishedBatches::FinishedBatches(UploadCommands *commands, QObject *parent)
    : QObject(parent)
{
    connect(commands, &UploadCommands::changed, this, &FinishedBatches::changed);
    connect(commands, &UploadCommands::removed, this, &FinishedBatches::removed);
    // These may come back; what was told of them is no news then.
    connect(commands, &UploadCommands::shelved, this, &FinishedBatches::takeOut);
    // The totals follow what the state folder held.
    connect(commands, &UploadCommands::totalsChanged, this, [this] { m_isLoaded = true; });
}

void FinishedBatches::changed(const QList<UploadSnapshot> &uploads)
{
    QSet<qint64> touched;
    for (const UploadSnapshot &upload : uploads) {
        const qint64 key = upload.added.count();
        const bool isKnown = m_batches.contains(key);
        const bool isNewlyDone =
            m_isLoaded && upload.state == UploadState::Done && !m_told.contains(upload.id);
        if (!isKnown && !isNewlyDone && !goesOnByItself(upload))
            continue;
        Batch &batch = m_batches[key];
        if (!isKnown)
            Q_EMIT begun(key);
        touched.insert(key);
        take(upload, batch);
    }
    endThose(touched);
}

void FinishedBatches::take(const UploadSnapshot &upload, Batch &batch)
{
    const bool wasOpen = batch.open.remove(upload.id);
    batch.resting.remove(upload.id);
    if (!isFinal(upload.state)) {
        (goesOnByItself(upload) ? batch.open : batch.resting).insert(upload.id);
        m_batchOf.insert(upload.id, upload.added.count());
        m_told.remove(upload.id);
        return;
    }
    m_batchOf.remove(upload.id);
    // The queue of the state folder is told of first; what was done then is not news.
    const bool isNews = (m_isLoaded || wasOpen) && !m_told.contains(upload.id);
    if (upload.state != UploadState::Done || !isNews)
        return;
    batch.hasNews = batch.hasNews || !batch.done.contains(upload.id);
    batch.done.insert(upload.id, {upload.position, linkSubject(upload)});
}

void FinishedBatches::removed(const QList<UploadId> &ids)
{
    for (const UploadId id : ids)
        m_told.remove(id);
    takeOut(ids);
}

void FinishedBatches::takeOut(const QList<UploadId> &ids)
{
    QSet<qint64> touched;
    for (const UploadId id : ids) {
        const auto key = m_batchOf.constFind(id);
        if (key == m_batchOf.constEnd())
            continue;
        touched.insert(*key);
        m_batches[*key].open.remove(id);
        m_batches[*key].resting.remove(id);
        m_batchOf.erase(key);
    }
    endThose(touched);
}

void FinishedBatches::endThose(const QSet<qint64> &touched)
{
    for (const qint64 key : touched) {
        Batch &batch = m_batches[key];
        if (!batch.open.isEmpty())
            continue;
        QList<LinkSubject> links;
        if (std::exchange(batch.hasNews, false))
            links = linksOf(batch);
        if (batch.resting.isEmpty()) {
            const QList<UploadId> told = batch.done.keys();
            m_told.unite(QSet<UploadId>(told.cbegin(), told.cend()));
            m_batches.erase(key);
        }
        if (!links.isEmpty())
            Q_EMIT ended(key, links);
    }
}

QList<LinkSubject> FinishedBatches::linksOf(const Batch &batch)
{
    QList<Done> done = batch.done.values();
    std::sort(done.begin(), done.end(),
              [](const Done &one, const Done &other) { return one.position < other.position; });
    QList<LinkSubject> links;
    for (const Done &each : std::as_const(done)) {
        if (each.link)
            links.append(*each.link);
    }
    return links;
}

} // namespace cosdrop

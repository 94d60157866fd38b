#include "ui/FinishedBatches.h"

#include "ui/UploadCommands.h"

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
    // The totals follow what the state folder held.
    connect(commands, &UploadCommands::totalsChanged, this, [this] { m_isLoaded = true; });
}

void FinishedBatches::changed(const QList<UploadSnapshot> &uploads)
{
    QSet<qint64> touched;
    for (const UploadSnapshot &upload : uploads) {
        const qint64 key = upload.added.count();
        const auto known = m_batches.find(key);
        const bool open = goesOnByItself(upload);
        if (known == m_batches.end() && (!m_isLoaded || upload.state != UploadState::Done) && !open)
            continue;
        Batch &batch = m_batches[key];
        if (known == m_batches.end())
            Q_EMIT begun(key);
        touched.insert(key);
        if (open) {
            batch.open.insert(upload.id);
            m_batchOf.insert(upload.id, key);
            continue;
        }
        const bool wasOpen = batch.open.remove(upload.id);
        m_batchOf.remove(upload.id);
        if (upload.state != UploadState::Done || (!m_isLoaded && !wasOpen))
            continue;
        const auto [place, isNew] = batch.done.insert_or_assign(upload.position, upload);
        batch.hasNews = batch.hasNews || isNew;
    }
    endThose(touched);
}

void FinishedBatches::removed(const QList<UploadId> &ids)
{
    QSet<qint64> touched;
    for (const UploadId id : ids) {
        const auto key = m_batchOf.constFind(id);
        if (key == m_batchOf.constEnd())
            continue;
        touched.insert(*key);
        m_batches[*key].open.remove(id);
        m_batchOf.erase(key);
    }
    endThose(touched);
}

void FinishedBatches::endThose(const QSet<qint64> &touched)
{
    for (const qint64 key : touched) {
        Batch &batch = m_batches[key];
        if (!batch.open.isEmpty() || !std::exchange(batch.hasNews, false))
            continue;
        QList<UploadSnapshot> done;
        for (const auto &[position, upload] : batch.done)
            done.append(upload);
        Q_EMIT ended(key, done);
    }
}

} // namespace cosdrop

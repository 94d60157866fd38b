#include "ui/desktop/Activity.h"

#include "ui/QueueModel.h"
#include "ui/UploadCommands.h"

#include <algorithm>

namespace cosdrop {

Activity::Activity(UploadCommands *commands, QObject *parent)
    : QObject(parent)
{
    connect(commands, &UploadCommands::changed, this, [this](const QList<UploadSnapshot> &uploads) {
        for (const UploadSnapshot &upload : uploads)
            note(upload);
        // Later uploads have higher numbers.
        for (const UploadSnapshot &upload : uploads)
            m_lastSeen = std::max(m_lastSeen, upload.id);
    });
    connect(commands, &UploadCommands::removed, this, [this](const QList<UploadId> &ids) {
        for (const UploadId id : ids) {
            m_unfinished.remove(id);
            m_done.remove(id);
            m_failed.remove(id);
            m_asking.remove(id);
            m_askingTold.remove(id);
        }
    });
    connect(commands, &UploadCommands::totalsChanged, this, &Activity::noteTotals);
    connect(commands, &UploadCommands::idle, this, &Activity::end);
}

void Activity::note(const UploadSnapshot &upload)
{
    const bool asks =
        upload.state == UploadState::Waiting && upload.waitReason == WaitReason::Answer;
    if (asks) {
        m_asking.insert(upload.id);
    } else {
        m_asking.remove(upload.id);
        m_askingTold.remove(upload.id);
    }
    if (!isFinal(upload.state)) {
        m_unfinished.insert(upload.id);
        m_failed.remove(upload.id);
        return;
    }
    // One that was never seen unfinished was done in an earlier run, or so quickly that nothing was
    // told of it before.
    const bool isNew = m_isLoaded && upload.id > m_lastSeen;
    if (!m_unfinished.remove(upload.id) && !isNew)
        return;
    if (upload.state == UploadState::Failed)
        m_failed.insert(upload.id);
    if (upload.state == UploadState::Done) {
        m_done.insert(upload.id, {upload.position, QueueModel::nameOf(upload)});
    }
}

void Activity::noteTotals(const QueueTotals &totals)
{
    m_isLoaded = true;
    m_totals = totals;
    Q_EMIT totalsChanged(totals);
    const bool busy = totals.active + totals.queued > 0;
    if (busy == m_isBusy)
        return;
    m_isBusy = busy;
    Q_EMIT busyChanged(busy);
}

void Activity::end()
{
    Batch batch;
    batch.done = m_done.keys();
    std::sort(batch.done.begin(), batch.done.end(), [this](UploadId one, UploadId other) {
        return m_done.value(one).position < m_done.value(other).position;
    });
    if (!batch.done.isEmpty())
        batch.firstName = m_done.value(batch.done.constFirst()).name;
    batch.failed = int(m_failed.size());
    batch.asking = int((m_asking - m_askingTold).size());
    m_askingTold += m_asking;
    m_done.clear();
    m_failed.clear();
    if (!batch.isEmpty())
        Q_EMIT ended(batch);
}

} // namespace cosdrop

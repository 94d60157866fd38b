// What the queue tells: snapshots and totals.

#include "core/transfer/UploadQueue.h"

#include <algorithm>
#include <cmath>

namespace cosdrop {

namespace {

constexpr std::chrono::milliseconds refreshEvery{1000};

/// Uploads told of at once, and when more of them: no faster than who is told can show them.
constexpr qsizetype mostAtOnce = 1000;
constexpr std::chrono::milliseconds moreAfter{10};

QList<SliceRun> runsOf(const SlicePlan &plan)
{
    QList<SliceRun> runs;
    for (int index = 0; index < plan.count(); ++index) {
        SliceRun::State state = SliceRun::State::Waiting;
        if (plan.state(index) == SlicePlan::SliceState::InFlight)
            state = SliceRun::State::InFlight;
        else if (plan.state(index) == SlicePlan::SliceState::Done)
            state = SliceRun::State::Sent;
        if (runs.isEmpty() || runs.constLast().state != state)
            runs.append({state, 0});
        ++runs.last().count;
    }
    return runs;
}

std::chrono::milliseconds timeFor(qint64 bytes, double bytesPerSecond)
{
    if (bytesPerSecond < 1)
        return std::chrono::milliseconds(-1);
    const double ms = static_cast<double>(bytes) * 1000.0 / bytesPerSecond;
    return std::chrono::milliseconds(std::llround(std::min(ms, 1e12)));
}

int &counterOf(QueueTotals &totals, UploadState state)
{
    switch (state) {
    case UploadState::Queued:
        return totals.queued;
    case UploadState::Hashing:
    case UploadState::Preparing:
    case UploadState::Sending:
    case UploadState::Finishing:
    case UploadState::Verifying:
        return totals.active;
    case UploadState::Waiting:
        return totals.waiting;
    case UploadState::Paused:
        return totals.paused;
    case UploadState::Done:
    case UploadState::Skipped:
        return totals.done;
    case UploadState::Failed:
        return totals.failed;
    case UploadState::Cancelled:
        break;
    }
    return totals.cancelled;
}

} // namespace

void UploadQueue::tellIdle()
{
    m_isIdleTold = false;
    if (isIdle())
        publish();
}

void UploadQueue::touch(UploadId id)
{
    m_dirty.insert(number(id));
    if (!std::exchange(m_isTellingSoon, true))
        m_publishTimer.start(m_settings.publishEvery);
}

void UploadQueue::publish()
{
    const quint64 before = m_writes;
    save({});
    if (m_writes != before)
        m_tellAfter = m_writes;
    else
        tell();
}

void UploadQueue::tell()
{
    tellSome();
    m_isTellingSoon = !m_dirty.empty();
    m_publishTimer.stop();
    if (m_isTellingSoon) {
        m_publishTimer.start(moreAfter);
        return;
    }
    Q_EMIT totalsChanged(totals());
    const bool isOver = isIdle() && !isWriting() && m_untold.empty();
    if (isOver && !std::exchange(m_isIdleTold, true))
        Q_EMIT idle();
    if (!m_running.empty() && !m_isTellingSoon)
        m_publishTimer.start(refreshEvery);
}

void UploadQueue::tellSome()
{
    QList<UploadSnapshot> shown;
    bool isWatchedToldOf = false;
    while (!m_dirty.empty() && shown.size() < mostAtOnce) {
        Entry &entry = m_entries.at(m_dirty.extract(m_dirty.begin()).value());
        if (entry.write > m_written) {
            m_untold.insert(number(entry.record.id));
            continue;
        }
        isWatchedToldOf = isWatchedToldOf || entry.record.id == m_watched;
        if (entry.isShelved)
            continue;
        shown.append(snapshot(entry));
        count(entry, shown.constLast());
    }
    if (!shown.isEmpty())
        Q_EMIT changed(shown);
    if (isWatchedToldOf)
        tellInsight();
}

void UploadQueue::tellStopped()
{
    if (m_isStopTold || isWriting())
        return;
    do
        tell();
    while (!m_dirty.empty());
    m_isStopTold = true;
    Q_EMIT stopped();
}

void UploadQueue::watch(UploadId id)
{
    m_watched = id;
    tellInsight();
}

void UploadQueue::tellInsight()
{
    const Entry *entry = find(m_watched);
    if (!entry)
        return;
    UploadInsight told;
    told.id = m_watched;
    if (entry->task) {
        if (const auto *sending = std::get_if<state::Sending>(&entry->task->state().phase)) {
            told.sliceSize = sending->session.sliceSize;
            told.slices = runsOf(sending->plan);
        }
    }
    Q_EMIT insight(told);
}

UploadSnapshot UploadQueue::snapshot(const Entry &entry) const
{
    const UploadRecord &record = entry.record;
    UploadSnapshot shown;
    shown.id = record.id;
    shown.position = record.position;
    shown.localPath = record.spec.localPath;
    shown.objectPath = record.spec.objectPath;
    shown.target = record.spec.target;
    shown.state = record.state;
    shown.size = entry.size;
    shown.sentBytes = record.sentBytes;
    shown.active = std::chrono::milliseconds(record.activeMs);
    shown.instant = record.instant;
    shown.serial = record.serial;
    shown.startedAgain = entry.startedAgain;
    shown.sha1 = record.digests.sha1;
    shown.links = record.links;
    shown.error = record.error;
    shown.added = std::chrono::milliseconds(record.addedMs);
    const bool isRunning = entry.task && !entry.task->isAhead();
    shown.renamable = !isRunning && isRenamable(record);
    if (record.state == UploadState::Done)
        shown.doneBytes = entry.size;
    else if (record.state != UploadState::Skipped && record.state != UploadState::Cancelled)
        shown.doneBytes = std::min(record.safeBytes, entry.size);
    if (isRunning)
        describeTask(entry, shown);
    if (isFinal(shown.state))
        shown.finished = std::chrono::milliseconds(record.finishedMs);
    return shown;
}

void UploadQueue::describeTask(const Entry &entry, UploadSnapshot &shown) const
{
    const UploadTask &task = *entry.task;
    const MachineState &now = task.state();
    shown.objectPath = now.job.path.text();
    shown.state = task.visible();
    if (task.fileSize() >= 0)
        shown.size = task.fileSize();
    shown.doneBytes = shown.state == UploadState::Done ? shown.size : task.doneBytes();
    shown.sentBytes = task.sentBytes();
    shown.bytesPerSecond = task.bytesPerSecond();
    if (shown.state == UploadState::Sending)
        shown.timeLeft = timeFor(shown.size - shown.doneBytes, shown.bytesPerSecond);
    shown.active = task.activeTime();
    shown.retryIn = task.retryIn();
    shown.attempt = now.job.attempts;
    shown.startedAgain = now.job.startedAgain;
    shown.error = {};
    std::visit(
        [this, &shown](const auto &state) {
            using State = std::decay_t<decltype(state)>;
            if constexpr (requires { state.why; })
                shown.error = state.why;
            if constexpr (std::is_same_v<State, state::Sending>) {
                shown.slices = state.plan.count();
                shown.slicesDone = state.plan.doneCount();
                shown.serial = state.session.serial;
                if (state.drainedBy)
                    shown.error = state.drainedBy;
            } else if constexpr (std::is_same_v<State, state::Asking>) {
                shown.waitReason = WaitReason::Answer;
                shown.question = state.question;
            } else if constexpr (std::is_same_v<State, state::WaitingToRetry>) {
                shown.waitReason = WaitReason::Retry;
            } else if constexpr (std::is_same_v<State, state::WaitingForNetwork>) {
                shown.waitReason = WaitReason::Network;
            } else if constexpr (std::is_same_v<State, state::Done>) {
                shown.links = KeptLinks(state.links, m_lastLinks);
                shown.instant = state.instant;
                shown.sha1 = state.sha1;
            }
        },
        now.phase);
}

void UploadQueue::count(Entry &entry, const UploadSnapshot &shown)
{
    Counted &counted = entry.counted;
    if (counted.state) {
        --counterOf(m_totals, *counted.state);
        if (*counted.state != UploadState::Cancelled) {
            m_totals.bytes -= counted.size;
            m_totals.doneBytes -= counted.done;
        }
    } else {
        ++m_totals.uploads;
    }
    // Bytes hashed are not bytes that are there.
    const bool isThere = shown.state != UploadState::Hashing;
    counted = {shown.state, shown.size, isThere ? shown.doneBytes : 0};
    ++counterOf(m_totals, shown.state);
    if (shown.state != UploadState::Cancelled) {
        m_totals.bytes += counted.size;
        m_totals.doneBytes += counted.done;
    }
}

QueueTotals UploadQueue::totals() const
{
    const auto now = m_ports.clock.steady();
    QueueTotals totals = m_totals;
    if (totals.active > 0) {
        totals.bytesPerSecond = m_rate.bytesPerSecond(now);
        totals.timeLeft = timeFor(totals.bytes - totals.doneBytes, m_longRate.bytesPerSecond(now));
    }
    return totals;
}

} // namespace cosdrop

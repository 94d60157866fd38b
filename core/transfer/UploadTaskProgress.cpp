// What is shown and kept of a task: progress, speed, and its record in the journal.

#include "core/transfer/UploadTask.h"

#include <algorithm>
#include <type_traits>

namespace cosdrop {

void UploadTask::describe(UploadRecord &record, const KeptLinks &like) const
{
    const UploadJob &job = m_state.job;
    record.spec = job.spec;
    record.spec.objectPath = job.path.text();
    if (job.overwrite)
        record.spec.conflictRule = ConflictRule::Overwrite;
    record.state = visible();
    record.pausedByUser = record.state == UploadState::Paused;
    if (const LocalFile *local = file()) {
        record.fingerprint = local->fingerprint;
        record.digests = local->digests;
    }
    record.contacted = job.contacted;
    record.adopted = job.adopted;
    record.session = job.ownSession;
    record.safeBytes = job.safeBytes;
    record.sentBytes = m_sentBytes;
    record.activeMs = activeTime().count();
    record.links = {};
    record.error = {};
    std::visit(
        [&](const auto &state) {
            using State = std::decay_t<decltype(state)>;
            if constexpr (std::is_same_v<
                              State, state::Sending> || std::is_same_v<State, state::Finishing>) {
                record.sliceSize = state.session.sliceSize;
                record.serial = state.session.serial;
            } else if constexpr (std::is_same_v<State, state::Done>) {
                record.links = KeptLinks(state.links, like);
                record.instant = state.instant;
            } else if constexpr (requires { state.why; }) {
                record.error = state.why;
            } else if constexpr (std::is_same_v<State, state::TakingBack>) {
                record.state = UploadState::Cancelled;
            }
        },
        m_state.phase);
    if (record.state == UploadState::Cancelled)
        record.safeBytes = 0;
    if (isFinal(record.state))
        record.finishedMs = m_ports.clock.now().count();
}

const LocalFile *UploadTask::file() const
{
    return std::visit(
        [](const auto &state) -> const LocalFile * {
            if constexpr (requires { state.file; })
                return &state.file;
            else if constexpr (requires { state.known; })
                return state.known ? &*state.known : nullptr;
            else if constexpr (requires { state.held; })
                return state.held.file ? &*state.held.file : nullptr;
            else
                return nullptr;
        },
        m_state.phase);
}

void UploadTask::progressed(qint64 more)
{
    if (more <= 0)
        return;
    m_sentBytes += more;
    m_rate.add(more, m_ports.clock.steady());
    m_owner.taskSentBytes(more);
    m_owner.taskChanged(*this);
}

qint64 UploadTask::fileSize() const
{
    const LocalFile *local = file();
    return local ? local->fingerprint.size : -1;
}

qint64 UploadTask::currentBytes() const
{
    qint64 bytes = m_wholeSent.value() + m_slices.bytesOnTheWay();
    if (const auto *sending = std::get_if<state::Sending>(&m_state.phase))
        bytes += sending->plan.doneBytes();
    return bytes;
}

qint64 UploadTask::doneBytes() const
{
    switch (visible()) {
    case UploadState::Hashing:
        return m_hashed;
    case UploadState::Finishing:
    case UploadState::Verifying:
    case UploadState::Done:
        return std::max<qint64>(fileSize(), 0);
    case UploadState::Paused:
    case UploadState::Failed:
        // What was on the way was given up.
        return m_state.job.safeBytes;
    default:
        break;
    }
    m_floor = std::max({m_floor, currentBytes(), m_state.job.safeBytes});
    return m_floor;
}

double UploadTask::bytesPerSecond() const
{
    return visible() == UploadState::Sending ? m_rate.bytesPerSecond(m_ports.clock.steady()) : 0;
}

std::chrono::milliseconds UploadTask::retryIn() const
{
    if (m_retryAt.count() == 0)
        return {};
    return std::max(m_retryAt - m_ports.clock.steady(), std::chrono::milliseconds(0));
}

std::chrono::milliseconds UploadTask::activeTime() const
{
    return m_activeBefore + (m_ports.clock.steady() - m_began);
}

} // namespace cosdrop

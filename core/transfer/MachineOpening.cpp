// From the file on disk to an open session: fingerprint, digests, parents, list, init.

#include "core/transfer/MachineStepper.h"

#include <limits>

namespace cosdrop {

namespace {
constexpr int mostChanges = 5;
constexpr qint64 advisedSliceSize = 1024 * 1024; // COS error −284's own advice
} // namespace

UploadPhase MachineStepper::lookAtFile(std::optional<LocalFile> known)
{
    if (!known && m_job.spec.hash) {
        // There is nothing to compare with, and hashing looks at the file, too.
        say(command::DigestFile{});
        return state::Digesting{};
    }
    say(command::TakeFingerprint{});
    return state::LookingAtFile{std::move(known)};
}

UploadPhase MachineStepper::on(state::LookingAtFile &state, event::FingerprintTaken &event)
{
    if (!event.result)
        return failed(event.result.error(), std::move(state.known));
    const Fingerprint &now = *event.result;
    const bool isKnown = state.known && state.known->fingerprint == now;
    if (!m_job.spec.hash) {
        if (state.known && !isKnown && m_job.contacted) {
            m_job.discardOwn = true;
            beginAgain();
        }
        return prepared(LocalFile{now, {}});
    }
    if (isKnown && !state.known->digests.sha1.isEmpty())
        return prepared(std::move(*state.known));
    say(command::DigestFile{});
    return state::Digesting{std::move(state.known)};
}

UploadPhase MachineStepper::on(state::Digesting &state, event::FileDigested &event)
{
    if (!event.result) {
        const Error &error = event.result.error();
        if (error.kind == ErrorKind::FileChanged && state.known)
            return fileChanged(std::move(*state.known), error);
        if (error.kind == ErrorKind::FileChanged)
            return fileChanged(LocalFile{}, error);
        return failed(error, std::move(state.known));
    }
    LocalFile file{event.result->fingerprint, std::move(event.result->digests)};
    const QByteArray before = state.known ? state.known->digests.sha1 : QByteArray();
    if (m_job.contacted && !before.isEmpty() && before != file.digests.sha1) {
        m_job.discardOwn = true;
        beginAgain();
        if (m_job.ownSha.isEmpty())
            m_job.ownSha = before;
    }
    return prepared(std::move(file));
}

UploadPhase MachineStepper::fileChanged(LocalFile file, const Error &why)
{
    say(command::AbortAll{});
    if (++m_job.changes > mostChanges)
        return failed(why, std::move(file));
    say(command::StartTimer{m_job.changes, {}});
    // Other bytes can come under the same time and number, and must be hashed again all the same.
    file.fingerprint.mtimeNs = std::numeric_limits<qint64>::min();
    Held held;
    held.file = std::move(file);
    return state::WaitingToRetry{why, NextStep::LookAtFile, std::move(held)};
}

UploadPhase MachineStepper::digestAgain(LocalFile file, const Error &why)
{
    say(command::AbortAll{});
    if (!m_job.spec.hash || m_job.digestedAgain)
        return failed(why, std::move(file));
    m_job.digestedAgain = true;
    say(command::DigestFile{});
    return state::Digesting{std::move(file)};
}

UploadPhase MachineStepper::prepared(LocalFile file)
{
    if (m_job.discardOwn)
        return checkOwn(std::move(file));
    if (!m_job.contacted)
        return makeParents(std::move(file));
    if (!isWhole(file))
        return list(std::move(file));
    return m_job.spec.hash ? settle(std::move(file), std::nullopt) : makeParents(std::move(file));
}

UploadPhase MachineStepper::makeParents(LocalFile file, bool again)
{
    say(command::MakeParents{again});
    return state::MakingParents{std::move(file)};
}

UploadPhase MachineStepper::on(state::MakingParents &state, event::ParentsMade &event)
{
    if (event.result) {
        // Where there are no parents nobody was asked.
        m_job.spoke = m_job.spoke || !m_job.path.parents().isEmpty();
        return begin(std::move(state.file));
    }
    return troubled(event.result.error(), NextStep::MakeParents, {std::move(state.file), {}, {}});
}

UploadPhase MachineStepper::begin(LocalFile file)
{
    return isWhole(file) ? sendWhole(std::move(file)) : init(std::move(file));
}

UploadPhase MachineStepper::list(LocalFile file, bool adopt)
{
    say(command::List{});
    return state::Listing{std::move(file), adopt};
}

UploadPhase MachineStepper::on(state::Listing &state, event::Listed &event)
{
    if (!event.result) {
        const Error &error = event.result.error();
        if (error.kind != ErrorKind::NotFound)
            return troubled(error, NextStep::List, {std::move(state.file), {}, {}});
        if (!countTurn())
            return failed(error, std::move(state.file));
        if (!m_job.ownSession.isEmpty())
            beginAgain();
        forgetOwn();
        return makeParents(std::move(state.file));
    }
    m_job.spoke = true;
    if (event.result->links)
        return verify(std::move(state.file), std::move(*event.result->links), 0, false);
    return listedSession(state, *event.result);
}

UploadPhase MachineStepper::listedSession(state::Listing &state, const ListReply &reply)
{
    const QByteArray &sha1 = state.file.digests.sha1;
    const bool sizeFits = reply.fileSize < 0 || reply.fileSize == state.file.fingerprint.size;
    const bool isKnownSession = !m_job.ownSession.isEmpty() && reply.session == m_job.ownSession;
    bool isThisFile = false;
    if (!sha1.isEmpty() && !reply.sha1.isEmpty())
        isThisFile = reply.sha1 == sha1;
    else if (!sha1.isEmpty())
        isThisFile = isKnownSession || state.adopt;
    else
        // Without a SHA-1 on either side, another's session is only safe while it is empty.
        isThisFile = isKnownSession || (reply.sha1.isEmpty() && reply.slices.isEmpty());

    if (isThisFile && sizeFits) {
        // Before its id is known here, this upload has sent no slice.
        const bool isAnothers =
            state.adopt || !reply.slices.isEmpty() || !m_job.ownSession.isEmpty();
        if (!isKnownSession && isAnothers)
            m_job.adopted = true;
        return send(std::move(state.file), {reply.session, reply.sliceSize, reply.serial},
                    reply.slices);
    }
    if (!countTurn())
        return failed(makeError(ErrorKind::OtherFileUnfinished), std::move(state.file));
    if (isOwn(reply)) {
        beginAgain();
        return removeOwn(std::move(state.file));
    }
    return otherUnfinished(std::move(state.file));
}

UploadPhase MachineStepper::init(LocalFile file)
{
    m_job.contacted = true;
    m_job.ownSha = file.digests.sha1;
    say(command::Save{});
    say(command::Init{});
    return state::Initing{std::move(file)};
}

UploadPhase MachineStepper::on(state::Initing &state, event::Inited &event)
{
    LocalFile &file = state.file;
    if (event.result) {
        m_job.spoke = true;
        InitReply &reply = *event.result;
        // Without a SHA-1 the server cannot know that it holds those bytes.
        if (reply.links && !m_job.spec.hash)
            return verify(std::move(file), std::move(*reply.links), 0, false);
        if (reply.links)
            return done(file, std::move(*reply.links), true);
        return send(std::move(file), {std::move(reply.session), reply.sliceSize, reply.serial}, {});
    }

    const Error &error = event.result.error();
    switch (error.kind) {
    case ErrorKind::ObjectExists:
        return checkExisting(std::move(file));
    case ErrorKind::SameFileUnfinished:
        if (!countTurn())
            return failed(error, std::move(file));
        // Known before it is listed, so that a cancel in between leaves it alone.
        m_job.adopted = m_job.ownSession.isEmpty();
        return list(std::move(file), true);
    case ErrorKind::OtherFileUnfinished:
        if (!countTurn())
            return failed(error, std::move(file));
        return m_job.ownSession.isEmpty() ? otherUnfinished(std::move(file))
                                          : checkOwn(std::move(file));
    case ErrorKind::ParentMissing:
        if (std::exchange(m_job.parentsAgain, true))
            return failed(error, std::move(file));
        return makeParents(std::move(file), true);
    case ErrorKind::SliceSizeRefused:
        if (std::exchange(m_job.sliceSizeLowered, true))
            return failed(error, std::move(file));
        m_job.spec.sliceSize = advisedSliceSize;
        return init(std::move(file));
    default:
        return troubled(error, NextStep::List, {std::move(file), {}, {}});
    }
}

} // namespace cosdrop

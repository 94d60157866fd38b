// From an open session to a verified object: slices, finish, one-request uploads, verification.

#include "core/transfer/MachineStepper.h"

namespace cosdrop {

namespace {

constexpr int mostVerifyTries = 3;

/// Makes `longest` the longer of the waits that the server asked for.
void heed(const std::optional<std::chrono::milliseconds> &asked,
          std::optional<std::chrono::milliseconds> &longest)
{
    if (asked && (!longest || *asked > *longest))
        longest = asked;
}

} // namespace

UploadPhase MachineStepper::send(LocalFile file, SliceSession session,
                                 const QList<ListedSlice> &held)
{
    m_job.ownSession = session.id;
    m_job.ownSha = file.digests.sha1;
    m_job.contacted = true;
    say(command::Save{});
    SlicePlan plan(file.fingerprint.size, session.sliceSize);
    plan.markListed(held);
    advance(plan.doneBytes());
    return dispatch(
        state::Sending{std::move(file), std::move(session), std::move(plan), false, {}, {}});
}

UploadPhase MachineStepper::dispatch(state::Sending &&state)
{
    if (state.plan.isComplete())
        return finish(std::move(state.file), std::move(state.session));
    if (state.drainedBy) {
        if (state.plan.inFlightCount() > 0)
            return std::move(state);
        return wait(*state.drainedBy, NextStep::List, {std::move(state.file), {}, {}});
    }
    const int limit = state.session.serial ? 1 : m_job.window.size();
    while (!state.gated && state.plan.inFlightCount() < limit) {
        const auto index = state.plan.take();
        if (!index)
            break;
        say(command::SendSlice{*index});
    }
    return std::move(state);
}

UploadPhase MachineStepper::on(state::Sending &state, event::SliceSent &event)
{
    if (!state.plan.isInFlight(event.index))
        return std::move(state);
    if (!event.result)
        return sliceFailed(std::move(state), event.index, event.result.error());
    if (event.result->links) {
        say(command::AbortAll{});
        return verify(std::move(state.file), std::move(*event.result->links), 0, true);
    }
    state.plan.markDone(event.index);
    if (state.plan.range(event.index).length == state.session.sliceSize)
        m_job.window.answered(event.took);
    advance(state.plan.doneBytes());
    return dispatch(std::move(state));
}

UploadPhase MachineStepper::sliceFailed(state::Sending &&state, int index, const Error &error)
{
    state.plan.putBack(index);
    if (error.kind == ErrorKind::FileChanged)
        return fileChanged(std::move(state.file), error);
    if (error.kind == ErrorKind::HashMismatch)
        return digestAgain(std::move(state.file), error);
    if (error.kind == ErrorKind::NotFound && countTurn()) {
        say(command::AbortAll{});
        return list(std::move(state.file));
    }
    if (!isRetried(error)) {
        say(command::AbortAll{});
        return failed(error, std::move(state.file));
    }

    const bool isDefinite = !isOutcomeUnknown(error.kind) && error.kind != ErrorKind::NotCos;
    if (!isDefinite) {
        // The server may hold the slice: it is asked before anything is sent again.
        if (!state.drainedBy) {
            state.drainedBy = error;
            m_job.window.troubled();
            holdBack(state);
        }
        heed(error.retryAfter, state.drainedBy->retryAfter);
        if (state.gated && state.gatedFor.count() > 0)
            heed(state.gatedFor, state.drainedBy->retryAfter);
        return dispatch(std::move(state));
    }
    if (state.drainedBy) {
        heed(error.retryAfter, state.drainedBy->retryAfter);
        return dispatch(std::move(state));
    }
    return gate(std::move(state), error);
}

UploadPhase MachineStepper::gate(state::Sending &&state, const Error &why)
{
    const auto asked = why.retryAfter.value_or(std::chrono::milliseconds(0));
    // Slices that fail together count as one failure, but the longest wait asked for is waited.
    if (state.gated && asked <= state.gatedFor)
        return dispatch(std::move(state));
    if (!state.gated && ++m_job.attempts > m_job.retry.maxAttempts) {
        say(command::AbortAll{});
        return failed(why, std::move(state.file));
    }
    if (!state.gated) {
        m_job.window.troubled();
        holdBack(state);
    }
    state.gated = true;
    state.gatedFor = asked;
    say(command::StartTimer{m_job.attempts, why.retryAfter});
    return dispatch(std::move(state));
}

void MachineStepper::holdBack(const state::Sending &state)
{
    if (!state.gated && state.plan.inFlightCount() > 0)
        say(command::RecallSlices{});
}

UploadPhase MachineStepper::on(state::Sending &state, event::SlicesRecalled &event)
{
    for (const int index : event.indices) {
        if (state.plan.isInFlight(index))
            state.plan.putBack(index);
    }
    return dispatch(std::move(state));
}

UploadPhase MachineStepper::on(state::Sending &state, event::TimerFired &)
{
    if (!state.gated)
        return std::move(state);
    state.gated = false;
    state.gatedFor = {};
    return dispatch(std::move(state));
}

UploadPhase MachineStepper::finish(LocalFile file, SliceSession session)
{
    say(command::Finish{});
    return state::Finishing{std::move(file), std::move(session)};
}

UploadPhase MachineStepper::on(state::Finishing &state, event::Finished &event)
{
    LocalFile &file = state.file;
    if (event.result)
        return verify(std::move(file), std::move(*event.result), 0, true);

    const Error &error = event.result.error();
    switch (error.kind) {
    case ErrorKind::NotFound:
        return settle(std::move(file), std::move(state.session));
    case ErrorKind::SizeMismatch:
        return countTurn() ? list(std::move(file)) : failed(error, std::move(file));
    case ErrorKind::HashMismatch:
        if (m_job.digestedAgain && !m_job.adopted && !m_job.overwrite) {
            // The bytes at the server are spoiled for good: left there, they would spoil a retry.
            say(command::Remove{});
            return state::RemovingOwn{std::move(file), error};
        }
        return digestAgain(std::move(file), error);
    case ErrorKind::ObjectExists:
        return checkExisting(std::move(file));
    default:
        break;
    }
    const bool isDefinite = !isOutcomeUnknown(error.kind) && error.kind != ErrorKind::NotCos;
    const NextStep next = isDefinite ? NextStep::Finish : NextStep::Settle;
    return troubled(error, next, {std::move(file), std::move(state.session), {}});
}

UploadPhase MachineStepper::sendWhole(LocalFile file)
{
    m_job.contacted = true;
    m_job.ownSha = file.digests.sha1;
    say(command::Save{});
    say(command::SendWhole{});
    return state::SendingWhole{std::move(file)};
}

UploadPhase MachineStepper::on(state::SendingWhole &state, event::WholeSent &event)
{
    LocalFile &file = state.file;
    if (event.result) {
        // The server has compared the SHA-1 that went along with the bytes (−4016 otherwise).
        if (m_job.spec.hash && !event.result->accessUrl.isEmpty())
            return done(file, std::move(*event.result), false);
        return verify(std::move(file), std::move(*event.result), 0, true);
    }

    const Error &error = event.result.error();
    switch (error.kind) {
    case ErrorKind::FileChanged:
        return fileChanged(std::move(file), error);
    case ErrorKind::HashMismatch:
        return digestAgain(std::move(file), error);
    case ErrorKind::ObjectExists:
        return checkExisting(std::move(file));
    case ErrorKind::SameFileUnfinished:
    case ErrorKind::OtherFileUnfinished:
        return countTurn() ? otherUnfinished(std::move(file)) : failed(error, std::move(file));
    case ErrorKind::ParentMissing:
        if (std::exchange(m_job.parentsAgain, true))
            return failed(error, std::move(file));
        return makeParents(std::move(file), true);
    default:
        break;
    }
    const bool isDefinite = !isOutcomeUnknown(error.kind) && error.kind != ErrorKind::NotCos;
    const NextStep next = isDefinite || !m_job.spec.hash ? NextStep::SendWhole : NextStep::Settle;
    return troubled(error, next, {std::move(file), {}, {}});
}

UploadPhase MachineStepper::settle(LocalFile file, std::optional<SliceSession> session)
{
    say(command::Stat{});
    return state::Settling{std::move(file), std::move(session)};
}

UploadPhase MachineStepper::on(state::Settling &state, event::Statted &event)
{
    if (event.result) {
        m_job.spoke = true;
        if (isSameAsFound(state.file, *event.result)) {
            if (event.result->links.accessUrl.isEmpty())
                return troubled(withoutLink(), NextStep::Settle,
                                {std::move(state.file), std::move(state.session), {}});
            return done(state.file, std::move(event.result->links), false);
        }
    } else if (event.result.error().kind != ErrorKind::NotFound) {
        return troubled(event.result.error(), NextStep::Settle,
                        {std::move(state.file), std::move(state.session), {}});
    }
    if (!countTurn()) {
        const Error differs = makeError(ErrorKind::VerifyFailed);
        return failed(event.result ? differs : event.result.error(), std::move(state.file));
    }
    return state.session ? list(std::move(state.file)) : makeParents(std::move(state.file));
}

UploadPhase MachineStepper::verify(LocalFile file, ObjectLinks links, int tries, bool ownWork)
{
    say(command::Stat{});
    return state::Verifying{std::move(file), std::move(links), tries, ownWork};
}

namespace {

/// What the first says, and where it says nothing what the second does.
ObjectLinks merged(ObjectLinks links, const ObjectLinks &more)
{
    const auto fill = [](QString &field, const QString &other) {
        if (field.isEmpty())
            field = other;
    };
    fill(links.accessUrl, more.accessUrl);
    fill(links.sourceUrl, more.sourceUrl);
    fill(links.resourcePath, more.resourcePath);
    fill(links.url, more.url);
    fill(links.previewUrl, more.previewUrl);
    return links;
}

} // namespace

UploadPhase MachineStepper::on(state::Verifying &state, event::Statted &event)
{
    Error why;
    if (event.result) {
        m_job.spoke = true;
        const bool same = state.ownWork ? isSame(state.file, *event.result)
                                        : isSameAsFound(state.file, *event.result);
        ObjectLinks links = merged(state.links, event.result->links);
        if (same && !links.accessUrl.isEmpty()) {
            const bool instant = !state.ownWork && m_job.ownSession.isEmpty();
            return done(state.file, std::move(links), instant);
        }
        if (!same && !state.ownWork)
            return objectConflict(std::move(state.file), *event.result);
        why = same ? withoutLink()
                   : makeError(ErrorKind::VerifyFailed,
                               QStringLiteral("size or SHA-1 at the server differ"));
    } else {
        why = event.result.error();
        if (why.kind != ErrorKind::NotFound)
            return troubled(
                why, NextStep::Verify,
                {std::move(state.file), {}, std::move(state.links), state.tries, state.ownWork});
        if (state.tries >= mostVerifyTries) {
            if (!countTurn())
                return failed(why, std::move(state.file));
            return isWhole(state.file) ? makeParents(std::move(state.file))
                                       : list(std::move(state.file));
        }
    }
    if (state.tries >= mostVerifyTries)
        return failed(why, std::move(state.file));
    Held held{std::move(state.file), {}, std::move(state.links), state.tries + 1, state.ownWork};
    return wait(why, NextStep::Verify, std::move(held));
}

} // namespace cosdrop

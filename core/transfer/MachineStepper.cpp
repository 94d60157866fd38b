#include "core/transfer/MachineStepper.h"

#include <algorithm>
#include <type_traits>

namespace cosdrop {

namespace {

constexpr int mostTurns = 12;
constexpr int mostSilentTries = 2;
constexpr int mostTakeBackTries = 3;

/// The file a state knows, whatever the state calls it.
std::optional<LocalFile> knownFile(const UploadPhase &phase)
{
    return std::visit(
        [](const auto &state) -> std::optional<LocalFile> {
            if constexpr (requires { state.file; })
                return state.file;
            else if constexpr (requires { state.known; })
                return state.known;
            else if constexpr (requires { state.held; })
                return state.held.file;
            else
                return std::nullopt;
        },
        phase);
}

} // namespace

UploadPhase MachineStepper::pause(UploadPhase &phase)
{
    const bool stays = std::visit(
        [](const auto &state) {
            using State = std::decay_t<decltype(state)>;
            return std::is_same_v<
                       State,
                       state::
                           Paused> || std::is_same_v<State, state::TakingBack> || std::is_same_v<State, state::Done> || std::is_same_v<State, state::Skipped> || std::is_same_v<State, state::Failed> || std::is_same_v<State, state::Cancelled>;
        },
        phase);
    if (stays)
        return std::move(phase);
    say(command::AbortAll{});
    say(command::Save{});
    return state::Paused{knownFile(phase)};
}

UploadPhase MachineStepper::cancel(UploadPhase &phase)
{
    if (std::holds_alternative<state::Done>(phase) || std::holds_alternative<state::Skipped>(phase)
        || std::holds_alternative<state::Cancelled>(phase)
        || std::holds_alternative<state::TakingBack>(phase))
        return std::move(phase);
    auto known = knownFile(phase);
    say(command::AbortAll{});
    say(command::Save{});
    // A request that was only announced before a crash would have sent the whole file.
    const bool onlyAnnounced = m_job.spec.hash && m_job.ownSha.isEmpty();
    const bool nothingThere =
        !m_job.contacted || m_job.adopted || onlyAnnounced || (known && isWhole(*known));
    if (nothingThere)
        return state::Cancelled{};
    m_job.attempts = 0;
    // Removing by path would take a finished object of that name with it, so look first.
    return takeBackStep(state::TakingBack{std::move(known), state::TakingBack::Stage::Stat});
}

UploadPhase MachineStepper::takeBackStep(state::TakingBack &&state)
{
    switch (state.stage) {
    case state::TakingBack::Stage::Stat:
        say(command::Stat{});
        break;
    case state::TakingBack::Stage::List:
        say(command::List{});
        break;
    case state::TakingBack::Stage::Remove:
        say(command::Remove{});
        break;
    }
    return std::move(state);
}

UploadPhase MachineStepper::takeBackTroubled(state::TakingBack &&state, const Error &why)
{
    if (!isTransient(why.kind) || ++m_job.attempts > mostTakeBackTries) {
        say(command::Save{});
        return state::Cancelled{};
    }
    say(command::StartTimer{m_job.attempts, why.retryAfter});
    // Another upload may begin there meanwhile, so a removal is not simply sent again.
    state.stage = state::TakingBack::Stage::Stat;
    return std::move(state);
}

UploadPhase MachineStepper::on(state::TakingBack &state, event::Statted &event)
{
    if (state.stage != state::TakingBack::Stage::Stat)
        return std::move(state);
    if (event.result) {
        const ObjectStat &stat = *event.result;
        const bool isFinished = stat.fileLength < 0 || stat.fileLength == stat.fileSize;
        if (isFinished) {
            say(command::Save{});
            return state::Cancelled{};
        }
    } else if (event.result.error().kind != ErrorKind::NotFound) {
        return takeBackTroubled(std::move(state), event.result.error());
    }
    state.stage = state::TakingBack::Stage::List;
    return takeBackStep(std::move(state));
}

UploadPhase MachineStepper::on(state::TakingBack &state, event::Listed &event)
{
    if (state.stage != state::TakingBack::Stage::List)
        return std::move(state);
    if (event.result && !event.result->links) {
        const ListReply &reply = *event.result;
        const bool justBegun = m_job.ownSession.isEmpty() && !m_job.adopted
                               && reply.slices.isEmpty() && state.known
                               && reply.sha1 == state.known->digests.sha1
                               && reply.fileSize == state.known->fingerprint.size;
        if (isOwn(reply) || justBegun) {
            state.stage = state::TakingBack::Stage::Remove;
            return takeBackStep(std::move(state));
        }
    } else if (!event.result && event.result.error().kind != ErrorKind::NotFound) {
        return takeBackTroubled(std::move(state), event.result.error());
    }
    say(command::Save{});
    return state::Cancelled{};
}

UploadPhase MachineStepper::on(state::TakingBack &state, event::Removed &event)
{
    if (state.stage != state::TakingBack::Stage::Remove)
        return std::move(state);
    if (!event.result && event.result.error().kind != ErrorKind::NotFound)
        return takeBackTroubled(std::move(state), event.result.error());
    forgetOwn();
    say(command::Save{});
    return state::Cancelled{};
}

UploadPhase MachineStepper::on(state::TakingBack &state, event::TimerFired &)
{
    return takeBackStep(std::move(state));
}

UploadPhase MachineStepper::on(state::Queued &state, event::Start &)
{
    return lookAtFile(std::move(state.known));
}

UploadPhase MachineStepper::on(state::Paused &state, event::ResumeAsked &)
{
    m_job.attempts = 0;
    say(command::Save{});
    return state::Queued{std::move(state.known)};
}

UploadPhase MachineStepper::on(state::Failed &state, event::RetryAsked &)
{
    m_job.attempts = 0;
    m_job.turns = 0;
    m_job.changes = 0;
    m_job.parentsAgain = false;
    m_job.digestedAgain = false;
    say(command::Save{});
    return state::Queued{std::move(state.known)};
}

UploadPhase MachineStepper::on(state::Skipped &, event::RetryAsked &)
{
    say(command::Save{});
    return state::Queued{};
}

UploadPhase MachineStepper::on(state::Cancelled &, event::RetryAsked &)
{
    m_job.attempts = 0;
    m_job.turns = 0;
    say(command::Save{});
    return state::Queued{};
}

UploadPhase MachineStepper::on(state::WaitingToRetry &state, event::RetryAsked &)
{
    say(command::AbortAll{});
    return goOn(state.next, std::move(state.held));
}

UploadPhase MachineStepper::on(state::WaitingToRetry &state, event::TimerFired &)
{
    return goOn(state.next, std::move(state.held));
}

UploadPhase MachineStepper::on(state::WaitingForNetwork &state, event::RetryAsked &)
{
    say(command::AbortAll{});
    return goOn(state.next, std::move(state.held));
}

UploadPhase MachineStepper::on(state::WaitingForNetwork &state, event::NetworkBack &)
{
    return goOn(state.next, std::move(state.held));
}

UploadPhase MachineStepper::on(state::WaitingForNetwork &state, event::NetworkGivenUp &)
{
    return failed(state.why, std::move(state.held.file));
}

UploadPhase MachineStepper::goOn(NextStep next, Held held)
{
    if (!held.file)
        return lookAtFile(std::nullopt);
    LocalFile file = std::move(*held.file);
    switch (next) {
    case NextStep::LookAtFile:
        return lookAtFile(std::move(file));
    case NextStep::MakeParents:
        return makeParents(std::move(file));
    case NextStep::List:
        return list(std::move(file));
    case NextStep::Init:
        return init(std::move(file));
    case NextStep::Finish:
        return held.session ? finish(std::move(file), std::move(*held.session))
                            : list(std::move(file));
    case NextStep::SendWhole:
        return sendWhole(std::move(file));
    case NextStep::Settle:
        return settle(std::move(file), std::move(held.session));
    case NextStep::Verify:
        return verify(std::move(file), std::move(held.links), held.tries, held.ownWork);
    case NextStep::CheckExisting:
        return checkExisting(std::move(file));
    case NextStep::FindName:
        return findName(std::move(file), held.tries);
    case NextStep::CheckOwn:
        return checkOwn(std::move(file));
    case NextStep::RemoveOwn:
        return removeOwn(std::move(file));
    }
    return failed(makeError(ErrorKind::Internal), std::nullopt);
}

UploadPhase MachineStepper::wait(const Error &why, NextStep next, Held held)
{
    if (why.kind == ErrorKind::Offline) {
        say(command::WatchNetwork{});
        return state::WaitingForNetwork{why, next, std::move(held)};
    }
    // A silent address that has never answered costs a whole timeout each try.
    const bool isSilent = why.kind == ErrorKind::Timeout && !m_job.spoke;
    const int most =
        isSilent ? std::min(mostSilentTries, m_job.retry.maxAttempts) : m_job.retry.maxAttempts;
    if (++m_job.attempts > most)
        return failed(why, std::move(held.file));
    say(command::StartTimer{m_job.attempts, why.retryAfter});
    return state::WaitingToRetry{why, next, std::move(held)};
}

UploadPhase MachineStepper::troubled(const Error &why, NextStep next, Held held)
{
    if (isRetried(why))
        return wait(why, next, std::move(held));
    return failed(why, std::move(held.file));
}

UploadPhase MachineStepper::done(const LocalFile &file, ObjectLinks links, bool instant)
{
    say(command::Save{});
    return state::Done{std::move(links), file.digests.sha1, instant};
}

UploadPhase MachineStepper::skipped(const Error &why)
{
    say(command::Save{});
    return state::Skipped{why};
}

UploadPhase MachineStepper::failed(const Error &why, std::optional<LocalFile> known)
{
    say(command::Save{});
    return state::Failed{why, std::move(known)};
}

Error MachineStepper::withoutLink()
{
    return makeError(ErrorKind::GarbledReply, QStringLiteral("the server gave no link"));
}

bool MachineStepper::isWhole(const LocalFile &file) const
{
    return file.fingerprint.size <= m_job.wholeLimit;
}

bool MachineStepper::isSame(const LocalFile &file, const ObjectStat &stat) const
{
    if (stat.fileSize != file.fingerprint.size)
        return false;
    if (stat.fileLength >= 0 && stat.fileLength != stat.fileSize)
        return false;
    return !m_job.spec.hash || stat.sha1 == file.digests.sha1;
}

bool MachineStepper::isSameAsFound(const LocalFile &file, const ObjectStat &stat) const
{
    // Without a SHA-1 there is only the size. Where this upload had a session for an object that
    // was not there before, that will do; where it is to replace one, the old one may be as long.
    const bool sizeWillDo = !m_job.overwrite && !m_job.ownSession.isEmpty();
    return (m_job.spec.hash || sizeWillDo) && isSame(file, stat);
}

bool MachineStepper::isRetried(const Error &why) const
{
    // A gateway's page in the middle of a talk with COS passes; from the first answer on it means
    // that the address is wrong.
    return isTransient(why.kind) || (why.kind == ErrorKind::NotCos && m_job.spoke);
}

bool MachineStepper::isOwn(const ListReply &reply) const
{
    if (m_job.adopted)
        return false;
    if (!m_job.ownSession.isEmpty())
        return reply.session == m_job.ownSession;
    // Its init's answer was lost, so no slice has been sent.
    return !m_job.ownSha.isEmpty() && reply.sha1 == m_job.ownSha && reply.slices.isEmpty();
}

bool MachineStepper::countTurn()
{
    return ++m_job.turns <= mostTurns;
}

void MachineStepper::advance(qint64 safeBytes)
{
    if (safeBytes > m_job.safeBytes) {
        m_job.safeBytes = safeBytes;
        m_job.attempts = 0;
    }
    if (safeBytes > m_job.furthest) {
        m_job.furthest = safeBytes;
        m_job.turns = 0;
        m_job.changes = 0;
        m_job.digestedAgain = false;
    }
}

void MachineStepper::forgetOwn()
{
    m_job.ownSession.clear();
    m_job.ownSha.clear();
    m_job.discardOwn = false;
    m_job.adopted = false;
    m_job.contacted = false;
    m_job.safeBytes = 0;
}

void MachineStepper::beginAgain()
{
    m_job.startedAgain = true;
    m_job.safeBytes = 0;
}

} // namespace cosdrop

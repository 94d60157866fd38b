// What is at the path already: another object, another unfinished upload, or an older one of ours.

#include "core/transfer/MachineStepper.h"

namespace cosdrop {

namespace {

constexpr int mostNames = 1000;

std::optional<Answer> answerOfRule(ConflictRule rule)
{
    switch (rule) {
    case ConflictRule::Ask:
    case ConflictRule::Fail:
        return std::nullopt;
    case ConflictRule::Skip:
        return Answer::Skip;
    case ConflictRule::Overwrite:
        return Answer::Overwrite;
    case ConflictRule::Rename:
        return Answer::Rename;
    }
    return std::nullopt;
}

} // namespace

UploadPhase MachineStepper::checkExisting(LocalFile file)
{
    say(command::Stat{});
    return state::CheckingExisting{std::move(file)};
}

UploadPhase MachineStepper::on(state::CheckingExisting &state, event::Statted &event)
{
    LocalFile &file = state.file;
    if (event.result) {
        m_job.spoke = true;
        if (!m_job.spec.hash || !isSame(file, *event.result))
            return objectConflict(std::move(file), *event.result);
        if (event.result->links.accessUrl.isEmpty())
            return troubled(withoutLink(), NextStep::CheckExisting, {std::move(file), {}, {}});
        return done(file, std::move(event.result->links), true);
    }
    const Error &error = event.result.error();
    if (error.kind == ErrorKind::NotFound)
        return countTurn() ? begin(std::move(file)) : failed(error, std::move(file));
    return troubled(error, NextStep::CheckExisting, {std::move(file), {}, {}});
}

UploadPhase MachineStepper::objectConflict(LocalFile file, const ObjectStat &stat)
{
    const Question question{Question::Kind::ObjectExists, stat.fileSize, stat.modified};
    if (const auto answer = answerOfRule(m_job.rule))
        return applyAnswer(std::move(file), question, *answer);
    if (m_job.rule == ConflictRule::Fail)
        return failed(makeError(ErrorKind::ObjectExists), std::move(file));
    say(command::Save{});
    return state::Asking{std::move(file), question};
}

UploadPhase MachineStepper::otherUnfinished(LocalFile file)
{
    const Question question{Question::Kind::OtherUnfinished, -1, {}};
    const auto answer = answerOfRule(m_job.rule);
    if (answer && *answer != Answer::Skip)
        return applyAnswer(std::move(file), question, *answer);
    if (m_job.rule != ConflictRule::Ask)
        return failed(makeError(ErrorKind::OtherFileUnfinished), std::move(file));
    say(command::Save{});
    return state::Asking{std::move(file), question};
}

UploadPhase MachineStepper::on(state::Asking &state, event::Answered &event)
{
    return applyAnswer(std::move(state.file), state.question, event.answer);
}

UploadPhase MachineStepper::applyAnswer(LocalFile file, const Question &question, Answer answer)
{
    const bool isObject = question.kind == Question::Kind::ObjectExists;
    switch (answer) {
    case Answer::Skip:
        return skipped(
            makeError(isObject ? ErrorKind::ObjectExists : ErrorKind::OtherFileUnfinished));
    case Answer::Rename:
        return findName(std::move(file), m_job.nextName);
    case Answer::Overwrite:
        break;
    }
    if (!isObject)
        return removeOwn(std::move(file));
    if (!countTurn())
        return failed(makeError(ErrorKind::ObjectExists), std::move(file));
    m_job.overwrite = true;
    return begin(std::move(file));
}

UploadPhase MachineStepper::findName(LocalFile file, int number)
{
    const QString original = ObjectPath::parse(m_job.spec.objectPath).value_or(m_job.path).name();
    auto candidate = m_job.path.withName(numberedName(original, number));
    if (!candidate)
        return failed(candidate.error(), std::move(file));
    say(command::Stat{});
    return state::FindingName{std::move(file), std::move(*candidate), number};
}

UploadPhase MachineStepper::on(state::FindingName &state, event::Statted &event)
{
    LocalFile &file = state.file;
    if (event.result) {
        m_job.spoke = true;
        if (m_job.spec.hash && isSame(file, *event.result)) {
            if (event.result->links.accessUrl.isEmpty()) {
                Held held{std::move(file), {}, {}, state.number};
                return troubled(withoutLink(), NextStep::FindName, std::move(held));
            }
            m_job.path = state.candidate;
            return done(file, std::move(event.result->links), true);
        }
        if (state.number >= mostNames)
            return failed(makeError(ErrorKind::ObjectExists), std::move(file));
        return findName(std::move(file), state.number + 1);
    }
    const Error &error = event.result.error();
    if (error.kind != ErrorKind::NotFound) {
        Held held{std::move(file), {}, {}, state.number};
        return troubled(error, NextStep::FindName, std::move(held));
    }
    if (!countTurn())
        return failed(makeError(ErrorKind::ObjectExists), std::move(file));
    m_job.path = state.candidate;
    m_job.nextName = state.number + 1;
    forgetOwn();
    return begin(std::move(file));
}

UploadPhase MachineStepper::checkOwn(LocalFile file)
{
    say(command::List{});
    return state::CheckingOwn{std::move(file)};
}

UploadPhase MachineStepper::on(state::CheckingOwn &state, event::Listed &event)
{
    LocalFile &file = state.file;
    if (!event.result) {
        const Error &error = event.result.error();
        if (error.kind != ErrorKind::NotFound)
            return troubled(error, NextStep::CheckOwn, {std::move(file), {}, {}});
        forgetOwn();
        return makeParents(std::move(file));
    }
    m_job.spoke = true;
    const ListReply &reply = *event.result;
    if (reply.links) {
        forgetOwn();
        return makeParents(std::move(file));
    }
    if (isOwn(reply))
        return removeOwn(std::move(file));
    forgetOwn();
    const bool isThisFile = !reply.sha1.isEmpty() && reply.sha1 == file.digests.sha1;
    return isThisFile && !isWhole(file) ? list(std::move(file), true)
                                        : otherUnfinished(std::move(file));
}

UploadPhase MachineStepper::removeOwn(LocalFile file)
{
    say(command::Remove{});
    return state::RemovingOwn{std::move(file), {}};
}

UploadPhase MachineStepper::on(state::RemovingOwn &state, event::Removed &event)
{
    const bool isGone = event.result || event.result.error().kind == ErrorKind::NotFound;
    if (isGone && state.thenFail)
        forgetOwn();
    if (state.thenFail)
        return failed(*state.thenFail, std::move(state.file));
    if (!isGone)
        return troubled(event.result.error(), NextStep::RemoveOwn, {std::move(state.file), {}, {}});
    forgetOwn();
    return makeParents(std::move(state.file));
}

} // namespace cosdrop

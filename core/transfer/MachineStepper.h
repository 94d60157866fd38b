#pragma once

#include "core/transfer/UploadMachine.h"

#include <utility>

namespace cosdrop {

/// One step of UploadMachine under way: the rules, one overload a state and event that means
/// something together. Private to core/transfer; use step().
///
/// Where it stands: talk about the file, the parents and the session in MachineOpening.cpp;
/// slices, finish and verification in MachineSending.cpp; conflicts in MachineConflicts.cpp;
/// the person's words and waits in MachineStepper.cpp.
class MachineStepper
{
public:
    MachineStepper(UploadJob &job, UploadCommands &commands)
        : m_job(job)
        , m_commands(commands)
    {
    }

    template <typename State, typename Event>
    UploadPhase on(State &state, Event &)
    {
        return std::move(state);
    }

    // The person's words, the same in nearly every state
    UploadPhase pause(UploadPhase &phase);
    UploadPhase cancel(UploadPhase &phase);

    UploadPhase on(state::Queued &state, event::Start &);
    UploadPhase on(state::Paused &state, event::ResumeAsked &);
    UploadPhase on(state::Failed &state, event::RetryAsked &);
    UploadPhase on(state::Skipped &state, event::RetryAsked &);
    UploadPhase on(state::Cancelled &state, event::RetryAsked &);
    UploadPhase on(state::WaitingToRetry &state, event::RetryAsked &);
    UploadPhase on(state::WaitingToRetry &state, event::TimerFired &);
    UploadPhase on(state::WaitingForNetwork &state, event::RetryAsked &);
    UploadPhase on(state::WaitingForNetwork &state, event::NetworkBack &);
    UploadPhase on(state::WaitingForNetwork &state, event::NetworkGivenUp &);
    UploadPhase on(state::TakingBack &state, event::Statted &event);
    UploadPhase on(state::TakingBack &state, event::Listed &event);
    UploadPhase on(state::TakingBack &state, event::Removed &event);
    UploadPhase on(state::TakingBack &state, event::TimerFired &);

    UploadPhase on(state::LookingAtFile &state, event::FingerprintTaken &event);
    UploadPhase on(state::Digesting &state, event::FileDigested &event);
    UploadPhase on(state::MakingParents &state, event::ParentsMade &event);
    UploadPhase on(state::Listing &state, event::Listed &event);
    UploadPhase on(state::Initing &state, event::Inited &event);

    UploadPhase on(state::Sending &state, event::SliceSent &event);
    UploadPhase on(state::Sending &state, event::SlicesRecalled &event);
    UploadPhase on(state::Sending &state, event::TimerFired &);
    UploadPhase on(state::Finishing &state, event::Finished &event);
    UploadPhase on(state::SendingWhole &state, event::WholeSent &event);
    UploadPhase on(state::Settling &state, event::Statted &event);
    UploadPhase on(state::Verifying &state, event::Statted &event);

    UploadPhase on(state::CheckingExisting &state, event::Statted &event);
    UploadPhase on(state::FindingName &state, event::Statted &event);
    UploadPhase on(state::CheckingOwn &state, event::Listed &event);
    UploadPhase on(state::RemovingOwn &state, event::Removed &event);
    UploadPhase on(state::Asking &state, event::Answered &event);

private:
    // Entering a state, with the commands that belong to it
    UploadPhase lookAtFile(std::optional<LocalFile> known);
    UploadPhase prepared(LocalFile file);
    UploadPhase makeParents(LocalFile file, bool again = false);
    UploadPhase list(LocalFile file, bool adopt = false);
    UploadPhase init(LocalFile file);
    UploadPhase begin(LocalFile file); ///< init, or the whole file in one request
    UploadPhase send(LocalFile file, SliceSession session, const QList<ListedSlice> &held);
    UploadPhase dispatch(state::Sending &&state);
    UploadPhase finish(LocalFile file, SliceSession session);
    UploadPhase sendWhole(LocalFile file);
    UploadPhase settle(LocalFile file, std::optional<SliceSession> session);
    UploadPhase verify(LocalFile file, ObjectLinks links, int tries, bool ownWork);
    UploadPhase checkExisting(LocalFile file);
    UploadPhase findName(LocalFile file, int number);
    UploadPhase checkOwn(LocalFile file);
    UploadPhase removeOwn(LocalFile file);

    UploadPhase listedSession(state::Listing &state, const ListReply &reply);
    /// From now on no slice is to set out; those that wait for their turn are wanted back.
    void holdBack(const state::Sending &state);
    UploadPhase gate(state::Sending &&state, const Error &why);
    UploadPhase sliceFailed(state::Sending &&state, int index, const Error &error);
    UploadPhase digestAgain(LocalFile file, const Error &why);
    UploadPhase fileChanged(LocalFile file, const Error &why);
    UploadPhase objectConflict(LocalFile file, const ObjectStat &stat);
    UploadPhase otherUnfinished(LocalFile file);
    UploadPhase applyAnswer(LocalFile file, const Question &question, Answer answer);
    void forgetOwn();
    /// What was sent is of no use any more, and that is to be told.
    void beginAgain();

    UploadPhase goOn(NextStep next, Held held);
    UploadPhase wait(const Error &why, NextStep next, Held held);
    UploadPhase troubled(const Error &why, NextStep next, Held held);
    UploadPhase takeBackStep(state::TakingBack &&state);
    UploadPhase takeBackTroubled(state::TakingBack &&state, const Error &why);
    UploadPhase done(const LocalFile &file, ObjectLinks links, bool instant);
    UploadPhase skipped(const Error &why);
    static Error withoutLink(); ///< the object is there, and its links are not in the answer
    UploadPhase failed(const Error &why, std::optional<LocalFile> known);

    bool isWhole(const LocalFile &file) const;
    bool isSame(const LocalFile &file, const ObjectStat &stat) const;
    /// The same of an object that was found there without a success of this upload's own requests.
    bool isSameAsFound(const LocalFile &file, const ObjectStat &stat) const;
    bool isRetried(const Error &why) const;
    bool isOwn(const ListReply &reply) const;
    /// Counts that the talk begins anew; false once that has happened too often.
    bool countTurn();
    /// So many bytes are safe at the server. Only more than before restore a budget: a server that
    /// confirms and forgets must not keep an upload going for ever.
    void advance(qint64 safeBytes);

    void say(UploadCommand command) { m_commands.push_back(command); }

    UploadJob &m_job;
    UploadCommands &m_commands;
};

} // namespace cosdrop

#pragma once

#include "tests/transfer/MachineSamples.h"

namespace cosdrop::test {

/// An upload as a talk: what happens is fed in, what it asks for comes back as text.
class MachineTalk
{
public:
    explicit MachineTalk(MachineState from)
        : now(std::move(from))
    {
    }

    /// A fresh upload of this file whose parents are made, so that init or the whole file is out.
    static MachineTalk begun(const LocalFile &file, ConflictRule rule = ConflictRule::Ask)
    {
        MachineTalk talk({freshJob(), state::MakingParents{file}});
        talk.now.job.rule = rule;
        talk.now.job.spec.conflictRule = rule;
        talk.now.job.overwrite = rule == ConflictRule::Overwrite;
        talk.feed(event::ParentsMade{});
        return talk;
    }

    /// The sample file with its session open and slices in flight.
    static MachineTalk sending() { return MachineTalk(machineIn(QStringLiteral("Sending"))); }

    QString feed(UploadEvent event)
    {
        UploadStep result = step(std::move(now), std::move(event));
        now = std::move(result.state);
        return textOf(result.commands);
    }

    QString inited(Result<InitReply> result) { return feed(event::Inited{std::move(result)}); }

    QString initRefused(ErrorKind kind) { return inited(Failure(errorOf(kind))); }

    QString opened(const SliceSession &session = sampleSession())
    {
        return inited(InitReply{session.id, session.sliceSize, session.serial, {}});
    }

    QString listed(Result<ListReply> result) { return feed(event::Listed{std::move(result)}); }

    QString listedNothing() { return listed(Failure(errorOf(ErrorKind::NotFound))); }

    QString sent(int index) { return feed(event::SliceSent{index, SliceReply{}}); }

    QString notSent(int index, const Error &error)
    {
        return feed(event::SliceSent{index, Failure(error)});
    }

    QString notSent(int index, ErrorKind kind) { return notSent(index, errorOf(kind)); }

    /// These never set out.
    QString recalled(const std::vector<int> &indices)
    {
        return feed(event::SlicesRecalled{indices});
    }

    QString finished(Result<ObjectLinks> result)
    {
        return feed(event::Finished{std::move(result)});
    }

    QString notFinished(ErrorKind kind) { return finished(Failure(errorOf(kind))); }

    QString notWhole(ErrorKind kind) { return feed(event::WholeSent{Failure(errorOf(kind))}); }

    QString statted(Result<ObjectStat> result) { return feed(event::Statted{std::move(result)}); }

    QString stattedNothing() { return statted(Failure(errorOf(ErrorKind::NotFound))); }

    QString removed(Result<void> result = {}) { return feed(event::Removed{std::move(result)}); }

    QString timer() { return feed(event::TimerFired{}); }

    QString fingerprint(const LocalFile &file)
    {
        return feed(event::FingerprintTaken{file.fingerprint});
    }

    QString digested(const LocalFile &file)
    {
        return feed(event::FileDigested{DigestedFile{file.fingerprint, file.digests}});
    }

    /// Sends all slices that the plan still wants; the answer is what the last one led to.
    QString sendAll()
    {
        QString last;
        while (const auto *sending = stateOf<state::Sending>(now)) {
            int index = 0;
            while (!sending->plan.isInFlight(index))
                ++index;
            last = sent(index);
        }
        return last;
    }

    QString state() const { return nameOf(now.phase); }

    /// Of Failed, Skipped and the waits; Internal elsewhere.
    ErrorKind why() const
    {
        return std::visit(
            [](const auto &phase) {
                if constexpr (requires { phase.why; })
                    return phase.why.kind;
                else
                    return ErrorKind::Internal;
            },
            now.phase);
    }

    MachineState now;
};

} // namespace cosdrop::test

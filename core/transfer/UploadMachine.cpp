#include "core/transfer/UploadMachine.h"

#include "core/transfer/MachineStepper.h"

#include <type_traits>

namespace cosdrop {

UploadStep step(MachineState state, UploadEvent event)
{
    UploadCommands commands;
    MachineStepper stepper(state.job, commands);
    UploadPhase next = std::visit(
        [&](auto &happened) -> UploadPhase {
            using Event = std::decay_t<decltype(happened)>;
            if constexpr (std::is_same_v<Event, event::PauseAsked>)
                return stepper.pause(state.phase);
            else if constexpr (std::is_same_v<Event, event::CancelAsked>)
                return stepper.cancel(state.phase);
            else
                return std::visit(
                    [&](auto &phase) -> UploadPhase { return stepper.on(phase, happened); },
                    state.phase);
        },
        event);
    return {{std::move(state.job), std::move(next)}, std::move(commands)};
}

namespace {

struct VisibleState
{
    UploadState operator()(const state::Queued &) const { return UploadState::Queued; }

    UploadState operator()(const state::LookingAtFile &) const { return UploadState::Preparing; }

    UploadState operator()(const state::Digesting &) const { return UploadState::Hashing; }

    UploadState operator()(const state::MakingParents &) const { return UploadState::Preparing; }

    UploadState operator()(const state::Listing &) const { return UploadState::Preparing; }

    UploadState operator()(const state::Initing &) const { return UploadState::Preparing; }

    UploadState operator()(const state::Sending &) const { return UploadState::Sending; }

    UploadState operator()(const state::Finishing &) const { return UploadState::Finishing; }

    UploadState operator()(const state::SendingWhole &) const { return UploadState::Sending; }

    UploadState operator()(const state::Settling &) const { return UploadState::Verifying; }

    UploadState operator()(const state::Verifying &) const { return UploadState::Verifying; }

    UploadState operator()(const state::CheckingExisting &) const { return UploadState::Preparing; }

    UploadState operator()(const state::FindingName &) const { return UploadState::Preparing; }

    UploadState operator()(const state::CheckingOwn &) const { return UploadState::Preparing; }

    UploadState operator()(const state::RemovingOwn &) const { return UploadState::Preparing; }

    UploadState operator()(const state::Asking &) const { return UploadState::Waiting; }

    UploadState operator()(const state::WaitingToRetry &) const { return UploadState::Waiting; }

    UploadState operator()(const state::WaitingForNetwork &) const { return UploadState::Waiting; }

    UploadState operator()(const state::Paused &) const { return UploadState::Paused; }

    UploadState operator()(const state::TakingBack &) const { return UploadState::Waiting; }

    UploadState operator()(const state::Done &) const { return UploadState::Done; }

    UploadState operator()(const state::Skipped &) const { return UploadState::Skipped; }

    UploadState operator()(const state::Failed &) const { return UploadState::Failed; }

    UploadState operator()(const state::Cancelled &) const { return UploadState::Cancelled; }
};

} // namespace

UploadState visibleState(const UploadPhase &phase)
{
    return std::visit(VisibleState(), phase);
}

} // namespace cosdrop

#include "tests/transfer/SimulatedUpload.h"

#include "tests/transfer/MachineSamples.h"

#include <algorithm>
#include <iterator>

namespace cosdrop::test {

SimulatedUpload::SimulatedUpload(MachineState begun)
    : m_state(std::move(begun))
{
}

void SimulatedUpload::feed(UploadEvent event)
{
    const bool wasOver = isOver();
    const bool isWord = std::holds_alternative<event::RetryAsked>(event);
    if (const auto *slice = std::get_if<event::SliceSent>(&event))
        m_slices.erase(slice->index);
    else if (const auto *back = std::get_if<event::SlicesRecalled>(&event))
        giveBack(back->indices);
    else if (std::holds_alternative<event::TimerFired>(event))
        m_timer = false;
    else if (std::holds_alternative<event::NetworkBack>(event)
             || std::holds_alternative<event::NetworkGivenUp>(event))
        m_watch = false;
    else if (!isWord && !std::holds_alternative<event::PauseAsked>(event)
             && !std::holds_alternative<event::CancelAsked>(event)
             && !std::holds_alternative<event::Start>(event)
             && !std::holds_alternative<event::ResumeAsked>(event)
             && !std::holds_alternative<event::Answered>(event))
        m_pending.reset();

    UploadStep result = step(std::move(m_state), std::move(event));
    m_state = std::move(result.state);
    m_begun.clear();
    if (wasOver && !isWord && !result.commands.empty())
        broken(QStringLiteral("a final state asked for something"));
    for (const UploadCommand &command : result.commands)
        take(command);
    check();
}

UploadEvent SimulatedUpload::recalled(Chance &chance) const
{
    std::vector<int> indices;
    std::copy_if(m_slices.begin(), m_slices.end(), std::back_inserter(indices),
                 [&chance](int) { return chance.percent(40); });
    return event::SlicesRecalled{std::move(indices)};
}

void SimulatedUpload::giveBack(const std::vector<int> &slices)
{
    m_isRecalling = false;
    for (const int index : slices)
        m_slices.erase(index);
}

void SimulatedUpload::take(const UploadCommand &command)
{
    if (std::holds_alternative<command::AbortAll>(command)) {
        m_pending.reset();
        m_slices.clear();
        m_isRecalling = false;
        m_timer = false;
        m_watch = false;
    } else if (std::holds_alternative<command::StartTimer>(command)) {
        m_timer = true;
        m_watch = false;
    } else if (std::holds_alternative<command::WatchNetwork>(command)) {
        m_watch = true;
        m_timer = false;
    } else if (const auto *slice = std::get_if<command::SendSlice>(&command)) {
        beginSlice(slice->index);
    } else if (std::holds_alternative<command::RecallSlices>(command)) {
        m_isRecalling = true;
    } else if (!std::holds_alternative<command::Save>(command)) {
        begin(command);
    }
}

void SimulatedUpload::begin(const UploadCommand &command)
{
    if (m_pending)
        broken(QStringLiteral("two requests at once"));
    if (!m_slices.empty())
        broken(QStringLiteral("a request beside slices"));
    m_pending = command;
    ++m_requests;
}

void SimulatedUpload::beginSlice(int index)
{
    const auto *sending = std::get_if<state::Sending>(&m_state.phase);
    if (!sending)
        return broken(QStringLiteral("a slice outside of Sending"));
    if (index < 0 || index >= sending->plan.count())
        return broken(QStringLiteral("a slice that there is not"));
    if (!m_slices.insert(index).second)
        broken(QStringLiteral("a slice twice at once"));
    const int limit = sending->session.serial ? 1 : m_state.job.window.size();
    if (static_cast<int>(m_slices.size()) > limit)
        broken(QStringLiteral("too many slices at once"));
    if (sending->session.serial) {
        for (int before = 0; before < index; ++before) {
            if (sending->plan.state(before) != SlicePlan::SliceState::Done)
                broken(QStringLiteral("a serial slice before an earlier one"));
        }
    }
    m_begun.push_back(index);
    ++m_requests;
}

void SimulatedUpload::check()
{
    const bool isWaiting = std::holds_alternative<state::Queued>(m_state.phase)
                           || std::holds_alternative<state::Paused>(m_state.phase)
                           || std::holds_alternative<state::Asking>(m_state.phase);
    const bool isBusy = m_pending || !m_slices.empty() || m_timer || m_watch;
    if (!isOver() && !isWaiting && !isBusy)
        broken(QStringLiteral("it hangs"));
    const bool isAtRest = isOver() || std::holds_alternative<state::Paused>(m_state.phase);
    if (isAtRest && (m_pending || !m_slices.empty()))
        broken(QStringLiteral("requests go on in the end"));
    if (const auto *sending = std::get_if<state::Sending>(&m_state.phase)) {
        if (sending->plan.inFlightCount() != static_cast<int>(m_slices.size()))
            broken(QStringLiteral("the plan miscounts the slices in flight"));
    }
}

void SimulatedUpload::broken(const QString &rule)
{
    if (m_fault.isEmpty())
        m_fault = rule + QStringLiteral(", in ") + nameOf(m_state.phase);
}

} // namespace cosdrop::test

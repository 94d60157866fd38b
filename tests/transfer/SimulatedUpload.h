#pragma once

#include "core/transfer/UploadMachine.h"
#include "tests/transfer/Chance.h"

#include <set>

namespace cosdrop::test {

/// Carries out an UploadMachine's commands on paper: what is under way, and whether the machine
/// keeps the rules that hold whatever the server says.
class SimulatedUpload
{
public:
    explicit SimulatedUpload(MachineState begun);

    /// Feeds an event and takes in the commands. Nothing may be done about it in between.
    void feed(UploadEvent event);

    const MachineState &state() const { return m_state; }

    /// The one request or file job under way; nothing where there is none.
    const std::optional<UploadCommand> &pending() const { return m_pending; }

    const std::set<int> &slices() const { return m_slices; }

    /// The slices that never set out are wanted back before anything else happens to them.
    bool isRecalling() const { return m_isRecalling; }

    /// Which these are, by chance.
    UploadEvent recalled(Chance &chance) const;

    bool isTimerRunning() const { return m_timer; }

    bool isNetworkWatched() const { return m_watch; }

    /// Done, Skipped, Failed, Cancelled.
    bool isOver() const { return isFinal(visibleState(m_state.phase)); }

    /// Requests since the person last said something.
    int requests() const { return m_requests; }

    /// The person has said something.
    void forgetRequests() { m_requests = 0; }

    /// What rule was broken; empty where none was.
    QString fault() const { return m_fault; }

    /// The slices that the last commands began.
    const std::vector<int> &begun() const { return m_begun; }

private:
    void giveBack(const std::vector<int> &slices);
    void take(const UploadCommand &command);
    void begin(const UploadCommand &command);
    void beginSlice(int index);
    void check();
    void broken(const QString &rule);

    MachineState m_state;
    std::optional<UploadCommand> m_pending;
    std::set<int> m_slices;
    std::vector<int> m_begun;
    bool m_isRecalling = false;
    bool m_timer = false;
    bool m_watch = false;
    int m_requests = 0;
    QString m_fault;
};

} // namespace cosdrop::test

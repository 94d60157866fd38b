#include "core/transfer/UploadTask.h"

#include <QRandomGenerator>

#include <type_traits>

namespace cosdrop {

namespace {

/// For so long the bytes of a file that was hashed ahead go up without another look at it.
constexpr std::chrono::seconds keptAhead{1};

MachineState machineState(const UploadRecord &record, const ObjectPath &path,
                          const UploadTask::Limits &limits)
{
    UploadJob job(path);
    job.spec = record.spec;
    job.rule = record.spec.conflictRule;
    job.overwrite = job.rule == ConflictRule::Overwrite;
    job.window = SliceWindow(limits.parallelSlices);
    job.retry = limits.retry;
    job.wholeLimit = limits.wholeLimit;
    job.contacted = record.contacted;
    job.adopted = record.adopted;
    job.safeBytes = record.safeBytes;
    job.ownSession = record.session;
    job.ownSha = record.contacted ? record.digests.sha1 : QByteArray();
    std::optional<LocalFile> known;
    if (record.fingerprint)
        known = LocalFile{*record.fingerprint, record.digests};
    return {std::move(job), state::Queued{std::move(known)}};
}

} // namespace

UploadTask::UploadTask(const UploadRecord &record, const ObjectPath &path,
                       const TransferPorts &ports, UploadTaskOwner &owner, const Limits &limits,
                       QObject *parent)
    : QObject(parent)
    , m_id(record.id)
    , m_ports(ports)
    , m_owner(owner)
    , m_limits(limits)
    , m_state(machineState(record, path, limits))
    , m_slices(
          ports.storage, ports.files, ports.clock, [this](qint64 more) { progressed(more); },
          [this](int index, Result<SliceReply> reply, std::chrono::milliseconds took) {
              feed(event::SliceSent{index, seen(std::move(reply)), took});
          })
    , m_began(ports.clock.steady())
    , m_activeBefore(record.activeMs)
{
}

UploadTask::~UploadTask()
{
    abortAll();
}

void UploadTask::feed(UploadEvent event)
{
    m_events.push_back(std::move(event));
    goOn();
}

void UploadTask::startAhead()
{
    m_isAhead = true;
    feed(event::Start{});
}

void UploadTask::takeTurn()
{
    m_isAhead = false;
    m_began = m_ports.clock.steady();
    // The file may have changed since: reading it again finds that out.
    if (m_began - m_learnedAt > keptAhead)
        m_content.clear();
    if (m_learned)
        feed(*std::exchange(m_learned, {}));
}

void UploadTask::fileAnswered(UploadEvent event, bool succeeded)
{
    m_job = {};
    if (!m_isAhead) {
        feed(std::move(event));
        return;
    }
    m_hasFailedAhead = !succeeded;
    m_learned = std::move(event);
    m_learnedAt = m_ports.clock.steady();
}

void UploadTask::saved(int save)
{
    if (save != m_awaited)
        return;
    m_awaited = 0;
    goOn();
}

void UploadTask::goOn()
{
    if (m_isGoingOn)
        return;
    m_isGoingOn = true;
    const bool hadStartedAgain = m_state.job.startedAgain;
    carryOutWaiting();
    while (!m_events.empty()) {
        UploadEvent next = std::move(m_events.front());
        m_events.pop_front();
        UploadStep result = step(std::move(m_state), std::move(next));
        m_state = std::move(result.state);
        take(result.commands);
        carryOutWaiting();
    }
    m_isGoingOn = false;
    readAhead();
    if (m_state.job.startedAgain && !hadStartedAgain)
        m_floor = 0;
    m_owner.taskChanged(*this);
}

void UploadTask::take(const UploadCommands &commands)
{
    for (const UploadCommand &command : commands) {
        // What is given up is given up at once, with all that was to follow a save.
        if (std::holds_alternative<command::AbortAll>(command))
            carryOut(command);
        else
            m_commands.push_back(command);
    }
}

void UploadTask::carryOutWaiting()
{
    // What is saved later is written later: only others wait for a save.
    while (!m_commands.empty()
           && (m_awaited == 0 || std::holds_alternative<command::Save>(m_commands.front()))) {
        const UploadCommand command = m_commands.front();
        m_commands.pop_front();
        carryOut(command);
    }
}

void UploadTask::carryOut(const UploadCommand &command)
{
    std::visit(
        [this](const auto &wanted) {
            using Command = std::decay_t<decltype(wanted)>;
            if constexpr (std::is_same_v<Command, command::Save>) {
                m_awaited = ++m_saves;
                m_owner.taskWantsSaving(*this, m_awaited);
            } else if constexpr (std::is_same_v<Command, command::AbortAll>) {
                abortAll();
            } else if constexpr (std::is_same_v<Command, command::TakeFingerprint>) {
                m_job = m_ports.files.fingerprint(
                    m_state.job.spec.localPath, [this](Result<Fingerprint> result) {
                        const bool isThere = result.has_value();
                        fileAnswered(event::FingerprintTaken{std::move(result)}, isThere);
                    });
            } else if constexpr (std::is_same_v<Command, command::DigestFile>) {
                digest();
            } else if constexpr (std::is_same_v<Command, command::MakeParents>) {
                makeParents(wanted.again);
            } else if constexpr (std::is_same_v<Command, command::List>) {
                m_request = m_ports.storage.listSlices(address(), [this](Result<ListReply> reply) {
                    answered<event::Listed>(std::move(reply));
                });
            } else if constexpr (std::is_same_v<Command, command::Init>) {
                init();
            } else if constexpr (std::is_same_v<Command, command::SendSlice>) {
                sendSlice(wanted.index);
            } else if constexpr (std::is_same_v<Command, command::RecallSlices>) {
                feed(event::SlicesRecalled{m_slices.recall()});
            } else if constexpr (std::is_same_v<Command, command::Finish>) {
                const auto &finishing = std::get<state::Finishing>(m_state.phase);
                const FinishRequest request{finishing.session.id, finishing.file.fingerprint.size,
                                            finishing.file.digests.sha1};
                m_request = m_ports.storage.finishSlices(
                    address(), request, [this](Result<ObjectLinks> links) {
                        answered<event::Finished>(std::move(links));
                    });
            } else if constexpr (std::is_same_v<Command, command::SendWhole>) {
                sendWhole();
            } else if constexpr (std::is_same_v<Command, command::Stat>) {
                stat();
            } else if constexpr (std::is_same_v<Command, command::Remove>) {
                m_request = m_ports.storage.remove(address(), [this](Result<void> result) {
                    answered<event::Removed>(std::move(result));
                });
            } else if constexpr (std::is_same_v<Command, command::StartTimer>) {
                startTimer(wanted);
            } else {
                static_assert(std::is_same_v<Command, command::WatchNetwork>);
                watchNetwork();
            }
        },
        command);
}

template <typename T>
Result<T> UploadTask::seen(Result<T> result) const
{
    if (!result) {
        Error &error = result.error();
        // A refused connection has crossed the network to be refused.
        if (isConnectivity(error.kind) && error.kind != ErrorKind::ConnectionRefused
            && m_ports.network.isOffline(m_state.job.spec.target))
            error.kind = ErrorKind::Offline;
    }
    return result;
}

template <typename Event, typename T>
void UploadTask::answered(Result<T> result)
{
    m_request = {};
    feed(Event{seen(std::move(result))});
}

void UploadTask::abortAll()
{
    if (m_request != RequestId{})
        m_ports.storage.abort(std::exchange(m_request, {}));
    if (m_job != JobId{})
        m_ports.files.cancel(std::exchange(m_job, {}));
    if (m_ticket != 0)
        m_ports.parents.cancel(std::exchange(m_ticket, 0));
    m_slices.abort();
    m_content.clear();
    m_wholeSent = {};
    ++m_timer;
    m_retryAt = {};
    m_awaited = 0;
    std::erase_if(m_commands, [](const UploadCommand &command) {
        return !std::holds_alternative<command::Save>(command);
    });
}

void UploadTask::digest()
{
    m_hashed = 0;
    m_floor = 0;
    m_job = m_ports.files.digest(
        m_state.job.spec.localPath,
        [this](qint64 bytes) {
            m_hashed = bytes;
            m_owner.taskChanged(*this);
        },
        [this](Result<DigestedFile> result) {
            const bool isRead = result.has_value();
            if (isRead)
                m_content = std::exchange(result->content, {});
            fileAnswered(event::FileDigested{std::move(result)}, isRead);
        });
}

void UploadTask::makeParents(bool again)
{
    // Where all are known this answers at once; a ticket that has been used takes nothing back.
    m_ticket = m_ports.parents.ensure(address(), again, [this](Result<void> result) {
        feed(event::ParentsMade{seen(std::move(result))});
    });
}

void UploadTask::init()
{
    const LocalFile &local = std::get<state::Initing>(m_state.phase).file;
    const UploadJob &job = m_state.job;
    InitRequest request;
    request.fileSize = local.fingerprint.size;
    request.sliceSize = job.spec.sliceSize;
    request.digests = local.digests;
    request.overwrite = job.overwrite;
    m_request = m_ports.storage.initSlices(address(), request, [this](Result<InitReply> reply) {
        answered<event::Inited>(std::move(reply));
    });
}

void UploadTask::sendSlice(int index)
{
    const auto &sending = std::get<state::Sending>(m_state.phase);
    m_slices.send(source(sending), {index, sending.plan.range(index)}, m_state.job.window.gap());
}

void UploadTask::readAhead()
{
    const auto *sending = std::get_if<state::Sending>(&m_state.phase);
    // One at a time has no slices that wait beside each other, and gains nothing.
    if (!sending || sending->session.serial || sending->gated || sending->drainedBy)
        return;
    const auto next = sending->plan.next();
    if (!next)
        return;
    const SliceSender::Slice slice{*next, sending->plan.range(*next)};
    if (m_slices.wantsAhead(slice))
        m_slices.readAhead(source(*sending), slice);
}

SliceSender::Source UploadTask::source(const state::Sending &sending) const
{
    return {m_state.job.spec.localPath, sending.file.fingerprint, sending.file.digests, address(),
            sending.session.id};
}

void UploadTask::sendWhole()
{
    if (!m_content.isNull())
        return postWhole(std::exchange(m_content, {}));
    const LocalFile &local = std::get<state::SendingWhole>(m_state.phase).file;
    m_job = m_ports.files.read(m_state.job.spec.localPath, local.fingerprint,
                               {0, local.fingerprint.size}, local.digests,
                               [this](Result<QByteArray> bytes) {
                                   m_job = {};
                                   if (bytes)
                                       postWhole(*bytes);
                                   else
                                       feed(event::WholeSent{Failure(bytes.error())});
                               });
}

void UploadTask::postWhole(const QByteArray &bytes)
{
    const LocalFile &local = std::get<state::SendingWhole>(m_state.phase).file;
    const WholeRequest request{bytes, local.digests.sha1, m_state.job.overwrite};
    m_request = m_ports.storage.uploadWhole(
        address(), request, [this](qint64 sent) { progressed(m_wholeSent.advance(sent)); },
        [this, length = bytes.size()](Result<ObjectLinks> links) {
            if (links)
                progressed(m_wholeSent.advance(length));
            m_wholeSent = {};
            answered<event::WholeSent>(std::move(links));
        });
}

void UploadTask::stat()
{
    ObjectAddress object = address();
    if (const auto *finding = std::get_if<state::FindingName>(&m_state.phase))
        object.path = finding->candidate;
    m_request = m_ports.storage.stat(
        object, [this](Result<ObjectStat> result) { answered<event::Statted>(std::move(result)); });
}

void UploadTask::startTimer(const command::StartTimer &command)
{
    const double random = QRandomGenerator::global()->generateDouble();
    const auto delay = m_state.job.retry.delay(command.attempt, command.retryAfter, random);
    const quint64 number = ++m_timer;
    m_content.clear();
    m_retryAt = m_ports.clock.steady() + delay;
    m_ports.clock.callAfter(delay, this, [this, number] {
        if (number != m_timer)
            return;
        m_retryAt = {};
        feed(event::TimerFired{});
    });
}

void UploadTask::watchNetwork()
{
    const quint64 number = ++m_timer;
    m_content.clear();
    m_ports.network.whenBack(m_state.job.spec.target, this, [this, number] {
        if (number == m_timer)
            feed(event::NetworkBack{});
    });
    if (m_limits.offlinePatience.count() == 0)
        return;
    m_ports.clock.callAfter(m_limits.offlinePatience, this, [this, number] {
        if (number == m_timer)
            feed(event::NetworkGivenUp{});
    });
}

} // namespace cosdrop

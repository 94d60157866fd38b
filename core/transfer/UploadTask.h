#pragma once

#include "core/base/Clock.h"
#include "core/cos/StorageApi.h"
#include "core/files/LocalFiles.h"
#include "core/journal/UploadRecord.h"
#include "core/transfer/NetworkWatch.h"
#include "core/transfer/ParentDirectories.h"
#include "core/transfer/RateMeter.h"
#include "core/transfer/SentBytes.h"
#include "core/transfer/SliceSender.h"
#include "core/transfer/UploadMachine.h"

#include <QObject>

#include <deque>

namespace cosdrop {

class UploadTask;

/// What an upload needs of the world. None is owned; all outlive the tasks.
struct TransferPorts
{
    StorageApi &storage;
    LocalFiles &files;
    Clock &clock;
    NetworkWatch &network;
    ParentDirectories &parents;
};

/// Who is told of a task's doings. Called from inside the task; must not destroy it there.
class UploadTaskOwner
{
public:
    UploadTaskOwner() = default;
    UploadTaskOwner(const UploadTaskOwner &) = delete;
    UploadTaskOwner &operator=(const UploadTaskOwner &) = delete;

    /// Its state is to be in the journal before the task goes on: saved(save) says that it may, at
    /// once or later.
    virtual void taskWantsSaving(UploadTask &task, int save) = 0;
    /// Something that is shown has changed.
    virtual void taskChanged(UploadTask &task) = 0;
    /// Bytes of file content were handed to the network.
    virtual void taskSentBytes(qint64 bytes) = 0;

protected:
    ~UploadTaskOwner() = default;
};

/// One upload under way: feeds the UploadMachine with what happens and does what it says.
/// Thread: the engine's.
class UploadTask final : public QObject
{
    Q_OBJECT

public:
    struct Limits
    {
        int parallelSlices = 4;
        RetryPolicy retry;
        std::chrono::milliseconds offlinePatience{0}; ///< 0: for ever
        qint64 wholeLimit = 8 * 1024 * 1024;          ///< bytes; a larger file goes in slices
    };

    /// `path` is the parsed record.spec.objectPath.
    UploadTask(const UploadRecord &record, const ObjectPath &path, const TransferPorts &ports,
               UploadTaskOwner &owner, const Limits &limits, QObject *parent = nullptr);
    ~UploadTask() override;

    UploadId id() const { return m_id; }

    const MachineState &state() const { return m_state; }

    UploadState visible() const { return visibleState(m_state.phase); }

    void feed(UploadEvent event);
    /// Before its turn has come: it learns what its file is, and does no more before takeTurn().
    void startAhead();
    void takeTurn();

    bool isAhead() const { return m_isAhead; }

    /// Its file could not be read before its turn; at its turn that may have passed.
    bool hasFailedAhead() const { return m_hasFailedAhead; }

    /// As much as could be done for this taskWantsSaving().
    void saved(int save);

    void setParallelSlices(int count) { m_state.job.window.setAllowed(count); }

    /// Puts what the journal is to keep of the task into `record`. `like` are links of another
    /// upload, best to the same bucket.
    void describe(UploadRecord &record, const KeptLinks &like) const;

    qint64 fileSize() const;
    /// Hashed while hashing; else safe at the server or on the way. Never goes back on the way.
    qint64 doneBytes() const;

    qint64 sentBytes() const { return m_sentBytes; }

    double bytesPerSecond() const;
    std::chrono::milliseconds retryIn() const;
    std::chrono::milliseconds activeTime() const;

private:
    void goOn();
    void fileAnswered(UploadEvent event, bool succeeded);
    void take(const UploadCommands &commands);
    void carryOutWaiting();
    void carryOut(const UploadCommand &command);
    void abortAll();
    void digest();
    void makeParents(bool again);
    void init();
    void sendSlice(int index);
    void readAhead();
    SliceSender::Source source(const state::Sending &sending) const;
    void sendWhole();
    void postWhole(const QByteArray &bytes);
    void stat();
    void startTimer(const command::StartTimer &command);
    void watchNetwork();

    const LocalFile *file() const;

    ObjectAddress address() const { return {m_state.job.spec.target, m_state.job.path}; }

    void progressed(qint64 more);
    qint64 currentBytes() const;

    template <typename Event, typename T>
    void answered(Result<T> result);
    template <typename T>
    Result<T> seen(Result<T> result) const;

    UploadId m_id;
    TransferPorts m_ports;
    UploadTaskOwner &m_owner;
    Limits m_limits;
    MachineState m_state;

    std::deque<UploadEvent> m_events;
    std::deque<UploadCommand> m_commands; ///< to be carried out, once what is saved is safe
    bool m_isGoingOn = false;
    bool m_isAhead = false;
    bool m_hasFailedAhead = false;
    std::optional<UploadEvent> m_learned; ///< before its turn
    std::chrono::milliseconds m_learnedAt{0};
    int m_saves = 0;
    int m_awaited = 0; ///< the save that m_commands wait for; 0: none

    RequestId m_request{};
    JobId m_job{};
    ParentDirectories::Ticket m_ticket = 0;
    quint64 m_timer = 0; ///< number of the timer that counts
    std::chrono::milliseconds m_retryAt{0};

    SliceSender m_slices;
    SentBytes m_wholeSent; ///< of an upload in one request
    QByteArray m_content;  ///< of a small file, hashed just now; else null
    qint64 m_hashed = 0;
    qint64 m_sentBytes = 0;
    mutable qint64 m_floor = 0; ///< what was shown of the way; it does not go back
    RateMeter m_rate;
    std::chrono::milliseconds m_began;
    std::chrono::milliseconds m_activeBefore;
};

} // namespace cosdrop

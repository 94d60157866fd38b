#pragma once

#include "core/base/Clock.h"
#include "core/cos/StorageApi.h"
#include "core/files/LocalFiles.h"
#include "core/transfer/SentBytes.h"

#include <QObject>

#include <chrono>
#include <functional>
#include <map>
#include <optional>
#include <vector>

namespace cosdrop {

/// Brings slices of one file from the disk to the server: reads them, one ahead of those that are
/// asked for, and lets them set out a little apart. Thread: the engine's.
class SliceSender final : public QObject
{
    Q_OBJECT

public:
    /// What is sent, and where to. The digests may be empty.
    struct Source
    {
        QString localPath;
        Fingerprint fingerprint;
        Digests digests;
        ObjectAddress address;
        QString session;
    };

    struct Slice
    {
        int index = 0;
        SliceRange range;

        bool operator==(const Slice &) const = default;
    };

    /// So many more bytes were handed to the network.
    using Progress = std::function<void(qint64 more)>;
    /// `took` counts from when the slice was handed to the network; 0 where it could not be read.
    using Done =
        std::function<void(int index, Result<SliceReply> reply, std::chrono::milliseconds took)>;

    /// None is owned; all outlive this. `progress` and `done` may call any function of this.
    SliceSender(StorageApi &storage, LocalFiles &files, Clock &clock, Progress progress, Done done);
    ~SliceSender() override;

    /// No sooner than `gap` after the slice before. `done` is called once, later, unless abort()
    /// or recall() comes first.
    void send(const Source &source, const Slice &slice, std::chrono::milliseconds gap);

    /// Whether readAhead() of this one would read anything. Costs nothing.
    bool wantsAhead(const Slice &slice) const;

    /// Reads this one while others are on their way; it takes the place of another one that was
    /// read ahead and not asked for.
    void readAhead(const Source &source, const Slice &slice);

    /// Forgets the slices that were not handed to the network yet, and tells which they were.
    std::vector<int> recall();

    /// Forgets all slices; what is under way is given up.
    void abort();

    /// Of the slices that are not answered yet.
    qint64 bytesOnTheWay() const;

private:
    struct UnderWay
    {
        JobId job{};
        RequestId request{};
        SentBytes sent;
        quint64 turn = 0; ///< tells it from an earlier try of the same slice
    };

    struct Ahead
    {
        Slice slice;
        JobId job{};
        QByteArray bytes; ///< null until they are read
    };

    void setSource(const Source &source);
    JobId read(const Slice &slice);
    void wasRead(const Slice &slice, Result<QByteArray> bytes);
    void departInTurn(const Slice &slice, const QByteArray &bytes);
    void depart(const Slice &slice, const QByteArray &bytes);
    void advance(int index, qint64 sent);
    void forgetAhead();

    StorageApi &m_storage;
    LocalFiles &m_files;
    Clock &m_clock;
    const Progress m_progress;
    const Done m_done;
    std::optional<Source> m_source; ///< of the latest slice
    std::map<int, UnderWay> m_slices;
    std::optional<Ahead> m_ahead;
    quint64 m_lastTurn = 0;
    std::chrono::milliseconds m_gap{0};
    std::optional<std::chrono::milliseconds> m_lastDeparture; ///< may be still to come
};

} // namespace cosdrop

#pragma once

#include "app/emulator/Bucket.h"
#include "app/emulator/Reply.h"
#include "app/emulator/RunningState.h"

#include <QByteArray>
#include <QFile>
#include <QList>
#include <QString>

#include <atomic>
#include <condition_variable>
#include <memory>
#include <mutex>
#include <shared_mutex>
#include <vector>

namespace cosdrop::emulator {

/// What upload_slice_init fixed for an upload.
struct SessionFacts
{
    QString id;
    QString bucket;
    QString path;
    qint64 fileSize = 0;        ///< bytes
    qint64 sliceSize = 0;       ///< bytes
    QByteArray sha;             ///< of the whole file, or empty
    QList<QByteArray> dataShas; ///< one a slice; empty where sha is
    bool overwrite = false;
    QString bizAttr;
};

struct SliceRange
{
    qint64 offset = 0;
    qint64 length = 0;
};

/// An unfinished upload: a folder with what init said (session.json), a sparse file that has each
/// slice at its offset (data), and a journal of the slices (slices). It outlives the server.
///
/// Slices are written side by side. The SHA-1 state over the unbroken beginning of the file is
/// carried along and checked against `datasha` at each slice's end, whatever the order in which
/// the slices came.
///
/// Thread: any.
class SliceSession
{
public:
    /// What befalls a slice in place of being kept properly.
    enum class Keep { Yes, Lose, Corrupt };

    static std::shared_ptr<SliceSession> create(const QString &folder, const SessionFacts &facts);
    static std::shared_ptr<SliceSession> load(const QString &folder); ///< null: not readable

    const SessionFacts &facts() const { return m_facts; }

    /// Takes a slice. `serial`: only the next one, and one at a time.
    Outcome<void> write(qint64 offset, QByteArrayView bytes, bool serial, Keep keep);

    QList<SliceRange> received() const;

    /// Checks completeness and the SHA-1 of the bytes on disk, and puts the object into the bucket.
    Outcome<void> finish(qint64 fileSize, const QByteArray &sha, qint64 now, Bucket &bucket,
                         bool corrupt);

    /// Removes the folder, when the slices under way are through. Later calls are refused: −197.
    void discard();

    /// Finished or discarded. Waits for a finish under way, so that nobody who knows of its object
    /// still finds the session.
    bool isGone() const;

    void drop(qint64 offset);

    std::atomic<int> underWay{0}; ///< slice requests that have named this session

private:
    SliceSession(QString folder, SessionFacts facts);

    qsizetype sliceCount() const;
    qint64 lengthOf(qsizetype index) const;

    QString dataFile() const { return m_folder + QLatin1String("/data"); }

    Outcome<void> checkShape(qint64 offset, QByteArrayView bytes) const;
    Outcome<bool> claim(qsizetype index, bool serial);
    void release(qsizetype index, bool received);
    Outcome<void> compare(qsizetype index, QByteArrayView bytes) const;
    bool store(qsizetype index, QByteArrayView bytes) const;
    std::optional<QByteArray> stored(qsizetype index) const;
    Outcome<void> verifyBeginning(qsizetype index, QByteArrayView bytes);
    void note(qsizetype index, bool received);
    bool makeFiles() const;
    bool openJournal();
    void flipByte(qsizetype index) const;

    const QString m_folder;
    const SessionFacts m_facts;

    /// Shared by slices, alone for finish and discard.
    mutable std::shared_mutex m_gate;
    bool m_gone = false;

    mutable std::mutex m_lock;
    std::condition_variable m_released;
    std::vector<bool> m_received;
    std::vector<bool> m_claimed; ///< being written
    QFile m_journal;

    std::mutex m_stateLock; ///< taken before m_lock
    RunningState m_state;   ///< over the first m_verified slices
    qsizetype m_verified = 0;
};

} // namespace cosdrop::emulator

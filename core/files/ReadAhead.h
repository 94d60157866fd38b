#pragma once

#include "core/base/Result.h"

#include <QByteArray>
#include <QByteArrayView>

#include <array>
#include <condition_variable>
#include <functional>
#include <memory>
#include <mutex>
#include <thread>

namespace cosdrop {

/// A file's bytes from first to last in steps of Digests::step, each with its checksum. A thread of
/// its own reads a few steps ahead; what it has not begun when it is asked for, next() reads
/// itself, so that a busy machine does not make two threads slower than one.
/// Any one thread, apart from `read`, which both call, each for a step of its own.
class ReadAhead
{
public:
    /// Fills `into` from `offset` on with `length` bytes, all of them, or fails.
    using Read = std::function<Result<void>(qint64 offset, char *into, qint64 length)>;

    struct Step
    {
        QByteArrayView bytes; ///< until next() or the end of the ReadAhead
        QByteArray checksum;  ///< as of StepChecksums
    };

    /// `size` in bytes. Without a thread, or where none can be had, next() reads all by itself.
    ReadAhead(qint64 size, Read read, bool withThread);
    /// Waits for the step that is being read to end.
    ~ReadAhead();
    ReadAhead(const ReadAhead &) = delete;
    ReadAhead &operator=(const ReadAhead &) = delete;

    /// Whether a thread makes up for its start, on this machine and for a file of `size` bytes.
    static bool pays(qint64 size);

    /// The next step, shorter than the others only at the file's end. At most as often as there are
    /// steps. The errors of `read`; not to be called after one.
    Result<Step> next();

private:
    static constexpr qint64 slotCount = 4;

    struct Slot
    {
        std::unique_ptr<char[]> buffer;
        Result<Step> step;
        bool filled = false;
    };

    void run();
    Result<Step> readStep(qint64 index, std::unique_ptr<char[]> &buffer) const;

    const qint64 m_size;
    const Read m_read;
    std::unique_ptr<char[]> m_own; ///< for what next() reads
    qint64 m_last = -1;            ///< the index of the step that was handed out last

    std::mutex m_mutex;
    std::condition_variable m_room;
    std::condition_variable m_filled;
    qint64 m_begun = 0; ///< the index of the first step that nobody reads or has read
    qint64 m_held = 0;  ///< slots of the steps before this index are free
    bool m_ended = false;
    std::array<Slot, slotCount> m_slots;
    std::thread m_thread;
};

} // namespace cosdrop

#pragma once

#include "core/cos/StorageApi.h"
#include "core/files/LocalFiles.h"

#include <QList>

#include <optional>
#include <vector>

namespace cosdrop {

/// Which slices a file is cut into, and how far each is. A value; pure.
/// The order of sending is ascending by offset, which serial_upload requires.
class SlicePlan
{
public:
    SlicePlan() = default;
    /// Both in bytes and > 0.
    SlicePlan(qint64 fileSize, qint64 sliceSize);

    qint64 fileSize() const { return m_fileSize; }

    qint64 sliceSize() const { return m_sliceSize; }

    int count() const { return static_cast<int>(m_states.size()); }

    int doneCount() const { return m_done; }

    int inFlightCount() const { return m_inFlight; }

    qint64 doneBytes() const { return m_doneBytes; }

    bool isComplete() const { return m_done == count(); }

    SliceRange range(int index) const;

    /// Counts what the server lists as done; only an exact offset and length counts.
    void markListed(const QList<ListedSlice> &listed);

    /// The next slice to send; nothing where none is left to begin.
    std::optional<int> next() const;
    /// The same, now in flight.
    std::optional<int> take();
    void markDone(int index);
    /// The slice did not get there and is to be sent again.
    void putBack(int index);

    enum class SliceState : unsigned char { ToSend, InFlight, Done };

    SliceState state(int index) const { return m_states[static_cast<size_t>(index)]; }

    /// False too for an index that is none.
    bool isInFlight(int index) const
    {
        return index >= 0 && index < count() && state(index) == SliceState::InFlight;
    }

    bool operator==(const SlicePlan &) const = default;

private:
    qint64 m_fileSize = 0;
    qint64 m_sliceSize = 1;
    qint64 m_doneBytes = 0;
    int m_done = 0;
    int m_inFlight = 0;
    int m_cursor = 0; ///< no slice before this one is ToSend
    std::vector<SliceState> m_states;
};

} // namespace cosdrop

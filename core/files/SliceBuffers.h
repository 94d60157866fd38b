#pragma once

#include <QByteArray>
#include <QList>

namespace cosdrop {

/// Byte arrays of slices that were sent, to be filled again: a fresh one costs the kernel's work
/// on each of its pages. It keeps a share of each array that it is told of, and hands one out when
/// nobody else holds it any more. Any one thread.
class SliceBuffers
{
public:
    static constexpr qint64 mostBytes = 32 * 1024 * 1024; ///< of all that are kept

    /// One of that size in bytes, its content undefined; an empty one where the size is beyond what
    /// may be kept.
    QByteArray take(qsizetype size);

    /// To be handed out again when the caller and all others have let go of it.
    void keep(const QByteArray &buffer);

    /// Lets go of all.
    void clear();

private:
    QList<QByteArray> m_kept;
    qint64 m_bytes = 0;
};

} // namespace cosdrop

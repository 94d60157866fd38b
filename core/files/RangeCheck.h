#pragma once

#include "core/base/Upload.h"
#include "core/files/RunningSha1.h"
#include "core/files/StepChecksums.h"

#include <QByteArrayView>

#include <optional>

namespace cosdrop {

/// Whether the bytes of a range of a file are those that its digests were taken of: by the
/// checksums where they are at hand, else by the running SHA-1 states. Any one thread.
class RangeCheck
{
public:
    /// `from` is a multiple of Digests::step, `to` too or the file's end. `digests` are whole, and
    /// of a file of that size.
    RangeCheck(const Digests &digests, qint64 fileSize, qint64 from, qint64 to);

    /// Whether the digests have the shape that those of a file of that size have.
    static bool fits(const Digests &digests, qint64 fileSize);

    /// The range's bytes, in order.
    void add(QByteArrayView bytes);

    /// Once, behind the last byte.
    bool passed();

private:
    Digests m_digests;
    qint64 m_fileSize;
    qint64 m_from;
    qint64 m_to;
    std::optional<StepChecksums> m_checksums;
    std::optional<RunningSha1> m_sha1;
};

} // namespace cosdrop

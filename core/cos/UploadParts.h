#pragma once

#include "core/base/Upload.h"

namespace cosdrop {

/// What `uploadparts` tells of a file: the running SHA-1 behind each of its slices (COS JSON API
/// v4, upload_slice_init). Pure; any thread.
struct UploadParts
{
    Digests digests;
    qint64 fileSize = 0;  ///< bytes
    qint64 sliceSize = 0; ///< bytes, a multiple of Digests::step

    /// Whether the digests are those of a file of that size, in slices of that size.
    bool isUsable() const;

    bool operator==(const UploadParts &) const = default;
};

} // namespace cosdrop

#pragma once

#include "core/journal/UploadRecord.h"

namespace cosdrop::test {

/// A record of which no field has its default value; every `id` has other values.
UploadRecord fullRecord(qint64 id);

/// A record as it is when a file has just been added.
UploadRecord newRecord(qint64 id);

/// Digests of a file of `steps` whole steps; other bytes for another seed.
Digests sampleDigests(qint64 steps, quint64 seed = 1);

} // namespace cosdrop::test

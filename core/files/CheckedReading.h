#pragma once

#include "core/files/LocalFiles.h"

#include <atomic>

namespace cosdrop {

/// The work behind LocalFiles::digest(), on the calling thread; a thread of its own, which has
/// ended when this comes back, reads ahead in a long file. Looks at `cancelled` before every
/// buffer; a cancelled pass ends with some error or other. `progress` is called after every buffer,
/// on the calling thread.
Result<DigestedFile> digestFile(const QString &localPath, const std::atomic_bool &cancelled,
                                const LocalFiles::Progress &progress);

/// The work behind LocalFiles::read(), on the calling thread; `cancelled` as above. The bytes come
/// in `buffer`, which is made to fit.
Result<QByteArray> readChecked(const QString &localPath, const Fingerprint &fingerprint,
                               const SliceRange &range, const Digests &digests,
                               const std::atomic_bool &cancelled, QByteArray buffer = {});

} // namespace cosdrop

#include "core/files/FileFingerprint.h"

#include "core/files/OpenedFile.h"

namespace cosdrop {

Result<Fingerprint> fingerprintOf(const QString &localPath)
{
    return OpenedFile::open(localPath).and_then(
        [](const OpenedFile &file) { return file.fingerprint(); });
}

} // namespace cosdrop

#include "core/cos/UploadParts.h"

namespace cosdrop {

bool UploadParts::isUsable() const
{
    return fileSize > 0 && sliceSize > 0 && sliceSize % Digests::step == 0
           && digests.sha1.size() == 2 * Digests::stateBytes && digests.statesFit(fileSize);
}

} // namespace cosdrop

#include "core/journal/UploadRecord.h"

namespace cosdrop {

void UploadRecord::settle()
{
    if (state != UploadState::Done)
        return;
    if (fingerprint)
        size = fingerprint->size;
    fingerprint = {};
    digests.states.clear();
    digests.checksums.clear();
    session.clear();
    sliceSize = 0;
}

} // namespace cosdrop

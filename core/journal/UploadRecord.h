#pragma once

#include "core/base/Upload.h"

#include <QList>
#include <QString>

#include <optional>

namespace cosdrop {

/// Everything about an upload that outlives the program.
struct UploadRecord
{
    UploadId id{};
    qint64 position = 0; ///< place in the queue; ascending
    UploadSpec spec;
    qint64 size = 0; ///< bytes, as when it was added
    UploadState state = UploadState::Queued;
    bool pausedByUser = false;
    bool leaving = false; ///< taken out of the list; what the server has of it is still to go

    // What the file was when it was last looked at
    std::optional<Fingerprint> fingerprint;
    Digests digests; ///< empty: not hashed (yet)

    // The upload at the server. What the server holds of it is asked of the server, not kept here.
    bool contacted = false; ///< a request that may have changed the server is, or was, under way
    QString session;
    qint64 sliceSize = 0; ///< bytes, the server's; 0 without session
    bool serial = false;
    bool adopted = false; ///< the session was begun by somebody else, with the same bytes

    qint64 safeBytes = 0;  ///< of size, last known to be at the server; only to be shown
    qint64 sentBytes = 0;  ///< file bytes given to the server in all its attempts
    qint64 addedMs = 0;    ///< ms since the Unix epoch
    qint64 finishedMs = 0; ///< the same; 0: not finished
    qint64 activeMs = 0;   ///< ms spent working on it
    bool instant = false;  ///< the server held the bytes already
    ObjectLinks links;
    std::optional<Error> error;

    bool operator==(const UploadRecord &) const = default;
};

} // namespace cosdrop

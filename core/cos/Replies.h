#pragma once

#include "core/cos/StorageApi.h"

#include <QByteArray>

#include <chrono>
#include <optional>

namespace cosdrop {

/// What came over HTTP, before anything is made of it.
struct RawReply
{
    int httpStatus = 0;
    QByteArray contentType;
    QByteArray retryAfter; ///< the header as it came, or empty
    QByteArray body;
};

// Each reads the reply whatever its HTTP status: {"code", "message", "request_id", "data"}.
// code 0 with all that the operation needs is a value; a negative code is the error of that code;
// text/html is NotCos, 3xx is Redirected, anything else that is no COS reply is GarbledReply
// (ServerTrouble where the status is 5xx, TooFrequent where it is 429).
// `serverNow` is used for a Retry-After that is a date. Pure; any thread.
Result<InitReply> parseInitReply(const RawReply &reply);
Result<SliceReply> parseSliceReply(const RawReply &reply, const SliceRequest &request);
Result<ListReply> parseListReply(const RawReply &reply);
Result<ObjectLinks> parseLinksReply(const RawReply &reply);
Result<ObjectStat> parseStatReply(const RawReply &reply);
Result<void> parseEmptyReply(const RawReply &reply);

/// The kind of a COS error code; `httpStatus` decides for a code that is not listed.
ErrorKind errorKindOfCode(int code, int httpStatus);

/// A Date header in the three forms of RFC 9110, as Unix time. The asctime form has no zone; the
/// reply printed in the COS documents has China's local time in it, so that form is read as UTC or
/// as UTC+8, whichever is nearer to `localNow`.
std::optional<std::chrono::seconds> parseServerDate(const QByteArray &header,
                                                    std::chrono::seconds localNow);

} // namespace cosdrop

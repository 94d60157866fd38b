#pragma once

#include "core/cos/ErrorCodes.h"
#include "core/cos/ServerDate.h"
#include "core/cos/StorageApi.h"

#include <QByteArray>

#include <chrono>

namespace cosdrop {

/// What came over HTTP, before anything is made of it.
struct RawReply
{
    int httpStatus = 0;
    QByteArray contentType;
    QByteArray retryAfter; ///< the header as it came, or empty
    QByteArray body;
    /// A Content-Length told where the body ends, and it did. Else, where the connection broke in
    /// the middle, nothing but the text itself shows it.
    bool lengthKnown = true;
    std::chrono::seconds serverNow{0}; ///< Unix time, for a Retry-After that is a date
};

// Each reads the reply whatever its HTTP status: {"code", "message", "request_id", "data"}.
// code 0 with all that the operation needs is a value; a negative code is the error of that code;
// 3xx is Redirected. Where there is no COS reply in the body, a status that speaks for itself
// decides (5xx is ServerTrouble, 429 TooFrequent, 408 Timeout, 407 ProxyFailed), then HTML is
// NotCos, a bare 4xx is Refused, JSON that breaks off in an answer of unknown length
// ConnectionLost, and anything else is GarbledReply; so is a code that is positive, a success under
// a status that is none, and a field of a wrong type. Numbers may come as decimal strings. Pure;
// any thread.
Result<InitReply> parseInitReply(const RawReply &reply);
Result<SliceReply> parseSliceReply(const RawReply &reply, const SliceRequest &request);
Result<ListReply> parseListReply(const RawReply &reply);
Result<ObjectLinks> parseLinksReply(const RawReply &reply);
Result<ObjectStat> parseStatReply(const RawReply &reply);
Result<void> parseEmptyReply(const RawReply &reply);

} // namespace cosdrop

#pragma once

#include "core/base/Result.h"

#include <QByteArray>
#include <QList>
#include <QString>

#include <chrono>

namespace cosdrop {

/// One scripted fault of the emulator: which requests it meets, and what happens to them.
///
/// As JSON (a faults file is an array of these objects; unknown names are refused):
///
///     {"op": "upload_slice_data", "path": "/dir/*", "offset": 1048576, "skip": 2, "times": 1,
///      "status": 503, "code": -71, "retry_after": 2}
///
/// The faults are asked in order. Each one that matches counts the request against its `skip`; the
/// first that is due is carried out and counts against its `times`. A fault may name several
/// actions: the delay comes first, and `drop`: "after" goes with `hang_ms`.
struct EmulatorFault
{
    enum class Drop {
        No,
        Before, ///< as soon as it is known what is asked; most of the body is not read
        Middle, ///< when half of the body has been read
        After,  ///< when the request has been carried out; there is no answer
    };

    // Which requests: "op", "path", "offset", "beyond", "skip", "times"
    QString op = QStringLiteral("*"); ///< an op, "download" (GET and HEAD of a link), or "*"
    QString path =
        QStringLiteral("*"); ///< glob over the decoded path; * is any text, ? one character
    qint64 offset = -1;      ///< of upload_slice_data, in bytes; -1: any
    int beyond = -1; ///< of upload_slice_data: only with more than so many of its session under
                     ///< way, itself counted; -1: any
    int skip = 0;    ///< this many matching requests are left alone first
    int times = 1;   ///< then this many are met; -1: for ever

    // In place of the operation, which is not carried out
    int status = 0;    ///< "status": HTTP status; without "code" the body is empty text
    int code = 0;      ///< "code": a COS error; without "status", the status of the code's table
    bool html = false; ///< "html": a gateway's page, with "status" or 200
    QString redirect;  ///< "redirect": Location of a 302 (or "status")
    std::chrono::milliseconds hang{0}; ///< "hang_ms": no answer for so long, then a close
    Drop drop = Drop::No;              ///< "drop": "before", "middle", "after": closes

    // Beside any answer
    int retryAfter = -1;                ///< "retry_after": header, in s
    std::chrono::milliseconds delay{0}; ///< "delay_ms": so late; then all goes on
    std::chrono::seconds dateOffset{0}; ///< "date_offset": added to this answer's Date header

    // The operation is carried out, and its answer spoiled
    bool cutJson = false;      ///< "cut_json": only half of the JSON text
    bool empty = false;        ///< "empty": no body, status as it would have been
    QString wrongType;         ///< "wrong_type": this field of data (or "listparts.offset", or a
                               ///< top-level field) has another JSON type
    bool missingLinks = false; ///< "missing_links": success without the link fields

    // What the server does wrong inside
    bool forgetSession = false; ///< "forget_session": the path's session is lost before
    bool loseSlice = false;     ///< "lose_slice": the slice is confirmed and not kept
    bool corrupt = false;       ///< "corrupt": one stored byte is flipped after all checks

    bool operator==(const EmulatorFault &) const = default;
};

/// Reads a faults file's text. Fails with BadParameters, the detail saying which entry and why.
Result<QList<EmulatorFault>> parseFaults(const QByteArray &json);

} // namespace cosdrop

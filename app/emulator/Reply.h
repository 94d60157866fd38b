#pragma once

#include <QByteArray>
#include <QJsonObject>
#include <QString>

#include <tl/expected.hpp>

namespace cosdrop::emulator {

/// The COS error codes this server answers with, from the table of the protocol.
enum class Code : int {
    Ok = 0,
    BucketMismatch = -61,
    FileIdMismatch = -63,
    AppIdUnknown = -70,
    SecretIdUnknown = -79,
    AppIdMismatch = -80,
    SignatureAbsent = -81,
    SignatureExpired = -96,
    SignatureWrong = -97,
    NoSuchBucket = -133,
    ParentMissing = -166,
    DirectoryNotEmpty = -173,
    SizeMismatch = -175,
    ObjectExists = -177,
    PathConflict = -178,
    IllegalPath = -180,
    StoreFailed = -181,
    NotFound = -197,
    BucketNameMalformed = -199,
    SliceSizeRefused = -284,
    HashMismatch = -4016,
    SameFileUnfinished = -4019,
    OtherFileUnfinished = -4020,
    UploadPartsMalformed = -5965,
    BadParameters = -5999,
    ShaMissingAtFinish = -29094,
};

/// The HTTP status that goes with a code; 400 for a code that is not in the table.
int httpStatusOf(int code);

/// The answer to an operation.
struct Reply
{
    int httpStatus = 200;
    int code = 0;
    QString message = QStringLiteral("SUCCESS");
    QJsonObject data;

    static Reply ok(const QJsonObject &data = {});
    static Reply error(Code code, const QString &message);

    /// The JSON text with a request_id of its own.
    QByteArray json() const;
};

/// A value, or the reply that refuses the request.
template <typename T>
using Outcome = tl::expected<T, Reply>;

inline tl::unexpected<Reply> refuse(Code code, const QString &message)
{
    return tl::unexpected<Reply>(Reply::error(code, message));
}

} // namespace cosdrop::emulator

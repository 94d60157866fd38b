#pragma once

#include <QString>

#include <chrono>
#include <optional>

namespace cosdrop {

/// What went wrong, by cause. The kind alone decides what the program does about it
/// (retry, hash again, ask, fail) and which sentence the person reads; codes and statuses
/// are kept for the details. The COS codes behind a kind are listed in core/cos/ErrorCodes.cpp.
enum class ErrorKind {
    // The local file
    FileMissing,
    FileUnreadable,
    NotRegularFile,
    FileChanged,
    IllegalName,

    // The way to the server
    Offline,
    HostNotFound,
    ConnectionRefused,
    ConnectionLost,
    Timeout,
    TlsFailed,
    ProxyFailed,

    // What came back is not a COS reply
    NotCos,
    Redirected,
    GarbledReply,

    // Keys and signatures
    KeysMissing,
    KeyUnknown,
    SignatureWrong,
    SignatureExpired,
    SignatureBucketMismatch,
    SignatureFileMismatch,
    AppIdWrong,
    SignatureAbsent,

    // Answers about the bucket and the object
    NoSuchBucket,
    BucketNameMalformed,
    ParentMissing,
    DirectoryNotEmpty,
    PathConflict,
    IllegalPath,
    ObjectExists,
    NotFound,
    HashMismatch,
    SizeMismatch,
    SliceSizeRefused,
    SameFileUnfinished,
    OtherFileUnfinished,
    UploadPartsMalformed,
    BadParameters,
    ShaMissingAtFinish,

    // The server's own trouble
    TooFrequent,
    StoreFailed,
    BackendNetwork,
    ServerTrouble, ///< HTTP 5xx with no code, or with one that is not listed
    Refused,       ///< any other negative code, or HTTP 4xx with none

    // Afterwards
    VerifyFailed,  ///< the object on the server is not the file that was sent
    JournalFailed, ///< the state folder cannot be read or written
    Internal,      ///< a fault of this program
};

/// The stable, lower-case, underscored name of a kind, such as "file_missing".
/// It is what cosdrop-cli --json prints and what the journal stores.
QString errorKindName(ErrorKind kind);

/// The reverse of errorKindName; nothing for a name that is none.
std::optional<ErrorKind> errorKindFromName(const QString &name);

/// Whether the failure is one of the way to the server, before any answer.
bool isConnectivity(ErrorKind kind);
/// Whether what is at the address is no COS, or nothing that can be trusted to be one.
bool isOfAddress(ErrorKind kind);
/// Whether the failure lies in what signs the requests: keys, appid, or what they are good for.
bool isOfKeys(ErrorKind kind);

/// A failure as a value. Made once, by the adapter that saw it. Never holds a key or a signature.
struct Error
{
    ErrorKind kind = ErrorKind::Internal;
    int httpStatus = 0; ///< 0 where no HTTP answer came
    int code = 0;       ///< the COS code, negative; 0 where there is none
    QString message;    ///< the server's own message, or empty
    QString requestId;  ///< the server's request_id, or empty
    QString detail;     ///< English, for logs and the details pane; never shown alone
    std::optional<std::chrono::milliseconds> retryAfter; ///< from Retry-After

    bool operator==(const Error &) const = default;
};

/// An error with nothing known but its kind and what to say of it in the details.
inline Error makeError(ErrorKind kind, const QString &detail = {})
{
    Error error;
    error.kind = kind;
    error.detail = detail;
    return error;
}

} // namespace cosdrop

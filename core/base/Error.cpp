#include "core/base/Error.h"

#include "core/base/NameTable.h"

#include <array>
#include <utility>

namespace cosdrop {

namespace {

using Name = std::pair<ErrorKind, QLatin1String>;

constexpr std::array names{
    Name{ErrorKind::FileMissing, QLatin1String("file_missing")},
    Name{ErrorKind::FileUnreadable, QLatin1String("file_unreadable")},
    Name{ErrorKind::NotRegularFile, QLatin1String("not_regular_file")},
    Name{ErrorKind::FileChanged, QLatin1String("file_changed")},
    Name{ErrorKind::IllegalName, QLatin1String("illegal_name")},
    Name{ErrorKind::Offline, QLatin1String("offline")},
    Name{ErrorKind::HostNotFound, QLatin1String("host_not_found")},
    Name{ErrorKind::ConnectionRefused, QLatin1String("connection_refused")},
    Name{ErrorKind::ConnectionLost, QLatin1String("connection_lost")},
    Name{ErrorKind::Timeout, QLatin1String("timeout")},
    Name{ErrorKind::TlsFailed, QLatin1String("tls_failed")},
    Name{ErrorKind::ProxyFailed, QLatin1String("proxy_failed")},
    Name{ErrorKind::NotCos, QLatin1String("not_cos")},
    Name{ErrorKind::Redirected, QLatin1String("redirected")},
    Name{ErrorKind::GarbledReply, QLatin1String("garbled_reply")},
    Name{ErrorKind::KeysMissing, QLatin1String("keys_missing")},
    Name{ErrorKind::KeyUnknown, QLatin1String("key_unknown")},
    Name{ErrorKind::SignatureWrong, QLatin1String("signature_wrong")},
    Name{ErrorKind::SignatureExpired, QLatin1String("signature_expired")},
    Name{ErrorKind::SignatureBucketMismatch, QLatin1String("signature_bucket_mismatch")},
    Name{ErrorKind::SignatureFileMismatch, QLatin1String("signature_file_mismatch")},
    Name{ErrorKind::AppIdWrong, QLatin1String("appid_wrong")},
    Name{ErrorKind::SignatureAbsent, QLatin1String("signature_absent")},
    Name{ErrorKind::NoSuchBucket, QLatin1String("no_such_bucket")},
    Name{ErrorKind::BucketNameMalformed, QLatin1String("bucket_name_malformed")},
    Name{ErrorKind::ParentMissing, QLatin1String("parent_missing")},
    Name{ErrorKind::DirectoryNotEmpty, QLatin1String("directory_not_empty")},
    Name{ErrorKind::PathConflict, QLatin1String("path_conflict")},
    Name{ErrorKind::IllegalPath, QLatin1String("illegal_path")},
    Name{ErrorKind::ObjectExists, QLatin1String("object_exists")},
    Name{ErrorKind::NotFound, QLatin1String("not_found")},
    Name{ErrorKind::HashMismatch, QLatin1String("hash_mismatch")},
    Name{ErrorKind::SizeMismatch, QLatin1String("size_mismatch")},
    Name{ErrorKind::SliceSizeRefused, QLatin1String("slice_size_refused")},
    Name{ErrorKind::SameFileUnfinished, QLatin1String("same_file_unfinished")},
    Name{ErrorKind::OtherFileUnfinished, QLatin1String("other_file_unfinished")},
    Name{ErrorKind::UploadPartsMalformed, QLatin1String("uploadparts_malformed")},
    Name{ErrorKind::BadParameters, QLatin1String("bad_parameters")},
    Name{ErrorKind::ShaMissingAtFinish, QLatin1String("sha_missing_at_finish")},
    Name{ErrorKind::TooFrequent, QLatin1String("too_frequent")},
    Name{ErrorKind::StoreFailed, QLatin1String("store_failed")},
    Name{ErrorKind::BackendNetwork, QLatin1String("backend_network")},
    Name{ErrorKind::ServerTrouble, QLatin1String("server_trouble")},
    Name{ErrorKind::Refused, QLatin1String("refused")},
    Name{ErrorKind::VerifyFailed, QLatin1String("verify_failed")},
    Name{ErrorKind::JournalFailed, QLatin1String("journal_failed")},
    Name{ErrorKind::Internal, QLatin1String("internal")},
};

} // namespace

QString errorKindName(ErrorKind kind)
{
    return nameIn(names, kind, QLatin1String("internal"));
}

std::optional<ErrorKind> errorKindFromName(const QString &name)
{
    return valueIn(names, name);
}

bool isConnectivity(ErrorKind kind)
{
    switch (kind) {
    case ErrorKind::Offline:
    case ErrorKind::HostNotFound:
    case ErrorKind::ConnectionRefused:
    case ErrorKind::ConnectionLost:
    case ErrorKind::Timeout:
    case ErrorKind::ProxyFailed:
        return true;
    default:
        return false;
    }
}

bool isOfAddress(ErrorKind kind)
{
    return kind == ErrorKind::TlsFailed || kind == ErrorKind::NotCos
           || kind == ErrorKind::Redirected;
}

bool isOfKeys(ErrorKind kind)
{
    switch (kind) {
    case ErrorKind::KeysMissing:
    case ErrorKind::KeyUnknown:
    case ErrorKind::SignatureWrong:
    case ErrorKind::SignatureBucketMismatch:
    case ErrorKind::SignatureFileMismatch:
    case ErrorKind::AppIdWrong:
        return true;
    default:
        return false;
    }
}

} // namespace cosdrop

#include "core/cos/ErrorCodes.h"

#include <array>

namespace cosdrop {

namespace {

struct Entry
{
    int code;
    ErrorKind kind;
};

constexpr std::array table{
    Entry{-47, ErrorKind::KeyUnknown},
    Entry{-79, ErrorKind::KeyUnknown},
    Entry{-48, ErrorKind::SignatureWrong},
    Entry{-97, ErrorKind::SignatureWrong},
    Entry{-59, ErrorKind::SignatureExpired},
    Entry{-96, ErrorKind::SignatureExpired},
    Entry{-61, ErrorKind::SignatureBucketMismatch},
    Entry{-63, ErrorKind::SignatureFileMismatch},
    Entry{-70, ErrorKind::AppIdWrong},
    Entry{-80, ErrorKind::AppIdWrong},
    Entry{-82, ErrorKind::AppIdWrong},
    Entry{-71, ErrorKind::TooFrequent},
    Entry{-81, ErrorKind::SignatureAbsent},
    Entry{-133, ErrorKind::NoSuchBucket},
    Entry{-166, ErrorKind::ParentMissing},
    Entry{-173, ErrorKind::DirectoryNotEmpty},
    Entry{-174, ErrorKind::HashMismatch},
    Entry{-4016, ErrorKind::HashMismatch},
    Entry{-175, ErrorKind::SizeMismatch},
    Entry{-177, ErrorKind::ObjectExists},
    Entry{-4018, ErrorKind::ObjectExists},
    Entry{-178, ErrorKind::PathConflict},
    Entry{-180, ErrorKind::IllegalPath},
    Entry{-181, ErrorKind::StoreFailed},
    Entry{-195, ErrorKind::StoreFailed},
    Entry{-196, ErrorKind::BackendNetwork},
    Entry{-5997, ErrorKind::BackendNetwork},
    Entry{-197, ErrorKind::NotFound},
    Entry{-199, ErrorKind::BucketNameMalformed},
    Entry{-284, ErrorKind::SliceSizeRefused},
    Entry{-4019, ErrorKind::SameFileUnfinished},
    Entry{-4020, ErrorKind::OtherFileUnfinished},
    Entry{-5965, ErrorKind::UploadPartsMalformed},
    Entry{-5999, ErrorKind::BadParameters},
    Entry{-29094, ErrorKind::ShaMissingAtFinish},
};

} // namespace

ErrorKind errorKindOfCode(int code, int httpStatus)
{
    for (const Entry &entry : table) {
        if (entry.code == code)
            return entry.kind;
    }
    return httpStatus >= 500 ? ErrorKind::ServerTrouble : ErrorKind::Refused;
}

} // namespace cosdrop

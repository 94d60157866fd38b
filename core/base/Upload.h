#pragma once

#include "core/base/Error.h"

#include <QByteArray>
#include <QByteArrayView>
#include <QMetaType>
#include <QString>
#include <QUrl>

#include <array>
#include <optional>

namespace cosdrop {

/// The number of an upload in the journal, for its whole life. 0 is none.
enum class UploadId : qint64 {};

inline size_t qHash(UploadId id, size_t seed = 0)
{
    return ::qHash(static_cast<qint64>(id), seed);
}

/// A bucket, and where it is reached.
struct Target
{
    QUrl endpoint; ///< scheme, host and port, without /files/v2
    QString appId; ///< decimal
    QString bucket;
    QString profile; ///< the name under which its keys are kept; empty: the keys of this run

    bool operator==(const Target &) const = default;
};

size_t qHash(const Target &target, size_t seed = 0);

/// Whether an upload to `target` is one of `account`: the account that it names decides; where it
/// names none, its bucket does.
bool isOfAccount(const Target &target, const Target &account);

/// https://<region>.file.myqcloud.com, the product's host for a region.
QUrl endpointForRegion(const QString &region);

/// What to do when another object is at the path.
enum class ConflictRule {
    Ask, ///< stop and ask the person (the window's default)
    Fail,
    Skip,
    Overwrite,
    Rename, ///< name (2).ext
};

/// The stable name of a rule, such as "overwrite", for files and arguments; and the reverse.
QString conflictRuleName(ConflictRule rule);
std::optional<ConflictRule> conflictRuleFromName(const QString &name);

/// The sizes of a slice that COS allows, in bytes (page 6070).
inline constexpr std::array<qint64, 4> sliceSizes{512 * 1024, 1024 * 1024, 2 * 1024 * 1024,
                                                  3 * 1024 * 1024};

/// What a person asked for: this file to that path. Written down before anything is sent.
struct UploadSpec
{
    QString localPath;  ///< absolute
    QString objectPath; ///< decoded, starting with "/", such as "/2026/设计稿 v3.psd"
    Target target;
    ConflictRule conflictRule = ConflictRule::Ask;
    bool hash = true;               ///< SHA-1 and uploadparts
    qint64 sliceSize = 1024 * 1024; ///< bytes asked for; the server's word wins

    bool operator==(const UploadSpec &) const = default;
};

/// What tells, without reading it, whether a file is still the same one.
struct Fingerprint
{
    qint64 size = 0;    ///< bytes
    qint64 mtimeNs = 0; ///< ns since the Unix epoch
    QByteArray fileId;  ///< volume, file number and, where there is one, ctime; opaque

    bool operator==(const Fingerprint &) const = default;
};

/// SHA-1 of a whole file, and the running SHA-1 state at every multiple of Digests::step that lies
/// inside the file, which `datasha` is made of. A slice is checked before it goes: against the
/// checksums, which are at hand in the run that hashed the file, or against the states.
struct Digests
{
    static constexpr qint64 step = 512 * 1024;  ///< bytes; divides every slice size COS allows
    static constexpr qsizetype stateBytes = 20; ///< of one state: h0…h4, each little-endian

    QByteArray sha1;           ///< 40 lower-case hex digits
    QByteArray states;         ///< stateBytes each, for step, 2·step, … < file size
    QByteArray checksums = {}; ///< 16 bytes a step and for the rest, or empty; not in the journal

    /// Whether the states are as many as a file of that size, in bytes, has.
    bool statesFit(qint64 fileSize) const;
    /// The state after `offset` bytes, a multiple of step above 0 and inside the file.
    QByteArrayView stateAt(qint64 offset) const;

    bool operator==(const Digests &) const = default;
};

/// Where a finished object is found: the link fields of a COS reply.
struct ObjectLinks
{
    QString accessUrl;
    QString sourceUrl;
    QString resourcePath;
    QString url;
    QString previewUrl;

    bool operator==(const ObjectLinks &) const = default;
};

/// On which side of another upload one is put into the queue.
enum class QueueSide { Before, After };

/// Where an upload stands, for showing and for the journal.
enum class UploadState {
    Queued,
    Hashing,
    Preparing, ///< parents, what the server has, init
    Sending,
    Finishing,
    Verifying,
    Waiting, ///< for a retry, the network, or an answer: see WaitReason
    Paused,
    Done,
    Skipped, ///< another object was there and the rule said to leave it
    Failed,
    Cancelled,
};

QString uploadStateName(UploadState state);
std::optional<UploadState> uploadStateFromName(const QString &name);

/// Whether nothing more will happen by itself: Done, Skipped, Failed or Cancelled.
bool isFinal(UploadState state);

} // namespace cosdrop

Q_DECLARE_METATYPE(cosdrop::UploadId)

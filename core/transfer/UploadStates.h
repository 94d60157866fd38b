#pragma once

#include "core/base/Upload.h"
#include "core/base/UploadSnapshot.h"
#include "core/cos/StorageApi.h"
#include "core/transfer/RetryPolicy.h"
#include "core/transfer/SlicePlan.h"
#include "core/transfer/SliceWindow.h"

#include <optional>
#include <variant>

namespace cosdrop {

/// The file as it was last looked at: what is being uploaded.
struct LocalFile
{
    Fingerprint fingerprint;
    Digests digests; ///< empty where the upload is not to be hashed

    bool operator==(const LocalFile &) const = default;
};

/// A sliced upload under way at the server.
struct SliceSession
{
    QString id;
    qint64 sliceSize = 0; ///< bytes, the server's word
    bool serial = false;

    bool operator==(const SliceSession &) const = default;
};

/// What to go on with once a wait is over.
enum class NextStep {
    LookAtFile,
    MakeParents,
    List,
    Init,
    Finish,
    SendWhole,
    Settle,
    Verify,
    CheckExisting,
    FindName,
    CheckOwn,
    RemoveOwn,
};

/// What an upload knows while it has a file and perhaps a session; carried over a wait.
struct Held
{
    std::optional<LocalFile> file;
    std::optional<SliceSession> session;
    ObjectLinks links;
    int tries = 0;       ///< of Verify; of FindName, the number
    bool ownWork = true; ///< of Verify

    bool operator==(const Held &) const = default;
};

/// The states an upload can be in. What a state does not hold cannot be used in it: there is no
/// session before Sending and no link before Verifying.
namespace state {

struct Queued
{
    std::optional<LocalFile> known; ///< as of an earlier attempt

    bool operator==(const Queued &) const = default;
};

struct LookingAtFile
{
    std::optional<LocalFile> known;

    bool operator==(const LookingAtFile &) const = default;
};

struct Digesting
{
    std::optional<LocalFile> known;

    bool operator==(const Digesting &) const = default;
};

struct MakingParents
{
    LocalFile file;

    bool operator==(const MakingParents &) const = default;
};

/// Asking what the server holds of the file.
struct Listing
{
    LocalFile file;
    bool adopt = false; ///< the server has just said that the unfinished upload is of this file

    bool operator==(const Listing &) const = default;
};

struct Initing
{
    LocalFile file;

    bool operator==(const Initing &) const = default;
};

struct Sending
{
    LocalFile file;
    SliceSession session;
    SlicePlan plan;
    bool gated = false;                    ///< no slice sets out before the timer fires
    std::chrono::milliseconds gatedFor{0}; ///< the longest Retry-After that the timer heeds
    std::optional<Error> drainedBy; ///< no slice sets out; when none is in flight, wait and list

    bool operator==(const Sending &) const = default;
};

struct Finishing
{
    LocalFile file;
    SliceSession session;

    bool operator==(const Finishing &) const = default;
};

struct SendingWhole
{
    LocalFile file;

    bool operator==(const SendingWhole &) const = default;
};

/// An answer was lost: is the object there?
struct Settling
{
    LocalFile file;
    std::optional<SliceSession> session;

    bool operator==(const Settling &) const = default;
};

/// The server says done: are size and SHA-1 those of the file?
struct Verifying
{
    LocalFile file;
    ObjectLinks links;
    int tries = 0;
    bool ownWork = true; ///< false: the object was whole before anything was sent

    bool operator==(const Verifying &) const = default;
};

/// An object is at the path: is it the same?
struct CheckingExisting
{
    LocalFile file;

    bool operator==(const CheckingExisting &) const = default;
};

/// Looking for a free name (2), (3), …
struct FindingName
{
    LocalFile file;
    ObjectPath candidate;
    int number = 2;

    bool operator==(const FindingName &) const = default;
};

/// Is the unfinished upload at the path the one this upload began earlier with other bytes?
struct CheckingOwn
{
    LocalFile file;

    bool operator==(const CheckingOwn &) const = default;
};

/// Removing that upload, or another's by the person's word.
struct RemovingOwn
{
    LocalFile file;
    std::optional<Error> thenFail; ///< what ended the upload; it does not begin anew

    bool operator==(const RemovingOwn &) const = default;
};

struct Asking
{
    LocalFile file;
    Question question;

    bool operator==(const Asking &) const = default;
};

struct WaitingToRetry
{
    Error why;
    NextStep next;
    Held held;

    bool operator==(const WaitingToRetry &) const = default;
};

struct WaitingForNetwork
{
    Error why;
    NextStep next;
    Held held;

    bool operator==(const WaitingForNetwork &) const = default;
};

struct Paused
{
    std::optional<LocalFile> known;

    bool operator==(const Paused &) const = default;
};

/// Cancelled here; taking back what this upload began at the server.
struct TakingBack
{
    enum class Stage { Stat, List, Remove };
    std::optional<LocalFile> known;
    Stage stage = Stage::List;

    bool operator==(const TakingBack &) const = default;
};

struct Done
{
    ObjectLinks links;
    QByteArray sha1; ///< empty where the upload was not hashed
    bool instant = false;

    bool operator==(const Done &) const = default;
};

struct Skipped
{
    Error why;

    bool operator==(const Skipped &) const = default;
};

struct Failed
{
    Error why;
    std::optional<LocalFile> known;

    bool operator==(const Failed &) const = default;
};

struct Cancelled
{
    bool operator==(const Cancelled &) const = default;
};

} // namespace state

using UploadPhase =
    std::variant<state::Queued, state::LookingAtFile, state::Digesting, state::MakingParents,
                 state::Listing, state::Initing, state::Sending, state::Finishing,
                 state::SendingWhole, state::Settling, state::Verifying, state::CheckingExisting,
                 state::FindingName, state::CheckingOwn, state::RemovingOwn, state::Asking,
                 state::WaitingToRetry, state::WaitingForNetwork, state::Paused, state::TakingBack,
                 state::Done, state::Skipped, state::Failed, state::Cancelled>;

/// What outlives the states of one upload.
struct UploadJob
{
    explicit UploadJob(ObjectPath objectPath)
        : path(std::move(objectPath))
    {
    }

    UploadSpec spec;
    ObjectPath path; ///< where it goes; a rename changes it
    ConflictRule rule = ConflictRule::Ask;
    bool overwrite = false;              ///< the object at the path may be replaced
    qint64 wholeLimit = 8 * 1024 * 1024; ///< bytes; a larger file goes in slices
    SliceWindow window; ///< slices at once, where the server does not want one at a time
    RetryPolicy retry;

    int attempts = 0;       ///< failures in a row since bytes last advanced
    int turns = 0;          ///< times the talk with the server began anew without getting further
    int nextName = 2;       ///< of name (2), name (3), …: the first that was not tried
    int changes = 0;        ///< times the file was found changed without getting further
    qint64 safeBytes = 0;   ///< the most that was safe in this session
    qint64 furthest = 0;    ///< the most that ever was
    bool contacted = false; ///< a request that may have begun something at the server went out
    bool spoke = false;     ///< the address has answered like COS
    bool parentsAgain = false;
    bool sliceSizeLowered = false;
    bool digestedAgain = false;
    bool startedAgain = false; ///< progress went back: another file, or a session lost
    bool discardOwn = false;   ///< what is unfinished at the server is of other bytes
    bool adopted = false;      ///< the session was another's, of the same bytes
    QString ownSession;        ///< the session this upload began, or empty
    QByteArray ownSha;         ///< the SHA-1 it was begun with

    bool operator==(const UploadJob &) const = default;
};

/// A whole upload as a value.
struct MachineState
{
    UploadJob job;
    UploadPhase phase;

    bool operator==(const MachineState &) const = default;
};

} // namespace cosdrop

#pragma once

#include "core/transfer/UploadStates.h"

#include <variant>
#include <vector>

namespace cosdrop {

/// What can happen to an upload: words of a person, and answers of the ports.
namespace event {

struct Start
{
};

struct PauseAsked
{
};

struct ResumeAsked
{
};

struct CancelAsked
{
};

struct RetryAsked
{
};

struct Answered
{
    Answer answer;
};

struct FingerprintTaken
{
    Result<Fingerprint> result;
};

struct FileDigested
{
    Result<DigestedFile> result;
};

struct ParentsMade
{
    Result<void> result;
};

struct Listed
{
    Result<ListReply> result;
};

struct Inited
{
    Result<InitReply> result;
};

/// Read, checked and sent; or what stood in the way of any of it.
struct SliceSent
{
    int index;
    Result<SliceReply> result;
    std::chrono::milliseconds took{}; ///< from the begin of the request to its answer
};

/// Slices that were given back before they were handed to the network; nothing more comes of them.
struct SlicesRecalled
{
    std::vector<int> indices;
};

struct Finished
{
    Result<ObjectLinks> result;
};

struct WholeSent
{
    Result<ObjectLinks> result;
};

struct Statted
{
    Result<ObjectStat> result;
};

struct Removed
{
    Result<void> result;
};

struct TimerFired
{
};

struct NetworkBack
{
};

/// The network stayed away for longer than is to be waited.
struct NetworkGivenUp
{
};

} // namespace event

using UploadEvent =
    std::variant<event::Start, event::PauseAsked, event::ResumeAsked, event::CancelAsked,
                 event::RetryAsked, event::Answered, event::FingerprintTaken, event::FileDigested,
                 event::ParentsMade, event::Listed, event::Inited, event::SliceSent,
                 event::SlicesRecalled, event::Finished, event::WholeSent, event::Statted,
                 event::Removed, event::TimerFired, event::NetworkBack, event::NetworkGivenUp>;

/// What the machine wants done. Carried out in order.
namespace command {

/// Write the upload to the journal before anything that follows goes out.
struct Save
{
    bool operator==(const Save &) const = default;
};

/// Give up every request, file job and timer under way; no answer of theirs may come any more.
struct AbortAll
{
    bool operator==(const AbortAll &) const = default;
};

struct TakeFingerprint
{
    bool operator==(const TakeFingerprint &) const = default;
};

struct DigestFile
{
    bool operator==(const DigestFile &) const = default;
};

struct MakeParents
{
    bool again = false; ///< do not trust what was made before

    bool operator==(const MakeParents &) const = default;
};

struct List
{
    bool operator==(const List &) const = default;
};

struct Init
{
    bool operator==(const Init &) const = default;
};

struct SendSlice
{
    int index;

    bool operator==(const SendSlice &) const = default;
};

/// Give back the slices that were not handed to the network yet; SlicesRecalled tells which.
struct RecallSlices
{
    bool operator==(const RecallSlices &) const = default;
};

struct Finish
{
    bool operator==(const Finish &) const = default;
};

struct SendWhole
{
    bool operator==(const SendWhole &) const = default;
};

/// Of the candidate in FindingName, else of the upload's path.
struct Stat
{
    bool operator==(const Stat &) const = default;
};

struct Remove
{
    bool operator==(const Remove &) const = default;
};

/// Fire TimerFired after the retry policy's delay.
struct StartTimer
{
    int attempt;
    std::optional<std::chrono::milliseconds> retryAfter;

    bool operator==(const StartTimer &) const = default;
};

/// Tell NetworkBack once the network is there, or NetworkGivenUp.
struct WatchNetwork
{
    bool operator==(const WatchNetwork &) const = default;
};

} // namespace command

using UploadCommand =
    std::variant<command::Save, command::AbortAll, command::TakeFingerprint, command::DigestFile,
                 command::MakeParents, command::List, command::Init, command::SendSlice,
                 command::RecallSlices, command::Finish, command::SendWhole, command::Stat,
                 command::Remove, command::StartTimer, command::WatchNetwork>;

using UploadCommands = std::vector<UploadCommand>;

} // namespace cosdrop

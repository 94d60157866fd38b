#pragma once

#include "core/base/Boxed.h"
#include "core/base/KeptLinks.h"
#include "core/base/Upload.h"

#include <QDateTime>
#include <QList>
#include <QMetaType>

#include <chrono>

namespace cosdrop {

/// What an upload in UploadState::Waiting waits for.
enum class WaitReason {
    None,
    Retry,   ///< a timer; see UploadSnapshot::retryIn
    Network, ///< there is no network
    Answer,  ///< the person; see UploadSnapshot::question
};

/// A question that stops one upload until it is answered.
struct Question
{
    enum class Kind {
        ObjectExists,   ///< another object is at the path
        OtherUnfinished ///< another program's, or an older, unfinished upload is at the path
    };

    Kind kind = Kind::ObjectExists;
    qint64 remoteSize = -1;   ///< bytes; -1: not known
    QDateTime remoteModified; ///< may be invalid

    bool operator==(const Question &) const = default;
};

/// A person's answer to a Question.
enum class Answer {
    Overwrite, ///< replace the object; discard the other unfinished upload
    Skip,      ///< leave what is there
    Rename,    ///< name (2).ext
};

/// One upload as it is shown: a value, safe to keep and to hand between threads. A queue has many:
/// what few of them have is boxed, what many have alike is shared.
struct UploadSnapshot
{
    UploadId id{};
    qint64 position = 0;
    QString localPath;
    QString objectPath; ///< decoded, with a leading slash
    SharedValue<Target> target;
    UploadState state = UploadState::Queued;
    WaitReason waitReason = WaitReason::None;
    qint64 size = 0; ///< bytes
    /// Of size: hashed while Hashing, safe at the server while Paused, Failed or Queued, else safe
    /// or on the way.
    qint64 doneBytes = 0;
    qint64 sentBytes = 0;      ///< file bytes given to the server so far, those sent again included
    double bytesPerSecond = 0; ///< over about 5 s; 0 while not sending
    std::chrono::milliseconds timeLeft{-1}; ///< -1: not known
    std::chrono::milliseconds active{0};    ///< spent working on it
    std::chrono::milliseconds retryIn{0};   ///< with WaitReason::Retry, when this was made
    int attempt = 0;                        ///< tries that failed since bytes last advanced
    int slices = 0;                         ///< in all; 0 for a file that goes in one request
    int slicesDone = 0;
    bool serial = false;       ///< the server takes one slice at a time
    bool startedAgain = false; ///< the file changed, or the session was lost: progress went back
    bool instant = false;      ///< the server held the bytes already
    bool renamable = false;    ///< the server has nothing of it: its path can still be changed
    std::chrono::milliseconds added{0}; ///< Unix time of its add(); the same for all of one add()
    std::chrono::milliseconds finished{0}; ///< Unix time; 0: not finished
    QByteArray sha1;                       ///< hex; empty: not known (yet)
    KeptLinks links;                       ///< with Done
    Boxed<Question> question;
    Boxed<Error> error; ///< with Failed; with Waiting: why it waits

    bool operator==(const UploadSnapshot &) const = default;
};

/// The queue in numbers.
struct QueueTotals
{
    int uploads = 0;
    int active = 0; ///< Hashing … Verifying
    int queued = 0;
    int waiting = 0;
    int paused = 0;
    int done = 0; ///< Done and Skipped
    int failed = 0;
    int cancelled = 0;
    qint64 bytes = 0; ///< of all uploads that are not cancelled
    qint64 doneBytes = 0;
    double bytesPerSecond = 0;
    std::chrono::milliseconds timeLeft{-1}; ///< -1: not known

    bool operator==(const QueueTotals &) const = default;
};

} // namespace cosdrop

Q_DECLARE_TYPEINFO(cosdrop::UploadSnapshot, Q_RELOCATABLE_TYPE);
Q_DECLARE_METATYPE(cosdrop::UploadSnapshot)

#pragma once

#include "core/base/Result.h"
#include "core/base/Upload.h"

#include <QByteArray>
#include <QString>

#include <functional>

namespace cosdrop {

/// A piece of work on a local file under way. 0 is none.
enum class JobId : quint64 {};

/// What the hash of a file found: its digests, and the file they are of.
struct DigestedFile
{
    Fingerprint fingerprint;
    Digests digests;
    QByteArray content = {}; ///< of a small file, the very bytes that were hashed; else null
};

/// A range of a file, to be read.
struct SliceRange
{
    qint64 offset = 0; ///< bytes
    qint64 length = 0; ///< bytes

    bool operator==(const SliceRange &) const = default;
};

/// Reading local files without keeping the engine waiting.
///
/// Thread: the engine's; the work is done elsewhere. `done` is called on the caller's thread
/// exactly once, later, unless cancel() or the destructor comes first: then never.
class LocalFiles
{
public:
    LocalFiles() = default;
    LocalFiles(const LocalFiles &) = delete;
    LocalFiles &operator=(const LocalFiles &) = delete;
    virtual ~LocalFiles() = default;

    template <typename T>
    using Done = std::function<void(Result<T>)>;
    using Progress = std::function<void(qint64 bytesRead)>;

    /// FileMissing, FileUnreadable, NotRegularFile.
    virtual JobId fingerprint(const QString &localPath, Done<Fingerprint> done) = 0;

    /// SHA-1 and states of the whole file in one pass. Also FileChanged, where the file's
    /// fingerprint is not the same behind the pass as before it.
    virtual JobId digest(const QString &localPath, Progress progress, Done<DigestedFile> done) = 0;

    /// The bytes of a range, for sending. FileChanged where the file no longer has the
    /// fingerprint, or where the bytes are not those that `digests` (empty: not checked) were
    /// taken of: the bytes handed out are the bytes that were checked.
    virtual JobId read(const QString &localPath, const Fingerprint &fingerprint,
                       const SliceRange &range, const Digests &digests, Done<QByteArray> done) = 0;

    virtual void cancel(JobId job) = 0;
};

} // namespace cosdrop

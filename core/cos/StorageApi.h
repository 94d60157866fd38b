#pragma once

#include "core/base/Result.h"
#include "core/base/Upload.h"
#include "core/cos/ObjectPath.h"

#include <QByteArray>
#include <QDateTime>
#include <QList>

#include <functional>
#include <optional>

namespace cosdrop {

/// An object in a bucket.
struct ObjectAddress
{
    Target target;
    ObjectPath path;
};

struct InitRequest
{
    qint64 fileSize = 0;    ///< bytes, > 0
    qint64 sliceSize = 0;   ///< bytes
    Digests digests;        ///< without a SHA-1 neither it nor `uploadparts` is sent
    bool overwrite = false; ///< insertOnly=0
};

/// Answer of upload_slice_init: either a session to go on with, or the finished object's links.
struct InitReply
{
    QString session;
    qint64 sliceSize = 0;             ///< bytes, > 0 where there is a session
    bool serial = false;              ///< serial_upload: one slice at a time, in order
    std::optional<ObjectLinks> links; ///< set: the server already holds those bytes

    bool operator==(const InitReply &) const = default;
};

struct SliceRequest
{
    QString session;
    qint64 offset = 0; ///< bytes
    QByteArray bytes;
    QByteArray sha1; ///< the whole file's, when init carried it
};

struct SliceReply
{
    std::optional<ObjectLinks> links; ///< set: the server calls the whole object done

    bool operator==(const SliceReply &) const = default;
};

/// A slice that the server holds.
struct ListedSlice
{
    qint64 offset = 0;
    qint64 length = 0;

    bool operator==(const ListedSlice &) const = default;
};

/// Answer of upload_slice_list.
struct ListReply
{
    QString session;
    qint64 sliceSize = 0;
    qint64 fileSize = -1; ///< -1 where the answer does not say
    bool serial = false;
    QByteArray sha1; ///< lower case, without the "_…" of old documents; may be empty
    QList<ListedSlice> slices;
    std::optional<ObjectLinks> links; ///< set: the object is whole already

    bool operator==(const ListReply &) const = default;
};

struct FinishRequest
{
    QString session;
    qint64 fileSize = 0;
    QByteArray sha1; ///< when init carried it
};

struct WholeRequest
{
    QByteArray bytes;
    QByteArray sha1; ///< of the bytes, or empty
    bool overwrite = false;
};

/// Answer of stat.
struct ObjectStat
{
    qint64 fileSize = -1;
    qint64 fileLength = -1; ///< bytes that arrived (filelen); -1 where the answer does not say
    QByteArray sha1;        ///< lower case; may be empty
    QDateTime modified;     ///< UTC; may be invalid
    ObjectLinks links;

    bool operator==(const ObjectStat &) const = default;
};

/// A request under way. 0 is none.
enum class RequestId : quint64 {};

/// A COS bucket's operations that the uploader needs.
///
/// Thread: the engine's. Each call answers through `done` exactly once, later (never from inside
/// the call), unless abort() or the destructor comes first: then `done` is never called.
/// Every call signs afresh. No call retries on its own account, except that an answer saying that
/// the signature has expired corrects the clock by the server's Date header, and is tried once
/// more. Errors are those of core/base/Error.h.
class StorageApi
{
public:
    StorageApi() = default;
    StorageApi(const StorageApi &) = delete;
    StorageApi &operator=(const StorageApi &) = delete;
    virtual ~StorageApi() = default;

    template <typename T>
    using Done = std::function<void(Result<T>)>;

    /// Bytes of the request's file content given to the network so far; it may go back when a
    /// connection is made anew.
    using Progress = std::function<void(qint64 sent)>;

    virtual RequestId initSlices(const ObjectAddress &object, const InitRequest &request,
                                 Done<InitReply> done) = 0;
    virtual RequestId uploadSlice(const ObjectAddress &object, const SliceRequest &request,
                                  Progress progress, Done<SliceReply> done) = 0;
    virtual RequestId listSlices(const ObjectAddress &object, Done<ListReply> done) = 0;
    virtual RequestId finishSlices(const ObjectAddress &object, const FinishRequest &request,
                                   Done<ObjectLinks> done) = 0;
    virtual RequestId uploadWhole(const ObjectAddress &object, const WholeRequest &request,
                                  Progress progress, Done<ObjectLinks> done) = 0;
    virtual RequestId stat(const ObjectAddress &object, Done<ObjectStat> done) = 0;
    /// A directory that is there already is a success.
    virtual RequestId createDirectory(const ObjectAddress &directory, Done<void> done) = 0;
    /// Removes the object, and an unfinished upload at its path.
    virtual RequestId remove(const ObjectAddress &object, Done<void> done) = 0;

    virtual void abort(RequestId request) = 0;
};

} // namespace cosdrop

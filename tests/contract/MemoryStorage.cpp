#include "tests/contract/MemoryStorage.h"

#include "core/cos/ErrorCodes.h"
#include "core/cos/UploadParts.h"
#include "tests/support/TestFiles.h"

namespace cosdrop::test {

using namespace std::chrono_literals;

namespace {

constexpr int objectExists = -177;
constexpr int notFound = -197;
constexpr int sameUnfinished = -4019;
constexpr int otherUnfinished = -4020;
constexpr int hashMismatch = -4016;
constexpr int sizeMismatch = -175;
constexpr int parentMissing = -166;
constexpr int badParameters = -5999;

Error errorOfCode(int code, int status = 0)
{
    Error error = makeError(errorKindOfCode(code, status));
    error.code = code;
    error.httpStatus = status;
    return error;
}

Failure refuse(int code)
{
    return Failure(errorOfCode(code));
}

ErrorKind kindOfStatus(int status)
{
    switch (status) {
    case 407:
        return ErrorKind::ProxyFailed;
    case 408:
        return ErrorKind::Timeout;
    case 429:
        return ErrorKind::TooFrequent;
    default:
        return status >= 500 ? ErrorKind::ServerTrouble : ErrorKind::Refused;
    }
}

template <typename T>
void withoutLinks(Result<T> &result)
{
    if constexpr (std::is_same_v<T, ObjectLinks>)
        *result = {};
    else if constexpr (std::is_same_v<T, ObjectStat>)
        result->links = {};
    else if constexpr (std::is_same_v<T, InitReply>) {
        // Neither a session nor a link is no answer.
        if (result->links)
            result = fail(ErrorKind::GarbledReply);
    }
}

QByteArray flipped(QByteArray bytes)
{
    if (!bytes.isEmpty())
        bytes[bytes.size() / 2] = static_cast<char>(bytes[bytes.size() / 2] ^ 1);
    return bytes;
}

} // namespace

MemoryStorage::MemoryStorage(Clock &clock, const ContractOptions &options)
    : m_clock(clock)
    , m_options(options)
{
}

/// What the fault gives in place of carrying the request out.
std::optional<Error> MemoryStorage::inPlace() const
{
    using Drop = EmulatorFault::Drop;
    if (m_fault.drop == Drop::Before || m_fault.drop == Drop::Middle)
        return makeError(ErrorKind::ConnectionLost);
    if (m_fault.hang > 0ms && m_fault.drop == Drop::No)
        return makeError(m_fault.hang < m_options.stall ? ErrorKind::ConnectionLost
                                                        : ErrorKind::Timeout);
    std::optional<Error> error;
    if (!m_fault.redirect.isEmpty())
        error = makeError(ErrorKind::Redirected);
    else if (m_fault.html)
        error = makeError(m_fault.status >= 500 ? ErrorKind::ServerTrouble : ErrorKind::NotCos);
    else if (m_fault.code != 0)
        error = errorOfCode(m_fault.code, m_fault.status);
    else if (m_fault.status != 0)
        error = makeError(kindOfStatus(m_fault.status));
    if (error && m_fault.retryAfter >= 0)
        error->retryAfter = std::chrono::seconds(m_fault.retryAfter);
    return error;
}

template <typename T>
Result<T> MemoryStorage::outcome(const QString &path, const std::function<Result<T>()> &carryOut)
{
    if (m_fault.forgetSession)
        m_sessions.erase(path);
    if (const auto error = inPlace())
        return Failure(*error);
    Result<T> result = carryOut();
    if (m_fault.drop == EmulatorFault::Drop::After)
        return fail(ErrorKind::ConnectionLost);
    if (m_fault.cutJson || m_fault.empty || !m_fault.wrongType.isEmpty())
        return fail(ErrorKind::GarbledReply);
    if constexpr (!std::is_void_v<T>) {
        if (result && m_fault.missingLinks)
            withoutLinks(result);
    }
    return result;
}

template <typename T>
RequestId MemoryStorage::ask(const QString &op, const QString &path, qint64 offset,
                             const std::function<Result<T>()> &carryOut, Done<T> done)
{
    ++m_counts[op];
    const quint64 id = ++m_lastRequest;
    m_open.insert(id);
    if (op == u"upload_slice_data") {
        m_openSlices.insert(id);
        m_mostSlices = std::max(m_mostSlices, static_cast<int>(m_openSlices.size()));
    }
    m_fault = m_faults.take(op, path, {offset, static_cast<int>(m_openSlices.size())})
                  .value_or(EmulatorFault{});
    const Result<T> result = outcome<T>(path, carryOut);
    const auto lateness = 1ms + m_fault.delay + std::min(m_fault.hang, m_options.stall);
    m_clock.callAfter(lateness, this, [this, id, result, done = std::move(done)] {
        m_openSlices.remove(id);
        if (m_open.remove(id))
            done(result);
    });
    return RequestId{id};
}

/// Of the request that is made next.
void MemoryStorage::tellProgress(Progress progress, qint64 size)
{
    m_clock.callAfter(0ms, this,
                      [this, id = m_lastRequest + 1, size, progress = std::move(progress)] {
                          if (progress && m_open.contains(id))
                              progress(size);
                      });
}

void MemoryStorage::abort(RequestId request)
{
    m_open.remove(static_cast<quint64>(request));
    m_openSlices.remove(static_cast<quint64>(request));
}

RequestId MemoryStorage::initSlices(const ObjectAddress &object, const InitRequest &request,
                                    Done<InitReply> done)
{
    const QString path = object.path.text();
    return ask<InitReply>(
        QStringLiteral("upload_slice_init"), path, -1, [&] { return init(path, request); },
        std::move(done));
}

RequestId MemoryStorage::uploadSlice(const ObjectAddress &object, const SliceRequest &request,
                                     Progress progress, Done<SliceReply> done)
{
    const QString path = object.path.text();
    tellProgress(std::move(progress), request.bytes.size());
    return ask<SliceReply>(
        QStringLiteral("upload_slice_data"), path, request.offset,
        [&] { return slice(path, request); }, std::move(done));
}

RequestId MemoryStorage::listSlices(const ObjectAddress &object, Done<ListReply> done)
{
    const QString path = object.path.text();
    return ask<ListReply>(
        QStringLiteral("upload_slice_list"), path, -1, [&] { return list(path); }, std::move(done));
}

RequestId MemoryStorage::finishSlices(const ObjectAddress &object, const FinishRequest &request,
                                      Done<ObjectLinks> done)
{
    const QString path = object.path.text();
    return ask<ObjectLinks>(
        QStringLiteral("upload_slice_finish"), path, -1, [&] { return finish(path, request); },
        std::move(done));
}

RequestId MemoryStorage::uploadWhole(const ObjectAddress &object, const WholeRequest &request,
                                     Progress progress, Done<ObjectLinks> done)
{
    const QString path = object.path.text();
    tellProgress(std::move(progress), request.bytes.size());
    return ask<ObjectLinks>(
        QStringLiteral("upload"), path, -1, [&] { return whole(path, request); }, std::move(done));
}

RequestId MemoryStorage::stat(const ObjectAddress &object, Done<ObjectStat> done)
{
    const QString path = object.path.text();
    return ask<ObjectStat>(
        QStringLiteral("stat"), path, -1, [&] { return statOf(path); }, std::move(done));
}

RequestId MemoryStorage::createDirectory(const ObjectAddress &directory, Done<void> done)
{
    const QString path = directory.path.text();
    // Its adapter counts a directory that exists as a success.
    return ask<void>(
        QStringLiteral("create"), path, -1, [&] { return create(path); },
        [done = std::move(done)](const Result<void> &result) {
            done(!result && result.error().kind == ErrorKind::PathConflict ? Result<void>()
                                                                           : result);
        });
}

RequestId MemoryStorage::remove(const ObjectAddress &object, Done<void> done)
{
    const QString path = object.path.text();
    return ask<void>(
        QStringLiteral("delete"), path, -1,
        [&]() -> Result<void> {
            if (m_sessions.erase(path) + m_objects.erase(path) == 0)
                return refuse(notFound);
            return {};
        },
        std::move(done));
}

bool MemoryStorage::lacksParent(const QString &path) const
{
    const QString parent = path.left(path.lastIndexOf(u'/', path.size() - 2) + 1);
    return m_options.requireDirectories && parent != u"/" && !m_directories.contains(parent);
}

Result<InitReply> MemoryStorage::init(const QString &path, const InitRequest &request)
{
    const QByteArray &sha1 = request.digests.sha1;
    const UploadParts parts{request.digests, request.fileSize, request.sliceSize};
    if (request.fileSize <= 0 || (!sha1.isEmpty() && !parts.isUsable()))
        return refuse(badParameters);
    if (lacksParent(path))
        return refuse(parentMissing);
    const auto object = m_objects.find(path);
    if (object != m_objects.end()) {
        if (!sha1.isEmpty() && sha1Of(object->second) == sha1)
            return InitReply{{}, 0, false, links(path)};
        if (!request.overwrite)
            return refuse(objectExists);
    }
    const auto there = m_sessions.find(path);
    if (there != m_sessions.end()) {
        const bool isSame = !sha1.isEmpty() && there->second.facts.digests.sha1 == sha1;
        return refuse(isSame ? sameUnfinished : otherUnfinished);
    }
    Session session;
    session.id = QStringLiteral("session-%1").arg(++m_lastSession);
    session.facts = request;
    if (m_options.forcedSliceSize > 0)
        session.facts.sliceSize = m_options.forcedSliceSize;
    m_sessions[path] = session;
    return InitReply{session.id, session.facts.sliceSize, m_options.serial, {}};
}

MemoryStorage::Session *MemoryStorage::session(const QString &path, const QString &id)
{
    const auto found = m_sessions.find(path);
    return found != m_sessions.end() && found->second.id == id ? &found->second : nullptr;
}

QByteArray MemoryStorage::kept(QByteArray bytes) const
{
    return m_fault.corrupt ? flipped(std::move(bytes)) : bytes;
}

Result<SliceReply> MemoryStorage::slice(const QString &path, const SliceRequest &request)
{
    Session *open = session(path, request.session);
    if (!open)
        return refuse(notFound);
    const InitRequest &facts = open->facts;
    const qint64 length = std::min(facts.sliceSize, facts.fileSize - request.offset);
    const qint64 next = static_cast<qint64>(open->slices.size()) * facts.sliceSize;
    const bool isNext = next == request.offset || open->slices.count(request.offset) > 0;
    if (request.offset < 0 || request.offset % facts.sliceSize != 0
        || request.bytes.size() != length || (m_options.serial && !isNext))
        return refuse(badParameters);
    if (request.sha1 != facts.digests.sha1)
        return refuse(hashMismatch);
    if (!m_fault.loseSlice)
        open->slices[request.offset] = kept(request.bytes);
    return SliceReply{};
}

Result<ListReply> MemoryStorage::list(const QString &path) const
{
    const auto found = m_sessions.find(path);
    if (found == m_sessions.end()) {
        if (m_objects.count(path) == 0)
            return refuse(notFound);
        ListReply reply;
        reply.links = links(path);
        return reply;
    }
    const Session &open = found->second;
    ListReply reply;
    reply.session = open.id;
    reply.sliceSize = open.facts.sliceSize;
    reply.fileSize = open.facts.fileSize;
    reply.serial = m_options.serial;
    reply.sha1 = open.facts.digests.sha1;
    for (const auto &[offset, bytes] : open.slices)
        reply.slices.append({offset, bytes.size()});
    return reply;
}

Result<ObjectLinks> MemoryStorage::finish(const QString &path, const FinishRequest &request)
{
    const Session *open = session(path, request.session);
    if (!open)
        return refuse(notFound);
    QByteArray bytes;
    for (const auto &[offset, slice] : open->slices) {
        if (offset != bytes.size())
            return refuse(sizeMismatch);
        bytes += slice;
    }
    if (request.fileSize != open->facts.fileSize || bytes.size() != request.fileSize)
        return refuse(sizeMismatch);
    if (request.sha1 != open->facts.digests.sha1)
        return refuse(badParameters);
    if (!request.sha1.isEmpty() && sha1Of(bytes) != request.sha1)
        return refuse(hashMismatch);
    if (m_objects.count(path) > 0 && !open->facts.overwrite)
        return refuse(objectExists);
    m_objects[path] = kept(bytes);
    m_sessions.erase(path);
    return links(path);
}

Result<ObjectLinks> MemoryStorage::whole(const QString &path, const WholeRequest &request)
{
    if (!request.sha1.isEmpty() && sha1Of(request.bytes) != request.sha1)
        return refuse(hashMismatch);
    if (lacksParent(path))
        return refuse(parentMissing);
    const auto object = m_objects.find(path);
    if (object != m_objects.end() && object->second != request.bytes && !request.overwrite)
        return refuse(objectExists);
    m_objects[path] = kept(request.bytes);
    return links(path);
}

Result<ObjectStat> MemoryStorage::statOf(const QString &path) const
{
    const auto object = m_objects.find(path);
    if (object == m_objects.end())
        return refuse(notFound);
    ObjectStat stat;
    stat.fileSize = object->second.size();
    stat.fileLength = object->second.size();
    stat.sha1 = sha1Of(object->second);
    stat.modified = QDateTime::fromMSecsSinceEpoch(m_clock.now().count(), Qt::UTC);
    stat.links = links(path);
    return stat;
}

Result<void> MemoryStorage::create(const QString &path)
{
    constexpr int pathConflict = -178;
    if (m_directories.contains(path))
        return refuse(pathConflict);
    if (lacksParent(path))
        return refuse(parentMissing);
    m_directories.insert(path);
    return {};
}

ObjectLinks MemoryStorage::links(const QString &path) const
{
    ObjectLinks links;
    links.accessUrl = QStringLiteral("memory://cdn") + path;
    links.sourceUrl = QStringLiteral("memory://source") + path;
    return links;
}

QByteArray MemoryStorage::objectSha1(const QString &path) const
{
    const auto object = m_objects.find(path);
    return object == m_objects.end() ? QByteArray() : sha1Of(object->second);
}

} // namespace cosdrop::test

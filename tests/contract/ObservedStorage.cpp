#include "tests/contract/ObservedStorage.h"

#include "core/transfer/RetryPolicy.h"

namespace cosdrop::test {

ObservedStorage::ObservedStorage(StorageApi &inner)
    : m_inner(inner)
{
}

void ObservedStorage::broken(const QString &what)
{
    if (m_fault.isEmpty())
        m_fault = what;
}

template <typename T>
StorageApi::Done<T> ObservedStorage::watched(const QString &op, const ObjectAddress &object,
                                             Done<T> done)
{
    ++m_requests;
    return [this, op, path = object.path.text(), done = std::move(done)](const Result<T> &result) {
        if (m_hook)
            m_hook(op, path, result.has_value());
        done(result);
    };
}

RequestId ObservedStorage::initSlices(const ObjectAddress &object, const InitRequest &request,
                                      Done<InitReply> done)
{
    const QString path = object.path.text();
    return m_inner.initSlices(
        object, request,
        watched<InitReply>(QStringLiteral("upload_slice_init"), object,
                           [this, path, done = std::move(done)](const Result<InitReply> &reply) {
                               if (reply)
                                   m_slices.remove(path);
                               done(reply);
                           }));
}

void ObservedStorage::beginSlice(const QString &path, qint64 offset)
{
    ++m_slicesSent;
    Slices &slices = m_slices[path];
    const QString which = QStringLiteral("%1 of %2 is sent ").arg(offset).arg(path);
    if (slices.there.contains(offset))
        broken(which + QStringLiteral("although the server has it"));
    if (slices.doubtful.contains(offset))
        broken(which + QStringLiteral("again without asking whether it is there"));
    if (slices.inFlight.contains(offset))
        broken(which + QStringLiteral("twice at once"));
    slices.inFlight.insert(offset);
}

RequestId ObservedStorage::uploadSlice(const ObjectAddress &object, const SliceRequest &request,
                                       Progress progress, Done<SliceReply> done)
{
    const QString path = object.path.text();
    const qint64 offset = request.offset;
    beginSlice(path, offset);
    const auto id = std::make_shared<RequestId>();
    *id = m_inner.uploadSlice(object, request, std::move(progress),
                              watched<SliceReply>(QStringLiteral("upload_slice_data"), object,
                                                  [this, path, offset, id, done = std::move(done)](
                                                      const Result<SliceReply> &reply) {
                                                      m_inFlight.remove(static_cast<quint64>(*id));
                                                      Slices &slices = m_slices[path];
                                                      slices.inFlight.remove(offset);
                                                      if (reply)
                                                          slices.there.insert(offset);
                                                      else if (isOutcomeUnknown(reply.error().kind))
                                                          slices.doubtful.insert(offset);
                                                      done(reply);
                                                  }));
    m_inFlight.insert(static_cast<quint64>(*id), {path, offset});
    return *id;
}

RequestId ObservedStorage::listSlices(const ObjectAddress &object, Done<ListReply> done)
{
    const QString path = object.path.text();
    return m_inner.listSlices(
        object,
        watched<ListReply>(QStringLiteral("upload_slice_list"), object,
                           [this, path, done = std::move(done)](const Result<ListReply> &reply) {
                               if (reply) {
                                   Slices &slices = m_slices[path];
                                   slices = {};
                                   for (const ListedSlice &slice : reply->slices)
                                       slices.there.insert(slice.offset);
                               }
                               done(reply);
                           }));
}

RequestId ObservedStorage::finishSlices(const ObjectAddress &object, const FinishRequest &request,
                                        Done<ObjectLinks> done)
{
    return m_inner.finishSlices(
        object, request,
        watched<ObjectLinks>(QStringLiteral("upload_slice_finish"), object, std::move(done)));
}

RequestId ObservedStorage::uploadWhole(const ObjectAddress &object, const WholeRequest &request,
                                       Progress progress, Done<ObjectLinks> done)
{
    return m_inner.uploadWhole(
        object, request, std::move(progress),
        watched<ObjectLinks>(QStringLiteral("upload"), object, std::move(done)));
}

RequestId ObservedStorage::stat(const ObjectAddress &object, Done<ObjectStat> done)
{
    return m_inner.stat(object,
                        watched<ObjectStat>(QStringLiteral("stat"), object, std::move(done)));
}

RequestId ObservedStorage::createDirectory(const ObjectAddress &directory, Done<void> done)
{
    return m_inner.createDirectory(
        directory, watched<void>(QStringLiteral("create"), directory, std::move(done)));
}

RequestId ObservedStorage::remove(const ObjectAddress &object, Done<void> done)
{
    return m_inner.remove(object, watched<void>(QStringLiteral("delete"), object, std::move(done)));
}

void ObservedStorage::abort(RequestId request)
{
    const auto slice = m_inFlight.constFind(static_cast<quint64>(request));
    if (slice != m_inFlight.constEnd()) {
        Slices &slices = m_slices[slice->path];
        slices.inFlight.remove(slice->offset);
        slices.doubtful.insert(slice->offset);
        m_inFlight.erase(slice);
    }
    m_inner.abort(request);
}

} // namespace cosdrop::test

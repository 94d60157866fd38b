#include "app/emulator/CosService.h"

#include <QDateTime>

#include <algorithm>

namespace cosdrop::emulator {

CosService::CosService(const ServerFacts &facts, const QByteArray &secretId,
                       const QByteArray &secretKey, std::chrono::seconds clockSkew, Bucket &bucket,
                       SliceSessions &sessions)
    : m_facts(facts)
    , m_clockSkew(clockSkew)
    , m_signatures(facts.appId.toLatin1(), secretId, secretKey)
    , m_objects(facts, bucket, sessions)
    , m_slices(facts, bucket, sessions)
{
}

std::chrono::seconds CosService::now() const
{
    return std::chrono::seconds(QDateTime::currentSecsSinceEpoch()) + m_clockSkew;
}

Reply CosService::handle(const ApiRequest &request)
{
    const auto kind = request.op == u"delete" ? SignatureCheck::Kind::SingleEffect
                                              : SignatureCheck::Kind::MultiEffect;
    if (const auto signature = m_signatures.check(request.signature, request.target, kind, now());
        !signature)
        return signature.error();
    if (QLatin1String(request.target.bucket) != m_facts.bucket)
        return Reply::error(Code::NoSuchBucket, QStringLiteral("no such bucket"));
    return request.form ? carryOut(request) : get(request);
}

Reply CosService::carryOut(const ApiRequest &request)
{
    const qint64 time = now().count();
    const auto &query = request.target.query;
    if (std::any_of(query.keyBegin(), query.keyEnd(),
                    [](const QByteArray &name) { return name != "sign"; }))
        return Reply::error(Code::BadParameters, QStringLiteral("a POST's query has sign only"));
    if (request.op == u"upload_slice_init")
        return m_slices.init(request, time);
    if (request.op == u"upload_slice_data")
        return m_slices.data(request);
    if (request.op == u"upload_slice_list")
        return m_slices.list(request);
    if (request.op == u"upload_slice_finish")
        return m_slices.finish(request, time);
    if (request.op == u"upload")
        return m_objects.upload(request, time);
    if (request.op == u"create")
        return m_objects.create(request, time);
    if (request.op == u"delete")
        return m_objects.remove(request);
    return Reply::error(Code::BadParameters, QStringLiteral("unknown op for POST"));
}

Reply CosService::get(const ApiRequest &request)
{
    const auto &query = request.target.query;
    const QList<QByteArray> known = request.op == u"list"
                                        ? QList<QByteArray>{"op", "sign", "num", "context"}
                                        : QList<QByteArray>{"op", "sign"};
    if (std::any_of(query.keyBegin(), query.keyEnd(),
                    [&known](const QByteArray &name) { return !known.contains(name); }))
        return Reply::error(Code::BadParameters, QStringLiteral("unknown query item"));
    if (request.op == u"stat")
        return m_objects.stat(request);
    if (request.op == u"list")
        return m_objects.list(request);
    return Reply::error(Code::BadParameters, QStringLiteral("unknown op for GET"));
}

} // namespace cosdrop::emulator

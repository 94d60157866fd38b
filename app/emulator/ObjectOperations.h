#pragma once

#include "app/emulator/ApiRequest.h"
#include "app/emulator/Bucket.h"
#include "app/emulator/Reply.h"
#include "app/emulator/SliceSessions.h"

#include <QJsonObject>
#include <QString>

namespace cosdrop::emulator {

/// What the operations need to know of the server.
struct ServerFacts
{
    QString baseUrl; ///< http://127.0.0.1:PORT
    QString appId;
    QString bucket;
    bool serial = false;
    bool requireDirectories = false;
    qint64 forcedSliceSize = 0;
};

/// access_url, source_url, url and resource_path, each with the path percent-encoded.
QJsonObject linksOf(const ServerFacts &facts, const QString &path);

/// upload, create, stat, list and delete. Thread: any.
class ObjectOperations
{
public:
    ObjectOperations(ServerFacts facts, Bucket &bucket, SliceSessions &sessions);

    // `now` is the server's clock, Unix s.
    Reply upload(const ApiRequest &request, qint64 now);
    Reply create(const ApiRequest &request, qint64 now);
    Reply stat(const ApiRequest &request);
    Reply list(const ApiRequest &request);
    Reply remove(const ApiRequest &request);

private:
    QJsonObject describe(const StoredObject &object) const;

    const ServerFacts m_facts;
    Bucket &m_bucket;
    SliceSessions &m_sessions;
};

} // namespace cosdrop::emulator

#pragma once

#include "app/emulator/ApiRequest.h"
#include "app/emulator/Bucket.h"
#include "app/emulator/FormReader.h"
#include "app/emulator/ObjectOperations.h"
#include "app/emulator/SliceSessions.h"

#include <optional>

namespace cosdrop::emulator {

/// upload_slice_init, _data, _list and _finish. Thread: any.
class SliceOperations
{
public:
    SliceOperations(ServerFacts facts, Bucket &bucket, SliceSessions &sessions);

    // `now` is the server's clock, Unix s.
    Reply init(const ApiRequest &request, qint64 now);
    Reply data(const ApiRequest &request);
    Reply list(const ApiRequest &request);
    Reply finish(const ApiRequest &request, qint64 now);

private:
    SessionFacts readInit(FormReader &form, const QString &path) const;
    std::optional<Reply> checkPath(const SessionFacts &facts);
    std::optional<Reply> instantUpload(const SessionFacts &facts, qint64 now, bool corrupt);
    std::shared_ptr<SliceSession> sessionOf(FormReader &form, const QString &path) const;

    const ServerFacts m_facts;
    Bucket &m_bucket;
    SliceSessions &m_sessions;
};

} // namespace cosdrop::emulator

#pragma once

#include "app/emulator/ObjectOperations.h"
#include "app/emulator/SignatureCheck.h"
#include "app/emulator/SliceOperations.h"

#include <chrono>

namespace cosdrop::emulator {

/// The API: judges the signature and the bucket, and has the operation carried out. Thread: any.
class CosService
{
public:
    CosService(const ServerFacts &facts, const QByteArray &secretId, const QByteArray &secretKey,
               std::chrono::seconds clockSkew, Bucket &bucket, SliceSessions &sessions);

    Reply handle(const ApiRequest &request);

    /// This computer's clock and the skew, Unix time.
    std::chrono::seconds now() const;

    QByteArray bucketName() const { return m_facts.bucket.toLatin1(); }

private:
    Reply carryOut(const ApiRequest &request);
    Reply get(const ApiRequest &request);

    const ServerFacts m_facts;
    const std::chrono::seconds m_clockSkew;
    SignatureCheck m_signatures;
    ObjectOperations m_objects;
    SliceOperations m_slices;
};

} // namespace cosdrop::emulator

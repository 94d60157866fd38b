#pragma once

#include "app/emulator/Reply.h"
#include "app/emulator/RequestTarget.h"

#include <QByteArray>
#include <QSet>

#include <chrono>
#include <mutex>

namespace cosdrop::emulator {

/// Checks signatures field by field (COS JSON API v4, "Signature"):
/// Base64( HMAC-SHA1(SecretKey, plain) ‖ plain ), plain = a=…&b=…&k=…&e=…&t=…&r=…&f=… in any order.
/// Thread: any.
class SignatureCheck
{
public:
    enum class Kind {
        MultiEffect,  ///< e after t, at most 90 days; f empty or what the path starts with
        SingleEffect, ///< e = 0, f the path; once
    };

    SignatureCheck(QByteArray appId, QByteArray secretId, QByteArray secretKey);

    /// `serverNow` is Unix time. A single-effect signature that passes is used up.
    Outcome<void> check(const QByteArray &signature, const RequestTarget &target, Kind kind,
                        std::chrono::seconds serverNow);

private:
    struct Fields;

    Outcome<Fields> parse(const QByteArray &plain) const;
    Outcome<void> checkTimes(const Fields &fields, std::chrono::seconds serverNow) const;
    Outcome<void> checkFileId(const Fields &fields, const RequestTarget &target) const;

    const QByteArray m_appId;
    const QByteArray m_secretId;
    const QByteArray m_secretKey;
    std::mutex m_lock;
    QSet<QByteArray> m_used; ///< single-effect signatures
};

} // namespace cosdrop::emulator

#pragma once

#include <QByteArray>
#include <QString>

namespace cosdrop {

/// The fields of a signature, as the COS documents name them (a, b, k, e, t, r, f).
struct SignatureFields
{
    QString appId;
    QString bucket;
    QString secretId;
    qint64 expires = 0; ///< Unix s; 0: single-effect
    qint64 now = 0;     ///< Unix s
    quint32 random = 0; ///< at most 10 digits
    QByteArray fileId;  ///< percent-encoded "/appid/bucket/path"; empty: the whole bucket
};

/// a=…&b=…&k=…&e=…&t=…&r=…&f=…
QByteArray signaturePlainText(const SignatureFields &fields);

/// Base64( HMAC-SHA1(secretKey, plain) ‖ plain ), standard alphabet, no line breaks.
/// HMAC by OpenSSL. Pure; any thread.
QByteArray sign(const QByteArray &plain, const QByteArray &secretKey);

} // namespace cosdrop

#include "core/cos/Signature.h"

#include <openssl/evp.h>
#include <openssl/hmac.h>

#include <array>

namespace cosdrop {

QByteArray signaturePlainText(const SignatureFields &fields)
{
    QByteArray plain;
    plain += "a=" + fields.appId.toUtf8();
    plain += "&b=" + fields.bucket.toUtf8();
    plain += "&k=" + fields.secretId.toUtf8();
    plain += "&e=" + QByteArray::number(fields.expires);
    plain += "&t=" + QByteArray::number(fields.now);
    plain += "&r=" + QByteArray::number(fields.random);
    plain += "&f=" + fields.fileId;
    return plain;
}

QByteArray sign(const QByteArray &plain, const QByteArray &secretKey)
{
    std::array<unsigned char, EVP_MAX_MD_SIZE> digest{};
    unsigned int length = 0;
    HMAC(EVP_sha1(), secretKey.constData(), static_cast<int>(secretKey.size()),
         reinterpret_cast<const unsigned char *>(plain.constData()),
         static_cast<size_t>(plain.size()), digest.data(), &length);
    QByteArray signature(reinterpret_cast<const char *>(digest.data()),
                         static_cast<qsizetype>(length));
    signature += plain;
    return signature.toBase64();
}

} // namespace cosdrop

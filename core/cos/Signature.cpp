#include "core/cos/Signature.h"

#include <QStringBuilder>

#include <openssl/evp.h>
#include <openssl/hmac.h>

#include <array>

namespace cosdrop {

QByteArray signaturePlainText(const SignatureFields &fields)
{
    return "a=" % fields.appId.toUtf8() % "&b=" % fields.bucket.toUtf8() % "&k="
           % fields.secretId.toUtf8() % "&e=" % QByteArray::number(fields.expires) % "&t="
           % QByteArray::number(fields.now) % "&r=" % QByteArray::number(fields.random) % "&f="
           % fields.fileId;
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

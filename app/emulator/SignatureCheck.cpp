#include "app/emulator/SignatureCheck.h"

#include <QHash>

#include <openssl/crypto.h>
#include <openssl/evp.h>
#include <openssl/hmac.h>

#include <algorithm>
#include <array>

namespace cosdrop::emulator {

using namespace std::chrono_literals;

namespace {

constexpr qsizetype macSize = 20;
constexpr auto futureLeeway = 30s;
constexpr auto longestLife = 90 * 24h;

bool isDecimal(const QByteArray &text, qsizetype maxDigits)
{
    return !text.isEmpty() && text.size() <= maxDigits
           && std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

QByteArray hmac(const QByteArray &key, const QByteArray &text)
{
    std::array<unsigned char, EVP_MAX_MD_SIZE> mac{};
    unsigned int size = 0;
    HMAC(EVP_sha1(), key.constData(), static_cast<int>(key.size()),
         reinterpret_cast<const unsigned char *>(text.constData()),
         static_cast<size_t>(text.size()), mac.data(), &size);
    return QByteArray(reinterpret_cast<const char *>(mac.data()), size);
}

tl::unexpected<Reply> unreadable(const QString &why)
{
    return refuse(Code::SignatureAbsent, QStringLiteral("not a signature: ") + why);
}

} // namespace

struct SignatureCheck::Fields
{
    QByteArray appId;
    QByteArray bucket;
    QByteArray secretId;
    QByteArray fileId;
    std::chrono::seconds expires{0};
    std::chrono::seconds now{0};

    bool isSingleEffect() const { return expires == 0s; }
};

SignatureCheck::SignatureCheck(QByteArray appId, QByteArray secretId, QByteArray secretKey)
    : m_appId(std::move(appId))
    , m_secretId(std::move(secretId))
    , m_secretKey(std::move(secretKey))
{
}

Outcome<SignatureCheck::Fields> SignatureCheck::parse(const QByteArray &plain) const
{
    QHash<QByteArray, QByteArray> values;
    for (const QByteArray &item : plain.split('&')) {
        if (item.size() < 2 || item[1] != '=' || !QByteArrayView("abketrf").contains(item[0]))
            return unreadable(QStringLiteral("unknown field"));
        if (values.contains(item.left(1)))
            return unreadable(QStringLiteral("field given twice"));
        values.insert(item.left(1), item.mid(2));
    }
    if (values.size() != 7)
        return unreadable(QStringLiteral("field missing"));
    if (!isDecimal(values["r"], 10))
        return unreadable(QStringLiteral("r is not a decimal of at most 10 digits"));
    if (!isDecimal(values["e"], 12) || !isDecimal(values["t"], 12))
        return unreadable(QStringLiteral("e or t is not Unix time"));
    Fields fields;
    fields.appId = values["a"];
    fields.bucket = values["b"];
    fields.secretId = values["k"];
    fields.fileId = values["f"];
    fields.expires = std::chrono::seconds(values["e"].toLongLong());
    fields.now = std::chrono::seconds(values["t"].toLongLong());
    return fields;
}

Outcome<void> SignatureCheck::checkTimes(const Fields &fields, std::chrono::seconds serverNow) const
{
    if (fields.now > serverNow + futureLeeway)
        return refuse(Code::SignatureExpired, QStringLiteral("t is in the future"));
    if (fields.isSingleEffect())
        return {};
    if (fields.expires < serverNow)
        return refuse(Code::SignatureExpired, QStringLiteral("signature has expired"));
    if (fields.expires <= fields.now)
        return refuse(Code::SignatureExpired, QStringLiteral("e is not after t"));
    if (fields.expires - fields.now > longestLife)
        return refuse(Code::SignatureExpired, QStringLiteral("signature is for over 90 days"));
    return {};
}

Outcome<void> SignatureCheck::checkFileId(const Fields &fields, const RequestTarget &target) const
{
    if (fields.fileId.isEmpty() && !fields.isSingleEffect())
        return {};
    const auto named = percentDecoded(fields.fileId, true);
    const QByteArray wanted = '/' + target.appId + '/' + target.bucket + target.path.toUtf8();
    const bool right =
        named && (fields.isSingleEffect() ? *named == wanted : wanted.startsWith(*named));
    if (!right)
        return refuse(Code::FileIdMismatch, QStringLiteral("f is another file's"));
    return {};
}

Outcome<void> SignatureCheck::check(const QByteArray &signature, const RequestTarget &target,
                                    Kind kind, std::chrono::seconds serverNow)
{
    if (signature.isEmpty())
        return refuse(Code::SignatureAbsent, QStringLiteral("no signature"));
    const auto decoded = QByteArray::fromBase64Encoding(
        signature, QByteArray::Base64Encoding | QByteArray::AbortOnBase64DecodingErrors);
    // Only the one standard way to write these bytes is taken.
    if (!decoded || (*decoded).toBase64() != signature || (*decoded).size() <= macSize)
        return unreadable(QStringLiteral("not standard Base64"));
    const QByteArray plain = (*decoded).mid(macSize);
    const auto fields = parse(plain);
    if (!fields)
        return tl::unexpected<Reply>(fields.error());

    if (fields->appId != target.appId)
        return refuse(Code::AppIdMismatch, QStringLiteral("a is another appid than the URL's"));
    if (fields->appId != m_appId)
        return refuse(Code::AppIdUnknown, QStringLiteral("no such appid"));
    if (fields->bucket != target.bucket)
        return refuse(Code::BucketMismatch, QStringLiteral("b is another bucket than the URL's"));
    if (fields->secretId != m_secretId)
        return refuse(Code::SecretIdUnknown, QStringLiteral("no such SecretId"));
    const QByteArray mac = hmac(m_secretKey, plain);
    if (CRYPTO_memcmp(mac.constData(), (*decoded).constData(), macSize) != 0)
        return refuse(Code::SignatureWrong, QStringLiteral("signature does not match"));
    if (auto times = checkTimes(*fields, serverNow); !times)
        return times;
    if (fields->isSingleEffect() != (kind == Kind::SingleEffect)) {
        return refuse(Code::SignatureWrong,
                      kind == Kind::SingleEffect
                          ? QStringLiteral("this operation needs a single-effect signature")
                          : QStringLiteral("this operation needs a multi-effect signature"));
    }
    if (auto file = checkFileId(*fields, target); !file)
        return file;

    if (kind == Kind::SingleEffect) {
        const std::lock_guard lock(m_lock);
        if (m_used.contains(signature))
            return refuse(Code::SignatureExpired, QStringLiteral("signature was used before"));
        m_used.insert(signature);
    }
    return {};
}

} // namespace cosdrop::emulator

// SHA_CTX is the only interface of OpenSSL that lets the running state out and in; EVP keeps it to
// itself. It is deprecated since OpenSSL 3.0, not removed, and as fast as EVP.
#define OPENSSL_SUPPRESS_DEPRECATED

#include "core/files/RunningSha1.h"

#include <QtEndian>

#include <openssl/sha.h>

#include <array>

namespace cosdrop {

namespace {

constexpr qsizetype wordBytes = 4;
constexpr qsizetype stateBytes = 5 * wordBytes;

} // namespace

struct RunningSha1::Context
{
    SHA_CTX sha{};
};

RunningSha1::RunningSha1()
    : m_context(std::make_unique<Context>())
{
    SHA1_Init(&m_context->sha);
}

RunningSha1::RunningSha1(QByteArrayView state, qint64 bytesBefore)
    : RunningSha1()
{
    Q_ASSERT(state.size() == stateBytes);
    Q_ASSERT(bytesBefore % SHA_CBLOCK == 0);
    SHA_CTX &sha = m_context->sha;
    const char *word = state.data();
    for (SHA_LONG *h : {&sha.h0, &sha.h1, &sha.h2, &sha.h3, &sha.h4}) {
        *h = qFromLittleEndian<quint32>(word);
        word += wordBytes;
    }
    const auto bits = static_cast<quint64>(bytesBefore) * 8;
    sha.Nl = static_cast<SHA_LONG>(bits);
    sha.Nh = static_cast<SHA_LONG>(bits >> 32);
}

RunningSha1::~RunningSha1() = default;
RunningSha1::RunningSha1(RunningSha1 &&) noexcept = default;
RunningSha1 &RunningSha1::operator=(RunningSha1 &&) noexcept = default;

void RunningSha1::add(QByteArrayView bytes)
{
    SHA1_Update(&m_context->sha, bytes.data(), static_cast<size_t>(bytes.size()));
}

QByteArray RunningSha1::state() const
{
    const SHA_CTX &sha = m_context->sha;
    Q_ASSERT(sha.num == 0);
    QByteArray state(stateBytes, Qt::Uninitialized);
    char *word = state.data();
    for (const SHA_LONG h : {sha.h0, sha.h1, sha.h2, sha.h3, sha.h4}) {
        qToLittleEndian<quint32>(h, word);
        word += wordBytes;
    }
    return state;
}

QByteArray RunningSha1::hexDigest() const
{
    SHA_CTX copy = m_context->sha;
    std::array<unsigned char, SHA_DIGEST_LENGTH> digest{};
    SHA1_Final(digest.data(), &copy);
    return QByteArray::fromRawData(reinterpret_cast<const char *>(digest.data()), digest.size())
        .toHex();
}

} // namespace cosdrop

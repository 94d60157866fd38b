#include "tests/support/TestFiles.h"

#include <QFile>

#include <openssl/evp.h>

#include <algorithm>
#include <array>
#include <cstring>
#include <memory>

namespace cosdrop::test {

namespace {

constexpr qint64 bufferBytes = 1024 * 1024;

using EvpContext = std::unique_ptr<EVP_MD_CTX, decltype(&EVP_MD_CTX_free)>;

EvpContext startSha1()
{
    EvpContext context(EVP_MD_CTX_new(), &EVP_MD_CTX_free);
    EVP_DigestInit_ex(context.get(), EVP_sha1(), nullptr);
    return context;
}

void add(const EvpContext &context, const QByteArray &bytes)
{
    EVP_DigestUpdate(context.get(), bytes.constData(), static_cast<size_t>(bytes.size()));
}

QByteArray finish(const EvpContext &context)
{
    std::array<unsigned char, EVP_MAX_MD_SIZE> digest{};
    unsigned int size = 0;
    EVP_DigestFinal_ex(context.get(), digest.data(), &size);
    return QByteArray(reinterpret_cast<const char *>(digest.data()), static_cast<qsizetype>(size))
        .toHex();
}

/// SplitMix64: its n-th word depends on the seed and n alone.
quint64 randomWord(quint64 seed, quint64 index)
{
    quint64 z = seed * 0xd1342543de82ef95U + (index + 1) * 0x9e3779b97f4a7c15U;
    z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9U;
    z = (z ^ (z >> 27)) * 0x94d049bb133111ebU;
    return z ^ (z >> 31);
}

/// Bytes of the endless stream of a seed from `offset`, a multiple of 8.
QByteArray randomRange(qint64 offset, qint64 length, quint64 seed)
{
    QByteArray bytes(static_cast<qsizetype>(length), Qt::Uninitialized);
    for (qint64 done = 0; done < length; done += 8) {
        const quint64 word = randomWord(seed, static_cast<quint64>((offset + done) / 8));
        std::memcpy(bytes.data() + done, &word,
                    static_cast<size_t>(std::min<qint64>(8, length - done)));
    }
    return bytes;
}

} // namespace

QByteArray vectorContent(qint64 length)
{
    QByteArray bytes(static_cast<qsizetype>(length), Qt::Uninitialized);
    quint32 x = 1;
    for (char &byte : bytes) {
        x = x * 1664525U + 1013904223U;
        byte = static_cast<char>(x >> 24);
    }
    return bytes;
}

QByteArray randomBytes(qint64 length, quint64 seed)
{
    return randomRange(0, length, seed);
}

bool makeFile(const QString &path, qint64 size, quint64 seed)
{
    QFile file(path);
    if (!file.open(QIODevice::WriteOnly | QIODevice::Truncate | QIODevice::Unbuffered))
        return false;
    for (qint64 offset = 0; offset < size; offset += bufferBytes) {
        const QByteArray part = randomRange(offset, std::min(bufferBytes, size - offset), seed);
        if (file.write(part) != part.size())
            return false;
    }
    return true;
}

bool writeFile(const QString &path, const QByteArray &bytes)
{
    QFile file(path);
    return file.open(QIODevice::WriteOnly | QIODevice::Truncate)
           && file.write(bytes) == bytes.size() && file.flush();
}

QByteArray readFile(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

QByteArray sha1Of(const QByteArray &bytes)
{
    const EvpContext context = startSha1();
    add(context, bytes);
    return finish(context);
}

QByteArray sha1OfFile(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly | QIODevice::Unbuffered))
        return {};
    const EvpContext context = startSha1();
    while (!file.atEnd()) {
        const QByteArray part = file.read(bufferBytes);
        if (part.isEmpty())
            return {};
        add(context, part);
    }
    return finish(context);
}

} // namespace cosdrop::test

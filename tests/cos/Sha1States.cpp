#include "tests/cos/Sha1States.h"

#include <QtEndian>

#include <array>
#include <bit>

namespace cosdrop::test {

namespace {

constexpr qsizetype blockSize = 64;

using State = std::array<quint32, 5>;

void addBlock(State &state, const char *block)
{
    std::array<quint32, 80> words{};
    for (size_t i = 0; i < 16; ++i)
        words[i] = qFromBigEndian<quint32>(block + 4 * i);
    for (size_t i = 16; i < 80; ++i)
        words[i] = std::rotl(words[i - 3] ^ words[i - 8] ^ words[i - 14] ^ words[i - 16], 1);

    auto [a, b, c, d, e] = state;
    for (size_t i = 0; i < 80; ++i) {
        const quint32 mixed = i < 20   ? ((b & c) | (~b & d)) + 0x5a827999u
                              : i < 40 ? (b ^ c ^ d) + 0x6ed9eba1u
                              : i < 60 ? ((b & c) | (b & d) | (c & d)) + 0x8f1bbcdcu
                                       : (b ^ c ^ d) + 0xca62c1d6u;
        const quint32 next = std::rotl(a, 5) + mixed + e + words[i];
        e = d;
        d = c;
        c = std::rotl(b, 30);
        b = a;
        a = next;
    }
    state[0] += a;
    state[1] += b;
    state[2] += c;
    state[3] += d;
    state[4] += e;
}

} // namespace

QByteArray vectorContent(qsizetype size)
{
    QByteArray content(size, Qt::Uninitialized);
    quint32 x = 1;
    for (char &byte : content) {
        x = x * 1664525u + 1013904223u;
        byte = static_cast<char>(x >> 24);
    }
    return content;
}

QByteArray sha1States(const QByteArray &content, qsizetype step)
{
    QByteArray states;
    State state{0x67452301u, 0xefcdab89u, 0x98badcfeu, 0x10325476u, 0xc3d2e1f0u};
    for (qsizetype end = blockSize; end < content.size(); end += blockSize) {
        addBlock(state, content.constData() + end - blockSize);
        if (end % step != 0)
            continue;
        for (const quint32 word : state) {
            const quint32 little = qToLittleEndian(word);
            states.append(reinterpret_cast<const char *>(&little), sizeof little);
        }
    }
    return states;
}

} // namespace cosdrop::test

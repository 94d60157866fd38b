#include "app/emulator/RunningState.h"

#include <QFile>

#include <algorithm>
#include <array>

namespace cosdrop::emulator {

RunningState::RunningState()
{
    SHA1_Init(&m_context);
}

void RunningState::add(QByteArrayView bytes)
{
    SHA1_Update(&m_context, bytes.data(), static_cast<size_t>(bytes.size()));
}

QByteArray RunningState::dataSha() const
{
    QByteArray bytes;
    const std::array<SHA_LONG, 5> words{m_context.h0, m_context.h1, m_context.h2, m_context.h3,
                                        m_context.h4};
    for (const SHA_LONG word : words) {
        for (unsigned shift = 0; shift < 32; shift += 8)
            bytes.append(static_cast<char>((word >> shift) & 0xffU));
    }
    return bytes.toHex();
}

QByteArray RunningState::sha() const
{
    SHA_CTX copy = m_context;
    std::array<unsigned char, SHA_DIGEST_LENGTH> digest{};
    SHA1_Final(digest.data(), &copy);
    return QByteArray(reinterpret_cast<const char *>(digest.data()), digest.size()).toHex();
}

QByteArray shaOfFile(const QString &file)
{
    QFile source(file);
    if (!source.open(QIODevice::ReadOnly | QIODevice::Unbuffered))
        return {};
    RunningState state;
    QByteArray block(256 * 1024, Qt::Uninitialized);
    for (;;) {
        const qint64 count = source.read(block.data(), block.size());
        if (count < 0)
            return {};
        if (count == 0)
            return state.sha();
        state.add(QByteArrayView(block).first(count));
    }
}

bool isSha(QByteArrayView text)
{
    return text.size() == 40 && std::all_of(text.begin(), text.end(), [](char c) {
               return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f');
           });
}

} // namespace cosdrop::emulator

#include "core/cos/UploadPartsBody.h"

#include <algorithm>
#include <cstring>
#include <utility>

namespace cosdrop {

namespace {

constexpr QByteArrayView offsetKey = "{\"offset\":";
constexpr QByteArrayView lengthKey = ",\"datalen\":";
constexpr QByteArrayView shaKey = ",\"datasha\":\"";
constexpr QByteArrayView partEnd = "\"}";
constexpr qsizetype shaDigits = 2 * Digests::stateBytes;

qint64 lengthAt(const UploadParts &parts, qint64 offset)
{
    return std::min(parts.sliceSize, parts.fileSize - offset);
}

qint64 decimalDigits(qint64 value)
{
    qint64 digits = 1;
    while (value /= 10)
        ++digits;
    return digits;
}

/// Bytes of the whole text: each part has "[" or "," before it, the last one "]" behind it.
qint64 textSize(const UploadParts &parts)
{
    constexpr qint64 fixed =
        1 + offsetKey.size() + lengthKey.size() + shaKey.size() + shaDigits + partEnd.size();
    qint64 size = 1;
    for (qint64 offset = 0; offset < parts.fileSize; offset += parts.sliceSize)
        size += fixed + decimalDigits(offset) + decimalDigits(lengthAt(parts, offset));
    return size;
}

} // namespace

UploadPartsBody::UploadPartsBody(UploadParts parts, QObject *parent)
    : QIODevice(parent)
    , m_parts(std::move(parts))
    , m_size(textSize(m_parts))
{
    // Unbuffered: QIODevice would copy every byte once more.
    open(QIODevice::ReadOnly | QIODevice::Unbuffered);
}

bool UploadPartsBody::seek(qint64 position)
{
    if (position != 0)
        return position == pos();
    m_offset = 0;
    m_piece.clear();
    m_used = 0;
    return QIODevice::seek(0);
}

qint64 UploadPartsBody::readData(char *data, qint64 maximum)
{
    qint64 done = 0;
    while (done < maximum && (m_used < m_piece.size() || makeNext())) {
        const auto count = std::min<qint64>(maximum - done, m_piece.size() - m_used);
        std::memcpy(data + done, m_piece.constData() + m_used, static_cast<size_t>(count));
        m_used += count;
        done += count;
    }
    return done > 0 || maximum == 0 ? done : -1;
}

qint64 UploadPartsBody::writeData(const char *, qint64)
{
    return -1;
}

bool UploadPartsBody::makeNext()
{
    if (m_offset >= m_parts.fileSize)
        return false;
    const qint64 length = lengthAt(m_parts, m_offset);
    const qint64 end = m_offset + length;
    const bool isLast = end == m_parts.fileSize;

    m_piece.resize(0);
    m_used = 0;
    m_piece += m_offset == 0 ? '[' : ',';
    m_piece += offsetKey;
    m_piece += QByteArray::number(m_offset);
    m_piece += lengthKey;
    m_piece += QByteArray::number(length);
    m_piece += shaKey;
    m_piece += isLast ? m_parts.digests.sha1 : m_parts.digests.stateAt(end).toByteArray().toHex();
    m_piece += partEnd;
    if (isLast)
        m_piece += ']';
    m_offset = end;
    return true;
}

} // namespace cosdrop

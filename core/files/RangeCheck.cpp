#include "core/files/RangeCheck.h"

namespace cosdrop {

namespace {

qint64 stepCount(qint64 bytes)
{
    return (bytes + Digests::step - 1) / Digests::step;
}

} // namespace

RangeCheck::RangeCheck(const Digests &digests, qint64 fileSize, qint64 from, qint64 to)
    : m_digests(digests)
    , m_fileSize(fileSize)
    , m_from(from)
    , m_to(to)
{
    if (!m_digests.checksums.isEmpty())
        m_checksums.emplace();
    else if (from == 0)
        m_sha1.emplace();
    else
        m_sha1.emplace(m_digests.stateAt(from), from);
}

bool RangeCheck::fits(const Digests &digests, qint64 fileSize)
{
    return digests.statesFit(fileSize)
           && (digests.checksums.isEmpty()
               || digests.checksums.size() == stepCount(fileSize) * StepChecksums::size);
}

void RangeCheck::add(QByteArrayView bytes)
{
    if (m_checksums)
        m_checksums->add(bytes);
    else
        m_sha1->add(bytes);
}

bool RangeCheck::passed()
{
    if (m_checksums) {
        const auto first = static_cast<qsizetype>(m_from / Digests::step);
        const auto count = static_cast<qsizetype>(stepCount(m_to - m_from));
        return m_checksums->take()
               == QByteArrayView(m_digests.checksums)
                      .sliced(first * StepChecksums::size, count * StepChecksums::size);
    }
    if (m_to == m_fileSize)
        return m_sha1->hexDigest() == m_digests.sha1;
    return m_to == 0 || m_sha1->state() == m_digests.stateAt(m_to);
}

} // namespace cosdrop

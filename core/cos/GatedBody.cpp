#include "core/cos/GatedBody.h"

#include <algorithm>
#include <utility>

namespace cosdrop {

GatedBody::GatedBody(QIODevice &source, SendGate &gate)
    : m_source(&source)
    , m_gate(&gate)
{
    // Unbuffered: QIODevice would copy every byte once more.
    open(QIODevice::ReadOnly | QIODevice::Unbuffered);
}

GatedBody::~GatedBody()
{
    if (m_gate)
        m_gate->leave(*this);
}

qint64 GatedBody::size() const
{
    return m_source ? m_source->size() : 0;
}

bool GatedBody::seek(qint64 position)
{
    // Qt goes back to the start to send a request again by itself, when a connection closes before
    // the answer. The server may have carried it out by then: that is for the caller to find out.
    return position == 0 && pos() == 0;
}

qint64 GatedBody::bytesLeft() const
{
    return size() - pos();
}

void GatedBody::addAllowance(qint64 bytes)
{
    m_allowance += bytes;
    m_waiting = false;
    Q_EMIT readyRead();
}

qint64 GatedBody::useAllowance(qint64 wanted)
{
    const qint64 used = std::min(wanted, m_allowance);
    m_allowance -= used;
    return used;
}

qint64 GatedBody::readData(char *data, qint64 maximum)
{
    if (!m_source || !m_gate)
        return -1;
    if (!std::exchange(m_begun, true))
        Q_EMIT begun();
    const qint64 wanted = std::min(maximum, bytesLeft());
    if (wanted <= 0)
        return m_source->read(data, 0);
    const qint64 allowed = m_gate->admit(*this, wanted);
    m_waiting = allowed == 0;
    if (m_waiting)
        return 0;
    const qint64 got = m_source->read(data, allowed);
    if (got > 0)
        Q_EMIT moved();
    return got;
}

qint64 GatedBody::writeData(const char *, qint64)
{
    return -1;
}

} // namespace cosdrop

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
    // It goes on waiting until the bytes are fetched, which may be somewhat later.
    m_allowance += bytes;
    Q_EMIT readyRead();
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

    const bool open = m_gate->isOpen();
    if (!open && m_allowance == 0)
        m_allowance = m_gate->takeSpare(wanted);
    const qint64 allowed = open ? wanted : std::min(wanted, m_allowance);
    const qint64 got = allowed > 0 ? m_source->read(data, allowed) : 0;
    if (!open && got > 0)
        m_allowance -= got;
    // A multipart body does not cut its line ends in two: with one byte allowed it gives none.
    m_waiting = got == 0;
    if (m_waiting)
        m_gate->wait(*this);
    else
        Q_EMIT moved();
    return got;
}

qint64 GatedBody::writeData(const char *, qint64)
{
    return -1;
}

} // namespace cosdrop

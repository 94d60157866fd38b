#include "app/emulator/RequestLog.h"

namespace cosdrop::emulator {

quint64 RequestLog::begin(const EmulatorRequest &request)
{
    const std::lock_guard lock(m_lock);
    m_requests.append(request);
    return m_cleared + static_cast<quint64>(m_requests.size()) - 1;
}

void RequestLog::end(quint64 number, qint64 bodyBytes, int httpStatus, int code)
{
    const std::lock_guard lock(m_lock);
    if (number < m_cleared)
        return;
    EmulatorRequest &request = m_requests[static_cast<qsizetype>(number - m_cleared)];
    request.bodyBytes = bodyBytes;
    request.httpStatus = httpStatus;
    request.code = code;
}

QList<EmulatorRequest> RequestLog::all() const
{
    const std::lock_guard lock(m_lock);
    // Not a shared list: that the caller has let go of its share is read here without an order
    // between what the caller read and what is written next.
    return {m_requests.cbegin(), m_requests.cend()};
}

void RequestLog::clear()
{
    const std::lock_guard lock(m_lock);
    m_cleared += static_cast<quint64>(m_requests.size());
    m_requests.clear();
}

} // namespace cosdrop::emulator

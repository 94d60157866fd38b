#pragma once

#include "app/emulator/CosEmulator.h"

#include <QList>

#include <mutex>

namespace cosdrop::emulator {

/// What was asked, in order. Thread: any.
class RequestLog
{
public:
    /// Notes a request and gives the number under which its outcome is added.
    quint64 begin(const EmulatorRequest &request);

    /// Adds how it ended, unless the log was cleared since.
    void end(quint64 number, qint64 bodyBytes, int httpStatus, int code);

    QList<EmulatorRequest> all() const;
    void clear();

private:
    mutable std::mutex m_lock;
    QList<EmulatorRequest> m_requests;
    quint64 m_cleared = 0; ///< numbers below are gone
};

} // namespace cosdrop::emulator

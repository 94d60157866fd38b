#pragma once

#include "app/emulator/ApiRequest.h"
#include "app/emulator/CosService.h"
#include "app/emulator/FaultScript.h"
#include "app/emulator/LoopbackServer.h"
#include "app/emulator/RequestLog.h"

#include <chrono>
#include <functional>
#include <optional>

namespace cosdrop::emulator {

/// Between HTTP and the operations: reads requests strictly, plays the faults, writes answers and
/// the log. Thread: the connections'.
class HttpFront
{
public:
    /// None of these is owned; all must outlive the server's run.
    HttpFront(LoopbackServer &server, CosService &service, Bucket &bucket, SliceSessions &sessions,
              FaultScript &faults, RequestLog &log);

private:
    struct Exchange;

    void get(Exchange &exchange);
    void post(Exchange &exchange, const httplib::ContentReader &reader);

    bool receive(Exchange &exchange, const httplib::ContentReader &reader);
    bool takePiece(Exchange &exchange, QByteArrayView bytes);
    void look(Exchange &exchange, bool whole);
    void become(Exchange &exchange, const QString &op, qint64 offset);

    Reply judge(const Exchange &exchange);
    std::optional<Reply> download(Exchange &exchange);

    /// `carryOut` gives nothing where it has made the response itself.
    void answer(Exchange &exchange, const std::function<std::optional<Reply>()> &carryOut);
    bool answerByFault(Exchange &exchange);
    void write(Exchange &exchange, const Reply &reply);
    void breakOff(Exchange &exchange);
    void end(Exchange &exchange, int code);
    void setDate(httplib::Response &response, std::chrono::seconds offset) const;

    LoopbackServer &m_server;
    CosService &m_service;
    Bucket &m_bucket;
    SliceSessions &m_sessions;
    FaultScript &m_faults;
    RequestLog &m_log;
};

} // namespace cosdrop::emulator

#include "app/emulator/HttpFront.h"

#include "app/emulator/Download.h"
#include "app/emulator/FormReader.h"
#include "app/emulator/SpoiledReply.h"

#include <QDateTime>
#include <QLocale>

#include <algorithm>

namespace cosdrop::emulator {

using namespace std::chrono_literals;

namespace {

constexpr qint64 largestBody = 32 * 1024 * 1024;
constexpr int tooLargeStatus = 413;
constexpr int lengthRequiredStatus = 411;
constexpr int methodStatus = 405;

QByteArray header(const httplib::Request &request, const char *name)
{
    return QByteArray::fromStdString(request.get_header_value(name));
}

Reply badRequest(int httpStatus, const QString &message)
{
    Reply reply = Reply::error(Code::BadParameters, message);
    reply.httpStatus = httpStatus;
    return reply;
}

} // namespace

/// A request on its way.
struct HttpFront::Exchange
{
    const httplib::Request &request;
    httplib::Response &response;
    Connection &connection;
    Outcome<RequestTarget> target;
    std::optional<MultipartForm> form;
    bool formIsGood = true;
    bool tooLarge = false;
    bool isKnown = false; ///< what is asked is known: the log and the faults have seen it
    QString op;
    EmulatorFault fault;
    quint64 logNumber = 0;
    qint64 bodyBytes = 0;
    std::optional<qint64> contentLength;
    std::shared_ptr<void> underWay; ///< counts among its session's slice requests

    Exchange(const httplib::Request &httpRequest, httplib::Response &httpResponse,
             Connection &itsConnection)
        : request(httpRequest)
        , response(httpResponse)
        , connection(itsConnection)
        , target(parseTarget(QByteArray::fromStdString(httpRequest.target)))
        , contentLength(decimal(header(httpRequest, "Content-Length")))
    {
    }

    QString path() const { return target ? target->path : QString::fromStdString(request.target); }

    QByteArrayView field(const QByteArray &name) const
    {
        return form ? form->field(name).value_or(QByteArrayView()) : QByteArrayView();
    }
};

HttpFront::HttpFront(LoopbackServer &server, CosService &service, Bucket &bucket,
                     SliceSessions &sessions, FaultScript &faults, RequestLog &log)
    : m_server(server)
    , m_service(service)
    , m_bucket(bucket)
    , m_sessions(sessions)
    , m_faults(faults)
    , m_log(log)
{
    using Handled = httplib::Server::HandlerResponse;
    m_server.set_pre_routing_handler(
        [this](const httplib::Request &request, httplib::Response &response) {
            if (request.method == "POST")
                return Handled::Unhandled;
            Exchange exchange(request, response, m_server.connection());
            get(exchange);
            return Handled::Handled;
        });
    m_server.Post("/", [this](const httplib::Request &request, httplib::Response &response,
                              const httplib::ContentReader &reader) {
        Exchange exchange(request, response, m_server.connection());
        post(exchange, reader);
    });
    // What cpp-httplib refuses by itself.
    const httplib::Server::HandlerWithResponse refused = [this](const httplib::Request &,
                                                                httplib::Response &response) {
        if (!response.has_header("Date"))
            setDate(response, 0s);
        return Handled::Unhandled;
    };
    m_server.set_error_handler(refused);
}

void HttpFront::get(Exchange &exchange)
{
    const std::string &method = exchange.request.method;
    const bool hasBody =
        exchange.contentLength.value_or(0) > 0 || exchange.request.has_header("Transfer-Encoding");
    if (hasBody)
        exchange.connection.closeAfterReply();
    const bool isLink = exchange.target && exchange.target->kind == RequestTarget::Kind::Link;
    const QString op = isLink            ? QStringLiteral("download")
                       : exchange.target ? QString::fromUtf8(exchange.target->query.value("op"))
                                         : QString();
    become(exchange, op, -1);
    answer(exchange, [&]() -> std::optional<Reply> {
        if ((method != "GET" && method != "HEAD") || hasBody)
            return badRequest(hasBody ? 400 : methodStatus, QStringLiteral("GET, HEAD or POST"));
        if (isLink)
            return download(exchange);
        return judge(exchange);
    });
}

void HttpFront::post(Exchange &exchange, const httplib::ContentReader &reader)
{
    const bool hasLength =
        exchange.contentLength || exchange.request.has_header("Transfer-Encoding");
    const auto boundary =
        MultipartForm::boundaryOf(header(exchange.request, LoopbackServer::typeHeader));
    if (boundary)
        exchange.form.emplace(*boundary);
    if (hasLength && !receive(exchange, reader))
        return;
    look(exchange, true);
    answer(exchange, [&]() -> std::optional<Reply> {
        if (!hasLength || exchange.tooLarge)
            exchange.connection.closeAfterReply();
        if (!hasLength)
            return badRequest(lengthRequiredStatus, QStringLiteral("Content-Length is missing"));
        if (exchange.tooLarge)
            return badRequest(tooLargeStatus, QStringLiteral("body is over 32 MiB"));
        return judge(exchange);
    });
}

/// Reads the body; false: there is no one left to answer.
bool HttpFront::receive(Exchange &exchange, const httplib::ContentReader &reader)
{
    if (exchange.form)
        exchange.form->reserve(std::min(exchange.contentLength.value_or(0), largestBody));
    exchange.tooLarge = exchange.contentLength.value_or(0) > largestBody;
    if (exchange.tooLarge)
        return true;
    const bool whole = reader([&](const char *bytes, size_t size) {
        return takePiece(exchange, QByteArrayView(bytes, static_cast<qsizetype>(size)));
    });
    if (whole || exchange.tooLarge)
        return true;
    breakOff(exchange);
    return false;
}

bool HttpFront::takePiece(Exchange &exchange, QByteArrayView bytes)
{
    exchange.bodyBytes += bytes.size();
    exchange.tooLarge = exchange.bodyBytes > largestBody;
    if (exchange.tooLarge)
        return false;
    if (exchange.form && exchange.formIsGood)
        exchange.formIsGood = exchange.form->feed(bytes);
    look(exchange, false);
    using Drop = EmulatorFault::Drop;
    const bool half = exchange.bodyBytes * 2 >= exchange.contentLength.value_or(0);
    return exchange.fault.drop != Drop::Before && !(exchange.fault.drop == Drop::Middle && half);
}

/// Notices what is asked as soon as the body has told it.
void HttpFront::look(Exchange &exchange, bool whole)
{
    const bool isSlice = exchange.field("op") == QByteArrayView("upload_slice_data");
    if (isSlice && !exchange.underWay && !exchange.field("session").isEmpty())
        exchange.underWay = m_sessions.enter(QString::fromUtf8(exchange.field("session")));
    if (exchange.isKnown)
        return;
    const auto offset = decimal(exchange.field("offset"));
    const bool told = !exchange.field("op").isEmpty()
                      && (!isSlice || (offset && exchange.underWay) || !m_faults.looksAtSlices());
    if (told || whole) {
        become(exchange, QString::fromUtf8(exchange.field("op")),
               isSlice ? offset.value_or(-1) : -1);
    }
}

void HttpFront::become(Exchange &exchange, const QString &op, qint64 offset)
{
    exchange.isKnown = true;
    exchange.op = op;
    EmulatorRequest request;
    request.method = QString::fromStdString(exchange.request.method);
    request.op = op;
    request.path = exchange.path();
    request.offset = offset;
    exchange.logNumber = m_log.begin(request);
    const int underWay = m_sessions.underWay(QString::fromUtf8(exchange.field("session")));
    if (const auto fault = m_faults.take(op, request.path, {offset, underWay}))
        exchange.fault = *fault;
}

Reply HttpFront::judge(const Exchange &exchange)
{
    if (!exchange.target)
        return exchange.target.error();
    ApiRequest request;
    request.op = exchange.op;
    request.target = *exchange.target;
    request.loseSlice = exchange.fault.loseSlice;
    request.corrupt = exchange.fault.corrupt;
    if (request.target.kind != RequestTarget::Kind::Api)
        return Reply::error(Code::BadParameters, QStringLiteral("links are for GET"));
    if (exchange.request.method == "POST") {
        if (!exchange.form)
            return Reply::error(Code::BadParameters, QStringLiteral("body is no multipart form"));
        if (!exchange.formIsGood || !exchange.form->isComplete()) {
            return Reply::error(Code::BadParameters,
                                QStringLiteral("form is malformed: ") + exchange.form->error());
        }
        request.form = &*exchange.form;
    }
    const size_t headers = exchange.request.get_header_value_count("Authorization");
    const QByteArray inQuery = request.target.query.value("sign");
    if (headers + (inQuery.isEmpty() ? 0 : 1) > 1)
        return Reply::error(Code::SignatureAbsent, QStringLiteral("more than one signature"));
    request.signature = headers > 0 ? header(exchange.request, "Authorization") : inQuery;
    return m_service.handle(request);
}

std::optional<Reply> HttpFront::download(Exchange &exchange)
{
    const RequestTarget &target = *exchange.target;
    const auto object = m_bucket.object(target.path);
    if (!object || target.bucket != m_service.bucketName())
        return Reply::error(Code::NotFound, QStringLiteral("nothing is there"));
    if (!serveObject(*object, exchange.request, exchange.response))
        return Reply::error(Code::StoreFailed, QStringLiteral("the object could not be read"));
    return std::nullopt;
}

void HttpFront::answer(Exchange &exchange, const std::function<std::optional<Reply>()> &carryOut)
{
    const EmulatorFault &fault = exchange.fault;
    m_server.pause(fault.delay);
    if (fault.forgetSession)
        m_sessions.discardAt(exchange.path());
    if (answerByFault(exchange))
        return;
    const std::optional<Reply> reply = carryOut();
    if (fault.drop == EmulatorFault::Drop::After) {
        m_server.pause(fault.hang);
        breakOff(exchange);
    } else if (reply) {
        write(exchange, *reply);
    } else {
        setDate(exchange.response, fault.dateOffset);
        end(exchange, 0);
    }
}

/// Whether the fault took the operation's place.
bool HttpFront::answerByFault(Exchange &exchange)
{
    using Drop = EmulatorFault::Drop;
    const EmulatorFault &fault = exchange.fault;
    if (fault.drop == Drop::Before || fault.drop == Drop::Middle
        || (fault.hang > 0ms && fault.drop == Drop::No)) {
        exchange.underWay.reset();
        m_server.pause(fault.hang);
        breakOff(exchange);
        return true;
    }
    httplib::Response &response = exchange.response;
    if (!fault.redirect.isEmpty()) {
        response.status = fault.status > 0 ? fault.status : 302;
        response.set_header("Location", fault.redirect.toStdString());
    } else if (fault.html) {
        response.status = fault.status > 0 ? fault.status : 200;
        response.set_content("<html><body><h1>It works</h1></body></html>", "text/html");
    } else if (fault.code != 0) {
        Reply reply;
        reply.code = fault.code;
        reply.httpStatus = fault.status > 0 ? fault.status : httpStatusOf(fault.code);
        reply.message = QStringLiteral("scripted fault");
        write(exchange, reply);
        return true;
    } else if (fault.status > 0) {
        response.status = fault.status;
        response.set_content("", "text/plain");
    } else {
        return false;
    }
    addRetryAfter(fault, response);
    setDate(response, fault.dateOffset);
    end(exchange, 0);
    return true;
}

void HttpFront::write(Exchange &exchange, const Reply &reply)
{
    const EmulatorFault &fault = exchange.fault;
    httplib::Response &response = exchange.response;
    response.status = reply.httpStatus;
    if (!exchange.connection.isOpen())
        response.set_header("Connection", "close");
    const QByteArray body = spoiledJson(reply, fault);
    response.set_content(body.constData(), static_cast<size_t>(body.size()),
                         "application/json; charset=utf-8");
    addRetryAfter(fault, response);
    setDate(response, fault.dateOffset);
    end(exchange, reply.code);
}

void HttpFront::breakOff(Exchange &exchange)
{
    exchange.response.status = 0;
    end(exchange, 0);
    exchange.connection.abort();
}

void HttpFront::end(Exchange &exchange, int code)
{
    if (exchange.isKnown)
        m_log.end(exchange.logNumber, exchange.bodyBytes, exchange.response.status, code);
}

void HttpFront::setDate(httplib::Response &response, std::chrono::seconds offset) const
{
    // IMF-fixdate, RFC 9110, 5.6.7
    const qint64 seconds = (m_service.now() + offset).count();
    const QDateTime time = QDateTime::fromSecsSinceEpoch(seconds, Qt::UTC);
    const QString text =
        QLocale::c().toString(time, QStringLiteral("ddd, dd MMM yyyy HH:mm:ss 'GMT'"));
    response.set_header("Date", text.toStdString());
}

} // namespace cosdrop::emulator

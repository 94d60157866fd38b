#include "tests/support/ScriptedHttpServer.h"

#include <QTcpSocket>
#include <QTimer>

#include <algorithm>
#include <utility>

namespace cosdrop::test {

namespace {

constexpr qint64 readBuffer = 64 * 1024;
constexpr std::chrono::milliseconds rationInterval{10};

QList<HttpHeader> parseHeaders(const QByteArray &text)
{
    QList<HttpHeader> headers;
    for (const QByteArray &line : text.split('\n')) {
        const qsizetype colon = line.indexOf(':');
        if (colon > 0)
            headers.append({line.first(colon).trimmed(), line.sliced(colon + 1).trimmed()});
    }
    return headers;
}

QByteArray chunksOf(const QByteArray &body)
{
    constexpr qsizetype size = 64;
    QByteArray chunks;
    for (qsizetype offset = 0; offset < body.size(); offset += size) {
        const QByteArray chunk = body.mid(offset, size);
        chunks += QByteArray::number(chunk.size(), 16) + "\r\n" + chunk + "\r\n";
    }
    return chunks + "0\r\n\r\n";
}

QByteArray headOf(const ScriptedAnswer &answer)
{
    QByteArray head = "HTTP/1.1 " + QByteArray::number(answer.status) + " Scripted\r\n";
    for (const auto &[name, value] : answer.headers)
        head += name + ": " + value + "\r\n";
    if (answer.chunked)
        head += "Transfer-Encoding: chunked\r\n";
    else if (answer.withLength)
        head += "Content-Length: " + QByteArray::number(answer.body.size()) + "\r\n";
    return head + "\r\n";
}

} // namespace

QByteArray RecordedRequest::header(const QByteArray &name) const
{
    for (const auto &[known, value] : headers) {
        if (known.compare(name, Qt::CaseInsensitive) == 0)
            return value;
    }
    return {};
}

QList<QPair<QByteArray, QByteArray>> RecordedRequest::form() const
{
    static const QByteArray typeStart = "multipart/form-data; boundary=";
    static const QByteArray partStart = "Content-Disposition: form-data; name=\"";
    const QByteArray type = header("Content-Type");
    if (!type.startsWith(typeStart))
        return {};
    const QByteArray delimiter = "--" + type.sliced(typeStart.size());

    QList<QPair<QByteArray, QByteArray>> fields;
    qsizetype position = 0;
    while (body.sliced(position).startsWith(delimiter + "\r\n" + partStart)) {
        position += delimiter.size() + 2 + partStart.size();
        const qsizetype nameEnd = body.indexOf("\"\r\n\r\n", position);
        if (nameEnd < 0)
            return {};
        const qsizetype valueStart = nameEnd + 5;
        const qsizetype valueEnd = body.indexOf("\r\n" + delimiter, valueStart);
        if (valueEnd < 0)
            return {};
        fields.append({body.sliced(position, nameEnd - position),
                       body.sliced(valueStart, valueEnd - valueStart)});
        position = valueEnd + 2;
    }
    const QByteArray rest = body.sliced(position);
    return rest == delimiter + "--\r\n" || rest == delimiter + "--" ? fields : decltype(fields)();
}

QByteArray RecordedRequest::field(const QByteArray &name) const
{
    for (const auto &[known, value] : form()) {
        if (known == name)
            return value;
    }
    return {};
}

ScriptedAnswer ScriptedAnswer::success(const QByteArray &data)
{
    ScriptedAnswer answer;
    answer.body = R"({"code":0,"message":"SUCCESS","request_id":"r-1","data":)" + data + '}';
    return answer;
}

ScriptedAnswer ScriptedAnswer::error(int code, int status, const QByteArray &message)
{
    ScriptedAnswer answer;
    answer.status = status;
    answer.body = R"({"code":)" + QByteArray::number(code) + R"(,"message":")" + message
                  + R"(","request_id":"r-2"})";
    return answer;
}

/// One connection of a client, and the request that is coming in on it.
class ScriptedHttpServer::Connection final : public QObject
{
public:
    Connection(ScriptedHttpServer &server, QTcpSocket *socket, int number)
        : m_server(server)
        , m_socket(socket)
        , m_number(number)
    {
        socket->setParent(this);
        // So that a test's refusal to read is felt by the client.
        socket->setReadBufferSize(readBuffer);
        connect(socket, &QTcpSocket::readyRead, this, &Connection::read);
        m_rationTimer.setSingleShot(true);
        connect(&m_rationTimer, &QTimer::timeout, this, &Connection::readBody);
        connect(socket, &QTcpSocket::disconnected, this, [this] {
            m_server.m_open.removeOne(this);
            leave();
            deleteLater();
        });
    }

    void closeIfIdle()
    {
        if (m_index < 0 && m_head.isEmpty())
            m_socket->disconnectFromHost();
    }

private:
    RecordedRequest &request() { return m_server.m_requests[m_index]; }

    void read()
    {
        if (m_index < 0 && !readHead())
            return;
        readBody();
    }

    bool readHead()
    {
        while (m_socket->canReadLine()) {
            const QByteArray line = m_socket->readLine();
            if (line == "\r\n" && !m_head.isEmpty()) {
                takeHead();
                return true;
            }
            m_head += line;
        }
        return false;
    }

    void takeHead()
    {
        RecordedRequest request;
        const QList<QByteArray> words = m_head.left(m_head.indexOf('\r')).split(' ');
        request.connection = m_number;
        request.method = words.value(0);
        request.target = words.value(1);
        request.headers = parseHeaders(m_head.sliced(m_head.indexOf('\n') + 1));
        m_head.clear();
        m_length = request.header("Content-Length").toLongLong();
        m_index = m_server.m_requests.size();
        m_answered = false;
        m_server.m_requests.append(request);
        m_server.m_mostAtOnce = std::max(m_server.m_mostAtOnce, ++m_server.m_atOnce);
        m_isIn = true;
        m_answer = m_server.answerFor(request);
        if (m_answer.fault == ScriptedAnswer::Fault::DropAtHead)
            m_socket->abort();
        else if (m_answer.when == ScriptedAnswer::When::AfterHead)
            answer();
    }

    void readBody()
    {
        if (m_index < 0 || m_socket->state() != QAbstractSocket::ConnectedState)
            return;
        qint64 wanted = m_length - request().body.size();
        if (m_answer.fault == ScriptedAnswer::Fault::StopReading)
            wanted = std::min(wanted, m_answer.keep - request().body.size());
        if (wanted > 0 && m_server.m_readRate > 0)
            wanted = std::min(wanted, nextRation());
        if (wanted > 0) {
            const QByteArray bytes = m_socket->read(wanted);
            request().body += bytes;
            Q_EMIT m_server.bodyBytesReceived(bytes.size());
        }
        if (request().body.size() < m_length || request().complete)
            return;
        request().complete = true;
        const int index = static_cast<int>(m_index);
        Q_EMIT m_server.requestCompleted(index);
        if (m_answered)
            startNext();
        else
            answer();
    }

    /// How much may be read now; asks again later for the rest.
    qint64 nextRation()
    {
        if (m_rationTimer.isActive())
            return 0;
        m_rationTimer.start(rationInterval);
        return std::max<qint64>(1, m_server.m_readRate * rationInterval.count() / 1000);
    }

    void answer()
    {
        m_answered = true;
        if (m_server.m_hold) {
            connect(&m_server, &ScriptedHttpServer::answersReleased, this, &Connection::answer,
                    Qt::SingleShotConnection);
            return;
        }
        if (m_answer.fault == ScriptedAnswer::Fault::Silence
            || m_answer.fault == ScriptedAnswer::Fault::StopReading)
            return;
        if (m_answer.delay.count() == 0)
            sendAnswer();
        else
            QTimer::singleShot(m_answer.delay, this, [this] { sendAnswer(); });
    }

    void sendAnswer()
    {
        using Fault = ScriptedAnswer::Fault;
        if (m_socket->state() != QAbstractSocket::ConnectedState)
            return;
        if (m_answer.fault == Fault::Drop) {
            m_socket->disconnectFromHost();
            return;
        }
        QByteArray body = m_answer.chunked ? chunksOf(m_answer.body) : m_answer.body;
        const bool cut = m_answer.fault == Fault::CutAnswer;
        const bool stalls = m_answer.fault == Fault::StallInAnswer;
        if (cut || stalls)
            body = body.first(m_answer.keep);
        m_socket->write(m_answer.raw ? *m_answer.raw : headOf(m_answer) + body);
        leave();
        if (stalls)
            return;
        if (cut || m_answer.closeAfter || m_answer.raw
            || (!m_answer.withLength && !m_answer.chunked)) {
            m_socket->disconnectFromHost();
            return;
        }
        if (request().complete)
            startNext();
    }

    void startNext()
    {
        m_index = -1;
        if (m_socket->bytesAvailable() > 0)
            read();
    }

    void leave()
    {
        if (std::exchange(m_isIn, false))
            --m_server.m_atOnce;
    }

    ScriptedHttpServer &m_server;
    QTcpSocket *m_socket;
    int m_number;
    QByteArray m_head;
    qsizetype m_index = -1; // of the request, -1 between two
    qint64 m_length = 0;
    ScriptedAnswer m_answer;
    QTimer m_rationTimer;
    bool m_answered = false;
    bool m_isIn = false;
};

ScriptedHttpServer::ScriptedHttpServer(QObject *parent)
    : ScriptedHttpServer(std::make_unique<QTcpServer>(), QStringLiteral("http"), parent)
{
}

ScriptedHttpServer::ScriptedHttpServer(std::unique_ptr<QTcpServer> listener, const QString &scheme,
                                       QObject *parent)
    : QObject(parent)
    , m_listener(std::move(listener))
    , m_scheme(scheme)
    , m_handler([](const RecordedRequest &) { return ScriptedAnswer::success(); })
{
    connect(m_listener.get(), &QTcpServer::pendingConnectionAvailable, this,
            &ScriptedHttpServer::accept);
    m_listener->listen(QHostAddress::LocalHost);
}

ScriptedHttpServer::~ScriptedHttpServer()
{
    qDeleteAll(std::exchange(m_open, {}));
}

QUrl ScriptedHttpServer::url() const
{
    return QUrl(QStringLiteral("%1://127.0.0.1:%2").arg(m_scheme).arg(m_listener->serverPort()));
}

void ScriptedHttpServer::answerNext(const ScriptedAnswer &answer)
{
    m_answers.append(answer);
}

void ScriptedHttpServer::setHandler(Handler handler)
{
    m_handler = std::move(handler);
}

int ScriptedHttpServer::completeRequests() const
{
    return static_cast<int>(
        std::count_if(m_requests.begin(), m_requests.end(),
                      [](const RecordedRequest &request) { return request.complete; }));
}

void ScriptedHttpServer::holdAnswers(bool hold)
{
    m_hold = hold;
    if (!hold)
        Q_EMIT answersReleased();
}

void ScriptedHttpServer::closeIdleConnections()
{
    const auto open = m_open;
    for (Connection *connection : open)
        connection->closeIfIdle();
}

void ScriptedHttpServer::accept()
{
    while (QTcpSocket *socket = m_listener->nextPendingConnection())
        m_open.append(new Connection(*this, socket, m_connections++));
}

ScriptedAnswer ScriptedHttpServer::answerFor(const RecordedRequest &request)
{
    return m_answers.isEmpty() ? m_handler(request) : m_answers.takeFirst();
}

} // namespace cosdrop::test

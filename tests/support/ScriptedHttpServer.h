#pragma once

#include <QByteArray>
#include <QHash>
#include <QHostAddress>
#include <QList>
#include <QObject>
#include <QPair>
#include <QTcpServer>
#include <QUrl>

#include <chrono>
#include <functional>
#include <memory>
#include <optional>

namespace cosdrop::test {

using HttpHeader = QPair<QByteArray, QByteArray>;

/// A request as it came over the wire, byte for byte.
struct RecordedRequest
{
    int connection = 0; ///< numbered from 0 in the order of their beginning
    QByteArray method;
    QByteArray target; ///< between method and version, undecoded
    QList<HttpHeader> headers;
    QByteArray body;
    bool complete = false; ///< the body came whole

    /// A header's value, whatever the case of its name; empty where there is none.
    QByteArray header(const QByteArray &name) const;
    /// The form's fields in their order; empty where the body is no multipart/form-data that is
    /// made of parts with nothing but a Content-Disposition and a name.
    QList<QPair<QByteArray, QByteArray>> form() const;
    /// One field of the form.
    QByteArray field(const QByteArray &name) const;
};

/// What the server does with one request.
struct ScriptedAnswer
{
    enum class When {
        AfterRequest, ///< answers when the whole request has come
        AfterHead,    ///< answers before it reads the body
    };
    enum class Fault {
        None,
        Silence,       ///< takes the request and never answers
        Drop,          ///< takes the request and closes without an answer
        DropAtHead,    ///< closes when the head has come
        StopReading,   ///< reads no more than `keep` bytes of the body and never answers
        StallInAnswer, ///< sends `keep` bytes of the answer's body, then nothing more
        CutAnswer,     ///< sends `keep` bytes of the answer's body, then closes
    };

    int status = 200;
    QList<HttpHeader> headers{{"Content-Type", "application/json"}};
    QByteArray body;
    std::chrono::milliseconds delay{0}; ///< between request and answer
    When when = When::AfterRequest;
    Fault fault = Fault::None;
    qint64 keep = 0;
    bool chunked = false;
    bool withLength = true;  ///< Content-Length; without it the end of the connection ends the body
    bool closeAfter = false; ///< closes, without having said so, when the answer is out
    std::optional<QByteArray> raw; ///< sent as it is instead of all that

    /// A COS success with this `data` (JSON text).
    static ScriptedAnswer success(const QByteArray &data = "{}");
    /// A COS error.
    static ScriptedAnswer error(int code, int status, const QByteArray &message = "ERROR");
};

/// An HTTP/1.1 server on loopback that does what a test says, for faults that no real server has.
/// Thread: the test's.
class ScriptedHttpServer final : public QObject
{
    Q_OBJECT

public:
    using Handler = std::function<ScriptedAnswer(const RecordedRequest &)>;

    explicit ScriptedHttpServer(QObject *parent = nullptr);
    /// With connections of another kind, such as QSslServer's; `scheme` is that of url().
    ScriptedHttpServer(std::unique_ptr<QTcpServer> listener, const QString &scheme,
                       QObject *parent = nullptr);
    ~ScriptedHttpServer() override;

    /// <scheme>://127.0.0.1:<port>
    QUrl url() const;

    /// The answers to the next requests, in order. Behind them the handler is asked.
    void answerNext(const ScriptedAnswer &answer);
    /// Asked for each request with no answer of its own, when its head has come. At first: success.
    void setHandler(Handler handler);

    /// All requests, in the order in which their heads came.
    const QList<RecordedRequest> &requests() const { return m_requests; }

    /// Those that came whole.
    int completeRequests() const;

    /// All that there have been.
    int connections() const { return m_connections; }

    int openConnections() const { return static_cast<int>(m_open.size()); }

    /// How many answers are under way at most at the same time.
    int mostAtOnce() const { return m_mostAtOnce; }

    /// While it holds, requests are taken and their answers kept back.
    void holdAnswers(bool hold);

    /// Reads bodies no faster than this, in bytes a second for each connection. 0: as fast as can
    /// be.
    void readAtMost(qint64 bytesPerSecond) { m_readRate = bytesPerSecond; }

    /// Closes every connection that waits for a request.
    void closeIdleConnections();

Q_SIGNALS:
    void requestCompleted(int index);
    void answersReleased();
    void bodyBytesReceived(qint64 bytes);

private:
    class Connection;

    void accept();
    ScriptedAnswer answerFor(const RecordedRequest &request);

    std::unique_ptr<QTcpServer> m_listener;
    QString m_scheme;
    QList<ScriptedAnswer> m_answers;
    Handler m_handler;
    QList<RecordedRequest> m_requests;
    QList<Connection *> m_open;
    int m_connections = 0;
    int m_atOnce = 0;
    int m_mostAtOnce = 0;
    qint64 m_readRate = 0;
    bool m_hold = false;
};

} // namespace cosdrop::test

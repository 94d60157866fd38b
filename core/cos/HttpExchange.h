#pragma once

#include "core/base/Clock.h"
#include "core/base/Result.h"
#include "core/cos/Forms.h"
#include "core/cos/HttpLane.h"
#include "core/cos/Replies.h"

#include <QHttpMultiPart>
#include <QNetworkReply>
#include <QObject>
#include <QPointer>
#include <QUrl>

#include <chrono>
#include <functional>
#include <optional>

namespace cosdrop {

class GatedBody;

/// What is to be sent: a POST of the form, or a GET where there is none.
struct HttpRequest
{
    QUrl url;
    QByteArray authorization;
    std::optional<Form> form;
    std::function<void(qint64)> progress; ///< bytes of the file given to the network; may be empty
};

/// A whole HTTP answer, whatever its status.
struct HttpAnswer
{
    RawReply reply;
    QByteArray date; ///< the Date header, or empty
};

/// One request and its answer. Thread: that of the lane.
class HttpExchange final : public QObject
{
    Q_OBJECT

public:
    /// Called once, from the event loop, as the last thing that the exchange does.
    using Done = std::function<void(Result<HttpAnswer>)>;

    /// `clock` is not owned. `ports` are those that a connection of this request goes to.
    HttpExchange(HttpRequest request, const Clock &clock, std::chrono::milliseconds stallTimeout,
                 QList<quint16> ports, Done done, QObject *parent = nullptr);
    ~HttpExchange() override;

    /// Begins; `lane` must outlive the exchange.
    void start(HttpLane &lane);

    HttpLane *lane() const { return m_lane; }

    /// Bytes of the file in the body.
    qint64 contentSize() const { return m_contentSize; }

    /// Gives up silently what is not done; `done` is not called any more.
    void cancel();

    /// The moment (Clock::steady) at which the exchange has stalled if nothing moves until then.
    std::chrono::milliseconds stallsAt() const;
    /// Ends it with Timeout.
    void giveUpAsStalled();

Q_SIGNALS:
    /// The connection is there, and the first bytes of the body are being fetched.
    void bodyBegun();

private:
    QNetworkRequest networkRequest() const;
    void watch();
    void touch();
    void readBody();
    void tuneConnection();
    void reportProgress(qint64 bytesSent, qint64 bytesTotal);
    bool goesThroughProxy() const;
    void giveUp(const Error &error);
    void conclude();
    Result<HttpAnswer> outcome();

    HttpRequest m_request;
    const Clock &m_clock;
    std::chrono::milliseconds m_stallTimeout;
    QList<quint16> m_ports;
    Done m_done;
    HttpLane *m_lane = nullptr;
    QPointer<QNetworkReply> m_reply;
    QPointer<QHttpMultiPart> m_form;
    QPointer<GatedBody> m_body;
    QByteArray m_received;
    std::optional<Error> m_verdict; // set where this side ended it
    std::chrono::milliseconds m_movedAt{0};
    qint64 m_contentStart = 0;
    qint64 m_contentSize = 0;
    bool m_connectionIsNew = false;
};

} // namespace cosdrop

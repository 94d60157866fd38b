#include "core/cos/HttpExchange.h"

#include "core/cos/GatedBody.h"
#include "core/cos/LowDelaySockets.h"
#include "core/cos/MultipartForm.h"
#include "core/cos/NetworkErrors.h"

#include <QNetworkProxy>

#include <algorithm>
#include <utility>

namespace cosdrop {

namespace {

/// The longest answer is upload_slice_list of a huge file, some 40 bytes a slice.
constexpr qsizetype longestReply = 32 * 1024 * 1024;

} // namespace

HttpExchange::HttpExchange(HttpRequest request, const Clock &clock,
                           std::chrono::milliseconds stallTimeout, QList<quint16> ports, Done done,
                           QObject *parent)
    : QObject(parent)
    , m_request(std::move(request))
    , m_clock(clock)
    , m_stallTimeout(stallTimeout)
    , m_ports(std::move(ports))
    , m_done(std::move(done))
{
}

HttpExchange::~HttpExchange()
{
    cancel();
}

void HttpExchange::cancel()
{
    m_done = {};
    if (!m_reply)
        return;
    m_reply->disconnect(this);
    m_reply->abort();
    // The reply goes when the event loop is back, its body's bytes at once.
    delete m_form.data();
    m_reply->deleteLater();
    m_reply.clear();
}

void HttpExchange::start(HttpLane &lane)
{
    m_lane = &lane;
    QNetworkRequest request = networkRequest();
    if (m_request.form) {
        MultipartForm form(*m_request.form);
        m_request.form.reset();
        m_contentStart = form.contentStart;
        m_contentSize = form.contentSize;
        request.setRawHeader("Content-Type", form.contentType);
        m_reply = lane.post(request, form.body.get());
        m_form = form.body.release();
        m_form->setParent(m_reply);
    } else {
        m_reply = lane.get(request);
    }
    watch();
    touch();
}

std::chrono::milliseconds HttpExchange::stallsAt() const
{
    // A body that waits for its share of the speed limit is not stalled.
    const bool heldBack = m_body && m_body->isWaiting();
    return (heldBack ? m_clock.steady() : m_movedAt) + m_stallTimeout;
}

void HttpExchange::giveUpAsStalled()
{
    giveUp(makeError(ErrorKind::Timeout,
                     QStringLiteral("no byte moved for %1 ms").arg(m_stallTimeout.count())));
}

QNetworkRequest HttpExchange::networkRequest() const
{
    QNetworkRequest request(m_request.url);
    request.setRawHeader("Authorization", m_request.authorization);
    request.setRawHeader("User-Agent", "Cosdrop/" COSDROP_VERSION);
    request.setRawHeader("Accept", "application/json");
    // A reply must be as long as its Content-Length says, which Qt hides when it unpacks.
    request.setRawHeader("Accept-Encoding", "identity");
    request.setAttribute(QNetworkRequest::RedirectPolicyAttribute,
                         QNetworkRequest::ManualRedirectPolicy);
    request.setAttribute(QNetworkRequest::Http2AllowedAttribute, false);
    request.setAttribute(QNetworkRequest::CookieLoadControlAttribute, QNetworkRequest::Manual);
    request.setAttribute(QNetworkRequest::CookieSaveControlAttribute, QNetworkRequest::Manual);
    request.setAttribute(QNetworkRequest::AuthenticationReuseAttribute, QNetworkRequest::Manual);
    request.setAttribute(QNetworkRequest::CacheLoadControlAttribute,
                         QNetworkRequest::AlwaysNetwork);
    request.setAttribute(QNetworkRequest::CacheSaveControlAttribute, false);
    return request;
}

void HttpExchange::watch()
{
    connect(m_reply, &QNetworkReply::socketStartedConnecting, this,
            [this] { m_connectionIsNew = true; });
    connect(m_reply, &QNetworkReply::metaDataChanged, this, [this] {
        touch();
        tuneConnection();
    });
    connect(m_reply, &QNetworkReply::readyRead, this, &HttpExchange::readBody);
    connect(m_reply, &QNetworkReply::uploadProgress, this, &HttpExchange::reportProgress);
    // Queued: `done` may destroy everything, the reply that is emitting among it.
    connect(m_reply, &QNetworkReply::finished, this, &HttpExchange::conclude, Qt::QueuedConnection);
    m_body = m_reply->findChild<GatedBody *>(QString(), Qt::FindDirectChildrenOnly);
    if (m_body) {
        connect(m_body, &GatedBody::begun, this, &HttpExchange::tuneConnection);
        connect(m_body, &GatedBody::begun, this, &HttpExchange::bodyBegun);
        // Qt reports progress ten times a second at most, which is too late behind a long wait.
        connect(m_body, &GatedBody::moved, this, &HttpExchange::touch);
    }
}

void HttpExchange::touch()
{
    m_movedAt = m_clock.steady();
}

void HttpExchange::readBody()
{
    touch();
    m_received += m_reply->readAll();
    if (m_received.size() > longestReply)
        giveUp(makeError(ErrorKind::GarbledReply, QStringLiteral("the answer is too long")));
}

void HttpExchange::tuneConnection()
{
    if (std::exchange(m_connectionIsNew, false))
        makeLowDelay(m_ports);
}

void HttpExchange::reportProgress(qint64 bytesSent, qint64 bytesTotal)
{
    // Qt says "0 of 0" when a request is over.
    if (bytesTotal <= 0)
        return;
    touch();
    if (m_request.progress && m_contentSize > 0)
        m_request.progress(std::clamp<qint64>(bytesSent - m_contentStart, 0, m_contentSize));
}

void HttpExchange::giveUp(const Error &error)
{
    if (m_verdict || !m_reply || m_reply->isFinished())
        return;
    m_verdict = error;
    m_reply->abort();
}

void HttpExchange::conclude()
{
    if (!m_done)
        return;
    const Result<HttpAnswer> result = outcome();
    const Done done = std::exchange(m_done, {});
    done(result);
}

Result<HttpAnswer> HttpExchange::outcome()
{
    if (m_verdict)
        return Failure(*m_verdict);

    m_received += m_reply->readAll();
    const int status = m_reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
    const QVariant length = m_reply->header(QNetworkRequest::ContentLengthHeader);
    const bool tooShort = length.isValid() && m_received.size() < length.toLongLong();
    const bool whole = length.isValid() && !tooShort;
    const QNetworkReply::NetworkError networkError = m_reply->error();

    if (status == 0 || tooShort || (isConnectionError(networkError) && !whole)) {
        Error error = makeError(kindOfNetworkError(networkError), m_reply->errorString());
        // What cannot be reached is the proxy then; Qt names it the host for plain HTTP.
        if (status == 0 && goesThroughProxy()
            && (error.kind == ErrorKind::ConnectionRefused
                || error.kind == ErrorKind::HostNotFound))
            error.kind = ErrorKind::ProxyFailed;
        error.httpStatus = status;
        return Failure(error);
    }

    HttpAnswer answer;
    answer.reply.httpStatus = status;
    answer.reply.contentType = m_reply->rawHeader("Content-Type");
    answer.reply.retryAfter = m_reply->rawHeader("Retry-After");
    answer.reply.body = std::move(m_received);
    answer.reply.lengthKnown = whole;
    answer.date = m_reply->rawHeader("Date");
    return answer;
}

bool HttpExchange::goesThroughProxy() const
{
    const QNetworkProxy::ProxyType type = m_lane->proxy().type();
    return type != QNetworkProxy::NoProxy && type != QNetworkProxy::DefaultProxy;
}

} // namespace cosdrop

#include "core/cos/LinkProbe.h"

#include "core/cos/SystemProxies.h"

#include <QNetworkReply>
#include <QTimer>

#include <utility>

namespace cosdrop {

namespace {

constexpr int badRequest = 400;
constexpr int forbidden = 403;
constexpr int methodNotAllowed = 405;
constexpr int notImplemented = 501;
constexpr int deadlineFactor = 3;

bool isWeb(const QUrl &link)
{
    return link.isValid() && !link.host().isEmpty()
           && (link.scheme() == u"http" || link.scheme() == u"https");
}

/// Whether a status may speak of HEAD only: links signed for GET are forbidden for it.
bool mayConcernHead(int status)
{
    return status == badRequest || status == forbidden || status == methodNotAllowed
           || status == notImplemented;
}

} // namespace

LinkProbe::LinkProbe(std::chrono::milliseconds patience, QObject *parent)
    : QObject(parent)
    , m_patience(patience)
{
    setProxy(std::nullopt);
    m_network.setRedirectPolicy(QNetworkRequest::NoLessSafeRedirectPolicy);
    m_network.setAutoDeleteReplies(true);
}

LinkProbe::~LinkProbe()
{
    cancel();
}

void LinkProbe::setProxy(const std::optional<QNetworkProxy> &proxy)
{
    // A factory that is there goes before a proxy.
    m_network.setProxyFactory(proxy ? nullptr : new SystemProxies);
    if (proxy)
        m_network.setProxy(*proxy);
}

void LinkProbe::ask(const QList<QUrl> &links, Done done)
{
    cancel();
    m_links = links;
    m_answers = QList<Answer>(links.size(), Answer::Unasked);
    m_answered = 0;
    m_silence.clear();
    m_done = std::move(done);
    for (qsizetype place = 0; place < links.size(); ++place) {
        if (isWeb(links.at(place)))
            m_waiting.enqueue(place);
        else
            note(place, Answer::Refused);
    }
    const auto start = [this, round = m_round] {
        if (round == m_round)
            startNext();
    };
    QMetaObject::invokeMethod(this, start, Qt::QueuedConnection);
}

void LinkProbe::cancel()
{
    ++m_round;
    m_done = {};
    m_waiting.clear();
    const auto running = std::exchange(m_running, {});
    for (QNetworkReply *reply : running) {
        reply->disconnect(this);
        reply->abort();
    }
}

void LinkProbe::startNext()
{
    while (!m_waiting.isEmpty() && m_running.size() < mostAtOnce) {
        const qsizetype place = m_waiting.dequeue();
        if (isInSilence(m_links.at(place)))
            note(place, Answer::Silent);
        else
            send(place, true);
    }
    if (m_running.isEmpty() && m_waiting.isEmpty())
        finish();
}

void LinkProbe::send(qsizetype place, bool head)
{
    QNetworkRequest request(m_links.at(place));
    request.setTransferTimeout(static_cast<int>(m_patience.count()));
    request.setAttribute(QNetworkRequest::CacheLoadControlAttribute,
                         QNetworkRequest::AlwaysNetwork);
    if (!head)
        request.setRawHeader("Range", "bytes=0-0");
    QNetworkReply *reply = head ? m_network.head(request) : m_network.get(request);
    m_running.insert(place, reply);
    // An answer that drips, or leads from one address to the next, never stalls.
    QTimer::singleShot(deadlineFactor * m_patience, reply, &QNetworkReply::abort);
    // The headers tell; a server that does not know ranges would go on to send the whole object.
    connect(reply, &QNetworkReply::metaDataChanged, this, [this, place, head, reply] {
        const int status = reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
        if (!head && status >= 200 && status < 300)
            answered(place, head, reply);
    });
    connect(reply, &QNetworkReply::finished, this,
            [this, place, head, reply] { answered(place, head, reply); });
}

void LinkProbe::answered(qsizetype place, bool head, QNetworkReply *reply)
{
    const int status = reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
    m_running.remove(place);
    reply->disconnect(this);
    if (!reply->isFinished())
        reply->abort();
    if (head && mayConcernHead(status)) {
        send(place, false);
        return;
    }
    const bool isHere = status >= 200 && status < 300;
    const bool isBroken = reply->error() != QNetworkReply::NoError && (head || !isHere);
    if (status == 0 || (status < badRequest && isBroken))
        note(place, Answer::Silent);
    else
        note(place, status < badRequest || status == 416 ? Answer::Good : Answer::Refused);
    int &silence = m_silence[m_links.at(place).authority()];
    silence = status == 0 ? silence + 1 : 0;
    startNext();
}

bool LinkProbe::isInSilence(const QUrl &link) const
{
    return m_silence.value(link.authority()) >= mostInSilence;
}

void LinkProbe::note(qsizetype place, Answer answer)
{
    m_answers[place] = answer;
    ++m_answered;
    Q_EMIT advanced(m_answered, m_answers.size());
}

void LinkProbe::hurry()
{
    if (m_done)
        finish();
}

void LinkProbe::finish()
{
    const Done done = std::exchange(m_done, {});
    const QList<Answer> answers = m_answers;
    cancel();
    if (done)
        done(answers);
}

} // namespace cosdrop

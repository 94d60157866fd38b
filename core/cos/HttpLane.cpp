#include "core/cos/HttpLane.h"

#include "core/base/CoreHold.h"
#include "core/cos/GatedBody.h"

#include <QNetworkReply>

#include <memory>
#include <utility>

namespace cosdrop {

namespace {

/// QNetworkAccessManagerPrivate::createThread()
constexpr char httpThreadName[] = "QNetworkAccessManager thread";

} // namespace

HttpLane::HttpLane(SendGate &gate, QObject *parent)
    : QNetworkAccessManager(parent)
    , m_gate(gate)
{
    // Never to another host or path with a signature.
    setRedirectPolicy(QNetworkRequest::ManualRedirectPolicy);
    setAutoDeleteReplies(false);
}

QNetworkReply *HttpLane::createRequest(Operation operation, const QNetworkRequest &request,
                                       QIODevice *outgoingData)
{
    if (!std::exchange(m_hasBegun, true))
        m_earlierThreads = CoreHold::threadsNamed(httpThreadName);
    if (!outgoingData)
        return QNetworkAccessManager::createRequest(operation, request, nullptr);
    auto body = std::make_unique<GatedBody>(*outgoingData, m_gate);
    QNetworkReply *reply = QNetworkAccessManager::createRequest(operation, request, body.get());
    body.release()->setParent(reply);
    return reply;
}

std::optional<qint64> HttpLane::httpThread()
{
    if (std::exchange(m_hasLooked, true))
        return m_httpThread;
    QList<qint64> threads = CoreHold::threadsNamed(httpThreadName);
    threads.removeIf([this](qint64 thread) { return m_earlierThreads.contains(thread); });
    if (threads.size() == 1)
        m_httpThread = threads.first();
    return m_httpThread;
}

} // namespace cosdrop

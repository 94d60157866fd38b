#include "core/cos/HttpLane.h"

#include "core/cos/GatedBody.h"

#include <QNetworkReply>

#include <memory>

namespace cosdrop {

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
    if (!outgoingData)
        return QNetworkAccessManager::createRequest(operation, request, nullptr);
    auto body = std::make_unique<GatedBody>(*outgoingData, m_gate);
    QNetworkReply *reply = QNetworkAccessManager::createRequest(operation, request, body.get());
    body.release()->setParent(reply);
    return reply;
}

} // namespace cosdrop

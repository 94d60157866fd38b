#include "core/journal/EndpointText.h"

namespace cosdrop {

QString EndpointText::of(const QUrl &endpoint)
{
    if (endpoint != m_endpoint) {
        m_endpoint = endpoint;
        m_text = endpoint.toString(QUrl::FullyEncoded);
    }
    return m_text;
}

QUrl EndpointText::read(const QString &text)
{
    if (text != m_text) {
        m_endpoint = QUrl(text);
        m_text = text;
    }
    return m_endpoint;
}

} // namespace cosdrop

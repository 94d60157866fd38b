#pragma once

#include <QString>
#include <QUrl>

namespace cosdrop {

/// Endpoints as the journal writes them, both ways. The latest is remembered: uploads that are
/// saved or read one after the other mostly go to the same. A value.
class EndpointText
{
public:
    QString of(const QUrl &endpoint);
    QUrl read(const QString &text);

private:
    QUrl m_endpoint;
    QString m_text = QStringLiteral("");
};

} // namespace cosdrop

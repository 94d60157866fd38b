#pragma once

#include <QNetworkProxyFactory>

namespace cosdrop {

/// The proxies that the system names, but none for this computer itself. Any thread.
class SystemProxies final : public QNetworkProxyFactory
{
public:
    QList<QNetworkProxy> queryProxy(const QNetworkProxyQuery &query) override;
};

} // namespace cosdrop

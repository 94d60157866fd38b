#pragma once

#include <QNetworkProxy>

#include <chrono>
#include <optional>

namespace cosdrop {

/// How CosJsonApi talks. The speed limit applies at once, the rest to
/// requests that begin after the change.
struct TransportSettings
{
    std::chrono::milliseconds stallTimeout{30'000}; ///< no byte moved in either direction
    qint64 bytesPerSecond = 0;                      ///< of request bodies; 0: no limit
    std::optional<QNetworkProxy> proxy;             ///< unset: the system's

    bool operator==(const TransportSettings &) const = default;
};

} // namespace cosdrop

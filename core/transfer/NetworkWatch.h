#pragma once

#include "core/base/Upload.h"

#include <QObject>

#include <functional>

namespace cosdrop {

/// Whether there is any network at all, and when it is back.
/// Thread: the engine's. Implementation: core/engine/SystemNetworkWatch.
class NetworkWatch
{
public:
    NetworkWatch() = default;
    NetworkWatch(const NetworkWatch &) = delete;
    NetworkWatch &operator=(const NetworkWatch &) = delete;
    virtual ~NetworkWatch() = default;

    /// Asked after a connection failed: is it this computer that has no network? Never so for a
    /// loopback address.
    virtual bool isOffline(const Target &target) const = 0;

    /// Calls `back` once when the target may be reached again, unless `context` is gone by then.
    virtual void whenBack(const Target &target, QObject *context, std::function<void()> back) = 0;
};

} // namespace cosdrop

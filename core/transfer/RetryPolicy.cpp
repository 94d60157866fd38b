#include "core/transfer/RetryPolicy.h"

#include <algorithm>
#include <cmath>

namespace cosdrop {

std::chrono::milliseconds
RetryPolicy::delay(int attempt, const std::optional<std::chrono::milliseconds> &retryAfter,
                   double random) const
{
    const int doublings = std::clamp(attempt - 1, 0, 30);
    const double bound = std::min(static_cast<double>(base.count()) * std::ldexp(1.0, doublings),
                                  static_cast<double>(cap.count()));
    const std::chrono::milliseconds drawn(std::llround(bound * random));
    if (!retryAfter)
        return drawn;
    const auto asked = std::clamp(*retryAfter, std::chrono::milliseconds(0), retryAfterCap);
    return asked + drawn;
}

bool isTransient(ErrorKind kind)
{
    switch (kind) {
    case ErrorKind::TooFrequent:
    case ErrorKind::StoreFailed:
    case ErrorKind::BackendNetwork:
    case ErrorKind::ServerTrouble:
        return true;
    default:
        return isOutcomeUnknown(kind);
    }
}

bool isOutcomeUnknown(ErrorKind kind)
{
    return kind == ErrorKind::GarbledReply || kind == ErrorKind::ServerTrouble
           || isConnectivity(kind);
}

} // namespace cosdrop

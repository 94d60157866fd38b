#pragma once

#include "core/base/Error.h"

#include <chrono>
#include <optional>

namespace cosdrop {

/// When a failed request is tried again, and after how long. Pure; any thread.
///
/// Delays grow exponentially with full jitter (a uniform draw between 0 and the bound), which
/// spreads clients that failed together. A server's Retry-After is the least that is waited.
/// The budget is of failures in a row: the caller starts over at 0 whenever bytes advance.
struct RetryPolicy
{
    int maxAttempts = 8;
    std::chrono::milliseconds base{400};
    std::chrono::milliseconds cap{12'000};
    std::chrono::milliseconds retryAfterCap{300'000};

    /// The wait before try number `attempt` + 1; `attempt` ≥ 1 failures came before.
    /// `random` is uniform in [0, 1).
    std::chrono::milliseconds delay(int attempt,
                                    const std::optional<std::chrono::milliseconds> &retryAfter,
                                    double random) const;

    bool operator==(const RetryPolicy &) const = default;
};

/// Whether the same request may succeed later with nothing changed.
bool isTransient(ErrorKind kind);

/// Whether the server may have carried the request out although it failed here.
bool isOutcomeUnknown(ErrorKind kind);

} // namespace cosdrop

#pragma once

namespace cosdrop {

// With what cosdrop-cli ends, beside 0: 128 + the number of a signal that stopped it, or one of
// these.

constexpr int exitFailed = 1; ///< some failed, or are not as they were
constexpr int exitUsage = 2;  ///< usage or configuration

} // namespace cosdrop

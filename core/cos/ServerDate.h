#pragma once

#include <QByteArray>

#include <chrono>
#include <optional>

namespace cosdrop {

/// A Date header in the three forms of RFC 9110, as Unix time. The asctime form has no zone; the
/// reply printed in the COS documents has China's local time in it, so that form is read as UTC or
/// as UTC+8, whichever is nearer to `localNow` (Unix time). Nothing for any other text. Any thread.
std::optional<std::chrono::seconds> parseServerDate(const QByteArray &header,
                                                    std::chrono::seconds localNow);

} // namespace cosdrop

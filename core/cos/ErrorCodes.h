#pragma once

#include "core/base/Error.h"

namespace cosdrop {

/// The kind of a COS error code, by the table of the COS JSON API v4. `httpStatus` decides for a
/// code that is not listed: 5xx is the server's trouble, anything else a refusal. Any thread.
ErrorKind errorKindOfCode(int code, int httpStatus);

} // namespace cosdrop

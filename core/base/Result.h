#pragma once

#include "core/base/Error.h"

#include <tl/expected.hpp>

namespace cosdrop {

/// A value, or the Error that stood in its way.
template <typename T>
using Result = tl::expected<T, Error>;

/// The failing side of a Result.
using Failure = tl::unexpected<Error>;

inline Failure fail(ErrorKind kind, const QString &detail = {})
{
    return Failure(makeError(kind, detail));
}

} // namespace cosdrop

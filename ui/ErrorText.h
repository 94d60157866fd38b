#pragma once

#include "core/base/Error.h"

#include <QString>

namespace cosdrop {

/// What a person is told of an error: what happened, and what to do about it.
struct ErrorText
{
    QString cause;  ///< one sentence, short enough for a row
    QString remedy; ///< one sentence, or empty where nothing can be done
};

/// The words for an error. Exhaustive over ErrorKind. Thread: the UI's (translations).
ErrorText errorText(const Error &error);

} // namespace cosdrop

#pragma once

#include "core/base/Error.h"

#include <QNetworkReply>

namespace cosdrop {

/// The kind of a failure that left no usable HTTP answer. Any thread.
ErrorKind kindOfNetworkError(QNetworkReply::NetworkError error);

/// Whether the failure is about the way to the server and not about what it answered.
bool isConnectionError(QNetworkReply::NetworkError error);

} // namespace cosdrop

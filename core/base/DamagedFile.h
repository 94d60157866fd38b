#pragma once

#include <QString>

namespace cosdrop {

/// Where a file that cannot be read is moved to, so that nothing in it is lost:
/// "<path>.damaged-YYYYMMDD-HHMMSS", or with "-2" and so on behind it where that is taken.
/// Any thread.
QString pathAside(const QString &path);

} // namespace cosdrop

#pragma once

#include "core/base/UploadSnapshot.h"

#include <QString>

namespace cosdrop {

/// What one button can do about a failed upload.
enum class WayOut { None, TryAgain, EditAccount, Rename };

/// The likeliest way out for an upload; None where it has not failed.
WayOut wayOutOf(const UploadSnapshot &upload);

/// The button's words. Thread: the window's.
QString wayOutText(WayOut wayOut);

} // namespace cosdrop

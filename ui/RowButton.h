#pragma once

#include "core/base/UploadSnapshot.h"

#include <QList>
#include <QString>

namespace cosdrop {

/// What the small buttons at a row's end do.
enum class RowButton { Pause, Resume, Cancel, Retry, Remove, CopyLink, OpenLink };

/// Those that make sense for an upload, at most two, the likeliest first.
QList<RowButton> rowButtonsFor(const UploadSnapshot &upload);

/// Its symbol in resources/symbols.
QString rowButtonSymbol(RowButton button);

/// What it does, for its tool tip. Thread: the window's.
QString rowButtonText(RowButton button);

} // namespace cosdrop

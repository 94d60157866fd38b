#include "ui/desktop/LauncherProgress.h"

#include "core/base/UploadSnapshot.h"
#include "ui/Format.h"

namespace cosdrop {

LauncherProgress::State LauncherProgress::of(const QueueTotals &totals)
{
    State state;
    if (totals.active > 0)
        state.percent = Format::percentValue(totals.doneBytes, totals.bytes);
    state.left = totals.active + totals.queued + totals.waiting;
    return state;
}

} // namespace cosdrop

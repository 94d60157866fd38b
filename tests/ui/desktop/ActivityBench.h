#pragma once

#include "tests/ui/FakeUploads.h"
#include "tests/ui/Snapshots.h"
#include "ui/desktop/Activity.h"
#include "ui/settings/SettingsStore.h"

#include <QTemporaryDir>

namespace cosdrop {

inline UploadSnapshot sending(int id)
{
    return snapshot(id, QStringLiteral("f%1.txt").arg(id), UploadState::Sending);
}

inline UploadSnapshot done(int id)
{
    return finished(id, QStringLiteral("f%1.txt").arg(id));
}

/// An engine that the test plays, with an Activity that watches it, and settings.
struct ActivityBench
{
    void change(const QList<UploadSnapshot> &snapshots) { Q_EMIT uploads.changed(snapshots); }

    void idle() { Q_EMIT uploads.idle(); }

    void busy(int active)
    {
        QueueTotals totals;
        totals.active = active;
        Q_EMIT uploads.totalsChanged(totals);
    }

    QTemporaryDir folder;
    SettingsStore settings{folder.filePath(QStringLiteral("s.ini"))};
    FakeUploads uploads;
    Activity activity{&uploads};
};

} // namespace cosdrop

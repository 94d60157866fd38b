#pragma once

#include "core/account/CredentialStore.h"
#include "tests/ui/FakeUploads.h"
#include "ui/Accounts.h"
#include "ui/MainWindow.h"
#include "ui/settings/SettingsStore.h"

#include <QDir>
#include <QTemporaryDir>

#include <memory>

namespace cosdrop {

/// A real window with an engine that the test plays, and accounts in a folder of its own.
class WindowBench
{
public:
    struct Setting
    {
        bool account = true;
        bool demo = false;
    };

    WindowBench()
        : WindowBench(Setting())
    {
    }

    explicit WindowBench(const Setting &setting);

    /// A second window on the same folder, as after a restart. The first is gone.
    void restart();

    /// Lets the engine have opened its state folder.
    void open() { Q_EMIT uploads->opened({}); }

    void change(const QList<UploadSnapshot> &snapshots) { Q_EMIT uploads->changed(snapshots); }

    /// Selects rows of the view by their place.
    void select(const QList<int> &rows) const;

    static Profile teamProfile();

    QTemporaryDir folder;
    MemoryCredentialStore keys;
    std::unique_ptr<SettingsStore> settings;
    std::unique_ptr<Accounts> accounts;
    std::unique_ptr<FakeUploads> uploads;
    std::unique_ptr<MainWindow> window;

private:
    void build();

    Setting m_setting;
};

} // namespace cosdrop

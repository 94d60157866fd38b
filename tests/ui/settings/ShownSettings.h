#pragma once

#include "core/base/Clock.h"
#include "tests/ui/settings/TestVault.h"
#include "ui/settings/ProxySecret.h"
#include "ui/settings/SettingsDialog.h"
#include "ui/settings/SettingsStore.h"
#include "ui/settings/SpeedGovernor.h"

#include <QMetaEnum>
#include <QTemporaryDir>
#include <QTest>

#include <memory>

namespace cosdrop::test {

inline QList<SettingsDialog::Page> settingsPages()
{
    QList<SettingsDialog::Page> all;
    const auto pages = QMetaEnum::fromType<SettingsDialog::Page>();
    for (int page = 0; page < pages.keyCount(); ++page)
        all.append(SettingsDialog::Page(pages.value(page)));
    return all;
}

/// Column "page", with a row for each page of the settings: for a test's data.
inline void addSettingsPages()
{
    QTest::addColumn<SettingsDialog::Page>("page");
    for (const SettingsDialog::Page page : settingsPages())
        QTest::newRow(QMetaEnum::fromType<SettingsDialog::Page>().valueToKey(int(page))) << page;
}

/// The settings on a desktop that can do everything, with all that they need.
struct ShownSettings
{
    QTemporaryDir folder;
    SettingsStore settings{folder.filePath(QStringLiteral("s.ini"))};
    TestVault vault;
    ProxySecret secret{&vault, &settings};
    SystemClock clock;
    SpeedGovernor speed{&settings, &clock};
    std::unique_ptr<SettingsDialog> dialog;

    /// With the settings as they are by now.
    SettingsDialog &open(SettingsDialog::Page page)
    {
        const DesktopAbilities all{true, true, true, true, true, true};
        dialog = std::make_unique<SettingsDialog>(
            SettingsDialog::Sources{&settings, &speed, &secret, all});
        dialog->showPage(page);
        dialog->show();
        return *dialog;
    }
};

} // namespace cosdrop::test

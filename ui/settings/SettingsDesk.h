#pragma once

#include "ui/settings/SettingsDialog.h"

#include <QObject>
#include <QPointer>

#include <functional>

namespace cosdrop {

class Notices;

/// Opens the settings, one dialog at a time, and says where they cannot be saved.
/// Thread: the window's.
class SettingsDesk final : public QObject
{
    Q_OBJECT

public:
    /// What the sources point to and `notices` outlive this object; `window` is the dialog's
    /// parent.
    /// What the desktop can do is asked each time the dialog opens.
    SettingsDesk(const SettingsDialog::Sources &sources,
                 std::function<DesktopAbilities()> abilities, Notices *notices, QWidget *window);

    /// At the page that was shown last.
    void open();
    void openAt(SettingsDialog::Page page);

private:
    SettingsDialog::Sources m_sources;
    std::function<DesktopAbilities()> m_abilities;
    QWidget *m_window;
    SettingsDialog::Page m_lastPage = SettingsDialog::General;
    QPointer<SettingsDialog> m_dialog;
};

} // namespace cosdrop

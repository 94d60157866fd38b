#include "ui/settings/SettingsDesk.h"

#include "ui/Notices.h"
#include "ui/settings/SettingsStore.h"

#include <QDir>

namespace cosdrop {

SettingsDesk::SettingsDesk(const SettingsDialog::Sources &sources,
                           std::function<DesktopAbilities()> abilities, Notices *notices,
                           QWidget *window)
    : QObject(window)
    , m_sources(sources)
    , m_abilities(std::move(abilities))
    , m_window(window)
{
    connect(sources.settings, &SettingsStore::notSaved, notices, [notices](const QString &file) {
        notices->show(QStringLiteral("settings"),
                      {Notice::Weight::Problem,
                       tr("The settings could not be written to %1. They hold until Cosdrop ends.")
                           .arg(QDir::toNativeSeparators(file)),
                       {}});
    });
}

void SettingsDesk::open()
{
    openAt(m_dialog ? m_dialog->currentPage() : m_lastPage);
}

void SettingsDesk::openAt(SettingsDialog::Page page)
{
    if (!m_dialog) {
        m_sources.abilities = m_abilities();
        m_dialog = new SettingsDialog(m_sources, m_window);
        m_dialog->setAttribute(Qt::WA_DeleteOnClose);
        connect(m_dialog, &QDialog::finished, this,
                [this] { m_lastPage = m_dialog->currentPage(); });
    }
    m_dialog->showPage(page);
    m_dialog->show();
    m_dialog->raise();
    m_dialog->activateWindow();
}

} // namespace cosdrop

#include "ui/desktop/LoginStartKeeper.h"

#include "ui/desktop/LoginStart.h"
#include "ui/Notices.h"
#include "ui/settings/SettingsStore.h"

namespace cosdrop {

LoginStartKeeper::LoginStartKeeper(LoginStart *login, SettingsStore *settings, Notices *notices,
                                   QObject *parent)
    : QObject(parent)
    , m_login(login)
    , m_settings(settings)
    , m_notices(notices)
{
    settings->set(Setting::StartAtLogin, login->isOn());
    connect(settings, &SettingsStore::changed, this, [this](Setting setting) {
        if (setting == Setting::StartAtLogin)
            apply();
    });
}

void LoginStartKeeper::apply()
{
    const bool wanted = m_settings->flag(Setting::StartAtLogin);
    if (wanted == m_login->isOn())
        return;
    const Result<void> done = m_login->set(wanted);
    if (done)
        return;
    m_notices->show(QStringLiteral("startAtLogin"),
                    {Notice::Weight::Problem,
                     tr("Starting at login could not be changed: %1").arg(done.error().detail),
                     {}});
    m_settings->set(Setting::StartAtLogin, !wanted);
}

} // namespace cosdrop

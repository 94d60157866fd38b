#include "ui/settings/EngineTuner.h"

#include "ui/settings/ProxySecret.h"
#include "ui/settings/SettingsStore.h"
#include "ui/settings/SpeedGovernor.h"
#include "ui/UploadCommands.h"

namespace cosdrop {

EngineTuner::EngineTuner(const Sources &sources, UploadCommands *commands, QObject *parent)
    : QObject(parent)
    , m_sources(sources)
    , m_commands(commands)
{
    connect(sources.settings, &SettingsStore::changed, this, &EngineTuner::settingChanged);
    connect(sources.speed, &SpeedGovernor::changed, this, &EngineTuner::apply);
    connect(sources.proxySecret, &ProxySecret::changed, this, &EngineTuner::apply);
    apply();
}

void EngineTuner::settingChanged(Setting setting)
{
    switch (setting) {
    case Setting::ParallelFiles:
    case Setting::ParallelSlices:
    case Setting::ProxyKind:
    case Setting::ProxyHost:
    case Setting::ProxyPort:
    case Setting::ProxyUser:
    case Setting::StallTimeout:
        apply();
        break;
    default:
        break;
    }
}

EngineSettings EngineTuner::wanted() const
{
    const SettingsStore &settings = *m_sources.settings;
    EngineSettings engine;
    engine.parallelFiles = int(settings.number(Setting::ParallelFiles));
    engine.parallelSlices = int(settings.number(Setting::ParallelSlices));
    engine.bytesPerSecond = m_sources.speed->now().bytesPerSecond;
    engine.stallTimeout = std::chrono::seconds(settings.number(Setting::StallTimeout));
    engine.proxy = proxy();
    return engine;
}

std::optional<QNetworkProxy> EngineTuner::proxy() const
{
    const SettingsStore &settings = *m_sources.settings;
    const ProxyKind kind = settings.choice<ProxyKind>(Setting::ProxyKind);
    if (m_sources.direct || kind == ProxyKind::None)
        return QNetworkProxy(QNetworkProxy::NoProxy);
    const QString host = settings.text(Setting::ProxyHost);
    // A proxy that is not entered whole yet is not gone around: the system's word holds.
    if (kind == ProxyKind::System || host.isEmpty())
        return std::nullopt;
    const auto type =
        kind == ProxyKind::Http ? QNetworkProxy::HttpProxy : QNetworkProxy::Socks5Proxy;
    const QString user = settings.text(Setting::ProxyUser);
    return QNetworkProxy(type, host, quint16(settings.number(Setting::ProxyPort)), user,
                         user.isEmpty() ? QString() : m_sources.proxySecret->password());
}

void EngineTuner::apply()
{
    m_commands->setSettings(wanted());
}

} // namespace cosdrop

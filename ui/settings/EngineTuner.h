#pragma once

#include "core/engine/UploadEngine.h"

#include <QObject>

namespace cosdrop {

class ProxySecret;
class SettingsStore;
class SpeedGovernor;
class UploadCommands;
enum class Setting;

/// Hands the settings to the engine, at once and whenever one changes. Thread: the window's.
class EngineTuner final : public QObject
{
    Q_OBJECT

public:
    struct Sources
    {
        SettingsStore *settings;
        SpeedGovernor *speed;
        ProxySecret *proxySecret;
        bool direct = false; ///< the server is on this computer, so no proxy is used
    };

    /// All outlive this object.
    EngineTuner(const Sources &sources, UploadCommands *commands, QObject *parent = nullptr);

    /// The settings as the engine takes them.
    EngineSettings wanted() const;

private:
    void settingChanged(Setting setting);
    void apply();
    std::optional<QNetworkProxy> proxy() const;

    Sources m_sources;
    UploadCommands *m_commands;
};

} // namespace cosdrop

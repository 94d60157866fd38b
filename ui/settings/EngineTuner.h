#pragma once

#include "core/account/Profile.h"
#include "core/engine/UploadEngine.h"

#include <QObject>

#include <optional>

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

    /// The account that new uploads go to may ask for numbers of its own while it is that.
    void setAccount(const std::optional<Profile> &account);

    /// The settings as the engine takes them. An account's numbers of files and slices go before
    /// those that are set; of two speed limits the lower one holds.
    EngineSettings wanted() const;

private:
    void settingChanged(Setting setting);
    void apply();
    std::optional<QNetworkProxy> proxy() const;

    Sources m_sources;
    std::optional<Profile> m_account;
    UploadCommands *m_commands;
};

} // namespace cosdrop

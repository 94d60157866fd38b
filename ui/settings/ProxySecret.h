#pragma once

#include <QObject>
#include <QString>

#include <functional>

namespace cosdrop {

class SecretVault;
class SettingsStore;

/// The password of the proxy: in the keychain, or kept for this run where there is none; never in a
/// file. Thread: that of the object.
class ProxySecret final : public QObject
{
    Q_OBJECT

public:
    /// Both outlive this object.
    ProxySecret(SecretVault *vault, SettingsStore *settings, QObject *parent = nullptr);

    /// Reads it where the settings name a proxy with a login; asks the keychain for nothing else.
    /// `done` is called once, at the latest after a few seconds: the keychain may be locked.
    void load(std::function<void()> done);

    /// Empty removes it from the keychain.
    void set(const QString &password);

    QString password() const { return m_password; }

    /// Whether the keychain took it; else it is gone after this run.
    bool isKept() const { return m_isKept; }

Q_SIGNALS:
    void changed();

private:
    SecretVault *m_vault;
    SettingsStore *m_settings;
    QString m_password;
    bool m_isKept = true;
    bool m_isSet = false; ///< by hand, so what the keychain says later does not count
};

} // namespace cosdrop

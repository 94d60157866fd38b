#include "ui/settings/ProxySecret.h"

#include "core/account/SecretVault.h"
#include "ui/settings/SettingsStore.h"

#include <QPointer>
#include <QTimer>

#include <chrono>
#include <memory>
#include <utility>

namespace cosdrop {

namespace {

using Outcome = SecretVault::Outcome;

constexpr std::chrono::seconds patience{5};

// Accounts lie in the keychain under their names, which have no line break.
QString vaultKey()
{
    return QStringLiteral("proxy\npassword");
}

} // namespace

ProxySecret::ProxySecret(SecretVault *vault, SettingsStore *settings, QObject *parent)
    : QObject(parent)
    , m_vault(vault)
    , m_settings(settings)
{
}

void ProxySecret::load(std::function<void()> done)
{
    const ProxyKind kind = m_settings->choice<ProxyKind>(Setting::ProxyKind);
    if (!isProxyByHand(kind) || m_settings->text(Setting::ProxyUser).isEmpty()) {
        done();
        return;
    }
    const auto once = std::make_shared<std::function<void()>>(std::move(done));
    const auto finish = [once] {
        if (*once)
            std::exchange(*once, {})();
    };
    QTimer::singleShot(patience, this, finish);
    m_vault->read(vaultKey(),
                  [self = QPointer(this), finish](Outcome outcome, const QByteArray &secret) {
                      if (!self)
                          return;
                      if (outcome == Outcome::Done && !self->m_isSet) {
                          self->m_password = QString::fromUtf8(secret);
                          Q_EMIT self->changed();
                      }
                      finish();
                  });
}

void ProxySecret::set(const QString &password)
{
    if (password == m_password)
        return;
    m_isSet = true;
    m_password = password;
    m_isKept = true;
    if (password.isEmpty()) {
        m_vault->remove(vaultKey(), [](Outcome) {});
    } else {
        m_vault->write(vaultKey(), password.toUtf8(), [self = QPointer(this)](Outcome outcome) {
            if (!self || outcome == Outcome::Done)
                return;
            self->m_isKept = false;
            Q_EMIT self->changed();
        });
    }
    Q_EMIT changed();
}

} // namespace cosdrop

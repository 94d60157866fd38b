#include "ui/settings/NetworkPage.h"

#include "ui/settings/ProxySecret.h"
#include "ui/settings/SettingsStore.h"

#include <QLabel>
#include <QLineEdit>
#include <QSpinBox>

namespace cosdrop {

NetworkPage::NetworkPage(SettingsStore *settings, ProxySecret *secret, QWidget *parent)
    : SettingsForm(settings, parent)
    , m_secret(secret)
{
    addHeading(tr("Proxy"));
    addChoice(Setting::ProxyKind, tr("&Proxy"),
              {tr("As the system says"), tr("None"), tr("HTTP"), tr("SOCKS5")});
    const auto byHand = [this] {
        return isByHand();
    };
    enableWhile(addText(Setting::ProxyHost, tr("&Host"), tr("A name or an address")), byHand);
    m_noHost = addNote(tr("Without a host, the system's proxy is used."));
    m_noHost->setObjectName(QStringLiteral("noHost"));
    enableWhile(addNumber(Setting::ProxyPort, tr("P&ort")), byHand);
    addLogin();
    addHeading(tr("Connections"));
    addNumber(Setting::StallTimeout, tr("&Give up a connection after"), tr(" s"));
    addNote(tr("This is how long no byte may move in either direction; then it is tried again."));
    connect(settings, &SettingsStore::changed, this, &NetworkPage::showTroubles);
    connect(secret, &ProxySecret::changed, this, &NetworkPage::showTroubles);
    showTroubles();
}

void NetworkPage::addLogin()
{
    QLineEdit *user = addText(Setting::ProxyUser, tr("&User"), tr("Empty if it wants no login"));
    enableWhile(user, [this] { return isByHand(); });
    auto *password = new QLineEdit(m_secret->password(), widget());
    password->setObjectName(QStringLiteral("proxyPassword"));
    password->setEchoMode(QLineEdit::Password);
    password->setMinimumWidth(user->minimumWidth());
    addRow(tr("Pass&word"), password);
    enableWhile(password,
                [this] { return isByHand() && !settings()->text(Setting::ProxyUser).isEmpty(); });
    connect(password, &QLineEdit::editingFinished, this,
            [this, password] { m_secret->set(password->text()); });
    connect(m_secret, &ProxySecret::changed, password, [this, password] {
        if (!password->hasFocus())
            password->setText(m_secret->password());
    });
    m_notKept = addNote(tr("There is no keychain that works here, so the password is kept until "
                           "Cosdrop ends."));
    m_notKept->setObjectName(QStringLiteral("notKept"));
}

bool NetworkPage::isByHand() const
{
    return isProxyByHand(settings()->choice<ProxyKind>(Setting::ProxyKind));
}

void NetworkPage::showTroubles()
{
    m_noHost->setVisible(isByHand() && settings()->text(Setting::ProxyHost).isEmpty());
    m_notKept->setVisible(!m_secret->isKept());
}

} // namespace cosdrop

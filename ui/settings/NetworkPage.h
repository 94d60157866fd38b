#pragma once

#include "ui/settings/SettingsForm.h"

namespace cosdrop {

class ProxySecret;

/// The proxy with its login, and the patience with connections. Thread: the window's.
class NetworkPage final : public SettingsForm
{
    Q_OBJECT

public:
    /// Both outlive the page.
    NetworkPage(SettingsStore *settings, ProxySecret *secret, QWidget *parent = nullptr);

private:
    void addLogin();
    bool isByHand() const;
    void showTroubles();

    ProxySecret *m_secret;
    QLabel *m_noHost = nullptr;
    QLabel *m_notKept = nullptr;
};

} // namespace cosdrop

#pragma once

#include <QObject>

namespace cosdrop {

class LoginStart;
class Notices;
class SettingsStore;

/// Keeps the setting and the desktop's word on starting at login the same. What the desktop says
/// at the start counts: the person may have changed it there. Thread: the window's.
class LoginStartKeeper final : public QObject
{
    Q_OBJECT

public:
    /// All outlive this object.
    LoginStartKeeper(LoginStart *login, SettingsStore *settings, Notices *notices,
                     QObject *parent = nullptr);

private:
    void apply();

    LoginStart *m_login;
    SettingsStore *m_settings;
    Notices *m_notices;
};

} // namespace cosdrop

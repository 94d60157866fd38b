#include "ui/desktop/EndAction.h"

#include "core/base/Clock.h"
#include "ui/desktop/Activity.h"
#include "ui/desktop/PowerControl.h"
#include "ui/Notices.h"
#include "ui/settings/SettingsStore.h"

namespace cosdrop {

namespace {

QString cause()
{
    return QStringLiteral("whenDone");
}

} // namespace

EndAction::EndAction(Activity *activity, const Ports &ports, QObject *parent)
    : QObject(parent)
    , m_ports(ports)
{
    connect(activity, &Activity::ended, this, &EndAction::begin);
    connect(activity, &Activity::busyChanged, this, [this](bool busy) {
        if (busy)
            callOff();
    });
    connect(ports.settings, &SettingsStore::changed, this, &EndAction::settingChanged);
}

void EndAction::settingChanged(Setting setting)
{
    if (setting == Setting::WhenDone)
        callOff();
}

QString EndAction::words() const
{
    switch (m_ports.settings->choice<WhenDone>(Setting::WhenDone)) {
    case WhenDone::Nothing:
        break;
    case WhenDone::Quit:
        return tr("All is done. Cosdrop quits in a minute.");
    case WhenDone::Sleep:
        return tr("All is done. This computer goes to sleep in a minute.");
    case WhenDone::ShutDown:
        return tr("All is done. This computer shuts down in a minute.");
    }
    return {};
}

void EndAction::begin()
{
    const QString text = words();
    if (text.isEmpty())
        return;
    m_isDue = true;
    const quint64 count = ++m_count;
    m_ports.notices->show(cause(), {Notice::Weight::Info, text, tr("Do not"), [this] {
                                        m_ports.settings->restore(Setting::WhenDone);
                                        callOff();
                                    }});
    m_ports.clock->callAfter(grace, this, [this, count] {
        if (count == m_count && m_isDue)
            act();
    });
}

void EndAction::callOff()
{
    m_isDue = false;
    m_ports.notices->clear(cause());
}

void EndAction::act()
{
    const auto what = m_ports.settings->choice<WhenDone>(Setting::WhenDone);
    // Once: who sits down at the computer again is not to be surprised by it.
    m_ports.settings->restore(Setting::WhenDone);
    switch (what) {
    case WhenDone::Nothing:
        break;
    case WhenDone::Quit:
        Q_EMIT quitRequested();
        break;
    case WhenDone::Sleep:
        if (m_ports.power)
            m_ports.power->sleep();
        break;
    case WhenDone::ShutDown:
        if (m_ports.power)
            m_ports.power->shutDown();
        break;
    }
}

} // namespace cosdrop

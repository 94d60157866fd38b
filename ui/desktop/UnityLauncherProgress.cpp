#include "ui/desktop/UnityLauncherProgress.h"

#include <QDBusMessage>
#include <QVariantMap>

#include <algorithm>

namespace cosdrop {

UnityLauncherProgress::UnityLauncherProgress(const QDBusConnection &session, QObject *parent)
    : LauncherProgress(parent)
    , m_session(session)
{
}

UnityLauncherProgress::~UnityLauncherProgress()
{
    show({});
}

void UnityLauncherProgress::show(const State &state)
{
    if (state == m_state)
        return;
    m_state = state;
    send();
}

void UnityLauncherProgress::send()
{
    const QVariantMap properties{
        {QStringLiteral("progress-visible"), m_state.percent >= 0},
        {QStringLiteral("progress"), std::max(0, m_state.percent) / 100.0},
        {QStringLiteral("count-visible"), m_state.left > 0},
        {QStringLiteral("count"), qint64(m_state.left)},
    };
    QDBusMessage update = QDBusMessage::createSignal(
        QStringLiteral("/com/canonical/unity/launcherentry/cosdrop"),
        QStringLiteral("com.canonical.Unity.LauncherEntry"), QStringLiteral("Update"));
    update << QStringLiteral("application://cosdrop.desktop") << properties;
    m_session.send(update);
}

} // namespace cosdrop

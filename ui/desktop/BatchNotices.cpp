#include "ui/desktop/BatchNotices.h"

#include "ui/settings/SettingsStore.h"

namespace cosdrop {

namespace {

constexpr QLatin1String copyAction("copy");
constexpr QLatin1String showAction("default");

} // namespace

BatchNotices::BatchNotices(Activity *activity, const Ports &ports, QObject *parent)
    : QObject(parent)
    , m_ports(ports)
{
    connect(activity, &Activity::ended, this, &BatchNotices::ended);
    if (!ports.notifier)
        return;
    connect(ports.notifier, &Notifier::actionInvoked, this, &BatchNotices::acted);
    connect(ports.notifier, &Notifier::refused, this,
            [this](const Notification &notification) { m_ports.fallback(notification); });
}

Notification BatchNotices::notificationOf(const Batch &batch)
{
    Notification notification;
    const int done = int(batch.done.size());
    QStringList troubles;
    if (batch.failed > 0)
        troubles += tr("%n uploads failed.", nullptr, batch.failed);
    if (batch.asking > 0)
        troubles += tr("%n uploads wait for an answer.", nullptr, batch.asking);
    if (done == 1)
        notification.title = tr("Uploaded: %1").arg(batch.firstName);
    else if (done > 1)
        notification.title = tr("%n files uploaded", nullptr, done);
    else
        notification.title = troubles.takeFirst();
    notification.text = troubles.join(QLatin1Char(' '));
    notification.actions = {{showAction, tr("Show")}};
    if (done > 0)
        notification.actions.append({copyAction, tr("Copy %n links", nullptr, done)});
    return notification;
}

void BatchNotices::ended(const Batch &batch)
{
    if (!m_ports.settings->flag(Setting::Notifications) || m_ports.windowIsInFront())
        return;
    m_shown = batch.done;
    const Notification notification = notificationOf(batch);
    if (m_ports.notifier)
        m_ports.notifier->show(notification);
    else
        m_ports.fallback(notification);
}

void BatchNotices::acted(const QString &name)
{
    if (name == copyAction)
        Q_EMIT copyRequested(m_shown);
    else if (name == showAction)
        Q_EMIT windowRequested();
}

} // namespace cosdrop

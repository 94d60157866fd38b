#include "ui/Voice.h"

#include <QAccessible>
#include <QAccessibleWidget>

namespace cosdrop {

namespace {

/// A notification that is shown is read out, by Orca for one; a label whose name changes is not.
QAccessibleInterface *notificationFor(const QString &, QObject *object)
{
    auto *voice = qobject_cast<Voice *>(object);
    return voice ? new QAccessibleWidget(voice, QAccessible::Notification) : nullptr;
}

} // namespace

Voice::Voice(QWidget *parent)
    : QWidget(parent)
{
    QAccessible::installFactory(&notificationFor);
    setObjectName(QStringLiteral("voice"));
    setFocusPolicy(Qt::NoFocus);
    setAttribute(Qt::WA_TransparentForMouseEvents);
    setFixedSize(1, 1);
}

void Voice::say(const QString &words)
{
    if (!window()->isActiveWindow())
        return;
    setAccessibleName(words);
#if QT_VERSION >= QT_VERSION_CHECK(6, 8, 0)
    QAccessibleAnnouncementEvent event(this, words);
#else
    QAccessibleEvent event(this, QAccessible::ObjectShow);
#endif
    QAccessible::updateAccessibility(&event);
}

} // namespace cosdrop

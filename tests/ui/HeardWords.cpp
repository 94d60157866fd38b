#include "tests/ui/HeardWords.h"

#include <qpa/qplatformaccessibility.h>
#include <qpa/qplatformintegration.h>
#include <QtGui/private/qguiapplication_p.h>

#include <utility>

namespace cosdrop::test {

namespace {

QStringList &heard()
{
    static QStringList words;
    return words;
}

/// A notification counts as said when it is shown, as on Linux.
void hear(QAccessibleEvent *event)
{
    const QAccessibleInterface *about = event->accessibleInterface();
    if (event->type() == QAccessible::ObjectShow && about
        && about->role() == QAccessible::Notification && !about->state().invisible)
        heard() += about->text(QAccessible::Name);
}

/// As a screen reader that is started does; there is no public way.
void setActive(bool active)
{
    QGuiApplicationPrivate::platformIntegration()->accessibility()->setActive(active);
}

} // namespace

HeardWords::HeardWords()
    : m_before(QAccessible::installUpdateHandler(&hear))
{
    heard().clear();
    setActive(true);
}

HeardWords::~HeardWords()
{
    setActive(false);
    QAccessible::installUpdateHandler(m_before);
}

QStringList HeardWords::take() const
{
    return std::exchange(heard(), {});
}

} // namespace cosdrop::test

#pragma once

#include <QDBusConnection>
#include <QDBusMessage>
#include <QDBusPendingCallWatcher>
#include <QDBusPendingReply>
#include <QObject>

#include <utility>

namespace cosdrop {

/// Makes the call, and gives its QDBusPendingReply<T>, or error, to `then` as long as `asker`
/// lives. Without a connection there is never a reply. Thread: that of `asker`.
template <typename T, typename Then>
void askBus(const QDBusConnection &bus, const QDBusMessage &call, QObject *asker, Then then)
{
    auto *watcher = new QDBusPendingCallWatcher(bus.asyncCall(call), asker);
    QObject::connect(watcher, &QDBusPendingCallWatcher::finished, asker,
                     [watcher, then = std::move(then)] {
                         watcher->deleteLater();
                         then(QDBusPendingReply<T>(*watcher));
                     });
}

} // namespace cosdrop

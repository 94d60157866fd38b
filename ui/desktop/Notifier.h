#pragma once

#include <QList>
#include <QObject>
#include <QString>

#include <utility>

namespace cosdrop {

/// A word to a person who looks elsewhere.
struct Notification
{
    QString title;
    QString text;
    QList<std::pair<QString, QString>> actions; ///< name and label

    bool operator==(const Notification &) const = default;
};

/// Where notifications of the desktop are shown. Thread: the main one.
class Notifier : public QObject
{
    Q_OBJECT

public:
    using QObject::QObject;

    /// Takes the place of the one that was shown before, where the desktop still shows it.
    virtual void show(const Notification &notification) = 0;

Q_SIGNALS:
    /// An action of the notification that was shown last, by its name.
    void actionInvoked(const QString &name);
    /// The desktop does not show notifications this way.
    void refused(const cosdrop::Notification &notification);
};

} // namespace cosdrop

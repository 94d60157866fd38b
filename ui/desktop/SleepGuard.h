#pragma once

#include <QObject>
#include <QString>

namespace cosdrop {

/// Keeps the computer from going to sleep by itself. Thread: the main one.
class SleepGuard : public QObject
{
    Q_OBJECT

public:
    using QObject::QObject;

    /// From now until release(); `why` is shown by the desktop. Again: no change.
    virtual void hold(const QString &why) = 0;
    virtual void release() = 0;
};

} // namespace cosdrop

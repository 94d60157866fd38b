#pragma once

#include <QObject>

namespace cosdrop {

/// Sends the computer to sleep or shuts it down. Thread: the main one.
class PowerControl : public QObject
{
    Q_OBJECT

public:
    using QObject::QObject;

    /// What the system allows this user; false until it has said so.
    virtual bool canSleep() const = 0;
    virtual bool canShutDown() const = 0;

    virtual void sleep() = 0;
    virtual void shutDown() = 0;
};

} // namespace cosdrop

#pragma once

#include "core/base/Result.h"

#include <QObject>
#include <QString>

namespace cosdrop {

/// Whether the program starts when the person logs in. Thread: the main one.
class LoginStart : public QObject
{
    Q_OBJECT

public:
    using QObject::QObject;

    virtual bool isOn() const = 0;
    /// JournalFailed where it cannot be written.
    virtual Result<void> set(bool on) = 0;
};

} // namespace cosdrop

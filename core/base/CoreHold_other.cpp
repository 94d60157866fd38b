#include "core/base/CoreHold.h"

namespace cosdrop {

class CoreHold::Private
{
};

CoreHold::CoreHold() = default;

CoreHold::~CoreHold() = default;

bool CoreHold::hold(qint64)
{
    return false;
}

void CoreHold::letGo() {}

bool CoreHold::isHeld() const
{
    return false;
}

void CoreHold::letGoOfThisThread() {}

QList<qint64> CoreHold::threadsNamed(QByteArrayView)
{
    return {};
}

} // namespace cosdrop

#include "core/cos/LowDelaySockets.h"

namespace cosdrop {

int makeLowDelay(const QList<quint16> &)
{
    return 0;
}

} // namespace cosdrop

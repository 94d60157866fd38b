#include "ui/desktop/DesktopParts.h"

namespace cosdrop {

DesktopParts DesktopParts::ofSystem()
{
    return {};
}

} // namespace cosdrop

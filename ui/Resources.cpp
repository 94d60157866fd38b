#include "ui/Resources.h"

#include <QtGlobal>

// The macro has to stand outside every namespace.
static void initResources()
{
    Q_INIT_RESOURCE(cosdrop);
    Q_INIT_RESOURCE(translations);
}

namespace cosdrop {

void useResources()
{
    initResources();
}

} // namespace cosdrop

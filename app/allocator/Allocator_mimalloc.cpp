#include "app/allocator/Allocator.h"

#include <mimalloc.h>

void cosdrop::tuneAllocator()
{
    // Named anew in 2.1. What the environment says comes first.
#if MI_MALLOC_VERSION >= 210
    mi_option_set_default(mi_option_purge_delay, 0);
#else
    mi_option_set_default(mi_option_decommit_delay, 0);
#endif
}

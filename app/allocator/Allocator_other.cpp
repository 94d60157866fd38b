#include "app/allocator/Allocator.h"

void cosdrop::tuneAllocator() {}

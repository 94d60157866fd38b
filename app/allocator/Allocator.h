#pragma once

namespace cosdrop {

/// Where the program is linked with mimalloc: has it give freed memory back to the system at once,
/// not after a while, so that what a queue has needed at most is not kept. Else does nothing.
/// Before the first thread is started.
void tuneAllocator();

} // namespace cosdrop

#pragma once

namespace cosdrop {

/// Makes the program's icons and translations known; to be called once, first thing in main.
void useResources();

} // namespace cosdrop

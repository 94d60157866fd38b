#pragma once

#include <cstdio>

namespace cosdrop {

/// Whether a person reads the stream. Platform part: Terminal_unix.cpp, Terminal_win.cpp.
bool isTerminal(std::FILE *stream);

/// Makes file names and output UTF-8 whatever the environment says; before QCoreApplication.
void useUtf8();

} // namespace cosdrop

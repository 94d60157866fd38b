#include "app/cli/Terminal.h"

#include <io.h>
#include <windows.h>

namespace cosdrop {

bool isTerminal(std::FILE *stream)
{
    return _isatty(_fileno(stream)) != 0;
}

void useUtf8()
{
    SetConsoleOutputCP(CP_UTF8);
}

} // namespace cosdrop

#include "app/cli/Terminal.h"

#include <langinfo.h>
#include <unistd.h>

#include <clocale>
#include <cstdlib>
#include <cstring>

namespace cosdrop {

bool isTerminal(std::FILE *stream)
{
    return isatty(fileno(stream)) == 1;
}

void useUtf8()
{
    std::setlocale(LC_ALL, "");
    if (std::strcmp(nl_langinfo(CODESET), "UTF-8") == 0)
        return;
    // Qt would do the same, with a warning in the middle of the output.
    setenv("LC_ALL", "C.UTF-8", 1);
    std::setlocale(LC_ALL, "C.UTF-8");
}

} // namespace cosdrop

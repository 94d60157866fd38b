#include "core/files/RunningSha1.h"

#include "core/journal/StateFolderLock.h"

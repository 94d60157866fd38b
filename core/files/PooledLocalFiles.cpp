#include "core/files/PooledLocalFiles.h"

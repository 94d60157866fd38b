#include "core/files/FolderScanner.h"

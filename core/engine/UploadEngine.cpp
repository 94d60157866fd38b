#include "core/engine/UploadEngine.h"

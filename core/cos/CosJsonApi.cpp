#include "core/cos/CosJsonApi.h"

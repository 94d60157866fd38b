#include "core/cos/ObjectPath.h"

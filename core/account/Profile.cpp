#include "core/account/Profile.h"

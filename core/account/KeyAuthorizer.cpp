#include "core/account/KeyAuthorizer.h"

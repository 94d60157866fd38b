#include "core/account/ProfileStore.h"

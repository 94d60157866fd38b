#include "core/cos/Forms.h"

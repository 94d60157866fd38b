#include "core/cos/Signature.h"

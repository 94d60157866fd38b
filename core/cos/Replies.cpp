#include "core/cos/Replies.h"

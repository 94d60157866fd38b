#include "core/transfer/RetryPolicy.h"

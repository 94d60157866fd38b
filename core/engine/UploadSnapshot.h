#pragma once

#include "core/base/UploadSnapshot.h"

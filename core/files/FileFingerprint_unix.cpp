#include "core/files/FileFingerprint.h"

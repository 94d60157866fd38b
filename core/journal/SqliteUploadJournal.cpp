#include "core/journal/SqliteUploadJournal.h"

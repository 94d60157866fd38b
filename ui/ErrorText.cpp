#include "ui/ErrorText.h"

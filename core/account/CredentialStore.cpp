#include "core/account/CredentialStore.h"

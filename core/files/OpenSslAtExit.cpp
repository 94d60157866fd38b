#include "core/files/OpenSslAtExit.h"

#include <openssl/crypto.h>

namespace cosdrop {

void keepOpenSslAtExit()
{
    OPENSSL_init_crypto(OPENSSL_INIT_NO_ATEXIT, nullptr);
}

} // namespace cosdrop

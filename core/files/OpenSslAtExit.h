#pragma once

namespace cosdrop {

/// Keeps OpenSSL from taking itself apart in an exit handler. QThread::wait() and
/// QThreadPool::waitForDone() come back before the system has ended the thread, and the end of a
/// thread that has used OpenSSL runs code of OpenSSL (OPENSSL_thread_stop(3)); with the exit
/// handler of OPENSSL_init_crypto(3) beside it a program could crash after its work was done.
/// To be called before the first thread that uses OpenSSL is made. Thread: any.
void keepOpenSslAtExit();

} // namespace cosdrop

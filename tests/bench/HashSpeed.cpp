// How fast a file is hashed for an upload, beside OpenSSL's SHA-1 of the same bytes in memory.
//
//     bench-hash FILE     prints the two in bytes a second

#include "core/files/CheckedReading.h"

#include <QElapsedTimer>
#include <QFile>

#include <openssl/evp.h>

#include <array>
#include <cstdio>
#include <memory>

namespace {

constexpr size_t blockBytes = 16 * 1024;

double perSecond(qint64 bytes, const QElapsedTimer &since)
{
    return static_cast<double>(bytes) * 1e9 / static_cast<double>(since.nsecsElapsed());
}

/// As `openssl speed -evp sha1 -bytes 16384` does it: one block over and over.
double speedOfOpenSsl(qint64 bytes)
{
    const std::array<unsigned char, blockBytes> block{};
    const std::unique_ptr<EVP_MD_CTX, void (*)(EVP_MD_CTX *)> context(EVP_MD_CTX_new(),
                                                                      &EVP_MD_CTX_free);
    QElapsedTimer timer;
    timer.start();
    EVP_DigestInit_ex(context.get(), EVP_sha1(), nullptr);
    for (qint64 done = 0; done < bytes; done += static_cast<qint64>(block.size()))
        EVP_DigestUpdate(context.get(), block.data(), block.size());
    std::array<unsigned char, EVP_MAX_MD_SIZE> digest{};
    EVP_DigestFinal_ex(context.get(), digest.data(), nullptr);
    return perSecond(bytes, timer);
}

} // namespace

int main(int argc, char *argv[])
{
    if (argc < 2) {
        std::fputs("bench-hash FILE\n", stderr);
        return 2;
    }
    const std::atomic_bool cancelled = false;
    QElapsedTimer timer;
    timer.start();
    const auto found = cosdrop::digestFile(QFile::decodeName(argv[1]), cancelled, [](qint64) {});
    if (!found) {
        std::fprintf(stderr, "%s\n", qPrintable(found.error().detail));
        return 1;
    }
    const double ours = perSecond(found->fingerprint.size, timer);
    std::printf("%.0f %.0f\n", ours, speedOfOpenSsl(found->fingerprint.size));
    return 0;
}

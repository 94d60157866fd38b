#pragma once

#include <QByteArray>
#include <QString>

namespace cosdrop::test {

/// The content that the digest vectors of tests/files/vectors.json are of: x = 1; for each byte
/// x = x·1664525 + 1013904223 modulo 2^32, the byte is x >> 24.
QByteArray vectorContent(qint64 length);

/// Pseudo-random bytes, always the same for a seed; a shorter answer is the start of a longer one.
QByteArray randomBytes(qint64 length, quint64 seed = 1);

/// Writes randomBytes(size, seed) to a file without holding them all. False where that fails.
bool makeFile(const QString &path, qint64 size, quint64 seed = 1);

/// Makes the file anew with these bytes. False where that fails.
bool writeFile(const QString &path, const QByteArray &bytes);

/// All bytes of a file; empty where it cannot be read.
QByteArray readFile(const QString &path);

/// SHA-1 as 40 lower-case hex digits, by OpenSSL's EVP: not by the code under test.
QByteArray sha1Of(const QByteArray &bytes);

/// The same of a file; empty where it cannot be read.
QByteArray sha1OfFile(const QString &path);

} // namespace cosdrop::test

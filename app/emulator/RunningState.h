#pragma once

#include <QByteArray>
#include <QByteArrayView>

#define OPENSSL_SUPPRESS_DEPRECATED
#include <openssl/sha.h>

namespace cosdrop::emulator {

/// SHA-1 over what was added, and its state between two blocks. A value: a copy goes on by itself.
class RunningState
{
public:
    RunningState();

    void add(QByteArrayView bytes);

    /// `datasha` of a slice that is not the last: h0…h4, each in little-endian byte order, as 40
    /// lower-case hex digits. Only at a multiple of 64 bytes.
    QByteArray dataSha() const;

    /// The ordinary SHA-1 of all bytes, as 40 lower-case hex digits.
    QByteArray sha() const;

private:
    SHA_CTX m_context;
};

/// SHA-1 of a file's bytes as they lie on disk; empty where it cannot be read.
QByteArray shaOfFile(const QString &file);

/// Whether `text` is 40 lower-case hex digits.
bool isSha(QByteArrayView text);

} // namespace cosdrop::emulator

#pragma once

#include "app/emulator/CosEmulator.h"
#include "tests/emulator/RawClient.h"

#include <QTemporaryDir>

#include <memory>

namespace cosdrop {

/// Bytes whose SHA-1 and running states are published: x=1; for each, x = x*1664525+1013904223.
QByteArray testBytes(qsizetype size);

QByteArray shaOf(const QByteArray &bytes);

/// The JSON text of uploadparts.
QByteArray uploadParts(const QByteArray &bytes, qsizetype sliceSize);

/// `form` with the field's value changed, or the field taken out where `value` is null.
RawForm with(RawForm form, const QByteArray &name, const QByteArray &value);

/// The one fault that the JSON object describes; one without effect where it is wrong.
EmulatorFault faultOf(const char *json);

/// A file cut into slices, and the forms that upload it.
struct TestFile
{
    QByteArray bytes;
    qsizetype sliceSize = 524288;
    bool hashed = true;

    RawForm init() const;
    RawForm slice(const QString &session, qsizetype index) const;
    RawForm finish(const QString &session) const;

    qsizetype sliceCount() const { return (bytes.size() + sliceSize - 1) / sliceSize; }
};

/// An emulator with an empty bucket, and a client of it.
class Bench
{
public:
    Bench();

    EmulatorOptions options;

    /// Starts with the options as they are now; also again, as after a crash of the server.
    void start();

    CosEmulator &emulator() { return *m_emulator; }

    RawClient &client() { return *m_client; }

    RawAnswer upload(const QString &path, const QByteArray &bytes);
    /// init, all slices, finish; the finish's answer, or the first that is not a success.
    RawAnswer uploadInSlices(const QString &path, const TestFile &file);
    /// init's session; empty where it was refused.
    QString begin(const QString &path, const TestFile &file);
    QByteArray stored(const QString &path) const;

private:
    QTemporaryDir m_folder;
    std::unique_ptr<CosEmulator> m_emulator;
    std::unique_ptr<RawClient> m_client;
};

} // namespace cosdrop

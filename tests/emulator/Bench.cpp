#include "tests/emulator/Bench.h"

#include "app/emulator/RunningState.h"

#include <QFile>

namespace cosdrop {

QByteArray testBytes(qsizetype size)
{
    QByteArray bytes(size, Qt::Uninitialized);
    quint32 x = 1;
    for (char &byte : bytes) {
        x = x * 1664525U + 1013904223U;
        byte = static_cast<char>(x >> 24U);
    }
    return bytes;
}

QByteArray shaOf(const QByteArray &bytes)
{
    emulator::RunningState state;
    state.add(bytes);
    return state.sha();
}

QByteArray uploadParts(const QByteArray &bytes, qsizetype sliceSize)
{
    emulator::RunningState state;
    QByteArray json;
    for (qsizetype offset = 0; offset < bytes.size(); offset += sliceSize) {
        const QByteArray slice = bytes.mid(offset, sliceSize);
        state.add(slice);
        const bool isLast = offset + sliceSize >= bytes.size();
        json += (json.isEmpty() ? "[" : ",") + QByteArray("{\"offset\":")
                + QByteArray::number(offset) + ",\"datalen\":" + QByteArray::number(slice.size())
                + ",\"datasha\":\"" + (isLast ? state.sha() : state.dataSha()) + "\"}";
    }
    return json + ']';
}

RawForm with(RawForm form, const QByteArray &name, const QByteArray &value)
{
    form.removeIf([&](const auto &field) { return field.first == name; });
    if (!value.isNull())
        form.append({name, value});
    return form;
}

EmulatorFault faultOf(const char *json)
{
    const auto faults = parseFaults('[' + QByteArray(json) + ']');
    return faults && faults->size() == 1 ? faults->first() : EmulatorFault();
}

RawForm TestFile::init() const
{
    RawForm form{{"op", "upload_slice_init"},
                 {"filesize", QByteArray::number(bytes.size())},
                 {"slice_size", QByteArray::number(sliceSize)}};
    if (hashed) {
        form.append({"sha", shaOf(bytes)});
        form.append({"uploadparts", uploadParts(bytes, sliceSize)});
    }
    return form;
}

RawForm TestFile::slice(const QString &session, qsizetype index) const
{
    RawForm form{{"op", "upload_slice_data"},
                 {"session", session.toUtf8()},
                 {"offset", QByteArray::number(index * sliceSize)},
                 {"filecontent", bytes.mid(index * sliceSize, sliceSize)}};
    if (hashed)
        form.append({"sha", shaOf(bytes)});
    return form;
}

RawForm TestFile::finish(const QString &session) const
{
    RawForm form{{"op", "upload_slice_finish"},
                 {"session", session.toUtf8()},
                 {"filesize", QByteArray::number(bytes.size())}};
    if (hashed)
        form.append({"sha", shaOf(bytes)});
    return form;
}

Bench::Bench()
{
    const TestSigner signer;
    options.root = m_folder.path();
    options.appId = QString::fromLatin1(signer.appId);
    options.bucket = QString::fromLatin1(signer.bucket);
    options.secretId = QString::fromLatin1(signer.secretId);
    options.secretKey = QString::fromLatin1(signer.secretKey);
}

void Bench::start()
{
    m_client.reset();
    m_emulator.reset();
    m_emulator = std::make_unique<CosEmulator>(options);
    if (const auto started = m_emulator->start(); !started)
        qFatal("%s", qPrintable(started.error().detail));
    m_client = std::make_unique<RawClient>(m_emulator->endpoint());
}

RawAnswer Bench::upload(const QString &path, const QByteArray &bytes)
{
    return client().post(path, {{"op", "upload"}, {"filecontent", bytes}});
}

QString Bench::begin(const QString &path, const TestFile &file)
{
    return client().post(path, file.init()).text("session");
}

RawAnswer Bench::uploadInSlices(const QString &path, const TestFile &file)
{
    RawAnswer begun = client().post(path, file.init());
    if (begun.code != 0)
        return begun;
    for (qsizetype index = 0; index < file.sliceCount(); ++index) {
        RawAnswer sent = client().post(path, file.slice(begun.text("session"), index));
        if (sent.code != 0)
            return sent;
    }
    return client().post(path, file.finish(begun.text("session")));
}

QByteArray Bench::stored(const QString &path) const
{
    QFile file(m_emulator->objectFile(path));
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

} // namespace cosdrop

#include "core/cos/Forms.h"

#include <algorithm>

namespace cosdrop {

namespace {

FormField op(const char *name)
{
    return {QByteArrayLiteral("op"), QByteArray(name)};
}

FormField number(const char *name, qint64 value)
{
    return {QByteArray(name), QByteArray::number(value)};
}

FormField insertOnly(bool overwrite)
{
    return number("insertOnly", overwrite ? 0 : 1);
}

void appendHex(QByteArray &out, QByteArrayView bytes)
{
    static constexpr char digits[] = "0123456789abcdef";
    for (const char byte : bytes) {
        const auto value = static_cast<unsigned char>(byte);
        out += digits[value >> 4];
        out += digits[value & 0xf];
    }
}

} // namespace

Form initForm(const InitRequest &request)
{
    Form form{op("upload_slice_init"), number("filesize", request.fileSize),
              number("slice_size", request.sliceSize)};
    if (!request.sha1.isEmpty()) {
        form.append({QByteArrayLiteral("sha"), request.sha1});
        if (!request.uploadParts.isEmpty())
            form.append({QByteArrayLiteral("uploadparts"), request.uploadParts});
    }
    form.append(insertOnly(request.overwrite));
    return form;
}

Form sliceForm(const SliceRequest &request)
{
    Form form{op("upload_slice_data"),
              {QByteArrayLiteral("session"), request.session.toUtf8()},
              number("offset", request.offset),
              {fileContentField(), request.bytes}};
    if (!request.sha1.isEmpty())
        form.append({QByteArrayLiteral("sha"), request.sha1});
    return form;
}

Form listForm()
{
    return {op("upload_slice_list")};
}

Form finishForm(const FinishRequest &request)
{
    Form form{op("upload_slice_finish"),
              {QByteArrayLiteral("session"), request.session.toUtf8()},
              number("filesize", request.fileSize)};
    if (!request.sha1.isEmpty())
        form.append({QByteArrayLiteral("sha"), request.sha1});
    return form;
}

Form wholeForm(const WholeRequest &request)
{
    Form form{op("upload"), {fileContentField(), request.bytes}};
    if (!request.sha1.isEmpty())
        form.append({QByteArrayLiteral("sha"), request.sha1});
    form.append(insertOnly(request.overwrite));
    return form;
}

Form createForm()
{
    return {op("create")};
}

Form removeForm()
{
    return {op("delete")};
}

QByteArray fileContentField()
{
    return QByteArrayLiteral("filecontent");
}

QByteArray uploadPartsJson(const Digests &digests, qint64 fileSize, qint64 sliceSize)
{
    static constexpr qint64 bytesAPart = 110;

    if (fileSize < 0 || sliceSize <= 0 || sliceSize % Digests::step != 0)
        return {};
    if (!digests.statesFit(fileSize))
        return {};

    QByteArray json;
    json.reserve((fileSize / sliceSize + 1) * bytesAPart + 2);
    json += '[';
    for (qint64 offset = 0; offset < fileSize; offset += sliceSize) {
        const qint64 length = std::min(sliceSize, fileSize - offset);
        if (offset > 0)
            json += ',';
        json += "{\"offset\":";
        json += QByteArray::number(offset);
        json += ",\"datalen\":";
        json += QByteArray::number(length);
        json += ",\"datasha\":\"";
        if (offset + length < fileSize) {
            appendHex(json, digests.stateAt(offset + length));
        } else {
            json += digests.sha1;
        }
        json += "\"}";
    }
    json += ']';
    return json;
}

} // namespace cosdrop

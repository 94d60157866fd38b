#include "core/cos/Forms.h"

#include <utility>

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

} // namespace

Form initForm(const InitRequest &request)
{
    Form form{op("upload_slice_init"), number("filesize", request.fileSize),
              number("slice_size", request.sliceSize)};
    if (!request.digests.sha1.isEmpty()) {
        form.append({QByteArrayLiteral("sha"), request.digests.sha1});
        UploadParts parts{request.digests, request.fileSize, request.sliceSize};
        if (parts.isUsable())
            form.append({QByteArrayLiteral("uploadparts"), {}, std::move(parts)});
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

} // namespace cosdrop

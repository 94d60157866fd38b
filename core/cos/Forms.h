#pragma once

#include "core/cos/StorageApi.h"

#include <QByteArray>
#include <QList>

namespace cosdrop {

/// One part of a multipart/form-data body.
struct FormField
{
    QByteArray name;
    QByteArray value;

    bool operator==(const FormField &) const = default;
};

using Form = QList<FormField>;

// The forms of the POST operations, in the order of the COS documents. Pure; any thread.
Form initForm(const InitRequest &request);
Form sliceForm(const SliceRequest &request);
Form listForm();
Form finishForm(const FinishRequest &request);
Form wholeForm(const WholeRequest &request);
Form createForm();
Form removeForm();

/// The name of the field that holds the bytes of the file.
QByteArray fileContentField();

/// The JSON text of `uploadparts` for a file of `fileSize` bytes in slices of `sliceSize` bytes,
/// which must be a multiple of Digests::step. `datasha` is the running state behind the slice,
/// the last one's the SHA-1 of the file (COS JSON API v4, upload_slice_init).
/// Empty where the digests are not those of a file of that size.
QByteArray uploadPartsJson(const Digests &digests, qint64 fileSize, qint64 sliceSize);

} // namespace cosdrop

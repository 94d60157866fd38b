#pragma once

#include "core/cos/StorageApi.h"
#include "core/cos/UploadParts.h"

#include <QByteArray>
#include <QList>

namespace cosdrop {

/// One part of a multipart/form-data body.
struct FormField
{
    QByteArray name;
    QByteArray value;
    UploadParts parts = {}; ///< where they are usable, their JSON text is the value

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

} // namespace cosdrop

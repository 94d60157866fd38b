#pragma once

#include "core/cos/Forms.h"

#include <QHttpMultiPart>

#include <memory>

namespace cosdrop {

/// A form as the body of a request, in the plain shape that the COS documents print: each part has
/// a Content-Disposition with a name and nothing else; the boundary needs no quotes.
/// The values' bytes are shared, not copied. Any one thread.
struct MultipartForm
{
    explicit MultipartForm(const Form &form);

    std::unique_ptr<QHttpMultiPart> body;
    QByteArray contentType;
    qint64 contentStart = 0; ///< bytes of the body before the file's
    qint64 contentSize = 0;  ///< bytes of the file; 0 where the form has none
};

} // namespace cosdrop

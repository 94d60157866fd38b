#include "core/cos/MultipartForm.h"

#include "core/cos/UploadPartsBody.h"

#include <QHttpPart>
#include <QRandomGenerator>

#include <array>

namespace cosdrop {

namespace {

QByteArray newBoundary()
{
    std::array<quint32, 4> words{};
    QRandomGenerator::system()->fillRange(words.data(), static_cast<qsizetype>(words.size()));
    const QByteArray random(reinterpret_cast<const char *>(words.data()), sizeof words);
    return "----cosdrop-" + random.toHex();
}

} // namespace

MultipartForm::MultipartForm(const Form &form)
    : body(std::make_unique<QHttpMultiPart>(QHttpMultiPart::FormDataType))
{
    const QByteArray boundary = newBoundary();
    body->setBoundary(boundary);
    contentType = "multipart/form-data; boundary=" + boundary;

    qint64 position = 0;
    for (const FormField &field : form) {
        const QByteArray header = "Content-Disposition";
        const QByteArray disposition = "form-data; name=\"" + field.name + '"';
        QHttpPart part;
        part.setRawHeader(header, disposition);
        qint64 size = field.value.size();
        if (field.parts.isUsable()) {
            auto *text = new UploadPartsBody(field.parts, body.get());
            part.setBodyDevice(text);
            size = text->size();
        } else {
            part.setBody(field.value);
        }
        body->append(part);

        // "--boundary CRLF header: disposition CRLF CRLF value CRLF"
        position += 2 + boundary.size() + 2 + header.size() + 2 + disposition.size() + 4;
        if (field.name == fileContentField()) {
            contentStart = position;
            contentSize = size;
        }
        position += size + 2;
    }
}

} // namespace cosdrop

#include "app/emulator/Download.h"

#include "app/emulator/FormReader.h"
#include "app/emulator/LoopbackServer.h"

#include <QFile>
#include <QMimeDatabase>

#include <algorithm>
#include <memory>

namespace cosdrop::emulator {

namespace {

constexpr qint64 pieceSize = 256 * 1024;

struct ByteRange
{
    qint64 begin = 0;
    qint64 size = 0; ///< 0: none of it is in the file
};

/// Nothing for a header that is to be ignored, as one with several ranges may be.
std::optional<ByteRange> parseRange(const QByteArray &header, qint64 fileSize)
{
    const QList<QByteArray> ends = header.mid(6).trimmed().split('-');
    if (!header.startsWith("bytes=") || ends.size() != 2)
        return std::nullopt;
    const auto first = decimal(ends[0]);
    const auto last = decimal(ends[1]);
    if (ends[0].isEmpty() && last) {
        const qint64 size = std::min(*last, fileSize);
        return ByteRange{fileSize - size, size};
    }
    if (!first || (!last && !ends[1].isEmpty()) || (last && *last < *first))
        return std::nullopt;
    const qint64 end = std::min(last.value_or(fileSize - 1), fileSize - 1) + 1;
    return ByteRange{*first, std::max<qint64>(0, end - *first)};
}

httplib::ContentProvider provider(const std::shared_ptr<QFile> &file, qint64 begin)
{
    return [file, begin](size_t offset, size_t length, httplib::DataSink &sink) {
        const qint64 wanted = std::min(static_cast<qint64>(length), pieceSize);
        if (!file->seek(begin + static_cast<qint64>(offset)))
            return false;
        const QByteArray bytes = file->read(wanted);
        return !bytes.isEmpty() && sink.write(bytes.constData(), static_cast<size_t>(bytes.size()));
    };
}

} // namespace

bool serveObject(const StoredObject &object, const httplib::Request &request,
                 httplib::Response &response)
{
    const auto file = std::make_shared<QFile>(object.file);
    if (!file->open(QIODevice::ReadOnly | QIODevice::Unbuffered))
        return false;
    const qint64 fileSize = file->size();
    const std::string type = QMimeDatabase()
                                 .mimeTypeForFile(object.path, QMimeDatabase::MatchExtension)
                                 .name()
                                 .toStdString();
    response.set_header("Accept-Ranges", "bytes");
    response.set_header("Content-Disposition", "inline");
    const auto range = parseRange(
        QByteArray::fromStdString(request.get_header_value(LoopbackServer::rangeHeader)), fileSize);
    if (range && range->size == 0) {
        response.status = 416;
        response.set_header("Content-Range", "bytes */" + std::to_string(fileSize));
        return true;
    }
    const ByteRange part = range.value_or(ByteRange{0, fileSize});
    response.status = range ? 206 : 200;
    if (range) {
        response.set_header("Content-Range", "bytes " + std::to_string(part.begin) + '-'
                                                 + std::to_string(part.begin + part.size - 1) + '/'
                                                 + std::to_string(fileSize));
    }
    if (part.size == 0)
        response.set_content("", type);
    else
        response.set_content_provider(static_cast<size_t>(part.size), type,
                                      provider(file, part.begin));
    return true;
}

} // namespace cosdrop::emulator

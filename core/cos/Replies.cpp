#include "core/cos/Replies.h"

#include "core/cos/ReplyFields.h"

#include <limits>

namespace cosdrop {

namespace {

/// COS documents slices of at most 3 MiB. More than this is no slice size, and slices are held in
/// memory.
constexpr qint64 largestSlice = 64 * 1024 * 1024;

/// `value`, unless a field of the reply was unusable.
template <typename T>
Result<T> checked(const ReplyFields &fields, T value)
{
    if (const auto fault = fields.fault())
        return Failure(*fault);
    return value;
}

bool isSha1(const QByteArray &text)
{
    return text.size() == 40 && QByteArray::fromHex(text).toHex() == text;
}

/// The links, where the reply says that the object is whole.
std::optional<ObjectLinks> linksOfWhole(ReplyFields &fields)
{
    if (fields.text(QStringLiteral("access_url")).isEmpty())
        return std::nullopt;
    return fields.links();
}

struct Session
{
    QString id;
    qint64 sliceSize = 0;
    bool serial = false;
};

Session sessionOf(ReplyFields &fields)
{
    Session session;
    session.id = fields.text(QStringLiteral("session"));
    session.serial = fields.flag(QStringLiteral("serial_upload"));
    if (session.id.isEmpty())
        fields.setFault(QStringLiteral("neither a session nor an access_url"));
    const auto sliceSize = fields.number(QStringLiteral("slice_size"), 1);
    if (!sliceSize || *sliceSize > largestSlice)
        fields.setFault(QStringLiteral("slice_size is missing or out of range"));
    session.sliceSize = sliceSize.value_or(0);
    return session;
}

/// The entries of listparts that can be slices of such a file; others are left out, which only
/// means that their bytes are sent again.
QList<ListedSlice> slicesOf(const QJsonArray &entries, qint64 sliceSize, qint64 fileSize)
{
    const qint64 end = fileSize >= 0 ? fileSize : std::numeric_limits<qint64>::max();
    QList<ListedSlice> slices;
    slices.reserve(entries.size());
    for (const auto &entry : entries) {
        const QJsonObject object = entry.toObject();
        const auto offset = jsonInteger(object.value(u"offset"));
        const auto length = jsonInteger(object.value(u"datalen"));
        if (!offset || !length || *offset < 0 || *length <= 0 || *length > sliceSize
            || *offset > end || *length > end - *offset)
            continue;
        slices.append({*offset, *length});
    }
    return slices;
}

} // namespace

Result<InitReply> parseInitReply(const RawReply &reply)
{
    auto fields = ReplyFields::open(reply);
    if (!fields)
        return Failure(fields.error());
    InitReply init;
    init.links = linksOfWhole(*fields);
    if (!init.links) {
        const Session session = sessionOf(*fields);
        init.session = session.id;
        init.sliceSize = session.sliceSize;
        init.serial = session.serial;
    }
    return checked(*fields, init);
}

Result<SliceReply> parseSliceReply(const RawReply &reply, const SliceRequest &request)
{
    auto fields = ReplyFields::open(reply);
    if (!fields)
        return Failure(fields.error());
    SliceReply slice;
    slice.links = linksOfWhole(*fields);
    if (!slice.links) {
        fields->text(QStringLiteral("session"));
        const auto offset = fields->number(QStringLiteral("offset"), 0);
        if (offset.value_or(request.offset) != request.offset)
            fields->setFault(QStringLiteral("the answer is about another slice"));
    }
    return checked(*fields, slice);
}

Result<ListReply> parseListReply(const RawReply &reply)
{
    auto fields = ReplyFields::open(reply);
    if (!fields)
        return Failure(fields.error());
    ListReply list;
    list.links = linksOfWhole(*fields);
    list.sha1 = fields->sha1(QStringLiteral("sha"));
    list.fileSize = fields->number(QStringLiteral("filesize"), 0).value_or(-1);
    if (!list.links) {
        const Session session = sessionOf(*fields);
        // Garbage would pass for the SHA-1 of another file.
        if (!list.sha1.isEmpty() && !isSha1(list.sha1))
            fields->setFault(QStringLiteral("sha is no SHA-1"));
        list.session = session.id;
        list.sliceSize = session.sliceSize;
        list.serial = session.serial;
        list.slices =
            slicesOf(fields->array(QStringLiteral("listparts")), list.sliceSize, list.fileSize);
    }
    return checked(*fields, list);
}

Result<ObjectLinks> parseLinksReply(const RawReply &reply)
{
    auto fields = ReplyFields::open(reply);
    if (!fields)
        return Failure(fields.error());
    const ObjectLinks links = fields->links();
    return checked(*fields, links);
}

Result<ObjectStat> parseStatReply(const RawReply &reply)
{
    auto fields = ReplyFields::open(reply);
    if (!fields)
        return Failure(fields.error());
    ObjectStat stat;
    const auto fileSize = fields->number(QStringLiteral("filesize"), 0);
    if (!fileSize)
        fields->setFault(QStringLiteral("filesize is missing"));
    stat.fileSize = fileSize.value_or(-1);
    stat.fileLength = fields->number(QStringLiteral("filelen"), 0).value_or(-1);
    stat.sha1 = fields->sha1(QStringLiteral("sha"));
    if (const auto modified = fields->shownNumber(QStringLiteral("mtime")))
        stat.modified = QDateTime::fromSecsSinceEpoch(*modified, Qt::UTC);
    stat.links = fields->links();
    return checked(*fields, stat);
}

Result<void> parseEmptyReply(const RawReply &reply)
{
    const auto fields = ReplyFields::open(reply);
    if (!fields)
        return Failure(fields.error());
    return {};
}

} // namespace cosdrop

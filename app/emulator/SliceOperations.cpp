#include "app/emulator/SliceOperations.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>

#include <array>

namespace cosdrop::emulator {

namespace {

constexpr std::array<qint64, 4> sliceSizes{524288, 1048576, 2097152, 3145728};
constexpr qint64 largestFile = qint64{4} << 40; ///< bytes

/// The datasha of each slice; refused with −5965 unless the text says exactly what it must.
QList<QByteArray> readUploadParts(FormReader &form, const SessionFacts &facts, qint64 sliceSize)
{
    const auto malformed = [&form](const QString &why) {
        form.refuse(Code::UploadPartsMalformed, QStringLiteral("uploadparts: ") + why);
        return QList<QByteArray>();
    };
    const auto text = form.raw("uploadparts");
    if (text.has_value() == facts.sha.isEmpty())
        return malformed(QStringLiteral("wanted with sha, and only then"));
    if (!text || form.refusal())
        return {};
    const QJsonDocument document = QJsonDocument::fromJson(text->toByteArray());
    const QJsonArray parts = document.array();
    if (!document.isArray() || parts.size() != (facts.fileSize + sliceSize - 1) / sliceSize)
        return malformed(QStringLiteral("not an array with one entry a slice"));
    QList<QByteArray> shas;
    for (const QJsonValue entry : parts) {
        const QJsonObject part = entry.toObject();
        const qint64 offset = shas.size() * sliceSize;
        const qint64 length = std::min(sliceSize, facts.fileSize - offset);
        const QByteArray sha = part[u"datasha"].toString().toUtf8();
        const bool right = part.size() == 3 && part[u"offset"].toInteger(-1) == offset
                           && part[u"datalen"].toInteger(-1) == length && isSha(sha);
        if (!right)
            return malformed(QStringLiteral("entry %1 is wrong").arg(shas.size()));
        shas.append(sha);
    }
    if (shas.last() != facts.sha)
        return malformed(QStringLiteral("the last datasha is not sha"));
    return shas;
}

} // namespace

SliceOperations::SliceOperations(ServerFacts facts, Bucket &bucket, SliceSessions &sessions)
    : m_facts(std::move(facts))
    , m_bucket(bucket)
    , m_sessions(sessions)
{
}

SessionFacts SliceOperations::readInit(FormReader &form, const QString &path) const
{
    SessionFacts facts;
    facts.path = path;
    facts.fileSize = form.number("filesize");
    if (facts.fileSize == 0 || facts.fileSize > largestFile)
        form.refuse(Code::BadParameters, QStringLiteral("filesize is 0 or over 4 TiB"));
    const qint64 asked = form.number("slice_size");
    if (std::find(sliceSizes.begin(), sliceSizes.end(), asked) == sliceSizes.end())
        form.refuse(Code::SliceSizeRefused, QStringLiteral("slice_size: 1048576 is advised"));
    facts.sliceSize = asked;
    facts.sha = form.optionalSha();
    facts.overwrite = form.overwrite();
    facts.bizAttr = form.optionalText("biz_attr");
    if (path.endsWith(u'/'))
        form.refuse(Code::IllegalPath, QStringLiteral("an object's path does not end in a slash"));
    if (form.refusal())
        return facts;
    facts.dataShas = readUploadParts(form, facts, asked);
    // The states at the ends of the client's slices say nothing of slices of another size.
    if (m_facts.forcedSliceSize > 0 && m_facts.forcedSliceSize != asked) {
        facts.sliceSize = m_facts.forcedSliceSize;
        facts.dataShas.clear();
    }
    return facts;
}

std::optional<Reply> SliceOperations::checkPath(const SessionFacts &facts)
{
    if (m_facts.requireDirectories && !m_bucket.directoryExists(parentDirectory(facts.path)))
        return Reply::error(Code::ParentMissing, QStringLiteral("the parent directory is missing"));
    if (const auto there = m_bucket.object(facts.path)) {
        if (there->sha == facts.sha && there->size == facts.fileSize)
            return Reply::ok(linksOf(m_facts, facts.path));
        if (!facts.overwrite)
            return Reply::error(Code::ObjectExists, QStringLiteral("another object is there"));
    }
    if (const auto free = m_sessions.checkFree(facts); !free)
        return free.error();
    return std::nullopt;
}

/// The object made from one that has the same bytes, or nothing where there is none.
std::optional<Reply> SliceOperations::instantUpload(const SessionFacts &facts, qint64 now,
                                                    bool corrupt)
{
    const auto twin =
        facts.sha.isEmpty() ? std::nullopt : m_bucket.withBytes(facts.sha, facts.fileSize);
    StoredObject object;
    object.file = m_bucket.files().temporaryFile();
    if (!twin || !QFile::copy(twin->file, object.file))
        return std::nullopt;
    object.path = facts.path;
    object.size = facts.fileSize;
    object.sha = facts.sha;
    object.createdAt = now;
    object.modifiedAt = now;
    object.bizAttr = facts.bizAttr;
    if (m_bucket.put(object, facts.overwrite) != Bucket::Put::Stored) {
        QFile::remove(object.file);
        return std::nullopt;
    }
    if (corrupt)
        m_bucket.corrupt(facts.path);
    return Reply::ok(linksOf(m_facts, facts.path));
}

Reply SliceOperations::init(const ApiRequest &request, qint64 now)
{
    FormReader form(*request.form,
                    {"filesize", "slice_size", "sha", "uploadparts", "biz_attr", "insertOnly"});
    const SessionFacts facts = readInit(form, request.target.path);
    if (form.refusal())
        return *form.refusal();
    if (const auto answer = checkPath(facts))
        return *answer;
    if (const auto answer = instantUpload(facts, now, request.corrupt))
        return *answer;
    const auto session = m_sessions.create(facts);
    if (!session)
        return session.error();
    QJsonObject data{{QStringLiteral("session"), (*session)->facts().id},
                     {QStringLiteral("slice_size"), facts.sliceSize}};
    if (m_facts.serial)
        data.insert(QStringLiteral("serial_upload"), 1);
    return Reply::ok(data);
}

std::shared_ptr<SliceSession> SliceOperations::sessionOf(FormReader &form,
                                                         const QString &path) const
{
    const QString id = form.text("session");
    auto session = m_sessions.byId(id);
    if (!session || session->facts().path != path)
        form.refuse(Code::NotFound, QStringLiteral("no such session"));
    return session;
}

Reply SliceOperations::data(const ApiRequest &request)
{
    FormReader form(*request.form, {"session", "offset", "filecontent", "fileContent", "sha"});
    const qint64 offset = form.number("offset");
    const QByteArrayView bytes = form.fileContent();
    const QByteArray sha = form.optionalSha();
    const auto session = sessionOf(form, request.target.path);
    if (form.refusal())
        return *form.refusal();
    const SessionFacts &facts = session->facts();
    if (!sha.isEmpty() && facts.sha.isEmpty())
        return Reply::error(Code::BadParameters, QStringLiteral("init carried no sha"));
    if (!sha.isEmpty() && sha != facts.sha)
        return Reply::error(Code::HashMismatch, QStringLiteral("sha is not the one of init"));

    const auto keep = request.loseSlice ? SliceSession::Keep::Lose
                      : request.corrupt ? SliceSession::Keep::Corrupt
                                        : SliceSession::Keep::Yes;
    const auto taken = session->write(offset, bytes, m_facts.serial, keep);
    if (!taken)
        return taken.error();
    QJsonObject answer{{QStringLiteral("session"), facts.id}, {QStringLiteral("offset"), offset}};
    if (m_facts.serial)
        answer.insert(QStringLiteral("serial_upload"), 1);
    return Reply::ok(answer);
}

Reply SliceOperations::list(const ApiRequest &request)
{
    const FormReader form(*request.form, {});
    if (form.refusal())
        return *form.refusal();
    const QString &path = request.target.path;
    const auto session = m_sessions.at(path);
    if (!session) {
        if (m_bucket.object(path))
            return Reply::ok(linksOf(m_facts, path));
        return Reply::error(Code::NotFound, QStringLiteral("nothing is there"));
    }
    const SessionFacts &facts = session->facts();
    QJsonObject answer{{QStringLiteral("session"), facts.id},
                       {QStringLiteral("slice_size"), facts.sliceSize},
                       {QStringLiteral("filesize"), facts.fileSize}};
    QJsonArray parts;
    const QList<SliceRange> received = session->received();
    for (const SliceRange &slice : received) {
        parts.append(QJsonObject{{QStringLiteral("offset"), slice.offset},
                                 {QStringLiteral("datalen"), slice.length}});
    }
    if (!parts.isEmpty())
        answer.insert(QStringLiteral("listparts"), parts);
    if (!facts.sha.isEmpty())
        answer.insert(QStringLiteral("sha"), QLatin1String(facts.sha));
    if (m_facts.serial)
        answer.insert(QStringLiteral("serial_upload"), 1);
    return Reply::ok(answer);
}

Reply SliceOperations::finish(const ApiRequest &request, qint64 now)
{
    FormReader form(*request.form, {"session", "filesize", "sha"});
    const qint64 fileSize = form.number("filesize");
    const QByteArray sha = form.optionalSha();
    const auto session = sessionOf(form, request.target.path);
    if (form.refusal())
        return *form.refusal();
    const auto finished = session->finish(fileSize, sha, now, m_bucket, request.corrupt);
    if (!finished)
        return finished.error();
    m_sessions.forget(session);
    return Reply::ok(linksOf(m_facts, request.target.path));
}

} // namespace cosdrop::emulator

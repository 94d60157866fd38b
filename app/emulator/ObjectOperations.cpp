#include "app/emulator/ObjectOperations.h"

#include "app/emulator/FormReader.h"
#include "app/emulator/RunningState.h"

#include <QFile>
#include <QJsonArray>

namespace cosdrop::emulator {

namespace {

constexpr qsizetype largestWhole = 20 * 1024 * 1024;
constexpr qint64 longestPage = 199;

QByteArray shaOf(QByteArrayView bytes)
{
    RunningState state;
    state.add(bytes);
    return state.sha();
}

} // namespace

QJsonObject linksOf(const ServerFacts &facts, const QString &path)
{
    const QString encoded = QLatin1String(encodedPath(path));
    const QString inBucket = u'/' + facts.bucket + encoded;
    const QString resource = u'/' + facts.appId + inBucket;
    return {
        {QStringLiteral("access_url"), QString(facts.baseUrl + QLatin1String("/cdn") + inBucket)},
        {QStringLiteral("source_url"),
         QString(facts.baseUrl + QLatin1String("/source") + inBucket)},
        {QStringLiteral("url"), QString(facts.baseUrl + QLatin1String("/files/v2") + resource)},
        {QStringLiteral("resource_path"), resource},
    };
}

ObjectOperations::ObjectOperations(ServerFacts facts, Bucket &bucket, SliceSessions &sessions)
    : m_facts(std::move(facts))
    , m_bucket(bucket)
    , m_sessions(sessions)
{
}

Reply ObjectOperations::upload(const ApiRequest &request, qint64 now)
{
    FormReader form(*request.form, {"filecontent", "fileContent", "sha", "biz_attr", "insertOnly"});
    const QByteArrayView bytes = form.fileContent();
    const QByteArray sha = form.optionalSha();
    const bool overwrite = form.overwrite();
    StoredObject object;
    object.bizAttr = form.optionalText("biz_attr");
    if (request.target.isDirectory())
        form.refuse(Code::IllegalPath, QStringLiteral("an object's path does not end in a slash"));
    if (bytes.size() > largestWhole)
        form.refuse(Code::BadParameters, QStringLiteral("over 20 MB goes in slices only"));
    if (form.refusal())
        return *form.refusal();
    object.sha = shaOf(bytes);
    if (!sha.isEmpty() && sha != object.sha)
        return Reply::error(Code::HashMismatch, QStringLiteral("sha is not that of the bytes"));
    if (m_facts.requireDirectories
        && !m_bucket.directoryExists(parentDirectory(request.target.path)))
        return Reply::error(Code::ParentMissing, QStringLiteral("the parent directory is missing"));

    object.path = request.target.path;
    object.size = bytes.size();
    object.createdAt = now;
    object.modifiedAt = now;
    object.file = m_bucket.files().temporaryFile();
    QFile file(object.file);
    if (!file.open(QIODevice::WriteOnly | QIODevice::NewOnly)
        || file.write(bytes.data(), bytes.size()) != bytes.size() || !file.flush())
        return Reply::error(Code::StoreFailed, QStringLiteral("the object could not be written"));
    file.close();
    const Bucket::Put put = m_bucket.put(object, overwrite);
    if (put != Bucket::Put::Stored)
        file.remove();
    if (put == Bucket::Put::Exists)
        return Reply::error(Code::ObjectExists, QStringLiteral("another object is there"));
    if (put == Bucket::Put::Failed)
        return Reply::error(Code::StoreFailed, QStringLiteral("the object could not be stored"));
    if (request.corrupt)
        m_bucket.corrupt(object.path);
    return Reply::ok(linksOf(m_facts, object.path));
}

Reply ObjectOperations::create(const ApiRequest &request, qint64 now)
{
    FormReader form(*request.form, {"biz_attr"});
    StoredObject directory;
    directory.bizAttr = form.optionalText("biz_attr");
    if (!request.target.isDirectory())
        form.refuse(Code::IllegalPath, QStringLiteral("a directory's path ends in a slash"));
    if (form.refusal())
        return *form.refusal();
    const QString &path = request.target.path;
    if (m_bucket.directoryExists(path))
        return Reply::error(Code::PathConflict, QStringLiteral("the directory exists"));
    if (m_facts.requireDirectories && !m_bucket.directoryExists(parentDirectory(path)))
        return Reply::error(Code::ParentMissing, QStringLiteral("the parent directory is missing"));
    directory.path = path;
    directory.createdAt = now;
    directory.modifiedAt = now;
    if (!m_bucket.createDirectory(directory))
        return Reply::error(Code::StoreFailed, QStringLiteral("the directory could not be stored"));
    return Reply::ok(
        {{QStringLiteral("ctime"), now},
         {QStringLiteral("resource_path"), linksOf(m_facts, path).value(u"resource_path")}});
}

QJsonObject ObjectOperations::describe(const StoredObject &object) const
{
    QJsonObject data{
        {QStringLiteral("biz_attr"), object.bizAttr},
        {QStringLiteral("ctime"), object.createdAt},
        {QStringLiteral("mtime"), object.modifiedAt},
    };
    if (object.path.endsWith(u'/'))
        return data;
    data.insert(QStringLiteral("filesize"), object.size);
    data.insert(QStringLiteral("filelen"), object.size);
    data.insert(QStringLiteral("sha"), QLatin1String(object.sha));
    const QJsonObject links = linksOf(m_facts, object.path);
    for (auto link = links.begin(); link != links.end(); ++link)
        data.insert(link.key(), link.value());
    return data;
}

Reply ObjectOperations::stat(const ApiRequest &request)
{
    const RequestTarget &target = request.target;
    const auto found =
        target.isDirectory() ? m_bucket.directory(target.path) : m_bucket.object(target.path);
    if (!found)
        return Reply::error(Code::NotFound, QStringLiteral("nothing is there"));
    return Reply::ok(describe(*found));
}

Reply ObjectOperations::list(const ApiRequest &request)
{
    const RequestTarget &target = request.target;
    if (!target.isDirectory())
        return Reply::error(Code::IllegalPath,
                            QStringLiteral("a directory's path ends in a slash"));
    const auto num = decimal(target.query.value("num"));
    if (!num || *num < 1 || *num > longestPage)
        return Reply::error(Code::BadParameters, QStringLiteral("num is not 1 to 199"));
    const auto context = QByteArray::fromBase64Encoding(
        target.query.value("context"),
        QByteArray::Base64UrlEncoding | QByteArray::AbortOnBase64DecodingErrors);
    const QString after = context ? QString::fromUtf8(*context) : QString();
    if (!context || (!after.isEmpty() && !after.startsWith(target.path)))
        return Reply::error(Code::BadParameters, QStringLiteral("context is not this list's"));
    if (!m_bucket.directoryExists(target.path))
        return Reply::error(Code::NotFound, QStringLiteral("nothing is there"));

    const Bucket::Listing page = m_bucket.list(target.path, after, static_cast<int>(*num));
    QJsonArray infos;
    for (const StoredObject &entry : page.entries) {
        QJsonObject info = describe(entry);
        info.insert(QStringLiteral("name"), entry.path.mid(target.path.size()));
        infos.append(info);
    }
    const QByteArray next = page.over ? QByteArray() : page.entries.last().path.toUtf8();
    return Reply::ok({{QStringLiteral("infos"), infos},
                      {QStringLiteral("listover"), page.over},
                      {QStringLiteral("context"),
                       QLatin1String(next.toBase64(QByteArray::Base64UrlEncoding
                                                   | QByteArray::OmitTrailingEquals))}});
}

Reply ObjectOperations::remove(const ApiRequest &request)
{
    const FormReader form(*request.form, {});
    if (form.refusal())
        return *form.refusal();
    const QString &path = request.target.path;
    const bool hadSession = m_sessions.discardAt(path);
    switch (m_bucket.remove(path)) {
    case Bucket::Removal::Done:
        return Reply::ok();
    case Bucket::Removal::NotEmpty:
        return Reply::error(Code::DirectoryNotEmpty, QStringLiteral("the directory is not empty"));
    case Bucket::Removal::Nothing:
        break;
    }
    return hadSession ? Reply::ok()
                      : Reply::error(Code::NotFound, QStringLiteral("nothing is there"));
}

} // namespace cosdrop::emulator

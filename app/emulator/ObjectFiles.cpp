#include "app/emulator/ObjectFiles.h"

#include <QCryptographicHash>
#include <QDateTime>
#include <QDir>
#include <QDirIterator>
#include <QFileInfo>
#include <QJsonDocument>
#include <QJsonObject>
#include <QUuid>

#include <filesystem>
#include <system_error>

namespace cosdrop::emulator {

namespace {

QJsonObject toJson(const StoredObject &object, const QString &bucket, const QDir &root)
{
    return {
        {QStringLiteral("bucket"), bucket},
        {QStringLiteral("path"), object.path},
        {QStringLiteral("file"),
         object.file.isEmpty() ? QString() : root.relativeFilePath(object.file)},
        {QStringLiteral("size"), object.size},
        {QStringLiteral("sha"), QLatin1String(object.sha)},
        {QStringLiteral("stamp"), object.fileStamp},
        {QStringLiteral("ctime"), object.createdAt},
        {QStringLiteral("mtime"), object.modifiedAt},
        {QStringLiteral("biz_attr"), object.bizAttr},
    };
}

StoredObject fromJson(const QJsonObject &json, const QDir &root)
{
    StoredObject object;
    object.path = json[u"path"].toString();
    const QString file = json[u"file"].toString();
    object.file = file.isEmpty() ? QString() : root.absoluteFilePath(file);
    object.size = json[u"size"].toInteger();
    object.sha = json[u"sha"].toString().toLatin1();
    object.fileStamp = json[u"stamp"].toInteger();
    object.createdAt = json[u"ctime"].toInteger();
    object.modifiedAt = json[u"mtime"].toInteger();
    object.bizAttr = json[u"biz_attr"].toString();
    return object;
}

} // namespace

bool replaceFile(const QString &from, const QString &to)
{
    std::error_code error;
    std::filesystem::rename(QFileInfo(from).filesystemFilePath(),
                            QFileInfo(to).filesystemFilePath(), error);
    return !error;
}

qint64 fileStamp(const QString &file)
{
    return QFileInfo(file).lastModified().toMSecsSinceEpoch();
}

ObjectFiles::ObjectFiles(const QString &root, const QString &bucket)
    : m_root(QDir(root).absolutePath())
    , m_bucket(bucket)
{
}

Result<void> ObjectFiles::prepare() const
{
    const QDir root(m_root);
    for (const QString &folder :
         {m_bucket, QStringLiteral(".cos/aside"), QStringLiteral(".cos/objects"),
          QStringLiteral(".cos/tmp"), QStringLiteral(".cos/sessions")}) {
        if (!root.mkpath(folder)) {
            return fail(ErrorKind::StoreFailed,
                        QStringLiteral("The folder %1 cannot be made.").arg(root.filePath(folder)));
        }
    }
    QDirIterator leftovers(root.filePath(QStringLiteral(".cos/tmp")), QDir::Files);
    while (leftovers.hasNext())
        QFile::remove(leftovers.next());
    return {};
}

QString ObjectFiles::temporaryFile() const
{
    return m_root + QLatin1String("/.cos/tmp/") + QUuid::createUuid().toString(QUuid::Id128);
}

QString ObjectFiles::sessionsFolder() const
{
    return m_root + QLatin1String("/.cos/sessions");
}

QString ObjectFiles::key(const QString &path) const
{
    const QByteArray text = (m_bucket + path).toUtf8();
    return QLatin1String(QCryptographicHash::hash(text, QCryptographicHash::Sha256).toHex());
}

QString ObjectFiles::recordFile(const QString &path) const
{
    return m_root + QLatin1String("/.cos/objects/") + key(path) + QLatin1String(".json");
}

QString ObjectFiles::placeFor(const QString &path, const QString &current) const
{
    QString plain = m_root + u'/' + m_bucket + path;
    if (plain == current)
        return plain;
    // What lies there already belongs to an object of another name ("a" beside "a/", or names
    // that differ in case only on a file system that does not tell them apart), or to nobody.
    QFile probe(plain);
    if (QDir().mkpath(QFileInfo(plain).path())
        && probe.open(QIODevice::WriteOnly | QIODevice::NewOnly))
        return plain;
    return m_root + QLatin1String("/.cos/aside/") + key(path);
}

bool ObjectFiles::save(const StoredObject &object) const
{
    const QString temporary = temporaryFile();
    QFile record(temporary);
    if (!record.open(QIODevice::WriteOnly | QIODevice::NewOnly))
        return false;
    const QByteArray json = QJsonDocument(toJson(object, m_bucket, QDir(m_root))).toJson();
    const bool written = record.write(json) == json.size();
    record.close();
    if (written && record.error() == QFileDevice::NoError
        && replaceFile(temporary, recordFile(object.path)))
        return true;
    record.remove();
    return false;
}

void ObjectFiles::erase(const StoredObject &object) const
{
    QFile::remove(recordFile(object.path));
    if (object.file.isEmpty()) {
        QDir().rmdir(m_root + u'/' + m_bucket + object.path);
        return;
    }
    QFile::remove(object.file);
}

void ObjectFiles::makeDirectory(const QString &path) const
{
    // Only for people who look into the folder: the record is what counts.
    QDir().mkpath(m_root + u'/' + m_bucket + path);
}

QList<StoredObject> ObjectFiles::load() const
{
    QList<StoredObject> objects;
    const QDir root(m_root);
    QDirIterator records(root.filePath(QStringLiteral(".cos/objects")), QDir::Files);
    while (records.hasNext()) {
        QFile record(records.next());
        if (!record.open(QIODevice::ReadOnly))
            continue;
        const QJsonObject json = QJsonDocument::fromJson(record.readAll()).object();
        if (json[u"bucket"].toString() != m_bucket)
            continue;
        StoredObject object = fromJson(json, root);
        const bool isDirectory = object.path.endsWith(u'/');
        if (isDirectory || QFileInfo(object.file).isFile())
            objects.append(std::move(object));
    }
    return objects;
}

} // namespace cosdrop::emulator

#include "app/emulator/Bucket.h"

#include "app/emulator/RequestTarget.h"
#include "app/emulator/RunningState.h"

#include <QFile>
#include <QFileInfo>

namespace cosdrop::emulator {

Bucket::Bucket(const QString &root, const QString &name)
    : m_files(root, name)
{
}

Result<void> Bucket::open()
{
    const std::lock_guard lock(m_lock);
    if (auto prepared = m_files.prepare(); !prepared)
        return prepared;
    m_entries.clear();
    m_pathsBySha.clear();
    for (const StoredObject &object : m_files.load()) {
        if (!object.file.isEmpty())
            m_pathsBySha.insert(object.sha, object.path);
        m_entries.emplace(object.path, object);
    }
    return {};
}

std::optional<StoredObject> Bucket::object(const QString &path)
{
    const std::lock_guard lock(m_lock);
    const auto found = m_entries.find(path);
    if (found == m_entries.end() || found->second.file.isEmpty())
        return std::nullopt;
    StoredObject &object = found->second;
    const QFileInfo info(object.file);
    if (!info.isFile()) {
        forget(path);
        return std::nullopt;
    }
    const qint64 stamp = fileStamp(object.file);
    if (stamp != object.fileStamp || info.size() != object.size) {
        m_pathsBySha.remove(object.sha, path);
        object.size = info.size();
        object.fileStamp = stamp;
        object.sha = shaOfFile(object.file);
        m_pathsBySha.insert(object.sha, path);
    }
    return object;
}

bool Bucket::hasInside(const QString &directory) const
{
    const auto next = m_entries.upper_bound(directory);
    return next != m_entries.end() && next->first.startsWith(directory);
}

bool Bucket::directoryExists(const QString &path) const
{
    const std::lock_guard lock(m_lock);
    return path == u"/" || m_entries.contains(path) || hasInside(path);
}

std::optional<StoredObject> Bucket::directory(const QString &path) const
{
    if (!directoryExists(path))
        return std::nullopt;
    const std::lock_guard lock(m_lock);
    const auto found = m_entries.find(path);
    if (found != m_entries.end())
        return found->second;
    StoredObject implied;
    implied.path = path;
    return implied;
}

std::optional<StoredObject> Bucket::withBytes(const QByteArray &sha, qint64 size) const
{
    const std::lock_guard lock(m_lock);
    for (auto path = m_pathsBySha.constFind(sha);
         path != m_pathsBySha.constEnd() && path.key() == sha; ++path) {
        const StoredObject &object = m_entries.at(path.value());
        if (object.size == size && fileStamp(object.file) == object.fileStamp)
            return object;
    }
    return std::nullopt;
}

Bucket::Put Bucket::put(StoredObject object, bool overwrite)
{
    const std::lock_guard lock(m_lock);
    const auto found = m_entries.find(object.path);
    const bool exists = found != m_entries.end() && QFileInfo(found->second.file).isFile();
    if (exists && found->second.sha == object.sha && found->second.size == object.size) {
        QFile::remove(object.file);
        return Put::Stored;
    }
    if (exists && !overwrite)
        return Put::Exists;

    const QString from = object.file;
    object.file = m_files.placeFor(object.path, exists ? found->second.file : QString());
    object.fileStamp = fileStamp(from);
    if (exists)
        object.createdAt = found->second.createdAt;
    // The record goes first: a server that dies in between still has the upload to finish.
    if (!m_files.save(object) || !replaceFile(from, object.file))
        return Put::Failed;
    forget(object.path);
    m_pathsBySha.insert(object.sha, object.path);
    m_entries.insert_or_assign(object.path, object);
    return Put::Stored;
}

bool Bucket::createDirectory(const StoredObject &directory)
{
    const std::lock_guard lock(m_lock);
    if (!m_files.save(directory))
        return false;
    m_files.makeDirectory(directory.path);
    m_entries.insert_or_assign(directory.path, directory);
    return true;
}

Bucket::Removal Bucket::remove(const QString &path)
{
    const std::lock_guard lock(m_lock);
    if (path.endsWith(u'/') && (path == u"/" || hasInside(path)))
        return Removal::NotEmpty;
    const auto found = m_entries.find(path);
    if (found == m_entries.end())
        return Removal::Nothing;
    const StoredObject object = found->second;
    forget(path);
    m_files.erase(object);
    return Removal::Done;
}

void Bucket::forget(const QString &path)
{
    const auto found = m_entries.find(path);
    if (found == m_entries.end())
        return;
    m_pathsBySha.remove(found->second.sha, path);
    m_entries.erase(found);
}

Bucket::Listing Bucket::list(const QString &directory, const QString &after, int limit) const
{
    const std::lock_guard lock(m_lock);
    Listing listing;
    // "0" is the character behind "/", so "/a0" is behind all that "/a/" has inside.
    const auto behind = [this](const QString &path) {
        return path.endsWith(u'/') ? m_entries.lower_bound(path.chopped(1) + u'0')
                                   : m_entries.upper_bound(path);
    };
    auto entry = after.isEmpty() ? m_entries.upper_bound(directory) : behind(after);
    while (entry != m_entries.end() && entry->first.startsWith(directory)) {
        if (listing.entries.size() == limit) {
            listing.over = false;
            break;
        }
        const qsizetype slash = entry->first.indexOf(u'/', directory.size());
        if (slash < 0) {
            listing.entries.append(entry->second);
            ++entry;
            continue;
        }
        StoredObject inner;
        inner.path = entry->first.left(slash + 1);
        if (inner.path == entry->first)
            inner = entry->second;
        listing.entries.append(inner);
        entry = behind(inner.path);
    }
    return listing;
}

QStringList Bucket::objectPaths() const
{
    const std::lock_guard lock(m_lock);
    QStringList paths;
    for (const auto &[path, object] : m_entries) {
        if (!object.file.isEmpty())
            paths.append(path);
    }
    return paths;
}

QString Bucket::objectFile(const QString &path) const
{
    const std::lock_guard lock(m_lock);
    const auto found = m_entries.find(path);
    return found == m_entries.end() ? QString() : found->second.file;
}

void Bucket::corrupt(const QString &path)
{
    const std::lock_guard lock(m_lock);
    const auto found = m_entries.find(path);
    if (found == m_entries.end() || found->second.size == 0)
        return;
    StoredObject &object = found->second;
    QFile file(object.file);
    if (!file.open(QIODevice::ReadWrite | QIODevice::ExistingOnly))
        return;
    char byte = 0;
    file.seek(object.size / 2);
    file.getChar(&byte);
    file.seek(object.size / 2);
    file.putChar(static_cast<char>(byte ^ 0x01));
    file.close();
    m_pathsBySha.remove(object.sha, path);
    object.sha = shaOfFile(object.file);
    object.fileStamp = fileStamp(object.file);
    m_pathsBySha.insert(object.sha, path);
    m_files.save(object);
}

} // namespace cosdrop::emulator

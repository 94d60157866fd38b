#pragma once

#include "core/base/Result.h"

#include <QByteArray>
#include <QList>
#include <QString>

namespace cosdrop::emulator {

/// A finished object, or a directory made by `create` (its path ends in "/", and it has no file).
struct StoredObject
{
    QString path;          ///< decoded, with a leading slash
    QString file;          ///< absolute, on disk
    qint64 size = 0;       ///< bytes
    QByteArray sha;        ///< of the bytes, 40 hex digits
    qint64 fileStamp = 0;  ///< the file's modification time in ms when `sha` was taken
    qint64 createdAt = 0;  ///< Unix s, server's clock
    qint64 modifiedAt = 0; ///< Unix s, server's clock
    QString bizAttr;
};

/// Where things lie under ROOT:
///
///     <bucket>/<decoded path>   the objects, wherever the file system can hold them so
///     .cos/aside/<key>          the bytes of those it cannot
///     .cos/objects/<key>.json   what is known of an object; <key> is a hash of its path
///     .cos/tmp                  files on their way
///     .cos/sessions             see SliceSessions
///
/// Thread: any; Bucket keeps two writers from the same path.
class ObjectFiles
{
public:
    ObjectFiles(const QString &root, const QString &bucket);

    /// Makes the folders; StoreFailed where that cannot be done.
    Result<void> prepare() const;

    QString temporaryFile() const; ///< a fresh name; nothing is made
    QString sessionsFolder() const;

    /// Where the bytes of `path` go; `current` is where they lie now, or empty. Makes the folders
    /// above it.
    QString placeFor(const QString &path, const QString &current) const;

    bool save(const StoredObject &object) const;
    void erase(const StoredObject &object) const;
    void makeDirectory(const QString &path) const;

    QList<StoredObject> load() const;

private:
    QString recordFile(const QString &path) const;
    QString key(const QString &path) const;

    const QString m_root;
    const QString m_bucket;
};

/// Puts `from` in the place of `to` in one step. Both are on the same file system.
bool replaceFile(const QString &from, const QString &to);

/// A file's modification time in ms since the Unix epoch.
qint64 fileStamp(const QString &file);

} // namespace cosdrop::emulator

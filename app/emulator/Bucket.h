#pragma once

#include "app/emulator/ObjectFiles.h"

#include <QByteArray>
#include <QList>
#include <QMultiHash>
#include <QString>
#include <QStringList>

#include <map>
#include <mutex>
#include <optional>

namespace cosdrop::emulator {

/// The finished objects and the directories. Thread: any.
class Bucket
{
public:
    enum class Put { Stored, Exists, Failed };
    enum class Removal { Done, NotEmpty, Nothing };

    struct Listing
    {
        QList<StoredObject> entries; ///< directories have a path that ends in "/"
        bool over = true;            ///< nothing comes after
    };

    Bucket(const QString &root, const QString &name);

    /// Makes the folders and reads what is there. StoreFailed.
    Result<void> open();

    const ObjectFiles &files() const { return m_files; }

    /// With the SHA-1 of the bytes as they are now, also when another program changed the file.
    std::optional<StoredObject> object(const QString &path);

    /// Made by createDirectory(), or with something in it. The root is always there.
    bool directoryExists(const QString &path) const;
    std::optional<StoredObject> directory(const QString &path) const;

    /// An object anywhere in the bucket with these bytes.
    std::optional<StoredObject> withBytes(const QByteArray &sha, qint64 size) const;

    /// Moves `object.file` to the object's place in one step. Exists: another object is at the
    /// path and `overwrite` is not set; the file then stays where it is.
    Put put(StoredObject object, bool overwrite);

    bool createDirectory(const StoredObject &directory);
    Removal remove(const QString &path);

    /// At most `limit` of what is directly in `directory`, by name, behind `after` (a path).
    Listing list(const QString &directory, const QString &after, int limit) const;

    QStringList objectPaths() const;
    QString objectFile(const QString &path) const;

    /// Flips a byte in the middle of the object's file.
    void corrupt(const QString &path);

private:
    bool hasInside(const QString &directory) const;
    void forget(const QString &path);

    const ObjectFiles m_files;
    mutable std::mutex m_lock;
    std::map<QString, StoredObject> m_entries;
    QMultiHash<QByteArray, QString> m_pathsBySha;
};

} // namespace cosdrop::emulator

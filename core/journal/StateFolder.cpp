#include "core/journal/StateFolder.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QStorageInfo>

namespace cosdrop {

namespace {

/// What an empty journal and its companions take, rounded up.
constexpr qint64 leastRoom = 128 * 1024;

} // namespace

Result<void> makeStateFolder(const QString &folder)
{
    if (QFileInfo(folder).isDir())
        return {};
    if (!QDir().mkpath(folder))
        return fail(ErrorKind::JournalFailed,
                    QStringLiteral("readonly: cannot make the folder %1").arg(folder));
    QFile::setPermissions(folder, QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
    return {};
}

Error journalWriteError(const QString &folder, const QString &otherwise, const QString &detail)
{
    const QStorageInfo storage(folder);
    const bool full =
        storage.isValid() && !storage.isReadOnly() && storage.bytesAvailable() < leastRoom;
    return makeError(ErrorKind::JournalFailed,
                     (full ? QStringLiteral("full:") : otherwise) + u' ' + detail);
}

} // namespace cosdrop

#include "core/journal/StateFolderLock.h"

#include "core/journal/StateFolder.h"

#include <QDateTime>
#include <QDir>
#include <QFileInfo>

#include <chrono>

namespace cosdrop {

namespace {

using namespace std::chrono_literals;

/// A program needs far less from making its lock file to holding it.
constexpr qint64 settledMs = 5000;

QString ownerOf(const QLockFile &lock)
{
    qint64 pid = 0;
    QString host;
    QString program;
    if (!lock.getLockInfo(&pid, &host, &program))
        return QStringLiteral("held by another program");
    return QStringLiteral("held by process %1 (%2)").arg(pid).arg(program);
}

} // namespace

StateFolderLock::StateFolderLock(const QString &path)
    : m_path(path)
    , m_lock(path)
{
    // No lock grows old while its owner lives: uploads take days.
    m_lock.setStaleLockTime(0ms);
}

Result<std::unique_ptr<StateFolderLock>> StateFolderLock::acquire(const QString &folder)
{
    if (const Result<void> made = makeStateFolder(folder); !made)
        return Failure(made.error());
    std::unique_ptr<StateFolderLock> lock(
        new StateFolderLock(QDir(folder).filePath(QStringLiteral("cosdrop.lock"))));
    if (lock->m_lock.tryLock(0ms) || lock->takeOverAbandoned())
        return lock;
    switch (lock->m_lock.error()) {
    case QLockFile::NoError:
    case QLockFile::LockFailedError:
        return fail(ErrorKind::JournalFailed, QStringLiteral("locked: ") + ownerOf(lock->m_lock));
    case QLockFile::PermissionError:
        return fail(ErrorKind::JournalFailed,
                    QStringLiteral("readonly: cannot write %1").arg(lock->m_path));
    case QLockFile::UnknownError:
        break;
    }
    return Failure(journalWriteError(folder, QStringLiteral("readonly:"),
                                     QStringLiteral("cannot write %1").arg(lock->m_path)));
}

/// QLockFile believes in a lock whose process id is in use again by a program of the same name,
/// and in one made under another host name: both are common in containers. The system's own lock
/// on the file, which ends with its owner, knows better, and removing asks it.
bool StateFolderLock::takeOverAbandoned()
{
    if (m_lock.error() != QLockFile::LockFailedError)
        return false;
    const QDateTime made = QFileInfo(m_path).lastModified();
    if (!made.isValid() || made.msecsTo(QDateTime::currentDateTime()) < settledMs)
        return false;
    // The name that QLockFile itself uses, so that no two programs remove at the same time.
    QLockFile removing(m_path + QLatin1String(".rmlock"));
    return removing.tryLock(0ms) && m_lock.removeStaleLockFile() && m_lock.tryLock(0ms);
}

} // namespace cosdrop

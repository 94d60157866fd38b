#include "core/files/OpenedFile.h"

#include <QFile>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <system_error>
#include <utility>

namespace cosdrop {

namespace {

constexpr std::intptr_t noHandle = -1;

Failure systemFailure(int code)
{
    const bool missing = code == ENOENT || code == ENOTDIR;
    return fail(missing ? ErrorKind::FileMissing : ErrorKind::FileUnreadable,
                QString::fromStdString(std::generic_category().message(code)));
}

Failure notRegular()
{
    return fail(ErrorKind::NotRegularFile, QStringLiteral("not a regular file"));
}

#ifdef Q_OS_DARWIN
#define st_mtim st_mtimespec
#define st_ctim st_ctimespec
#endif

qint64 nanoseconds(const timespec &time)
{
    return static_cast<qint64>(time.tv_sec) * 1'000'000'000 + time.tv_nsec;
}

void append(QByteArray &bytes, quint64 number)
{
    bytes.append(reinterpret_cast<const char *>(&number), sizeof number);
}

} // namespace

OpenedFile::OpenedFile(Handle handle)
    : m_handle(handle)
{
}

OpenedFile::~OpenedFile()
{
    if (m_handle != noHandle)
        ::close(static_cast<int>(m_handle));
}

OpenedFile::OpenedFile(OpenedFile &&other) noexcept
    : m_handle(std::exchange(other.m_handle, noHandle))
{
}

OpenedFile &OpenedFile::operator=(OpenedFile &&other) noexcept
{
    std::swap(m_handle, other.m_handle);
    return *this;
}

Result<OpenedFile> OpenedFile::open(const QString &localPath)
{
    // A path is cut at a zero character by the system: it would open another file.
    if (localPath.contains(QChar::Null))
        return systemFailure(ENOENT);
    const QByteArray path = QFile::encodeName(localPath);
    struct stat info = {};
    if (::stat(path.constData(), &info) != 0)
        return systemFailure(errno);
    if (!S_ISREG(info.st_mode))
        return notRegular();

    // Without O_NONBLOCK a pipe put in the file's place since then would hold this thread forever.
    const int descriptor = ::open(path.constData(), O_RDONLY | O_NONBLOCK | O_CLOEXEC | O_NOCTTY);
    if (descriptor < 0)
        return systemFailure(errno);
    OpenedFile file(descriptor);
    if (::fstat(descriptor, &info) != 0)
        return systemFailure(errno);
    if (!S_ISREG(info.st_mode))
        return notRegular();
    return file;
}

Result<Fingerprint> OpenedFile::fingerprint() const
{
    struct stat info = {};
    if (::fstat(static_cast<int>(m_handle), &info) != 0)
        return systemFailure(errno);
    Fingerprint fingerprint;
    fingerprint.size = info.st_size;
    fingerprint.mtimeNs = nanoseconds(info.st_mtim);
    append(fingerprint.fileId, static_cast<quint64>(info.st_dev));
    append(fingerprint.fileId, static_cast<quint64>(info.st_ino));
    // Programs that write a file can put its mtime back, but not its ctime.
    append(fingerprint.fileId, static_cast<quint64>(nanoseconds(info.st_ctim)));
    return fingerprint;
}

Result<qint64> OpenedFile::readAt(qint64 offset, char *into, qint64 length) const
{
    qint64 total = 0;
    while (total < length) {
        const ssize_t count = ::pread(static_cast<int>(m_handle), into + total,
                                      static_cast<size_t>(length - total), offset + total);
        if (count < 0 && errno == EINTR)
            continue;
        if (count < 0)
            return systemFailure(errno);
        if (count == 0)
            break;
        total += count;
    }
    return total;
}

void OpenedFile::expectSequentialRead() const
{
#ifdef POSIX_FADV_SEQUENTIAL
    ::posix_fadvise(static_cast<int>(m_handle), 0, 0, POSIX_FADV_SEQUENTIAL);
#endif
}

} // namespace cosdrop

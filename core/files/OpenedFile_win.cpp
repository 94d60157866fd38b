#include "core/files/OpenedFile.h"

#include <QDir>
#include <qt_windows.h>

#include <algorithm>
#include <limits>
#include <system_error>
#include <utility>

namespace cosdrop {

namespace {

const std::intptr_t noHandle = reinterpret_cast<std::intptr_t>(INVALID_HANDLE_VALUE);

HANDLE handleOf(std::intptr_t handle)
{
    return reinterpret_cast<HANDLE>(handle);
}

Failure systemFailure(DWORD code)
{
    const bool missing = code == ERROR_FILE_NOT_FOUND || code == ERROR_PATH_NOT_FOUND
                         || code == ERROR_INVALID_NAME || code == ERROR_BAD_NETPATH
                         || code == ERROR_BAD_NET_NAME;
    return fail(
        missing ? ErrorKind::FileMissing : ErrorKind::FileUnreadable,
        QString::fromLocal8Bit(std::system_category().message(static_cast<int>(code)).c_str()));
}

Failure notRegular()
{
    return fail(ErrorKind::NotRegularFile, QStringLiteral("not a regular file"));
}

/// The path as the wide functions take it beyond MAX_PATH.
std::wstring nativePath(const QString &localPath)
{
    QString path = QDir::toNativeSeparators(QDir::cleanPath(localPath));
    if (path.startsWith(QLatin1String("\\\\?\\")) || path.startsWith(QLatin1String("\\\\.\\")))
        return path.toStdWString();
    if (path.startsWith(QLatin1String("\\\\")))
        path.replace(0, 2, QStringLiteral("\\\\?\\UNC\\"));
    else if (QDir::isAbsolutePath(localPath))
        path.prepend(QLatin1String("\\\\?\\"));
    return path.toStdWString();
}

quint64 joined(DWORD high, DWORD low)
{
    return (static_cast<quint64>(high) << 32) | low;
}

void append(QByteArray &bytes, quint64 number)
{
    bytes.append(reinterpret_cast<const char *>(&number), sizeof number);
}

/// FILETIME counts 100 ns since 1601.
qint64 unixNs(const FILETIME &time)
{
    constexpr qint64 ticksBefore1970 = 116'444'736'000'000'000;
    const auto ticks = static_cast<qint64>(joined(time.dwHighDateTime, time.dwLowDateTime));
    return (ticks - ticksBefore1970) * 100;
}

} // namespace

OpenedFile::OpenedFile(Handle handle)
    : m_handle(handle)
{
}

OpenedFile::~OpenedFile()
{
    if (m_handle != noHandle)
        ::CloseHandle(handleOf(m_handle));
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
    if (localPath.isEmpty() || localPath.contains(QChar::Null))
        return systemFailure(ERROR_FILE_NOT_FOUND);
    const std::wstring path = nativePath(localPath);
    const DWORD attributes = ::GetFileAttributesW(path.c_str());
    if (attributes == INVALID_FILE_ATTRIBUTES)
        return systemFailure(::GetLastError());
    if (attributes & (FILE_ATTRIBUTE_DIRECTORY | FILE_ATTRIBUTE_DEVICE))
        return notRegular();

    // Sharing everything: an upload must never keep another program from using the file.
    const HANDLE handle = ::CreateFileW(
        path.c_str(), GENERIC_READ, FILE_SHARE_READ | FILE_SHARE_WRITE | FILE_SHARE_DELETE, nullptr,
        OPEN_EXISTING, FILE_ATTRIBUTE_NORMAL | FILE_FLAG_SEQUENTIAL_SCAN, nullptr);
    if (handle == INVALID_HANDLE_VALUE)
        return systemFailure(::GetLastError());
    OpenedFile file(reinterpret_cast<Handle>(handle));
    if (::GetFileType(handle) != FILE_TYPE_DISK)
        return notRegular();
    return file;
}

Result<Fingerprint> OpenedFile::fingerprint() const
{
    BY_HANDLE_FILE_INFORMATION info = {};
    if (!::GetFileInformationByHandle(handleOf(m_handle), &info))
        return systemFailure(::GetLastError());
    Fingerprint fingerprint;
    fingerprint.size = static_cast<qint64>(joined(info.nFileSizeHigh, info.nFileSizeLow));
    fingerprint.mtimeNs = unixNs(info.ftLastWriteTime);
    append(fingerprint.fileId, info.dwVolumeSerialNumber);
    append(fingerprint.fileId, joined(info.nFileIndexHigh, info.nFileIndexLow));
    return fingerprint;
}

Result<qint64> OpenedFile::readAt(qint64 offset, char *into, qint64 length) const
{
    qint64 total = 0;
    while (total < length) {
        const auto place = static_cast<quint64>(offset + total);
        OVERLAPPED at = {};
        at.Offset = static_cast<DWORD>(place);
        at.OffsetHigh = static_cast<DWORD>(place >> 32);
        const qint64 most = std::numeric_limits<DWORD>::max() / 2;
        DWORD count = 0;
        if (!::ReadFile(handleOf(m_handle), into + total,
                        static_cast<DWORD>(std::min(length - total, most)), &count, &at)) {
            const DWORD code = ::GetLastError();
            if (code == ERROR_HANDLE_EOF)
                break;
            return systemFailure(code);
        }
        if (count == 0)
            break;
        total += count;
    }
    return total;
}

void OpenedFile::expectSequentialRead() const
{
    // Said when the file was opened: Windows takes this word only there.
}

} // namespace cosdrop

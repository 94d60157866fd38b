#pragma once

#include "core/base/Result.h"
#include "core/base/Upload.h"

#include <QString>

#include <cstdint>

namespace cosdrop {

/// A regular file held open for reading at any place, so that what is asked about it and what is
/// read from it concern one file, whatever happens to its path meanwhile.
/// Any one thread, apart from readAt(), which several may call at once. Platform part:
/// OpenedFile_unix.cpp, OpenedFile_win.cpp.
class OpenedFile
{
public:
    /// FileMissing, FileUnreadable or NotRegularFile. Never blocks on a pipe, and opens no device:
    /// opening some of them has effects.
    static Result<OpenedFile> open(const QString &localPath);

    ~OpenedFile();
    OpenedFile(OpenedFile &&other) noexcept;
    OpenedFile &operator=(OpenedFile &&other) noexcept;

    /// The file's fingerprint at this moment.
    Result<Fingerprint> fingerprint() const;

    /// Reads `length` bytes from `offset` on into `into`, fewer only where the file ends before.
    /// Gives the number of bytes read. FileUnreadable.
    Result<qint64> readAt(qint64 offset, char *into, qint64 length) const;

    /// Tells the system that the whole file will be read in order.
    void expectSequentialRead() const;

private:
    using Handle = std::intptr_t; ///< a descriptor, or a Windows HANDLE

    explicit OpenedFile(Handle handle);

    Handle m_handle;
};

} // namespace cosdrop

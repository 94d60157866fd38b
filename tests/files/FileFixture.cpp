#include "tests/files/FileFixture.h"

#include <QFile>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cstdio>

namespace cosdrop::test {

FileFixture::FileFixture()
    : files(std::make_unique<PooledLocalFiles>())
{
    if (!folder.isValid())
        qFatal("no folder for the test");
}

QString FileFixture::path(const char *name) const
{
    return folder.filePath(QLatin1String(name));
}

QString FileFixture::longFile(const char *name, qint64 size) const
{
    QFile file(path(name));
    if (!file.open(QIODevice::WriteOnly) || !file.resize(size))
        qFatal("cannot make %s", name);
    return file.fileName();
}

Result<Fingerprint> FileFixture::fingerprint(const QString &file)
{
    Outcome<Fingerprint> outcome;
    files->fingerprint(file, outcome.take());
    return wait(outcome);
}

Result<DigestedFile> FileFixture::digest(const QString &file)
{
    Outcome<DigestedFile> outcome;
    files->digest(file, {}, outcome.take());
    return wait(outcome);
}

Result<QByteArray> FileFixture::read(const QString &file, const Fingerprint &expected,
                                     const SliceRange &range, const Digests &digests)
{
    Outcome<QByteArray> outcome;
    files->read(file, expected, range, digests, outcome.take());
    return wait(outcome);
}

bool setModified(const QString &path, const timespec &time)
{
    const timespec times[] = {time, time};
    return ::utimensat(AT_FDCWD, QFile::encodeName(path).constData(), times, 0) == 0;
}

std::optional<timespec> modified(const QString &path)
{
    struct stat info = {};
    if (::stat(QFile::encodeName(path).constData(), &info) != 0)
        return std::nullopt;
    return info.st_mtim;
}

bool changeSecretly(const QString &path, qint64 offset, const QByteArray &bytes)
{
    const std::optional<timespec> before = modified(path);
    QFile file(path);
    if (!before || !file.open(QIODevice::ReadWrite) || !file.seek(offset)
        || file.write(bytes) != bytes.size())
        return false;
    file.close();
    return setModified(path, *before);
}

bool renameOver(const QString &from, const QString &to)
{
    return std::rename(QFile::encodeName(from).constData(), QFile::encodeName(to).constData()) == 0;
}

Unprivileged::Unprivileged()
    : m_root(::geteuid() == 0)
{
    if (m_root && ::seteuid(65534) != 0)
        qFatal("cannot become another user");
}

Unprivileged::~Unprivileged()
{
    if (m_root && ::seteuid(0) != 0)
        qFatal("cannot become root again");
}

} // namespace cosdrop::test

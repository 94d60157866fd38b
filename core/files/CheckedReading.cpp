#include "core/files/CheckedReading.h"

#include "core/files/FileFingerprint.h"
#include "core/files/OpenedFile.h"
#include "core/files/RangeCheck.h"
#include "core/files/ReadAhead.h"
#include "core/files/RunningSha1.h"

#include <algorithm>
#include <optional>
#include <utility>

namespace cosdrop {

namespace {

/// Small enough to be still in the processor's cache when it is hashed after it was read.
constexpr qint64 bufferBytes = 256 * 1024;
static_assert(Digests::step % bufferBytes == 0);

/// A file of so many bytes at most is handed out with its digests.
constexpr qint64 smallBytes = 256 * 1024;

Failure changed(const QString &detail)
{
    return fail(ErrorKind::FileChanged, detail);
}

Failure stopped()
{
    return fail(ErrorKind::Internal, QStringLiteral("cancelled"));
}

Result<void> readWhole(const OpenedFile &file, qint64 offset, char *into, qint64 length)
{
    const Result<qint64> count = file.readAt(offset, into, length);
    if (!count)
        return Failure(count.error());
    if (*count != length)
        return changed(QStringLiteral("the file became shorter"));
    return {};
}

Result<void> expectFingerprint(const OpenedFile &file, const Fingerprint &expected)
{
    const Result<Fingerprint> now = file.fingerprint();
    if (!now)
        return Failure(now.error());
    if (*now != expected)
        return changed(QStringLiteral("size, time or identity of the file is another"));
    return {};
}

/// Reads a range of one file, and with digests checks what it reads, from the multiple of
/// Digests::step at or below the range to the one at or above its end.
class RangeReader
{
public:
    RangeReader(const OpenedFile &file, qint64 fileSize, const Digests &digests,
                const std::atomic_bool &cancelled)
        : m_file(file)
        , m_fileSize(fileSize)
        , m_digests(digests)
        , m_cancelled(cancelled)
    {
    }

    Result<QByteArray> read(const SliceRange &range, QByteArray buffer)
    {
        if (m_digests == Digests())
            return readRange(range, std::move(buffer));

        const qint64 step = Digests::step;
        const qint64 end = range.offset + range.length;
        const qint64 from = range.offset / step * step;
        const qint64 to = std::min((end + step - 1) / step * step, m_fileSize);
        m_check.emplace(m_digests, m_fileSize, from, to);

        if (const Result<void> before = readAside(from, range.offset); !before)
            return Failure(before.error());
        Result<QByteArray> bytes = readRange(range, std::move(buffer));
        if (!bytes)
            return bytes;
        if (const Result<void> behind = readAside(end, to); !behind)
            return Failure(behind.error());

        if (!m_check->passed())
            return changed(QStringLiteral("the bytes are not those that were hashed"));
        return bytes;
    }

private:
    Result<QByteArray> readRange(const SliceRange &range, QByteArray bytes)
    {
        bytes.resize(static_cast<qsizetype>(range.length));
        for (qint64 done = 0; done < range.length; done += bufferBytes) {
            const qint64 length = std::min(bufferBytes, range.length - done);
            const Result<void> part = readPart(range.offset + done, bytes.data() + done, length);
            if (!part)
                return Failure(part.error());
        }
        return bytes;
    }

    Result<void> readAside(qint64 from, qint64 to)
    {
        QByteArray buffer(static_cast<qsizetype>(std::min(bufferBytes, to - from)),
                          Qt::Uninitialized);
        for (qint64 offset = from; offset < to; offset += bufferBytes) {
            Result<void> part = readPart(offset, buffer.data(), std::min(bufferBytes, to - offset));
            if (!part)
                return part;
        }
        return {};
    }

    Result<void> readPart(qint64 offset, char *into, qint64 length)
    {
        if (m_cancelled.load(std::memory_order_relaxed))
            return stopped();
        Result<void> part = readWhole(m_file, offset, into, length);
        if (part && m_check)
            m_check->add(QByteArrayView(into, static_cast<qsizetype>(length)));
        return part;
    }

    const OpenedFile &m_file;
    const qint64 m_fileSize;
    const Digests &m_digests;
    const std::atomic_bool &m_cancelled;
    std::optional<RangeCheck> m_check;
};

/// Adds bytes that another processor may have in its cache. Asking for them some way ahead is
/// worth a quarter of the speed: SHA-1 is one long chain, in which every wait counts.
void addFetching(RunningSha1 &sha1, QByteArrayView bytes)
{
    constexpr qsizetype ahead = 4096;
    constexpr qsizetype part = 1024;
    for (qsizetype done = 0; done < bytes.size(); done += part) {
#if defined(__GNUC__)
        constexpr qsizetype cacheLine = 64;
        const qsizetype end = std::min(done + ahead + part, bytes.size());
        for (qsizetype line = done + ahead; line < end; line += cacheLine)
            __builtin_prefetch(bytes.data() + line);
#endif
        sha1.add(bytes.sliced(done, std::min(part, bytes.size() - done)));
    }
}

/// Hashes a file's bytes, as many as `found` says it has, and adds the digests to it.
Result<DigestedFile> hashed(const OpenedFile &file, const Fingerprint &found,
                            const std::atomic_bool &cancelled, const LocalFiles::Progress &progress)
{
    const qint64 size = found.size;
    DigestedFile result{found, {}};
    RunningSha1 sha1;
    const auto read = [&file](qint64 offset, char *into, qint64 length) {
        return readWhole(file, offset, into, length);
    };
    ReadAhead steps(size, read, ReadAhead::pays(size));
    for (qint64 offset = 0; offset < size;) {
        if (cancelled.load(std::memory_order_relaxed))
            return stopped();
        const Result<ReadAhead::Step> step = steps.next();
        if (!step)
            return Failure(step.error());
        addFetching(sha1, step->bytes);
        result.digests.checksums += step->checksum;
        offset += step->bytes.size();
        if (offset < size)
            result.digests.states += sha1.state();
        else if (size <= smallBytes)
            result.content = step->bytes.toByteArray();
        progress(offset);
    }
    if (size == 0)
        result.content = QByteArray("");
    result.digests.sha1 = sha1.hexDigest();
    return result;
}

} // namespace

Result<DigestedFile> digestFile(const QString &localPath, const std::atomic_bool &cancelled,
                                const LocalFiles::Progress &progress)
{
    const Result<OpenedFile> file = OpenedFile::open(localPath);
    if (!file)
        return Failure(file.error());
    const Result<Fingerprint> before = file->fingerprint();
    if (!before)
        return Failure(before.error());
    file->expectSequentialRead();
    Result<DigestedFile> result = hashed(*file, *before, cancelled, progress);
    if (!result)
        return result;

    // By the path, not by the open file: another file may have been put in its place. While this
    // one is open, its identity cannot be given to a new one.
    const Result<Fingerprint> after = fingerprintOf(localPath);
    if (!after)
        return Failure(after.error());
    if (*after != *before)
        return changed(QStringLiteral("the file changed while it was hashed"));
    return result;
}

Result<QByteArray> readChecked(const QString &localPath, const Fingerprint &fingerprint,
                               const SliceRange &range, const Digests &digests,
                               const std::atomic_bool &cancelled, QByteArray buffer)
{
    if (range.offset < 0 || range.length < 0 || range.offset > fingerprint.size
        || range.length > fingerprint.size - range.offset)
        return fail(ErrorKind::Internal, QStringLiteral("a range outside the file"));
    if (digests != Digests() && !RangeCheck::fits(digests, fingerprint.size))
        return changed(QStringLiteral("the digests are of a file of another size"));

    const Result<OpenedFile> file = OpenedFile::open(localPath);
    if (!file)
        return Failure(file.error());
    if (const Result<void> before = expectFingerprint(*file, fingerprint); !before)
        return Failure(before.error());
    Result<QByteArray> bytes =
        RangeReader(*file, fingerprint.size, digests, cancelled).read(range, std::move(buffer));
    if (!bytes)
        return bytes;
    if (const Result<void> after = expectFingerprint(*file, fingerprint); !after)
        return Failure(after.error());
    return bytes;
}

} // namespace cosdrop

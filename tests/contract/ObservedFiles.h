#pragma once

#include "core/files/PooledLocalFiles.h"

#include <QStringList>

#include <utility>

namespace cosdrop::test {

/// The real local files, and what of them was hashed. Thread: the test's.
class ObservedFiles final : public LocalFiles
{
public:
    /// The paths of the files whose digests have been handed out.
    QStringList digested;

    JobId fingerprint(const QString &localPath, Done<Fingerprint> done) override
    {
        return m_files.fingerprint(localPath, std::move(done));
    }

    JobId digest(const QString &localPath, Progress progress, Done<DigestedFile> done) override
    {
        return m_files.digest(
            localPath, std::move(progress),
            [this, localPath, done = std::move(done)](Result<DigestedFile> result) {
                digested.append(localPath);
                done(std::move(result));
            });
    }

    JobId read(const QString &localPath, const Fingerprint &fingerprint, const SliceRange &range,
               const Digests &digests, Done<QByteArray> done) override
    {
        return m_files.read(localPath, fingerprint, range, digests, std::move(done));
    }

    void cancel(JobId job) override { m_files.cancel(job); }

private:
    PooledLocalFiles m_files;
};

} // namespace cosdrop::test

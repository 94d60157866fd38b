#pragma once

#include "core/files/LocalFiles.h"

#include <QObject>

#include <memory>

namespace cosdrop {

/// LocalFiles on a small pool of threads of its own: one lane for hashing whole files, so that a
/// long hash never holds up the slices of a file that is being sent, and one for everything else.
/// Large files are hashed one after the other.
class PooledLocalFiles final : public QObject, public LocalFiles
{
    Q_OBJECT

public:
    explicit PooledLocalFiles(QObject *parent = nullptr);
    /// Cancels what is under way and waits for the threads to let go of it.
    ~PooledLocalFiles() override;

    JobId fingerprint(const QString &localPath, Done<Fingerprint> done) override;
    JobId digest(const QString &localPath, Progress progress, Done<DigestedFile> done) override;
    JobId read(const QString &localPath, const Fingerprint &fingerprint, const SliceRange &range,
               const Digests &digests, Done<QByteArray> done) override;
    void cancel(JobId job) override;

private:
    class Private;
    std::unique_ptr<Private> d;
};

} // namespace cosdrop

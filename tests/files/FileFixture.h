#pragma once

#include "core/files/PooledLocalFiles.h"

#include <QEventLoop>
#include <QTemporaryDir>
#include <QTimer>

#include <time.h>

#include <functional>
#include <memory>
#include <optional>

namespace cosdrop::test {

constexpr int longWait = 60'000; ///< ms; no test gets there

/// What came of one call.
template <typename T>
struct Outcome
{
    std::optional<Result<T>> result;
    int calls = 0;
    std::function<void()> onAnswer;

    LocalFiles::Done<T> take()
    {
        return [this](Result<T> given) {
            ++calls;
            result = std::move(given);
            if (onAnswer)
                onAnswer();
        };
    }
};

/// Runs the event loop until the answer is there, for a minute at most.
template <typename T>
Result<T> wait(Outcome<T> &outcome)
{
    QEventLoop loop;
    outcome.onAnswer = [&loop] {
        loop.quit();
    };
    QTimer::singleShot(longWait, &loop, &QEventLoop::quit);
    if (!outcome.result)
        loop.exec();
    outcome.onAnswer = {};
    return outcome.result.value_or(fail(ErrorKind::Internal, QStringLiteral("no answer")));
}

template <typename T>
ErrorKind kindOf(const Result<T> &result)
{
    return result ? ErrorKind::Internal : result.error().kind;
}

/// A folder of files and a PooledLocalFiles to look at them with.
class FileFixture
{
public:
    FileFixture();

    QString path(const char *name) const;
    /// A file of holes only: long to hash, quick to make.
    QString longFile(const char *name, qint64 size) const;

    Result<Fingerprint> fingerprint(const QString &file);
    Result<DigestedFile> digest(const QString &file);
    Result<QByteArray> read(const QString &file, const Fingerprint &expected,
                            const SliceRange &range, const Digests &digests);

    QTemporaryDir folder;
    std::unique_ptr<PooledLocalFiles> files;
};

/// Sets a file's time of last change; false where that fails.
bool setModified(const QString &path, const timespec &time);
std::optional<timespec> modified(const QString &path);

/// Overwrites bytes and puts the file's time back, so that only its content tells.
bool changeSecretly(const QString &path, qint64 offset, const QByteArray &bytes);

/// Puts the file `from` in the place of `to`, as editors do.
bool renameOver(const QString &from, const QString &to);

/// Another user for as long as it lives, where this is root, whom no permission stops.
class Unprivileged
{
public:
    Unprivileged();
    ~Unprivileged();
    Unprivileged(const Unprivileged &) = delete;
    Unprivileged &operator=(const Unprivileged &) = delete;

private:
    const bool m_root;
};

} // namespace cosdrop::test

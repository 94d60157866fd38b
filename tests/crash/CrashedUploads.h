#pragma once

#include "tests/cli/TestBucket.h"

#include <QElapsedTimer>
#include <QHash>
#include <QSet>

#include <functional>

namespace cosdrop::test {

/// The program that is killed.
enum class Victim {
    Cli,    ///< cosdrop-cli: ends by itself when it is through
    Window, ///< cosdrop: stays, so that its every run ends with a kill
};

/// How a batch is uploaded.
struct UploadWish
{
    bool hash = true;
    qint64 sliceSize = 1024 * 1024; ///< bytes
};

/// Runs of a program over a batch of files that are cut short by SIGKILL, and the books on what the
/// server had confirmed by then. Thread: the test's.
class CrashedUploads
{
public:
    /// `prefix` tells the batch's paths from those of others.
    CrashedUploads(TestBucket &bucket, Victim victim, const QStringList &files,
                   const QString &prefix, const UploadWish &wish = {});

    /// Starts the program with all files.
    bool startUpload();
    /// Starts it to go on with what it knows.
    bool startResume();

    /// Waits for the moment, then kills the program. False: it was through with everything before.
    bool killAt(const std::function<bool()> &moment);
    /// Waits for the end, if need be, and goes through the books: to be called after every run.
    /// Gives what is wrong, or nothing.
    QString finish();

    /// Runs without a kill until everything is done. Gives what is wrong, or nothing.
    QString complete();

    QString pathOf(const QString &file) const;

private:
    bool start(const QStringList &files);
    bool isThrough();
    QString runToItsEnd();
    QString readReport(const CliResult &result);
    QString account();
    QString checkEnd();

    TestBucket &m_bucket;
    const Victim m_victim;
    const QStringList m_files;
    const QString m_prefix;
    const UploadWish m_wish;
    CliProgram m_program;
    bool m_isKilled = false;
    QStringList m_given; ///< files that this run was started with
    QElapsedTimer m_sinceLook;
    QHash<QString, QSet<qint64>> m_confirmed; ///< by path: offsets confirmed before this run
    QHash<QString, int> m_inits;              ///< by path: those that made a session
    QSet<QString> m_asked;                    ///< paths of which the server has heard
    QSet<QString> m_told;                     ///< files that were told to be done
};

} // namespace cosdrop::test

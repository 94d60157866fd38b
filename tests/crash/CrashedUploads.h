#pragma once

#include "tests/cli/TestBucket.h"

#include <QHash>
#include <QSet>

#include <functional>

namespace cosdrop::test {

/// Runs of cosdrop-cli over a batch of files that are cut short by SIGKILL, and the books on what
/// the server had confirmed by then. Thread: the test's.
class CrashedUploads
{
public:
    /// `arguments` are given to each `upload` beside the files; `prefix` tells the batch's paths
    /// from those of others.
    CrashedUploads(TestBucket &bucket, const QStringList &files, const QString &prefix,
                   const QStringList &arguments = {});

    /// `upload` of all files that the journal does not know.
    bool startUpload();
    bool startResume();

    /// Waits for the moment, then kills the program. False: it had ended before by itself.
    bool killAt(const std::function<bool()> &moment);
    /// Waits for the end, if need be, and goes through the books: to be called after every run.
    /// Gives what is wrong, or nothing.
    QString finish();

    /// Runs without a kill until everything is done. Gives what is wrong, or nothing.
    QString complete();

    CliProgram &program() { return m_program; }

    QString pathOf(const QString &file) const;

private:
    bool start(const QStringList &arguments);
    QString account();
    QString checkEnd();

    TestBucket &m_bucket;
    const QStringList m_files;
    const QString m_prefix;
    const QStringList m_arguments;
    CliProgram m_program;
    bool m_isKilled = false;
    QHash<QString, QSet<qint64>> m_confirmed; ///< by path: offsets confirmed before this run
    QHash<QString, int> m_inits;              ///< by path: those that made a session
    QSet<QString> m_asked;                    ///< paths of which the server has heard
    QSet<QString> m_told;                     ///< files that were told to be done
};

} // namespace cosdrop::test

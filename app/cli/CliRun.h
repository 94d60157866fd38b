#pragma once

#include "app/cli/CliKeys.h"
#include "app/cli/CliOptions.h"
#include "app/cli/CliReport.h"
#include "core/engine/UploadEngine.h"

#include <QHash>
#include <QObject>
#include <QSet>

#include <optional>

namespace cosdrop {

/// One run of cosdrop-cli: starts the engine, follows it, and says with which status to exit.
/// Thread: the main one.
class CliRun final : public QObject
{
    Q_OBJECT

public:
    /// `keychain` outlives this object.
    CliRun(const CliOptions &options, CredentialStore *keychain, QObject *parent = nullptr);

    void start();
    /// Saves everything, then finished(exitStatus).
    void stop(int exitStatus);

Q_SIGNALS:
    void finished(int exitStatus);

private:
    void readKeys();
    void startEngine(const CliKeys::Ring &keys);
    void addPaths();
    /// False for uploads that a resume for one account leaves as they are; they are counted.
    bool isMeant(const UploadSnapshot &upload);
    void changed(const QList<UploadSnapshot> &uploads);
    void follow(const UploadSnapshot &upload);
    /// Something in a folder that never got into the queue is told like what failed there.
    void skipped(const QString &path, const Error &error);
    void told();
    void idle();
    void openFailed(const Error &error);

    CliOptions m_options;
    CliReport m_report;
    CliKeys m_keys;
    UploadEngine m_engine;
    bool m_isLoaded = false;  ///< what the state folder held has been told
    bool m_isScanned = false; ///< what was named has been found
    bool m_hasFailed = false;
    int m_stopStatus = -1;
    std::optional<ErrorKind> m_journalTrouble; ///< the last that was told
    /// Uploads of this run that have not ended, or have not been reported.
    QHash<UploadId, UploadSnapshot> m_open;
    QSet<UploadId> m_reported;
    QSet<UploadId> m_left; ///< unfinished uploads of other accounts
};

} // namespace cosdrop

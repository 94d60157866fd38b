#pragma once

#include "core/base/UploadSnapshot.h"

#include <QJsonObject>
#include <QString>

#include <cstdio>

namespace cosdrop {

/// What cosdrop-cli writes: results to stdout, a line each and flushed; progress and words to
/// stderr. Thread: the main one.
class CliReport
{
public:
    CliReport(bool json, bool quiet);

    /// A finished upload: its link, or its JSON object, on stdout; what failed on stderr.
    void finished(const UploadSnapshot &upload);
    /// A line of the queue, on stdout.
    void listed(const UploadSnapshot &upload);
    /// On stderr, unless quiet.
    void note(const QString &text);
    /// On stderr, always.
    void complaint(const QString &text);
    /// One line that is written over, on a terminal only.
    void progress(const QueueTotals &totals);
    void endProgress();

private:
    void out(const QString &line);
    void err(const QString &line);

    bool m_json;
    bool m_quiet;
    bool m_isTerminal;
    bool m_hasProgress = false;
};

/// The object of --json. `state` is done, failed, skipped or cancelled for what has ended.
QJsonObject uploadToJson(const UploadSnapshot &upload);

} // namespace cosdrop

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
    /// An object that was looked after, on stdout: what was found, or its JSON object.
    void verified(const QString &path, const QString &result, const QString &words,
                  const QJsonObject &json);
    /// On stderr, unless quiet.
    void note(const QString &text);
    /// On stderr, always.
    void complaint(const QString &text);
    /// One line that is written over, on a terminal only.
    void progress(const QueueTotals &totals);
    void endProgress();

    /// What is told of an error on one line: cause, remedy, and the details in brackets.
    static QString sentenceOf(const Error &error);

private:
    void out(const QString &line);
    void err(const QString &line);

    bool m_json;
    bool m_quiet;
    bool m_isTerminal;
    bool m_hasProgress = false;
};

/// The "error" in an object of --json.
QJsonObject errorToJson(const Error &error);

/// The object of --json. `state` is done, failed, skipped or cancelled for what has ended.
QJsonObject uploadToJson(const UploadSnapshot &upload);

} // namespace cosdrop

#include "ui/StateText.h"

#include "ui/ErrorText.h"
#include "ui/Format.h"

#include <QCoreApplication>
#include <QFileInfo>
#include <QStringList>

namespace cosdrop {

namespace {

class Words
{
    Q_DECLARE_TR_FUNCTIONS(cosdrop::StateText)
};

QString inDirectory(const QString &objectPath)
{
    return objectPath.left(objectPath.lastIndexOf(QLatin1Char('/')) + 1);
}

/// "12 KB, changed 03/11/2026 10:00", as far as it is known.
QString remoteFacts(const Question &question)
{
    QStringList facts;
    if (question.remoteSize >= 0)
        facts += Format().size(question.remoteSize);
    if (question.remoteModified.isValid()) {
        facts += Words::tr("changed %1")
                     .arg(QLocale().toString(question.remoteModified.toLocalTime(),
                                             QLocale::ShortFormat));
    }
    //: between facts on a file, such as its size and its time
    return facts.join(Words::tr(", ", "between facts"));
}

} // namespace

QString StateText::waiting(const UploadSnapshot &upload)
{
    switch (upload.waitReason) {
    case WaitReason::Network:
        return Words::tr("Waiting for the network");
    case WaitReason::Answer:
        return Words::tr("Waiting for an answer");
    case WaitReason::Retry:
        return Words::tr("Trying again shortly");
    case WaitReason::None:
        return Words::tr("Waiting");
    }
    Q_UNREACHABLE();
}

QString StateText::row(const UploadSnapshot &upload)
{
    switch (upload.state) {
    case UploadState::Queued:
        return Words::tr("Queued");
    case UploadState::Hashing:
        return Words::tr("Reading the file");
    case UploadState::Preparing:
        return Words::tr("Preparing");
    case UploadState::Sending:
        return upload.startedAgain ? Words::tr("Sending, started again") : Words::tr("Sending");
    case UploadState::Finishing:
        return Words::tr("Finishing");
    case UploadState::Verifying:
        return Words::tr("Checking");
    case UploadState::Waiting:
        return waiting(upload);
    case UploadState::Paused:
        return Words::tr("Paused");
    case UploadState::Done:
        return upload.instant ? Words::tr("Done, was already there") : Words::tr("Done");
    case UploadState::Skipped:
        return Words::tr("Skipped");
    case UploadState::Failed:
        return upload.error ? errorText(*upload.error).cause : Words::tr("Failed");
    case UploadState::Cancelled:
        return Words::tr("Cancelled");
    }
    Q_UNREACHABLE();
}

QString StateText::details(const UploadSnapshot &upload)
{
    QStringList sentences;
    if (upload.state == UploadState::Waiting && upload.error)
        sentences += errorText(*upload.error).cause;
    if (upload.state == UploadState::Waiting && upload.waitReason == WaitReason::Retry) {
        if (upload.retryIn.count() > 0)
            sentences += Words::tr("The next try is in %1.").arg(Format().timeLeft(upload.retryIn));
        if (upload.attempt > 0) {
            //: said while an upload waits for its next try
            sentences +=
                Words::tr("%n tries failed since data last got through.", nullptr, upload.attempt);
        }
    }
    if (upload.state == UploadState::Waiting && upload.waitReason == WaitReason::Network)
        sentences += Words::tr("It goes on by itself when the network is back.");
    if (upload.question)
        sentences += question(upload);
    if (upload.startedAgain && !isFinal(upload.state)) {
        sentences += Words::tr("The upload was started again, because the file changed or the "
                               "server no longer knew what was sent.");
    }
    const bool stands = upload.state == UploadState::Paused || upload.state == UploadState::Failed
                        || upload.state == UploadState::Queued;
    if (stands && upload.doneBytes > 0) {
        //: %1 is a size such as "1.2 GB"
        sentences += Words::tr("The server has %1 of it; it goes on from there.")
                         .arg(Format().size(upload.doneBytes));
    }
    if (upload.serial && upload.state == UploadState::Sending)
        sentences += Words::tr("The server takes one slice at a time.");
    if (upload.state == UploadState::Queued)
        sentences += Words::tr("It starts when those before it leave room for it.");
    if (upload.state == UploadState::Skipped)
        sentences += Words::tr("Another file is at this path and was left there.");
    if (upload.state == UploadState::Done && upload.instant)
        sentences += Words::tr("The server already held this file, so nothing had to be sent.");
    return sentences.join(QLatin1Char(' '));
}

bool StateText::hasSize(const UploadSnapshot &upload)
{
    return upload.size > 0 || !upload.error || upload.error->kind != ErrorKind::FileMissing;
}

QString StateText::speedReasons(const UploadSnapshot &upload, const UploadInsight &insight,
                                int running)
{
    if (upload.state != UploadState::Sending || insight.id != upload.id)
        return {};
    QStringList sentences;
    //: %1 is a speed such as "2.0 MB/s"
    if (insight.speedLimit > 0)
        sentences += Words::tr("All uploads together are limited to %1.")
                         .arg(Format().speed(double(insight.speedLimit)));
    else if (!upload.serial)
        sentences += Words::tr("No limit is set: it goes as fast as the network and the server let "
                               "it.");
    if (running > 1)
        sentences += Words::tr("It shares the way with %Ln others.", nullptr, running - 1);
    return sentences.join(QLatin1Char(' '));
}

QString StateText::question(const UploadSnapshot &upload)
{
    if (!upload.question)
        return {};
    const QString name = QFileInfo(upload.objectPath).fileName();
    const QString facts = remoteFacts(*upload.question);
    if (upload.question->kind == Question::Kind::OtherUnfinished) {
        const QString known = facts.isEmpty() ? QString() : QStringLiteral(" (%1)").arg(facts);
        return Words::tr("Another upload of “%1” to %2 is unfinished%3. Discarding it destroys "
                         "what was sent of it.")
            .arg(name, inDirectory(upload.objectPath), known);
    }
    if (facts.isEmpty())
        return Words::tr("“%1” is already in %2.").arg(name, inDirectory(upload.objectPath));
    return Words::tr("“%1” is already in %2 (%3). The file to upload has %4.")
        .arg(name, inDirectory(upload.objectPath), facts, Format().size(upload.size));
}

} // namespace cosdrop

#include "app/cli/CliReport.h"

#include "app/cli/Terminal.h"
#include "ui/ErrorText.h"
#include "ui/Format.h"

#include <QJsonDocument>
#include <QLocale>

#include <algorithm>

namespace cosdrop {

namespace {

/// What to do, where at a command line that is something else than in a window.
QString remedyOf(const Error &error)
{
    switch (error.kind) {
    case ErrorKind::Offline:
        return QStringLiteral("Run cosdrop-cli resume when it is back.");
    case ErrorKind::KeysMissing:
    case ErrorKind::SignatureWrong:
        return QStringLiteral("Check COS_SECRET_ID and COS_SECRET_KEY in the environment.");
    case ErrorKind::ObjectExists:
        return QStringLiteral("Choose by --on-conflict: overwrite, skip or rename.");
    case ErrorKind::OtherFileUnfinished:
        return QStringLiteral("Choose by --on-conflict: overwrite discards it, rename takes "
                              "another name.");
    default:
        return errorText(error).remedy;
    }
}

/// A name or an answer may hold line ends, or what a terminal obeys.
QString printable(QString text)
{
    for (QChar &character : text) {
        if (character.category() == QChar::Other_Control)
            character = QChar::ReplacementCharacter;
    }
    return text;
}

} // namespace

QJsonObject errorToJson(const Error &error)
{
    return {{QStringLiteral("kind"), errorKindName(error.kind)},
            {QStringLiteral("code"), error.code},
            {QStringLiteral("http_status"), error.httpStatus},
            {QStringLiteral("message"),
             error.message.isEmpty() ? errorText(error).cause : error.message},
            {QStringLiteral("request_id"), error.requestId}};
}

QJsonObject uploadToJson(const UploadSnapshot &upload)
{
    QJsonValue error;
    if (upload.error)
        error = errorToJson(*upload.error);
    const double seconds = static_cast<double>(upload.active.count()) / 1000.0;
    return {{QStringLiteral("file"), upload.localPath},
            {QStringLiteral("path"), upload.objectPath},
            {QStringLiteral("state"), uploadStateName(upload.state)},
            {QStringLiteral("access_url"), upload.links.accessUrl()},
            {QStringLiteral("source_url"), upload.links.sourceUrl()},
            {QStringLiteral("resource_path"), upload.links.resourcePath()},
            {QStringLiteral("url"), upload.links.url()},
            {QStringLiteral("bytes"), upload.size},
            {QStringLiteral("sent_bytes"), upload.sentBytes},
            {QStringLiteral("sha1"), QString::fromLatin1(upload.sha1)},
            {QStringLiteral("instant"), upload.instant},
            {QStringLiteral("seconds"), seconds},
            {QStringLiteral("error"), error}};
}

QString CliReport::sentenceOf(const Error &error)
{
    QString sentence = errorText(error).cause;
    if (const QString remedy = remedyOf(error); !remedy.isEmpty())
        sentence += QLatin1Char(' ') + remedy;
    QStringList details;
    if (error.code != 0)
        details.append(QStringLiteral("code %1").arg(error.code));
    if (error.httpStatus != 0)
        details.append(QStringLiteral("HTTP %1").arg(error.httpStatus));
    if (!error.message.isEmpty())
        details.append(error.message);
    if (!error.detail.isEmpty())
        details.append(error.detail);
    if (!error.requestId.isEmpty())
        details.append(QStringLiteral("request_id %1").arg(error.requestId));
    if (!details.isEmpty())
        sentence += QStringLiteral(" (") + details.join(QStringLiteral(", ")) + QLatin1Char(')');
    return sentence;
}

CliReport::CliReport(bool json, bool quiet)
    : m_json(json)
    , m_quiet(quiet)
    , m_isTerminal(isTerminal(stderr))
{
}

void CliReport::finished(const UploadSnapshot &upload)
{
    endProgress();
    if (m_json)
        out(QString::fromUtf8(QJsonDocument(uploadToJson(upload)).toJson(QJsonDocument::Compact)));
    else if (upload.state == UploadState::Done)
        out(printable(upload.links.accessUrl()));
    if (upload.state == UploadState::Failed && upload.error)
        complaint(upload.localPath + QStringLiteral(": ") + sentenceOf(*upload.error));
    else if (upload.state == UploadState::Skipped)
        note(QStringLiteral("%1: skipped, another object is at %2.")
                 .arg(upload.localPath, upload.objectPath));
    else if (upload.state == UploadState::Done && upload.instant)
        note(QStringLiteral("%1: the bucket holds it already.").arg(upload.localPath));
}

void CliReport::listed(const UploadSnapshot &upload)
{
    if (m_json) {
        out(QString::fromUtf8(QJsonDocument(uploadToJson(upload)).toJson(QJsonDocument::Compact)));
        return;
    }
    QStringList columns{uploadStateName(upload.state), upload.localPath, upload.objectPath};
    if (!upload.links.accessUrl().isEmpty())
        columns.append(upload.links.accessUrl());
    else if (upload.error)
        columns.append(errorText(*upload.error).cause);
    std::transform(columns.begin(), columns.end(), columns.begin(), printable);
    out(columns.join(QLatin1Char('\t')));
}

void CliReport::verified(const QString &path, const QString &result, const QString &words,
                         const QJsonObject &json)
{
    if (m_json) {
        out(QString::fromUtf8(QJsonDocument(json).toJson(QJsonDocument::Compact)));
        return;
    }
    QStringList columns{result, path};
    if (!words.isEmpty())
        columns.append(words);
    std::transform(columns.begin(), columns.end(), columns.begin(), printable);
    out(columns.join(QLatin1Char('\t')));
}

void CliReport::note(const QString &text)
{
    if (m_quiet)
        return;
    endProgress();
    err(text);
}

void CliReport::complaint(const QString &text)
{
    endProgress();
    err(QStringLiteral("cosdrop-cli: ") + text);
}

void CliReport::progress(const QueueTotals &totals)
{
    if (m_quiet || !m_isTerminal || totals.uploads == 0)
        return;
    const Format format(QLocale::c());
    QStringList parts{format.sizeOf(totals.doneBytes, totals.bytes)};
    if (const QString speed = format.speed(totals.bytesPerSecond); !speed.isEmpty())
        parts.append(speed);
    if (const QString left = format.timeLeft(totals.timeLeft); !left.isEmpty())
        parts.append(left + QStringLiteral(" left"));
    const QString line = parts.join(QStringLiteral(" · "));
    const QByteArray bytes = QByteArrayLiteral("\r\x1b[K") + line.toUtf8();
    std::fwrite(bytes.constData(), 1, static_cast<size_t>(bytes.size()), stderr);
    std::fflush(stderr);
    m_hasProgress = true;
}

void CliReport::endProgress()
{
    if (!std::exchange(m_hasProgress, false))
        return;
    std::fputs("\r\x1b[K", stderr);
    std::fflush(stderr);
}

void CliReport::out(const QString &line)
{
    const QByteArray bytes = line.toUtf8() + '\n';
    std::fwrite(bytes.constData(), 1, static_cast<size_t>(bytes.size()), stdout);
    std::fflush(stdout);
}

void CliReport::err(const QString &line)
{
    const QByteArray bytes = printable(line).toUtf8() + '\n';
    std::fwrite(bytes.constData(), 1, static_cast<size_t>(bytes.size()), stderr);
    std::fflush(stderr);
}

} // namespace cosdrop

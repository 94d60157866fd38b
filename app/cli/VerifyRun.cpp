#include "app/cli/VerifyRun.h"

#include "app/cli/ExitStatus.h"
#include "ui/ErrorText.h"

#include <QFile>
#include <QHostAddress>

namespace cosdrop {

namespace {

using Outcome = ReceiptFinding::Outcome;

constexpr qint64 mostBytes = 256 * 1024 * 1024; // of a receipt

RetryPolicy verifyRetry()
{
    RetryPolicy retry;
    retry.maxAttempts = 4;
    return retry;
}

/// A receipt may come from anybody. Signatures go only to where COS is, to this computer, or to
/// what the person named.
bool isTrusted(const QUrl &endpoint, const CliOptions &options)
{
    const QString host = endpoint.host();
    return host.endsWith(QLatin1String(".file.myqcloud.com")) || host == u"localhost"
           || QHostAddress(host).isLoopback() || endpoint == options.target.endpoint;
}

QString nameOf(Outcome outcome)
{
    switch (outcome) {
    case Outcome::Right:
        return QStringLiteral("ok");
    case Outcome::SizeOnly:
        return QStringLiteral("size_only");
    case Outcome::Changed:
        return QStringLiteral("changed");
    case Outcome::Missing:
        return QStringLiteral("missing");
    case Outcome::Unknown:
        return QStringLiteral("error");
    }
    Q_UNREACHABLE();
}

bool isRight(Outcome outcome)
{
    return outcome == Outcome::Right || outcome == Outcome::SizeOnly;
}

QString wordsOn(const ReceiptFinding &finding)
{
    const auto thing = [](qint64 size, const QByteArray &sha1) {
        return QStringLiteral("%1 bytes, SHA-1 %2")
            .arg(size)
            .arg(sha1.isEmpty() ? QStringLiteral("unknown") : QString::fromLatin1(sha1));
    };
    switch (finding.outcome) {
    case Outcome::Right:
        return {};
    case Outcome::SizeOnly:
        return QStringLiteral("the size is right; no SHA-1 to compare");
    case Outcome::Changed:
        return QStringLiteral("was %1; is %2")
            .arg(thing(finding.entry.size, finding.entry.sha1),
                 finding.found ? thing(finding.found->fileSize, finding.found->sha1) : QString());
    case Outcome::Missing:
        return QStringLiteral("nothing is there any more");
    case Outcome::Unknown:
        return finding.error ? CliReport::sentenceOf(*finding.error) : QString();
    }
    Q_UNREACHABLE();
}

} // namespace

QJsonObject findingToJson(const ReceiptFinding &finding)
{
    const ReceiptEntry &entry = finding.entry;
    QJsonValue error;
    if (finding.outcome == Outcome::Unknown && finding.error)
        error = errorToJson(*finding.error);
    QJsonValue size;
    QJsonValue sha1;
    if (finding.found) {
        size = finding.found->fileSize;
        sha1 = QString::fromLatin1(finding.found->sha1);
    }
    return {{QStringLiteral("path"), entry.path},
            {QStringLiteral("bucket"), entry.bucket},
            {QStringLiteral("result"), nameOf(finding.outcome)},
            {QStringLiteral("bytes"), entry.size},
            {QStringLiteral("sha1"), QString::fromLatin1(entry.sha1)},
            {QStringLiteral("found_bytes"), size},
            {QStringLiteral("found_sha1"), sha1},
            {QStringLiteral("access_url"), entry.accessUrl},
            {QStringLiteral("error"), error}};
}

VerifyRun::VerifyRun(const CliOptions &options, CredentialStore *keychain, QObject *parent)
    : QObject(parent)
    , m_options(options)
    , m_report(options.json, options.quiet)
    , m_keys(keychain)
    , m_storage(m_authorizer, m_clock)
    , m_check(m_storage, m_clock, verifyRetry())
{
    connect(&m_check, &ReceiptCheck::found, this, &VerifyRun::tell);
    connect(&m_check, &ReceiptCheck::finished, this, &VerifyRun::end);
}

void VerifyRun::start()
{
    auto entries = readReceipt();
    if (!entries) {
        fail(QStringLiteral("%1: %2").arg(m_options.paths.constFirst(), entries.error().detail));
        return;
    }
    m_entries = *std::move(entries);
    for (ReceiptEntry &entry : m_entries) {
        if (!m_options.replacedEndpoint.isEmpty())
            entry.endpoint = m_options.replacedEndpoint;
        if (!isTrusted(entry.endpoint, m_options)) {
            fail(QStringLiteral("The receipt names the server %1. Say --endpoint %1 if signatures "
                                "of yours may go there.")
                     .arg(QString::fromLatin1(entry.endpoint.toEncoded())));
            return;
        }
    }
    m_keys.read(m_options.profile, [this](const tl::expected<CliKeys::Ring, QString> &keys) {
        if (keys)
            check(*keys);
        else
            fail(keys.error());
    });
}

Result<QList<ReceiptEntry>> VerifyRun::readReceipt() const
{
    QFile file(m_options.paths.constFirst());
    if (!file.open(QIODevice::ReadOnly))
        return cosdrop::fail(ErrorKind::FileUnreadable,
                             QStringLiteral("It cannot be read: %1.").arg(file.errorString()));
    const QByteArray bytes = file.read(mostBytes + 1);
    if (file.error() != QFileDevice::NoError)
        return cosdrop::fail(ErrorKind::FileUnreadable,
                             QStringLiteral("It cannot be read: %1.").arg(file.errorString()));
    // A part of a receipt could pass for a whole one.
    if (bytes.size() > mostBytes)
        return cosdrop::fail(ErrorKind::BadParameters, QStringLiteral("It is too long."));
    return Receipt::fromBytes(bytes);
}

void VerifyRun::fail(const QString &sentence)
{
    m_report.complaint(sentence);
    Q_EMIT finished(exitUsage);
}

void VerifyRun::check(const CliKeys::Ring &keys)
{
    for (auto pair = keys.cbegin(); pair != keys.cend(); ++pair)
        m_authorizer.setCredentials(pair.key(), pair.value());
    m_check.start(m_entries, QString());
}

void VerifyRun::tell(const ReceiptFinding &finding)
{
    if (m_isStopped)
        return;
    if (isRight(finding.outcome))
        ++m_right;
    m_report.verified(finding.entry.path, nameOf(finding.outcome), wordsOn(finding),
                      findingToJson(finding));
}

void VerifyRun::end()
{
    if (m_isStopped)
        return;
    m_report.note(QStringLiteral("%1 of %2 objects are as the receipt says.")
                      .arg(m_right)
                      .arg(m_entries.size()));
    Q_EMIT finished(m_right == m_entries.size() ? 0 : exitFailed);
}

void VerifyRun::stop(int exitStatus)
{
    if (!std::exchange(m_isStopped, true))
        Q_EMIT finished(exitStatus);
}

} // namespace cosdrop

#include "core/receipt/ReceiptCheck.h"

#include <QRandomGenerator>

namespace cosdrop {

namespace {

using Outcome = ReceiptFinding::Outcome;

Outcome compare(const ReceiptEntry &entry, const ObjectStat &stat)
{
    const bool whole = stat.fileLength < 0 || stat.fileLength == stat.fileSize;
    if (stat.fileSize != entry.size || !whole)
        return Outcome::Changed;
    if (entry.sha1.isEmpty() || stat.sha1.isEmpty())
        return Outcome::SizeOnly;
    return stat.sha1 == entry.sha1 ? Outcome::Right : Outcome::Changed;
}

} // namespace

ReceiptCheck::ReceiptCheck(StorageApi &storage, Clock &clock, const RetryPolicy &retry,
                           QObject *parent)
    : QObject(parent)
    , m_storage(storage)
    , m_clock(clock)
    , m_retry(retry)
{
}

ReceiptCheck::~ReceiptCheck()
{
    for (const auto &[place, request] : m_requests)
        m_storage.abort(request);
}

void ReceiptCheck::start(const QList<ReceiptEntry> &entries, const QString &profile)
{
    m_entries = entries;
    m_profile = profile;
    startNext();
}

void ReceiptCheck::startNext()
{
    while (m_open < mostAtOnce && m_next < m_entries.size()) {
        ++m_open;
        ask(m_next++, 0);
    }
}

void ReceiptCheck::ask(qsizetype place, int failures)
{
    const ReceiptEntry &entry = m_entries.at(place);
    const auto path = ObjectPath::parse(entry.path);
    if (!path) {
        tell({entry, Outcome::Unknown, std::nullopt, path.error()}, place);
        return;
    }
    const ObjectAddress object{{entry.endpoint, entry.appId, entry.bucket, m_profile}, *path};
    m_requests[place] =
        m_storage.stat(object, [this, place, failures](const Result<ObjectStat> &stat) {
            m_requests.erase(place);
            answered(place, failures, stat);
        });
}

void ReceiptCheck::answered(qsizetype place, int failures, const Result<ObjectStat> &stat)
{
    const ReceiptEntry &entry = m_entries.at(place);
    if (stat) {
        tell({entry, compare(entry, *stat), *stat, std::nullopt}, place);
        return;
    }
    const Error &error = stat.error();
    if (isTransient(error.kind) && failures + 1 < m_retry.maxAttempts) {
        const double random = QRandomGenerator::global()->generateDouble();
        m_clock.callAfter(m_retry.delay(failures + 1, error.retryAfter, random), this,
                          [this, place, failures] { ask(place, failures + 1); });
        return;
    }
    const bool missing = error.kind == ErrorKind::NotFound;
    tell({entry, missing ? Outcome::Missing : Outcome::Unknown, std::nullopt, error}, place);
}

void ReceiptCheck::tell(const ReceiptFinding &finding, qsizetype place)
{
    m_findings.emplace(place, finding);
    for (auto next = m_findings.find(m_told); next != m_findings.end();
         next = m_findings.find(m_told)) {
        const ReceiptFinding due = next->second;
        m_findings.erase(next);
        ++m_told;
        Q_EMIT found(due);
    }
    --m_open;
    if (m_told == m_entries.size())
        Q_EMIT finished();
    else
        startNext();
}

} // namespace cosdrop

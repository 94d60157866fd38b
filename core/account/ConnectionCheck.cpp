#include "core/account/ConnectionCheck.h"

#include <QUuid>

#include <utility>

namespace cosdrop {

namespace {

using Outcome = ConnectionFinding::Outcome;

/// The step that a failed look at the bucket speaks of.
ConnectionStep stepOf(ErrorKind kind)
{
    if (isConnectivity(kind) || isOfAddress(kind))
        return ConnectionStep::Host;
    if (isOfKeys(kind))
        return ConnectionStep::Signature;
    switch (kind) {
    case ErrorKind::GarbledReply:
    case ErrorKind::ServerTrouble:
        return ConnectionStep::Host;
    case ErrorKind::SignatureExpired:
        return ConnectionStep::Clock;
    case ErrorKind::SignatureAbsent:
        return ConnectionStep::Signature;
    default:
        return ConnectionStep::Bucket;
    }
}

} // namespace

ConnectionCheck::ConnectionCheck(StorageApi &storage, ClockOffset clockOffset, QObject *parent)
    : QObject(parent)
    , m_storage(storage)
    , m_clockOffset(std::move(clockOffset))
{
}

ConnectionCheck::~ConnectionCheck()
{
    if (!m_hasEnded && m_request != RequestId{})
        m_storage.abort(m_request);
}

void ConnectionCheck::start(const Target &target)
{
    const QString name =
        QStringLiteral("/cosdrop-test-") + QUuid::createUuid().toString(QUuid::WithoutBraces);
    m_object = ObjectAddress{target, ObjectPath::parse(name).value()};
    m_request = m_storage.stat(*m_object, [this](const Result<ObjectStat> &stat) { looked(stat); });
}

void ConnectionCheck::cancel()
{
    m_isCancelled = true;
    // A write may have been carried out by now; it is taken back first.
    if (m_isWriting || m_hasEnded)
        return;
    m_storage.abort(m_request);
    end();
}

void ConnectionCheck::looked(const Result<ObjectStat> &stat)
{
    const bool isClear = stat || stat.error().kind == ErrorKind::NotFound;
    const ConnectionStep stuckAt = isClear ? ConnectionStep::Write : stepOf(stat.error().kind);
    for (const ConnectionStep step : {ConnectionStep::Host, ConnectionStep::Clock,
                                      ConnectionStep::Signature, ConnectionStep::Bucket}) {
        ConnectionFinding finding;
        finding.step = step;
        if (step == stuckAt) {
            finding.outcome = Outcome::Failed;
            finding.error = stat.error();
            if (step == ConnectionStep::Clock)
                finding.clockOffset = m_clockOffset();
            Q_EMIT found(finding);
            end();
            return;
        }
        if (step == ConnectionStep::Clock && m_clockOffset() != std::chrono::seconds(0)) {
            finding.outcome = Outcome::Warned;
            finding.clockOffset = m_clockOffset();
        }
        // Which of the two a server looks at first is its own affair.
        if (step == ConnectionStep::Signature && stuckAt == ConnectionStep::Bucket)
            finding.outcome = Outcome::Untold;
        Q_EMIT found(finding);
    }
    write();
}

void ConnectionCheck::write()
{
    m_isWriting = true;
    WholeRequest request;
    request.bytes = QByteArrayLiteral("Cosdrop tried whether it may write here.\n");
    m_request =
        m_storage.uploadWhole(*m_object, request, {}, [this](const Result<ObjectLinks> &links) {
            removeAgain(links ? std::nullopt : std::optional(links.error()));
        });
}

void ConnectionCheck::removeAgain(const std::optional<Error> &writeError)
{
    // Also after a failed write: its answer may have been lost on the way back.
    m_request = m_storage.remove(*m_object, [this, writeError](const Result<void> &removal) {
        removed(writeError, removal);
    });
}

void ConnectionCheck::removed(const std::optional<Error> &writeError, const Result<void> &removal)
{
    m_isWriting = false;
    ConnectionFinding finding;
    finding.step = ConnectionStep::Write;
    const bool isGone = removal || removal.error().kind == ErrorKind::NotFound;
    if (writeError) {
        finding.outcome = Outcome::Failed;
        finding.error = writeError;
    } else if (!isGone) {
        finding.outcome = Outcome::Warned;
        finding.error = removal.error();
        finding.leftBehind = m_object->path.text();
    }
    if (!m_isCancelled)
        Q_EMIT found(finding);
    end();
}

void ConnectionCheck::end()
{
    if (!std::exchange(m_hasEnded, true))
        Q_EMIT finished();
}

} // namespace cosdrop

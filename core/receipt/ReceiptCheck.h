#pragma once

#include "core/base/Clock.h"
#include "core/cos/StorageApi.h"
#include "core/receipt/Receipt.h"
#include "core/transfer/RetryPolicy.h"

#include <QList>
#include <QObject>

#include <map>
#include <optional>

namespace cosdrop {

/// What became of one entry of a receipt.
struct ReceiptFinding
{
    enum class Outcome {
        Right,    ///< same size and SHA-1
        SizeOnly, ///< same size; the receipt or the server does not tell a SHA-1
        Changed,
        Missing,
        Unknown, ///< the server could not be asked; see error
    };

    ReceiptEntry entry;
    Outcome outcome = Outcome::Unknown;
    std::optional<ObjectStat> found;
    std::optional<Error> error;
};

/// Asks the server by `stat` whether the objects of a receipt are still what they were. What may
/// pass by itself is tried again a few times. Thread: that of the StorageApi.
class ReceiptCheck final : public QObject
{
    Q_OBJECT

public:
    static constexpr int mostAtOnce = 8;

    /// Both outlive this object.
    ReceiptCheck(StorageApi &storage, Clock &clock, const RetryPolicy &retry,
                 QObject *parent = nullptr);
    ~ReceiptCheck() override;

    /// Once. `profile` names the keys to sign with; empty: those of this run.
    void start(const QList<ReceiptEntry> &entries, const QString &profile);

Q_SIGNALS:
    /// In the order of the receipt.
    void found(const cosdrop::ReceiptFinding &finding);
    void finished();

private:
    void startNext();
    void ask(qsizetype place, int failures);
    void answered(qsizetype place, int failures, const Result<ObjectStat> &stat);
    void tell(const ReceiptFinding &finding, qsizetype place);

    StorageApi &m_storage;
    Clock &m_clock;
    RetryPolicy m_retry;
    QList<ReceiptEntry> m_entries;
    QString m_profile;
    qsizetype m_next = 0; ///< the first that has not been asked
    qsizetype m_told = 0;
    std::map<qsizetype, RequestId> m_requests;
    std::map<qsizetype, ReceiptFinding> m_findings; ///< that wait for one before them
    int m_open = 0;
};

} // namespace cosdrop

Q_DECLARE_METATYPE(cosdrop::ReceiptFinding)

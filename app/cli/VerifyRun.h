#pragma once

#include "app/cli/CliKeys.h"
#include "app/cli/CliOptions.h"
#include "app/cli/CliReport.h"
#include "core/account/KeyAuthorizer.h"
#include "core/cos/CosJsonApi.h"
#include "core/receipt/ReceiptCheck.h"

#include <QJsonObject>
#include <QObject>

namespace cosdrop {

/// One run of cosdrop-cli verify: reads a receipt, asks the server about each object, tells, and
/// says with which status to exit. Thread: the main one.
class VerifyRun final : public QObject
{
    Q_OBJECT

public:
    /// `keychain` outlives this object.
    VerifyRun(const CliOptions &options, CredentialStore *keychain, QObject *parent = nullptr);

    void start();
    void stop(int exitStatus);

Q_SIGNALS:
    void finished(int exitStatus);

private:
    Result<QList<ReceiptEntry>> readReceipt() const;
    void fail(const QString &sentence);
    void check(const CliKeys::Ring &keys);
    void tell(const ReceiptFinding &finding);
    void end();

    CliOptions m_options;
    CliReport m_report;
    CliKeys m_keys;
    SystemClock m_clock;
    KeyAuthorizer m_authorizer;
    CosJsonApi m_storage;
    ReceiptCheck m_check;
    QList<ReceiptEntry> m_entries;
    int m_right = 0;
    bool m_isStopped = false;
};

/// The object of --json for one entry of a receipt.
QJsonObject findingToJson(const ReceiptFinding &finding);

} // namespace cosdrop

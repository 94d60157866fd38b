#pragma once

#include "core/account/ConnectionCheck.h"
#include "core/account/Credentials.h"
#include "core/cos/TransportSettings.h"

#include <QObject>
#include <QThread>

namespace cosdrop {

/// Tries an account in a thread of its own; see ConnectionCheck. Thread: that of the object;
/// signals come on it.
class ConnectionTester final : public QObject
{
    Q_OBJECT

public:
    explicit ConnectionTester(QObject *parent = nullptr);
    /// Waits until nothing of the test is left at the server, a few seconds at most.
    ~ConnectionTester() override;

    /// Once.
    void start(const Target &target, const Credentials &credentials,
               const TransportSettings &transport);
    /// Ends it early; nothing is told any more but finished(), when nothing of it is left at the
    /// server.
    void cancel();

Q_SIGNALS:
    void found(const cosdrop::ConnectionFinding &finding);
    void finished();

    /// To the thread of the test.
    void cancelAsked(QPrivateSignal);

private:
    class Worker;

    void tell(const ConnectionFinding &finding);

    QThread m_thread;
    bool m_isCancelled = false;
};

} // namespace cosdrop

#include "core/engine/ConnectionTester.h"

#include "core/account/KeyAuthorizer.h"
#include "core/base/Clock.h"
#include "core/cos/CosJsonApi.h"

#include <algorithm>
#include <memory>
#include <utility>

namespace cosdrop {

namespace {

constexpr std::chrono::seconds patience{8};

} // namespace

/// What runs in the thread. Everything it has is made there.
class ConnectionTester::Worker final : public QObject
{
public:
    Worker(const Target &target, const Credentials &credentials, TransportSettings transport)
        : m_target(target)
        , m_transport(std::move(transport))
    {
        m_transport.stallTimeout =
            std::min<std::chrono::milliseconds>(m_transport.stallTimeout, patience);
        m_transport.bytesPerSecond = 0;
        m_authorizer.setCredentials(target.profile, credentials);
    }

    void start(ConnectionTester *tester)
    {
        m_storage = std::make_unique<CosJsonApi>(m_authorizer, m_clock);
        m_storage->setSettings(m_transport);
        m_check = std::make_unique<ConnectionCheck>(*m_storage,
                                                    [this] { return m_storage->clockOffset(); });
        connect(m_check.get(), &ConnectionCheck::found, tester, &ConnectionTester::tell);
        connect(m_check.get(), &ConnectionCheck::finished, thread(), &QThread::quit,
                Qt::DirectConnection);
        m_check->start(m_target);
    }

    void cancel() { m_check->cancel(); }

private:
    Target m_target;
    TransportSettings m_transport;
    SystemClock m_clock;
    KeyAuthorizer m_authorizer;
    std::unique_ptr<CosJsonApi> m_storage;
    std::unique_ptr<ConnectionCheck> m_check;
};

ConnectionTester::ConnectionTester(QObject *parent)
    : QObject(parent)
{
    qRegisterMetaType<ConnectionFinding>();
    m_thread.setObjectName(QStringLiteral("connection test"));
}

ConnectionTester::~ConnectionTester()
{
    cancel();
    m_thread.wait();
}

void ConnectionTester::start(const Target &target, const Credentials &credentials,
                             const TransportSettings &transport)
{
    auto *worker = new Worker(target, credentials, transport);
    worker->moveToThread(&m_thread);
    connect(&m_thread, &QThread::finished, worker, &QObject::deleteLater);
    connect(&m_thread, &QThread::finished, this, &ConnectionTester::finished);
    connect(&m_thread, &QThread::started, worker, [this, worker] { worker->start(this); });
    // By a signal: the worker may be gone when the test ends and is cancelled at the same time.
    connect(this, &ConnectionTester::cancelAsked, worker, &Worker::cancel);
    m_thread.start();
}

void ConnectionTester::cancel()
{
    if (!std::exchange(m_isCancelled, true))
        Q_EMIT cancelAsked(QPrivateSignal());
}

void ConnectionTester::tell(const ConnectionFinding &finding)
{
    if (!m_isCancelled)
        Q_EMIT found(finding);
}

} // namespace cosdrop

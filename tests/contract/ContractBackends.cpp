#include "app/emulator/CosEmulator.h"
#include "core/account/KeyAuthorizer.h"
#include "core/cos/CosJsonApi.h"
#include "tests/contract/ContractBackend.h"
#include "tests/contract/MemoryStorage.h"
#include "tests/contract/ProxiedBackend.h"
#include "tests/support/ManualClock.h"
#include "tests/support/TestFiles.h"

#include <QTemporaryDir>
#include <QTimer>

#include <algorithm>

namespace cosdrop::test {

using namespace std::chrono_literals;

namespace {

Target contractTarget(const QUrl &endpoint)
{
    Target target;
    target.endpoint = endpoint;
    target.appId = QStringLiteral("10000001");
    target.bucket = QStringLiteral("bucket");
    return target;
}

class MemoryBackend final : public ContractBackend
{
public:
    explicit MemoryBackend(const ContractOptions &options)
        : m_storage(m_clock, options)
    {
        // Nobody waits for a clock that stands: what is due next comes at once.
        QObject::connect(&m_pump, &QTimer::timeout, &m_pump, [this] { m_clock.advanceToNext(); });
        m_pump.start(1ms);
    }

    StorageApi &storage() override { return m_storage; }

    Clock &clock() override { return m_clock; }

    Target target() const override
    {
        return contractTarget(QUrl(QStringLiteral("http://127.0.0.1:9")));
    }

    void setFaults(const QList<EmulatorFault> &faults) override { m_storage.setFaults(faults); }

    void forgetSessions() override { m_storage.forgetSessions(); }

    QByteArray objectSha1(const QString &path) const override { return m_storage.objectSha1(path); }

    int unfinishedUploads() const override { return m_storage.unfinishedUploads(); }

    int requests(const QString &op) const override { return m_storage.requests(op); }

    int maxParallelSlices() const override { return m_storage.maxParallelSlices(); }

private:
    ManualClock m_clock;
    MemoryStorage m_storage;
    QTimer m_pump;
};

EmulatorOptions emulatorOptions(const ContractOptions &options, const QString &root)
{
    EmulatorOptions emulator;
    emulator.root = root;
    emulator.appId = QStringLiteral("10000001");
    emulator.bucket = QStringLiteral("bucket");
    emulator.secretId = QStringLiteral("AKIDcontract");
    emulator.secretKey = QStringLiteral("secret");
    emulator.serial = options.serial;
    emulator.requireDirectories = options.requireDirectories;
    emulator.clockSkew = options.clockSkew;
    emulator.forcedSliceSize = options.forcedSliceSize;
    return emulator;
}

class EmulatorBackend final : public ProxiedBackend
{
public:
    explicit EmulatorBackend(const ContractOptions &options)
        : m_emulator(emulatorOptions(options, m_folder.path()))
        , m_api(m_authorizer, m_clock)
    {
        if (const auto started = m_emulator.start(); !started)
            qFatal("%s", qPrintable(started.error().detail));
        if (options.proxied)
            m_proxy = std::make_unique<TcpProxy>(m_emulator.port());
        m_authorizer.setCredentials(
            {}, Credentials{QStringLiteral("AKIDcontract"), QByteArrayLiteral("secret")});
        TransportSettings settings;
        settings.stallTimeout = options.stall;
        settings.proxy = QNetworkProxy(QNetworkProxy::NoProxy);
        m_api.setSettings(settings);
    }

    StorageApi &storage() override { return m_api; }

    Clock &clock() override { return m_clock; }

    Target target() const override
    {
        QUrl endpoint = m_emulator.endpoint();
        if (m_proxy)
            endpoint.setPort(m_proxy->port());
        return contractTarget(endpoint);
    }

    void setFaults(const QList<EmulatorFault> &faults) override { m_emulator.setFaults(faults); }

    void forgetSessions() override { m_emulator.forgetSessions(); }

    QByteArray objectSha1(const QString &path) const override
    {
        const QString file = m_emulator.objectFile(path);
        return file.isEmpty() ? QByteArray() : sha1OfFile(file);
    }

    int unfinishedUploads() const override { return m_emulator.unfinishedUploads(); }

    int requests(const QString &op) const override
    {
        const auto all = m_emulator.requests();
        return static_cast<int>(
            std::count_if(all.begin(), all.end(),
                          [&op](const EmulatorRequest &request) { return request.op == op; }));
    }

    int maxParallelSlices() const override { return m_emulator.maxParallelSlices(); }

    TcpProxy &proxy() override { return *m_proxy; }

private:
    QTemporaryDir m_folder;
    CosEmulator m_emulator;
    std::unique_ptr<TcpProxy> m_proxy;
    SystemClock m_clock;
    KeyAuthorizer m_authorizer;
    CosJsonApi m_api;
};

} // namespace

std::unique_ptr<ContractBackend> makeMemoryBackend(const ContractOptions &options)
{
    return std::make_unique<MemoryBackend>(options);
}

std::unique_ptr<ContractBackend> makeEmulatorBackend(const ContractOptions &options)
{
    return std::make_unique<EmulatorBackend>(options);
}

std::unique_ptr<ProxiedBackend> makeProxiedBackend(ContractOptions options)
{
    options.proxied = true;
    return std::make_unique<EmulatorBackend>(options);
}

} // namespace cosdrop::test

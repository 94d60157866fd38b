// Settings that reach uploads at once: real engine, real HTTP to the emulator, a real proxy.

#include "app/emulator/CosEmulator.h"
#include "core/base/Clock.h"
#include "tests/support/Patience.h"
#include "tests/ui/settings/SocksProxy.h"
#include "tests/ui/settings/TestVault.h"
#include "ui/EngineUploadCommands.h"
#include "ui/settings/EngineTuner.h"
#include "ui/settings/ProxySecret.h"
#include "ui/settings/SettingsStore.h"
#include "ui/settings/SpeedGovernor.h"

#include <QFile>
#include <QHash>
#include <QTemporaryDir>
#include <QTest>

using namespace cosdrop;

namespace {

constexpr int soon = test::patient(20'000); // ms

} // namespace

class LiveSettingsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();

    void liftedLimitFreesAnUploadThatIsUnderWay();
    void proxyIsUsedFromTheNextRequestOn();

private:
    void upload(const QString &name, qint64 size);
    UploadState stateOf(const QString &name) const;

    std::unique_ptr<QTemporaryDir> m_folder;
    SystemClock m_clock;
    TestVault m_vault;
    std::unique_ptr<CosEmulator> m_server;
    std::unique_ptr<SettingsStore> m_settings;
    std::unique_ptr<ProxySecret> m_secret;
    std::unique_ptr<SpeedGovernor> m_speed;
    std::unique_ptr<EngineUploadCommands> m_uploads;
    std::unique_ptr<EngineTuner> m_tuner;
    QHash<QString, UploadSnapshot> m_seen;
};

void LiveSettingsTest::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    m_seen.clear();
    EmulatorOptions server;
    server.root = m_folder->filePath(QStringLiteral("bucket"));
    server.appId = QStringLiteral("1250000000");
    server.bucket = QStringLiteral("live");
    server.secretId = QStringLiteral("AKIDlive");
    server.secretKey = QStringLiteral("key");
    m_server = std::make_unique<CosEmulator>(server);
    QVERIFY(m_server->start());
    m_settings = std::make_unique<SettingsStore>(m_folder->filePath(QStringLiteral("s.ini")));
    m_settings->setChoice(Setting::ProxyKind, ProxyKind::None);
    m_secret = std::make_unique<ProxySecret>(&m_vault, m_settings.get());
    m_speed = std::make_unique<SpeedGovernor>(m_settings.get(), &m_clock);
    m_uploads = std::make_unique<EngineUploadCommands>(UploadEngine::Options());
    connect(m_uploads.get(), &UploadCommands::changed, this,
            [this](const QList<UploadSnapshot> &uploads) {
                for (const UploadSnapshot &upload : uploads)
                    m_seen.insert(upload.objectPath, upload);
            });
    m_tuner = std::make_unique<EngineTuner>(
        EngineTuner::Sources{m_settings.get(), m_speed.get(), m_secret.get(), false},
        m_uploads.get());
    m_uploads->setCredentials(QStringLiteral("live"), {server.secretId, server.secretKey.toUtf8()});
    m_uploads->start();
}

void LiveSettingsTest::cleanup()
{
    m_tuner.reset();
    m_uploads.reset();
    m_speed.reset();
    m_secret.reset();
    m_server.reset();
}

void LiveSettingsTest::upload(const QString &name, qint64 size)
{
    QFile file(m_folder->filePath(name));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(QByteArray(size, 'x'));
    file.close();
    AddRequest request;
    request.paths = QStringList{file.fileName()};
    request.target = {m_server->endpoint(), QStringLiteral("1250000000"), QStringLiteral("live"),
                      QStringLiteral("live")};
    m_uploads->add(request);
}

UploadState LiveSettingsTest::stateOf(const QString &name) const
{
    return m_seen.value(QLatin1Char('/') + name).state;
}

void LiveSettingsTest::liftedLimitFreesAnUploadThatIsUnderWay()
{
    // Ten minutes at that speed, so only a lifted limit lets it end in time.
    m_speed->choose(10'000);
    upload(QStringLiteral("slow.bin"), 6'000'000);
    QTRY_COMPARE_WITH_TIMEOUT(stateOf(QStringLiteral("slow.bin")), UploadState::Sending, soon);
    m_speed->choose(0);
    QTRY_COMPARE_WITH_TIMEOUT(stateOf(QStringLiteral("slow.bin")), UploadState::Done, soon);
}

void LiveSettingsTest::proxyIsUsedFromTheNextRequestOn()
{
    SocksProxy proxy;
    upload(QStringLiteral("direct.txt"), 10);
    QTRY_COMPARE_WITH_TIMEOUT(stateOf(QStringLiteral("direct.txt")), UploadState::Done, soon);
    QVERIFY(proxy.targets.isEmpty());

    m_secret->set(QStringLiteral("geheim"));
    m_settings->set(Setting::ProxyHost, QStringLiteral("127.0.0.1"));
    m_settings->set(Setting::ProxyPort, proxy.serverPort());
    m_settings->set(Setting::ProxyUser, QStringLiteral("me"));
    m_settings->setChoice(Setting::ProxyKind, ProxyKind::Socks5);
    upload(QStringLiteral("through.txt"), 10);
    QTRY_COMPARE_WITH_TIMEOUT(stateOf(QStringLiteral("through.txt")), UploadState::Done, soon);
    QVERIFY(!proxy.targets.isEmpty());
    QCOMPARE(proxy.targets.constFirst(),
             QStringLiteral("127.0.0.1:%1").arg(m_server->endpoint().port()));
    QCOMPARE(proxy.logins.constFirst(), QStringLiteral("me:geheim"));

    const auto before = proxy.targets.size();
    m_settings->setChoice(Setting::ProxyKind, ProxyKind::None);
    upload(QStringLiteral("again.txt"), 10);
    QTRY_COMPARE_WITH_TIMEOUT(stateOf(QStringLiteral("again.txt")), UploadState::Done, soon);
    QCOMPARE(proxy.targets.size(), before);
}

QTEST_GUILESS_MAIN(LiveSettingsTest)
#include "LiveSettingsTest.moc"

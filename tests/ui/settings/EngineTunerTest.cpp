#include "ui/settings/EngineTuner.h"

#include "tests/support/ManualClock.h"
#include "tests/support/Patience.h"
#include "tests/ui/FakeUploads.h"
#include "tests/ui/settings/TestVault.h"
#include "ui/settings/ProxySecret.h"
#include "ui/settings/SettingsStore.h"
#include "ui/settings/SpeedGovernor.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace cosdrop;
using namespace std::chrono_literals;

class EngineTunerTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();

    void engineGetsTheSettingsAtOnceAndAtEveryChange();
    void accountMayAskForNumbersOfItsOwn();
    void proxyIsTheOneThatIsSet();
    void proxyWithoutHostIsNotGoneAround();
    void demoIsReachedWithoutProxy();
    void passwordComesFromTheKeychainOnlyWhenItIsNeeded();
    void lockedKeychainHoldsNothingUpForLong();
    void enteredPasswordIsUsedAtOnceAndNeverWrittenToAFile();
    void withoutKeychainThePasswordIsKeptForThisRun();

private:
    EngineTuner::Sources sources(bool direct = false)
    {
        return {m_settings.get(), m_speed.get(), m_secret.get(), direct};
    }

    void setProxy();

    std::unique_ptr<QTemporaryDir> m_folder;
    test::ManualClock m_clock;
    std::unique_ptr<TestVault> m_vault;
    std::unique_ptr<SettingsStore> m_settings;
    std::unique_ptr<ProxySecret> m_secret;
    std::unique_ptr<SpeedGovernor> m_speed;
    FakeUploads m_uploads;
};

void EngineTunerTest::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    m_speed.reset();
    m_secret.reset();
    m_vault = std::make_unique<TestVault>();
    m_settings = std::make_unique<SettingsStore>(m_folder->filePath(QStringLiteral("s.ini")));
    m_secret = std::make_unique<ProxySecret>(m_vault.get(), m_settings.get());
    m_speed = std::make_unique<SpeedGovernor>(m_settings.get(), &m_clock);
    m_uploads.settings = {};
}

void EngineTunerTest::setProxy()
{
    m_settings->setChoice(Setting::ProxyKind, ProxyKind::Socks5);
    m_settings->set(Setting::ProxyHost, QStringLiteral("proxy.example"));
    m_settings->set(Setting::ProxyPort, 9050);
    m_settings->set(Setting::ProxyUser, QStringLiteral("me"));
}

void EngineTunerTest::engineGetsTheSettingsAtOnceAndAtEveryChange()
{
    m_settings->set(Setting::ParallelFiles, 7);
    const EngineTuner tuner(sources(), &m_uploads);
    QCOMPARE(m_uploads.settings.parallelFiles, 7);
    QCOMPARE(m_uploads.settings.parallelSlices, 4);
    QVERIFY(!m_uploads.settings.proxy);
    m_settings->set(Setting::ParallelSlices, 2);
    QCOMPARE(m_uploads.settings.parallelSlices, 2);
    m_settings->set(Setting::StallTimeout, 45);
    QCOMPARE(m_uploads.settings.stallTimeout, std::chrono::milliseconds(45s));
    m_speed->choose(1'000'000);
    QCOMPARE(m_uploads.settings.bytesPerSecond, 1'000'000);
    QCOMPARE(m_uploads.settings.parallelFiles, 7);
}

void EngineTunerTest::accountMayAskForNumbersOfItsOwn()
{
    m_settings->set(Setting::ParallelSlices, 2);
    EngineTuner tuner(sources(), &m_uploads);
    Profile account;
    account.parallelFiles = 9;
    account.bytesPerSecond = 500'000;
    tuner.setAccount(account);
    QCOMPARE(m_uploads.settings.parallelFiles, 9);
    QCOMPARE(m_uploads.settings.parallelSlices, 2);
    QCOMPARE(m_uploads.settings.bytesPerSecond, 500'000);
    m_speed->choose(1'000'000);
    QCOMPARE(m_uploads.settings.bytesPerSecond, 500'000);
    m_speed->choose(100'000);
    QCOMPARE(m_uploads.settings.bytesPerSecond, 100'000);
    m_settings->set(Setting::ParallelFiles, 5);
    QCOMPARE(m_uploads.settings.parallelFiles, 9);
    tuner.setAccount(std::nullopt);
    QCOMPARE(m_uploads.settings.parallelFiles, 5);
    QCOMPARE(m_uploads.settings.bytesPerSecond, 100'000);
}

void EngineTunerTest::proxyIsTheOneThatIsSet()
{
    const EngineTuner tuner(sources(), &m_uploads);
    m_settings->setChoice(Setting::ProxyKind, ProxyKind::None);
    QCOMPARE(m_uploads.settings.proxy->type(), QNetworkProxy::NoProxy);
    setProxy();
    const QNetworkProxy socks(QNetworkProxy::Socks5Proxy, QStringLiteral("proxy.example"), 9050,
                              QStringLiteral("me"));
    QCOMPARE(*m_uploads.settings.proxy, socks);
    m_settings->setChoice(Setting::ProxyKind, ProxyKind::Http);
    QCOMPARE(m_uploads.settings.proxy->type(), QNetworkProxy::HttpProxy);
    m_settings->setChoice(Setting::ProxyKind, ProxyKind::System);
    QVERIFY(!m_uploads.settings.proxy);
}

void EngineTunerTest::proxyWithoutHostIsNotGoneAround()
{
    const EngineTuner tuner(sources(), &m_uploads);
    m_settings->setChoice(Setting::ProxyKind, ProxyKind::Http);
    QVERIFY(!m_uploads.settings.proxy);
}

void EngineTunerTest::demoIsReachedWithoutProxy()
{
    setProxy();
    const EngineTuner tuner(sources(true), &m_uploads);
    QCOMPARE(m_uploads.settings.proxy->type(), QNetworkProxy::NoProxy);
}

void EngineTunerTest::passwordComesFromTheKeychainOnlyWhenItIsNeeded()
{
    m_vault->secrets.insert(QStringLiteral("proxy\npassword"), QByteArrayLiteral("geheim"));
    int ready = 0;
    const auto count = [&ready] {
        ++ready;
    };
    m_secret->load(count);
    QCOMPARE(m_vault->reads, 0);
    QCOMPARE(ready, 1);
    setProxy();
    const EngineTuner tuner(sources(), &m_uploads);
    m_secret->load(count);
    QCOMPARE(m_vault->reads, 1);
    QCOMPARE(ready, 1);
    m_vault->answer();
    QCOMPARE(ready, 2);
    QCOMPARE(m_uploads.settings.proxy->password(), QStringLiteral("geheim"));
}

void EngineTunerTest::lockedKeychainHoldsNothingUpForLong()
{
    setProxy();
    int ready = 0;
    m_secret->load([&ready] { ++ready; });
    QTRY_COMPARE_WITH_TIMEOUT(ready, 1, test::patient(20'000));
    m_vault->answer();
    QCOMPARE(ready, 1);
}

void EngineTunerTest::enteredPasswordIsUsedAtOnceAndNeverWrittenToAFile()
{
    setProxy();
    const EngineTuner tuner(sources(), &m_uploads);
    m_secret->set(QStringLiteral("geheim"));
    QCOMPARE(m_uploads.settings.proxy->password(), QStringLiteral("geheim"));
    QVERIFY(m_secret->isKept());
    QCOMPARE(m_vault->secrets.value(QStringLiteral("proxy\npassword")),
             QByteArrayLiteral("geheim"));
    QVERIFY(m_settings->save());
    QFile file(m_settings->file());
    QVERIFY(file.open(QIODevice::ReadOnly));
    QVERIFY(file.size() > 0);
    QVERIFY(!file.readAll().contains("geheim"));
    m_secret->set({});
    QVERIFY(m_vault->secrets.isEmpty());
    QCOMPARE(m_uploads.settings.proxy->password(), QString());
}

void EngineTunerTest::withoutKeychainThePasswordIsKeptForThisRun()
{
    setProxy();
    m_vault->broken = true;
    m_secret->set(QStringLiteral("geheim"));
    QVERIFY(!m_secret->isKept());
    QCOMPARE(m_secret->password(), QStringLiteral("geheim"));
}

QTEST_GUILESS_MAIN(EngineTunerTest)
#include "EngineTunerTest.moc"

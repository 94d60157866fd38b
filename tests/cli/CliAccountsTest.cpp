#include "app/cli/CliRun.h"
#include "core/account/ProfileStore.h"
#include "tests/cli/TestBucket.h"
#include "tests/support/Patience.h"

#include <QSignalSpy>
#include <QTest>

#include <utility>

using namespace cosdrop;
using namespace cosdrop::test;
using namespace Qt::StringLiterals;

namespace {

constexpr qint64 large = 9 * 1024 * 1024;
constexpr int soon = test::patient(60'000); // ms

/// An account of its own, with an upload that it has begun in the state folder of `home`.
class Account
{
public:
    Account(const QString &name, const TestBucket &home, bool isKept = true)
        : m_bucket([&name](EmulatorOptions &options) {
            options.secretId = u"AKID"_s + name;
            options.secretKey = u"secret of "_s + name;
        })
        , m_home(home)
        , m_file(home.makeFile(name, large))
        , m_isKept(isKept)
    {
        m_profile.name = name;
        m_profile.endpoint = m_bucket.server().endpoint();
        m_profile.appId = QLatin1String(TestBucket::appId);
        m_profile.bucket = QLatin1String(TestBucket::bucketName);
    }

    const Profile &profile() const { return m_profile; }

    /// Leaves a failed upload that names the account, or its bucket only.
    bool leaveFailed()
    {
        EmulatorFault refusal;
        refusal.op = u"upload_slice_data"_s;
        refusal.times = -1;
        refusal.code = -61;
        m_bucket.setFaults({refusal});
        QStringList arguments{u"upload"_s, u"--state-dir"_s, m_home.stateFolder(), m_file};
        arguments += m_isKept ? QStringList{u"--profile"_s, m_profile.name} : m_bucket.target();
        const CliResult result = m_bucket.run(arguments);
        m_bucket.setFaults({});
        return result.status == 1;
    }

    bool hasArrived() const { return m_bucket.holds(u'/' + m_profile.name, m_file); }

    qsizetype requests() const { return m_bucket.server().requests().size(); }

    TestBucket &bucket() { return m_bucket; }

    Credentials keys() const
    {
        return {QString::fromUtf8(m_bucket.secretId()), m_bucket.secretKey()};
    }

private:
    mutable TestBucket m_bucket;
    const TestBucket &m_home;
    QString m_file;
    bool m_isKept;
    Profile m_profile;
};

} // namespace

/// resume, where the queue has uploads of several accounts.
class CliAccountsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void resumesOneAccountAndLeavesTheOthers();
    void resumesWhatNamesNoAccountByItsBucket();
    void signsEachUploadWithItsAccountsKeys();
    void environmentSignsWhatHasNoKeysOfItsOwn();
    void withoutAnyKeysNothingIsTried();

private:
    /// The exit status of a resume in this process, with the keys of `keychain`.
    int resume(MemoryCredentialStore &keychain);

    std::unique_ptr<TestBucket> m_home;
    std::unique_ptr<Account> m_first;
    std::unique_ptr<Account> m_second;
};

void CliAccountsTest::init()
{
    m_home = std::make_unique<TestBucket>();
    m_first = std::make_unique<Account>(u"first"_s, *m_home);
    m_second = std::make_unique<Account>(u"second"_s, *m_home);
    QVERIFY(ProfileStore(m_home->stateFolder()).save({m_first->profile(), m_second->profile()}));
    QVERIFY(m_first->leaveFailed());
    QVERIFY(m_second->leaveFailed());
}

void CliAccountsTest::cleanup()
{
    qunsetenv("COS_SECRET_ID");
    qunsetenv("COS_SECRET_KEY");
}

int CliAccountsTest::resume(MemoryCredentialStore &keychain)
{
    CliOptions options;
    options.command = CliOptions::Command::Resume;
    options.stateFolder = m_home->stateFolder();
    CliRun run(options, &keychain);
    const QSignalSpy finished(&run, &CliRun::finished);
    run.start();
    if (!QTest::qWaitFor([&finished] { return !finished.isEmpty(); }, soon))
        return -1;
    return finished.constFirst().constFirst().toInt();
}

void CliAccountsTest::resumesOneAccountAndLeavesTheOthers()
{
    const qsizetype asked = m_second->requests();
    const CliResult result = m_first->bucket().run(
        m_home->resume({u"--profile"_s, u"first"_s, u"--on-conflict"_s, u"overwrite"_s}));
    QVERIFY2(result.status == 0, result.told().constData());
    QCOMPARE(result.object().value(u"path").toString(), u"/first"_s);
    QVERIFY(m_first->hasArrived());
    QCOMPARE(m_second->requests(), asked);
    QCOMPARE(result.err.count("Left for other accounts than \"first\": 1 unfinished."), 1);

    const CliResult quiet =
        m_first->bucket().run(m_home->resume({u"--profile"_s, u"first"_s, u"--quiet"_s}));
    QCOMPARE(quiet.status, 0);
    QCOMPARE(quiet.out + quiet.err, QByteArray());

    const CliResult other = m_second->bucket().run(m_home->resume({u"--profile"_s, u"second"_s}));
    QVERIFY2(other.status == 0, other.told().constData());
    QVERIFY(m_second->hasArrived());
    QVERIFY2(!other.err.contains("Left"), other.told().constData());
}

void CliAccountsTest::resumesWhatNamesNoAccountByItsBucket()
{
    Account unnamed(u"unnamed"_s, *m_home, false);
    QVERIFY(unnamed.leaveFailed());
    Profile later = unnamed.profile();
    later.name = u"entered later"_s;
    QVERIFY(ProfileStore(m_home->stateFolder()).save({m_first->profile(), later}));
    const CliResult result = unnamed.bucket().run(m_home->resume({u"--profile"_s, later.name}));
    QVERIFY2(result.status == 0, result.told().constData());
    QVERIFY(unnamed.hasArrived());
    QVERIFY2(result.err.contains(": 2 unfinished."), result.told().constData());
}

void CliAccountsTest::signsEachUploadWithItsAccountsKeys()
{
    MemoryCredentialStore keychain;
    for (const Account *account : {m_first.get(), m_second.get()})
        keychain.write(account->profile().name, account->keys(), [](CredentialStore::Kept) {});
    QCOMPARE(resume(keychain), 0);
    QVERIFY(m_first->hasArrived());
    QVERIFY(m_second->hasArrived());
}

void CliAccountsTest::environmentSignsWhatHasNoKeysOfItsOwn()
{
    MemoryCredentialStore keychain;
    keychain.write(u"first"_s, m_first->keys(), [](CredentialStore::Kept) {});
    const Credentials keys = m_second->keys();
    qputenv("COS_SECRET_ID", keys.secretId.toUtf8());
    qputenv("COS_SECRET_KEY", keys.secretKey);
    QCOMPARE(resume(keychain), 0);
    QVERIFY(m_first->hasArrived());
    QVERIFY(m_second->hasArrived());
}

void CliAccountsTest::withoutAnyKeysNothingIsTried()
{
    const qsizetype asked = m_first->requests();
    MemoryCredentialStore keychain;
    QCOMPARE(resume(keychain), 2);
    QCOMPARE(m_first->requests(), asked);
}

QTEST_GUILESS_MAIN(CliAccountsTest)
#include "CliAccountsTest.moc"

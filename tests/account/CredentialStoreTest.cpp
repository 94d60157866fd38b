#include "core/account/CredentialStore.h"

#include <QDirIterator>
#include <QElapsedTimer>
#include <QTemporaryDir>
#include <QTest>

#include <optional>

using namespace cosdrop;
using namespace std::chrono_literals;

namespace {

const Credentials keys{QStringLiteral("AKID设"), "a \"secret\" key"};
const Credentials otherKeys{QStringLiteral("AKIDother"), "another key"};
const QString team = QStringLiteral("team");

/// A keychain that works, refuses, or does not answer, as the test says.
class FakeVault final : public SecretVault
{
public:
    enum class Mood { Works, Refuses, Hangs };

    void read(const QString &key, ReadDone done) override
    {
        act([this, key, done = std::move(done)] {
            if (mood == Mood::Refuses)
                done(Outcome::Failed, {});
            else
                done(secrets.contains(key) ? Outcome::Done : Outcome::NoSuchKey,
                     secrets.value(key));
        });
    }

    void write(const QString &key, const QByteArray &secret, ChangeDone done) override
    {
        act([this, key, secret, done = std::move(done)] {
            if (mood != Mood::Refuses)
                secrets.insert(key, secret);
            done(mood == Mood::Refuses ? Outcome::Failed : Outcome::Done);
        });
    }

    void remove(const QString &key, ChangeDone done) override
    {
        act([this, key, done = std::move(done)] {
            secrets.remove(key);
            done(Outcome::Done);
        });
    }

    /// Answers all that was asked while it hung.
    void wakeUp()
    {
        mood = Mood::Works;
        for (const auto &call : std::exchange(held, {}))
            call();
    }

    Mood mood = Mood::Works;
    QHash<QString, QByteArray> secrets;
    QList<std::function<void()>> held;
    int asked = 0;

private:
    void act(std::function<void()> call)
    {
        ++asked;
        if (mood == Mood::Hangs)
            held.append(std::move(call));
        else
            call();
    }
};

struct Fixture
{
    explicit Fixture(FakeVault::Mood mood, std::chrono::milliseconds wait = 50ms)
    {
        auto owned = std::make_unique<FakeVault>();
        vault = owned.get();
        vault->mood = mood;
        store = std::make_unique<KeychainCredentialStore>(std::move(owned), wait);
    }

    FakeVault *vault = nullptr;
    std::unique_ptr<KeychainCredentialStore> store;
};

/// Waits for an answer; nothing where none comes.
std::optional<Result<Credentials>> readFrom(CredentialStore &store, const QString &profile)
{
    std::optional<Result<Credentials>> result;
    bool early = true;
    store.read(profile, [&](const Result<Credentials> &answer) {
        if (!early)
            result = answer;
    });
    early = false;
    [&] {
        QTRY_VERIFY_WITH_TIMEOUT(result.has_value(), 30'000);
    }();
    return result;
}

std::optional<CredentialStore::Kept> writeTo(CredentialStore &store, const QString &profile,
                                             const Credentials &credentials)
{
    std::optional<CredentialStore::Kept> result;
    bool early = true;
    store.write(profile, credentials, [&](CredentialStore::Kept kept) {
        if (!early)
            result = kept;
    });
    early = false;
    [&] {
        QTRY_VERIFY_WITH_TIMEOUT(result.has_value(), 30'000);
    }();
    return result;
}

} // namespace

class CredentialStoreTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void keepsKeysInTheKeychain();
    void keepsKeysForThisRunWhereTheKeychainRefuses();
    void answersInTimeWhereTheKeychainHangs();
    void asksAgainWhenTheKeychainWokeUp();
    void takesTheLastOfTwoWrites();
    void forgetsRemovedKeys();
    void keepsNamelessKeysInMemory();
    void refusesSecretsThatAreNotItsOwn();
    void isSilentBehindItsDestruction();
    void keepsKeysInMemoryOnly();
    void neverWritesKeysToAFile();

private:
    QTemporaryDir m_home;
};

void CredentialStoreTest::initTestCase()
{
    // No keychain and no place but this one, whoever runs the test.
    qputenv("HOME", m_home.path().toUtf8());
    qputenv("XDG_CONFIG_HOME", m_home.path().toUtf8());
    qputenv("XDG_DATA_HOME", m_home.path().toUtf8());
    qputenv("DBUS_SESSION_BUS_ADDRESS",
            "unix:path=" + m_home.filePath(QStringLiteral("none")).toUtf8());
}

void CredentialStoreTest::keepsKeysInTheKeychain()
{
    Fixture fixture(FakeVault::Mood::Works);
    QCOMPARE(readFrom(*fixture.store, team)->error().kind, ErrorKind::KeysMissing);
    QCOMPARE(writeTo(*fixture.store, team, keys), CredentialStore::Kept::InKeychain);
    QCOMPARE(fixture.vault->secrets.size(), 1);
    QCOMPARE(readFrom(*fixture.store, team)->value(), keys);
    fixture.vault->secrets.clear();
    QVERIFY(!readFrom(*fixture.store, team)->has_value());
}

void CredentialStoreTest::keepsKeysForThisRunWhereTheKeychainRefuses()
{
    Fixture fixture(FakeVault::Mood::Refuses);
    QCOMPARE(readFrom(*fixture.store, team)->error().kind, ErrorKind::KeysMissing);
    QCOMPARE(writeTo(*fixture.store, team, keys), CredentialStore::Kept::ForThisRun);
    QCOMPARE(readFrom(*fixture.store, team)->value(), keys);
}

void CredentialStoreTest::answersInTimeWhereTheKeychainHangs()
{
    Fixture fixture(FakeVault::Mood::Hangs);
    QCOMPARE(readFrom(*fixture.store, team)->error().kind, ErrorKind::KeysMissing);
    QCOMPARE(fixture.vault->asked, 1);
    QCOMPARE(writeTo(*fixture.store, team, keys), CredentialStore::Kept::ForThisRun);
    QCOMPARE(readFrom(*fixture.store, team)->value(), keys);
    // A keychain that owes an answer is not asked for more.
    QCOMPARE(fixture.vault->asked, 1);
}

void CredentialStoreTest::asksAgainWhenTheKeychainWokeUp()
{
    Fixture fixture(FakeVault::Mood::Hangs);
    QVERIFY(!readFrom(*fixture.store, team)->has_value());
    fixture.vault->wakeUp();
    QCOMPARE(writeTo(*fixture.store, team, keys), CredentialStore::Kept::InKeychain);

    fixture.vault->mood = FakeVault::Mood::Hangs;
    QCOMPARE(writeTo(*fixture.store, team, otherKeys), CredentialStore::Kept::ForThisRun);
    QCOMPARE(readFrom(*fixture.store, team)->value(), otherKeys);
    fixture.vault->wakeUp();
    QCOMPARE(readFrom(*fixture.store, team)->value(), otherKeys);
}

void CredentialStoreTest::takesTheLastOfTwoWrites()
{
    Fixture fixture(FakeVault::Mood::Hangs, 30s);
    int written = 0;
    fixture.store->write(team, keys, [&](CredentialStore::Kept) { ++written; });
    fixture.store->write(team, otherKeys, [&](CredentialStore::Kept) { ++written; });
    QCOMPARE(readFrom(*fixture.store, team)->value(), otherKeys);
    fixture.vault->wakeUp();
    QTRY_COMPARE_WITH_TIMEOUT(written, 2, 30'000);
    QCOMPARE(readFrom(*fixture.store, team)->value(), otherKeys);
}

void CredentialStoreTest::forgetsRemovedKeys()
{
    Fixture working(FakeVault::Mood::Works);
    writeTo(*working.store, team, keys);
    working.store->remove(team);
    QVERIFY(!readFrom(*working.store, team)->has_value());
    QVERIFY(working.vault->secrets.isEmpty());

    Fixture refusing(FakeVault::Mood::Refuses);
    writeTo(*refusing.store, team, keys);
    refusing.store->remove(team);
    QVERIFY(!readFrom(*refusing.store, team)->has_value());
}

void CredentialStoreTest::keepsNamelessKeysInMemory()
{
    Fixture fixture(FakeVault::Mood::Works);
    QCOMPARE(writeTo(*fixture.store, {}, keys), CredentialStore::Kept::ForThisRun);
    QCOMPARE(readFrom(*fixture.store, {})->value(), keys);
    fixture.store->remove({});
    QVERIFY(!readFrom(*fixture.store, {})->has_value());
    QCOMPARE(fixture.vault->asked, 0);
}

void CredentialStoreTest::refusesSecretsThatAreNotItsOwn()
{
    for (const char *secret :
         {"", "text", "{}", R"({"secret_id":"a"})", R"({"secret_id":1,"secret_key":2})"}) {
        Fixture fixture(FakeVault::Mood::Works);
        fixture.vault->secrets.insert(team, secret);
        QCOMPARE(readFrom(*fixture.store, team)->error().kind, ErrorKind::KeysMissing);
    }
}

void CredentialStoreTest::isSilentBehindItsDestruction()
{
    int calls = 0;
    {
        Fixture fixture(FakeVault::Mood::Hangs, 1ms);
        fixture.store->read(team, [&](const Result<Credentials> &) { ++calls; });
        fixture.store->write({}, keys, [&](CredentialStore::Kept) { ++calls; });
    }
    MemoryCredentialStore other;
    readFrom(other, team);
    QCOMPARE(calls, 0);
}

void CredentialStoreTest::keepsKeysInMemoryOnly()
{
    MemoryCredentialStore store;
    QCOMPARE(readFrom(store, team)->error().kind, ErrorKind::KeysMissing);
    QCOMPARE(writeTo(store, team, keys), CredentialStore::Kept::ForThisRun);
    QCOMPARE(readFrom(store, team)->value(), keys);
    store.remove(team);
    QVERIFY(!readFrom(store, team)->has_value());
}

void CredentialStoreTest::neverWritesKeysToAFile()
{
#ifndef Q_OS_LINUX
    QSKIP("There is a keychain here, which a test should leave alone.");
#endif
    KeychainCredentialStore store;
    QElapsedTimer timer;
    timer.start();
    QCOMPARE(writeTo(store, team, keys), CredentialStore::Kept::ForThisRun);
    QCOMPARE(readFrom(store, team)->value(), keys);
    store.remove(team);
    QVERIFY(!readFrom(store, team)->has_value());
    QVERIFY2(timer.elapsed() < 20'000, qPrintable(QString::number(timer.elapsed())));

    QDirIterator files(m_home.path(), QDir::Files | QDir::Hidden, QDirIterator::Subdirectories);
    while (files.hasNext()) {
        QFile file(files.next());
        QVERIFY(file.open(QIODevice::ReadOnly));
        QVERIFY2(!file.readAll().contains("secret"), qPrintable(file.fileName()));
    }
}

QTEST_GUILESS_MAIN(CredentialStoreTest)
#include "CredentialStoreTest.moc"

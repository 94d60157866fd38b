#include "core/account/EnvironmentCredentialStore.h"

#include <QTest>

#include <optional>

using namespace cosdrop;

namespace {

constexpr int soon = 20'000; // ms
const auto team = QStringLiteral("team");
const auto other = QStringLiteral("other");

Result<Credentials> readFrom(CredentialStore &store, const QString &profile)
{
    auto answer = std::make_shared<std::optional<Result<Credentials>>>();
    store.read(profile,
               [answer](const Result<Credentials> &credentials) { *answer = credentials; });
    // Answers come later, as the interface says.
    const bool early = answer->has_value();
    const bool came = QTest::qWaitFor([&] { return answer->has_value(); }, soon);
    return came && !early ? **answer : fail(ErrorKind::Internal);
}

} // namespace

class EnvironmentCredentialStoreTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void readsTheKeysOfTheEnvironment_data();
    void readsTheKeysOfTheEnvironment();
    void answersForItsProfileOnly();
    void asksTheOtherStoreWhereTheEnvironmentHasNone();
    void givesWayToKeysThatAreWritten();
    void forgetsRemovedKeys();

private:
    std::unique_ptr<EnvironmentCredentialStore> make(const Credentials &credentials);

    const Credentials m_started{QStringLiteral("AKIDstarted"), "started"};
    const Credentials m_kept{QStringLiteral("AKIDkept"), "kept"};
    MemoryCredentialStore *m_others = nullptr; // owned by the store under test
};

void EnvironmentCredentialStoreTest::init()
{
    qunsetenv("COS_SECRET_ID");
    qunsetenv("COS_SECRET_KEY");
}

void EnvironmentCredentialStoreTest::cleanup()
{
    init();
}

std::unique_ptr<EnvironmentCredentialStore>
EnvironmentCredentialStoreTest::make(const Credentials &credentials)
{
    auto others = std::make_unique<MemoryCredentialStore>();
    m_others = others.get();
    auto store = std::make_unique<EnvironmentCredentialStore>(std::move(others), credentials);
    store->setProfile(team);
    return store;
}

void EnvironmentCredentialStoreTest::readsTheKeysOfTheEnvironment_data()
{
    QTest::addColumn<QByteArray>("id");
    QTest::addColumn<QByteArray>("key");
    QTest::addColumn<bool>("isValid");
    const QByteArray nothing;
    QTest::newRow("both") << QByteArray("AKIDx") << QByteArray("secret") << true;
    QTest::newRow("with spaces") << QByteArray(" AKIDx\n") << QByteArray("\tsecret ") << true;
    QTest::newRow("no key") << QByteArray("AKIDx") << nothing << false;
    QTest::newRow("no id") << nothing << QByteArray("secret") << false;
    QTest::newRow("only spaces") << QByteArray("AKIDx") << QByteArray("  ") << false;
    QTest::newRow("none") << nothing << nothing << false;
}

void EnvironmentCredentialStoreTest::readsTheKeysOfTheEnvironment()
{
    QFETCH(QByteArray, id);
    QFETCH(QByteArray, key);
    QFETCH(bool, isValid);
    if (!id.isEmpty())
        qputenv("COS_SECRET_ID", id);
    if (!key.isEmpty())
        qputenv("COS_SECRET_KEY", key);
    const Credentials credentials = credentialsFromEnvironment();
    QCOMPARE(credentials.isValid(), isValid);
    if (isValid) {
        QCOMPARE(credentials.secretId, QStringLiteral("AKIDx"));
        QCOMPARE(credentials.secretKey, QByteArray("secret"));
    }
}

void EnvironmentCredentialStoreTest::answersForItsProfileOnly()
{
    const auto store = make(m_started);
    QCOMPARE(readFrom(*store, team).value(), m_started);
    QCOMPARE(readFrom(*store, other).error().kind, ErrorKind::KeysMissing);
    m_others->write(other, m_kept, [](CredentialStore::Kept) {});
    m_others->write(team, m_kept, [](CredentialStore::Kept) {});
    QCOMPARE(readFrom(*store, other).value(), m_kept);
    QCOMPARE(readFrom(*store, team).value(), m_started);
}

void EnvironmentCredentialStoreTest::asksTheOtherStoreWhereTheEnvironmentHasNone()
{
    const auto store = make({QStringLiteral("AKIDhalf"), {}});
    m_others->write(team, m_kept, [](CredentialStore::Kept) {});
    QCOMPARE(readFrom(*store, team).value(), m_kept);
}

void EnvironmentCredentialStoreTest::givesWayToKeysThatAreWritten()
{
    const auto store = make(m_started);
    std::optional<CredentialStore::Kept> where;
    store->write(other, m_kept, [&](CredentialStore::Kept kept) { where = kept; });
    QTRY_VERIFY_WITH_TIMEOUT(where.has_value(), soon);
    QCOMPARE(readFrom(*store, team).value(), m_started);
    store->write(team, m_kept, [](CredentialStore::Kept) {});
    QCOMPARE(readFrom(*store, team).value(), m_kept);
    QCOMPARE(readFrom(*m_others, team).value(), m_kept);
}

void EnvironmentCredentialStoreTest::forgetsRemovedKeys()
{
    const auto store = make(m_started);
    m_others->write(team, m_kept, [](CredentialStore::Kept) {});
    store->remove(other);
    QCOMPARE(readFrom(*store, team).value(), m_started);
    store->remove(team);
    QCOMPARE(readFrom(*store, team).error().kind, ErrorKind::KeysMissing);
}

QTEST_GUILESS_MAIN(EnvironmentCredentialStoreTest)
#include "EnvironmentCredentialStoreTest.moc"

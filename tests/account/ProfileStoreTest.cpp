#include "core/account/ProfileStore.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace cosdrop;

namespace {

Profile profileNamed(const QString &name)
{
    return profileFromInput({name, QStringLiteral("gz"), QStringLiteral("1"),
                             QStringLiteral("bucket"), QStringLiteral("/设计/")})
        .value();
}

void writeFile(const QString &path, const QByteArray &bytes)
{
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    QCOMPARE(file.write(bytes), bytes.size());
}

} // namespace

class ProfileStoreTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void isEmptyAtFirst();
    void keepsProfilesInTheirOrder();
    void replacesTheFileWhole();
    void refusesFilesThatAreNotItsOwn_data();
    void refusesFilesThatAreNotItsOwn();
    void saysThatTheFolderCannotBeWritten();
    void keepsTheOldFileWhereSavingFails();
    void setsAsideWhatItCannotRead();
    void findsAProfileByName();
};

void ProfileStoreTest::isEmptyAtFirst()
{
    const QTemporaryDir folder;
    const ProfileStore store(folder.filePath(QStringLiteral("not/there")));
    QCOMPARE(store.load().value(), QList<Profile>());
}

void ProfileStoreTest::keepsProfilesInTheirOrder()
{
    const QTemporaryDir folder;
    const QString inside = folder.filePath(QStringLiteral("state/设"));
    const QList<Profile> profiles{profileNamed(QStringLiteral("b")),
                                  profileNamed(QStringLiteral("a 设"))};
    QVERIFY(ProfileStore(inside).save(profiles).has_value());
    QCOMPARE(ProfileStore(inside).load().value(), profiles);
}

void ProfileStoreTest::replacesTheFileWhole()
{
    const QTemporaryDir folder;
    const ProfileStore store(folder.path());
    QVERIFY(store.save({profileNamed(QStringLiteral("a")), profileNamed(QStringLiteral("b"))}));
    QVERIFY(store.save({profileNamed(QStringLiteral("c"))}));
    QCOMPARE(store.load().value(), QList<Profile>{profileNamed(QStringLiteral("c"))});
    QCOMPARE(QDir(folder.path()).entryList(QDir::Files),
             QStringList{QStringLiteral("profiles.json")});
}

void ProfileStoreTest::refusesFilesThatAreNotItsOwn_data()
{
    QTest::addColumn<QByteArray>("bytes");
    for (const char *bytes :
         {"", "no JSON", "[]", "{}", R"({"version":2,"profiles":[]})", R"({"version":"1"})",
          R"({"version":1})", R"({"version":1,"profiles":{}})", R"({"version":1,"profiles":[7]})",
          R"({"version":1,"profiles":[{"name":"x"}]})"})
        QTest::newRow(bytes) << QByteArray(bytes);
}

void ProfileStoreTest::refusesFilesThatAreNotItsOwn()
{
    QFETCH(QByteArray, bytes);
    const QTemporaryDir folder;
    writeFile(folder.filePath(QStringLiteral("profiles.json")), bytes);
    const auto profiles = ProfileStore(folder.path()).load();
    QVERIFY(!profiles);
    QCOMPARE(profiles.error().kind, ErrorKind::JournalFailed);
    QVERIFY(profiles.error().detail.contains(QStringLiteral("profiles.json")));
}

void ProfileStoreTest::saysThatTheFolderCannotBeWritten()
{
    const QTemporaryDir folder;
    writeFile(folder.filePath(QStringLiteral("file")), "in the way");
    const ProfileStore store(folder.filePath(QStringLiteral("file/state")));
    QCOMPARE(store.save({}).error().kind, ErrorKind::JournalFailed);
}

void ProfileStoreTest::keepsTheOldFileWhereSavingFails()
{
    const QTemporaryDir folder;
    // A folder where the file should be cannot be replaced, not even by root.
    QVERIFY(QDir(folder.path()).mkpath(QStringLiteral("profiles.json/inside")));
    const ProfileStore store(folder.path());
    QCOMPARE(store.save({profileNamed(QStringLiteral("a"))}).error().kind,
             ErrorKind::JournalFailed);
    QCOMPARE(store.load().error().kind, ErrorKind::JournalFailed);
    QVERIFY(QDir(folder.filePath(QStringLiteral("profiles.json/inside"))).exists());
    QVERIFY(QDir(folder.path()).entryList(QDir::Files).isEmpty());
}

void ProfileStoreTest::setsAsideWhatItCannotRead()
{
    const QTemporaryDir folder;
    const ProfileStore store(folder.path());
    const QByteArray newer = R"({"version":2,"profiles":[{"name":"from a newer version"}]})";
    writeFile(folder.filePath(QStringLiteral("profiles.json")), newer);
    const QList<Profile> profiles{profileNamed(QStringLiteral("a"))};
    QVERIFY(store.save(profiles));
    QCOMPARE(store.load().value(), profiles);
    const QStringList aside =
        QDir(folder.path()).entryList({QStringLiteral("profiles.json.damaged-*")}, QDir::Files);
    QCOMPARE(aside.size(), 1);
    QFile file(folder.filePath(aside.constFirst()));
    QVERIFY(file.open(QIODevice::ReadOnly));
    QCOMPARE(file.readAll(), newer);
    // What can be read is replaced, as ever.
    QVERIFY(store.save({}));
    QCOMPARE(QDir(folder.path()).entryList(QDir::Files).size(), 2);
}

void ProfileStoreTest::findsAProfileByName()
{
    const QTemporaryDir folder;
    const ProfileStore store(folder.path());
    QCOMPARE(store.find(QStringLiteral("a")).error().kind, ErrorKind::KeysMissing);
    QVERIFY(store.save({profileNamed(QStringLiteral("a")), profileNamed(QStringLiteral("b"))}));
    QCOMPARE(store.find(QStringLiteral("b")).value(), profileNamed(QStringLiteral("b")));
    const Error error = store.find(QStringLiteral("c")).error();
    QCOMPARE(error.kind, ErrorKind::KeysMissing);
    QVERIFY2(error.detail.contains(QStringLiteral("a, b")), qPrintable(error.detail));
    writeFile(folder.filePath(QStringLiteral("profiles.json")), "damaged");
    QCOMPARE(store.find(QStringLiteral("a")).error().kind, ErrorKind::JournalFailed);
}

QTEST_GUILESS_MAIN(ProfileStoreTest)
#include "ProfileStoreTest.moc"

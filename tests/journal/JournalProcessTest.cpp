#include "core/journal/SqliteUploadJournal.h"
#include "tests/journal/SampleRecords.h"

#include <QCoreApplication>
#include <QProcess>
#include <QRandomGenerator>
#include <QTemporaryDir>
#include <QTest>

#include <unistd.h>

using namespace cosdrop;
using namespace cosdrop::test;

namespace {

constexpr int longWait = 60'000;

QString childProgram()
{
    return QCoreApplication::applicationDirPath() + QStringLiteral("/journal-test-child");
}

} // namespace

class JournalProcessTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void isWholeAfterAKill();
    void outlivesADiskThatCannotGrow_data();
    void outlivesADiskThatCannotGrow();
    void tellsAFolderOfSomeoneElse();
};

void JournalProcessTest::isWholeAfterAKill()
{
    const QTemporaryDir folder;
    QVERIFY(folder.isValid());
    qint64 reached = 0;
    for (int round = 0; round < 15; ++round) {
        QProcess child;
        child.setProcessChannelMode(QProcess::ForwardedErrorChannel);
        child.start(childProgram(), {QStringLiteral("save-forever"), folder.path()});
        QVERIFY(child.waitForStarted(longWait));
        // At the first saves, which make the file, as well as among later ones.
        const int lines = QRandomGenerator::global()->bounded(round < 5 ? 3 : 300);
        qint64 last = 0;
        for (int line = 0; line < lines; ++line) {
            while (!child.canReadLine())
                QVERIFY(child.waitForReadyRead(longWait));
            last = child.readLine().trimmed().toLongLong();
        }
        child.kill();
        QVERIFY(child.waitForFinished(longWait));
        while (child.canReadLine())
            last = child.readLine().trimmed().toLongLong();

        const auto opened = SqliteUploadJournal::open(folder.path());
        QVERIFY(opened);
        QCOMPARE(opened->setAside, QString());
        const auto loaded = opened->journal->load();
        QVERIFY(loaded);
        // One transaction of the child: all of it or nothing.
        if (loaded->isEmpty() || loaded->at(0).id != UploadId{1}) {
            QCOMPARE(last, 0);
            continue;
        }
        QCOMPARE(loaded->at(1).id, UploadId{2});
        const qint64 saved = loaded->at(0).sentBytes;
        QVERIFY2(saved >= last, "what the child said was saved");
        QCOMPARE(loaded->at(1).sentBytes, saved);
        QCOMPARE(loaded->at(1).digests, sampleDigests(50, static_cast<quint64>(saved)));
        bool passing = false;
        for (const UploadRecord &record : *loaded)
            passing = passing || record.id == static_cast<UploadId>(100 + saved);
        QVERIFY(passing);
        reached = std::max(reached, saved);
        QVERIFY(opened->journal->remove({UploadId{1}, UploadId{2}}));
    }
    QVERIFY(reached > 0);
}

void JournalProcessTest::outlivesADiskThatCannotGrow_data()
{
    QTest::addColumn<QString>("what");
    QTest::newRow("files of limited size") << QStringLiteral("limited");
    QTest::newRow("full disk") << QStringLiteral("full-disk");
    QTest::newRow("read-only disk") << QStringLiteral("read-only-disk");
}

void JournalProcessTest::outlivesADiskThatCannotGrow()
{
    QFETCH(QString, what);
    const QTemporaryDir folder;
    QVERIFY(folder.isValid());
    QProcess child;
    child.start(childProgram(), {what, folder.path()});
    QVERIFY(child.waitForFinished(longWait));
    if (child.exitCode() == 77)
        QSKIP("this system lets neither root's child nor a user's mount a small disk");
    QCOMPARE(child.exitStatus(), QProcess::NormalExit);
    QVERIFY2(child.exitCode() == 0, child.readAllStandardError().constData());
}

void JournalProcessTest::tellsAFolderOfSomeoneElse()
{
    const QTemporaryDir folder;
    QVERIFY(folder.isValid());
    {
        const auto opened = SqliteUploadJournal::open(folder.path());
        QVERIFY(opened);
        QVERIFY(opened->journal->save({newRecord(1)}));
    }
    const auto expectReadOnly = [](const QString &path) {
        const auto opened = SqliteUploadJournal::open(path);
        QVERIFY(!opened);
        QCOMPARE(opened.error().kind, ErrorKind::JournalFailed);
        QVERIFY2(opened.error().detail.startsWith(QLatin1String("readonly:")),
                 qPrintable(opened.error().detail));
    };
    // No permission stops root: so as somebody else.
    const bool root = ::geteuid() == 0;
    QVERIFY(QFile::setPermissions(folder.path(), QFile::ReadOwner | QFile::ExeOwner
                                                     | QFile::ReadOther | QFile::ExeOther));
    QVERIFY(!root || ::seteuid(65534) == 0);
    expectReadOnly(folder.path());
    expectReadOnly(folder.filePath(QStringLiteral("inner")));
    QVERIFY(!root || ::seteuid(0) == 0);
    QVERIFY(QFile::setPermissions(folder.path(),
                                  QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner));
    // Below a file nobody can make a folder, root neither.
    expectReadOnly(folder.filePath(QStringLiteral("journal.sqlite/inner")));
    const auto opened = SqliteUploadJournal::open(folder.path());
    QVERIFY(opened);
    QCOMPARE(opened->setAside, QString());
    QCOMPARE(opened->journal->load(), QList{newRecord(1)});
}

QTEST_GUILESS_MAIN(JournalProcessTest)
#include "JournalProcessTest.moc"

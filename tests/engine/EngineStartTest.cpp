// The start of an engine whose queue cannot be read. A program of its own: SQLite's limit of memory
// is one of the process, and cannot be raised again.

#include "core/engine/UploadEngine.h"
#include "core/journal/SqliteUploadJournal.h"
#include "tests/support/Patience.h"

#include <QSignalSpy>
#include <QSqlDatabase>
#include <QSqlError>
#include <QSqlQuery>
#include <QTemporaryDir>
#include <QTest>

using namespace cosdrop;

namespace {

constexpr int soon =
    test::patient(20'000); // ms; a condition that does not come true by then has failed

/// Runs SQL on the journal in the folder; what went wrong, or nothing.
QString execSql(const QString &folder, const QStringList &statements)
{
    const QString name = QStringLiteral("beside the engine");
    QString trouble;
    {
        QSqlDatabase database = QSqlDatabase::addDatabase(QStringLiteral("QSQLITE"), name);
        database.setDatabaseName(folder + QStringLiteral("/journal.sqlite"));
        if (!database.open())
            trouble = database.lastError().text();
        for (const QString &statement : statements) {
            QSqlQuery query(database);
            if (!query.exec(statement))
                trouble += query.lastError().text();
        }
        database.close();
    }
    QSqlDatabase::removeDatabase(name);
    return trouble;
}

UploadRecord pausedRecord()
{
    UploadRecord record;
    record.id = UploadId{1};
    record.position = 1;
    record.spec.localPath = QStringLiteral("/home/someone/file.bin");
    record.spec.objectPath = QStringLiteral("/file.bin");
    record.spec.target = {QUrl(QStringLiteral("http://127.0.0.1:9")), QStringLiteral("10001"),
                          QStringLiteral("team"), QString()};
    record.state = UploadState::Paused;
    record.pausedByUser = true;
    record.digests.sha1 = QByteArray(20, 'x');
    record.digests.states = QByteArray(20, 'x');
    return record;
}

} // namespace

class EngineStartTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void startsAtTheSecondTryWhereTheQueueCouldNotBeRead();
    void aLongQueueIsToldInPieces();
};

void EngineStartTest::startsAtTheSecondTryWhereTheQueueCouldNotBeRead()
{
    const QTemporaryDir folder;
    {
        auto journal = SqliteUploadJournal::open(folder.path());
        QVERIFY(journal);
        QVERIFY(journal->journal->save({pausedRecord()}));
    }
    // The journal is whole, but its queue does not fit in what SQLite may take.
    QCOMPARE(
        execSql(folder.path(), {QStringLiteral("UPDATE digests SET states = zeroblob(64000000)"),
                                QStringLiteral("PRAGMA hard_heap_limit = 16000000")}),
        QString());

    UploadEngine::Options options;
    options.stateFolder = folder.path();
    UploadEngine engine(options);
    QSignalSpy opened(&engine, &UploadEngine::opened);
    QSignalSpy failed(&engine, &UploadEngine::openFailed);
    QSignalSpy changed(&engine, &UploadEngine::changed);
    engine.start();
    QTRY_COMPARE_WITH_TIMEOUT(opened.size() + failed.size(), 1, soon);
    QCOMPARE(failed.size(), 1);
    const QString first = failed.first().first().value<Error>().detail;
    QVERIFY2(first.startsWith(QLatin1String("other:")), qPrintable(first));

    QCOMPARE(execSql(folder.path(), {QStringLiteral("DELETE FROM digests")}), QString());
    engine.start();
    QTRY_COMPARE_WITH_TIMEOUT(opened.size() + failed.size(), 2, soon);
    QVERIFY2(opened.size() == 1, qPrintable(failed.last().first().value<Error>().detail));
    QTRY_COMPARE_WITH_TIMEOUT(changed.size(), 1, soon);
    QCOMPARE(changed.first().first().value<QList<UploadSnapshot>>().size(), 1);
}

void EngineStartTest::aLongQueueIsToldInPieces()
{
    constexpr int uploads = 2500;
    const QTemporaryDir folder;
    {
        QList<UploadRecord> records;
        for (int number = 1; number <= uploads; ++number) {
            UploadRecord record = pausedRecord();
            record.id = UploadId(number);
            record.position = number;
            records.append(record);
        }
        auto journal = SqliteUploadJournal::open(folder.path());
        QVERIFY(journal);
        QVERIFY(journal->journal->save(records));
    }
    UploadEngine::Options options;
    options.stateFolder = folder.path();
    UploadEngine engine(options);
    QSignalSpy changed(&engine, &UploadEngine::changed);
    QSignalSpy totals(&engine, &UploadEngine::totalsChanged);
    QSignalSpy idle(&engine, &UploadEngine::idle);
    engine.start();
    QTRY_VERIFY_WITH_TIMEOUT(!idle.isEmpty(), soon);
    QSet<UploadId> told;
    for (const QVariantList &each : std::as_const(changed)) {
        const auto piece = each.first().value<QList<UploadSnapshot>>();
        QVERIFY(piece.size() <= 1000);
        for (const UploadSnapshot &upload : piece)
            told.insert(upload.id);
    }
    QCOMPARE(told.size(), uploads);
    // Nobody is told how many there are before all of them are.
    QCOMPARE(totals.first().first().value<QueueTotals>().uploads, uploads);
}

QTEST_GUILESS_MAIN(EngineStartTest)
#include "EngineStartTest.moc"

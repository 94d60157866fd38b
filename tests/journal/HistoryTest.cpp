#include "core/journal/HistoryTable.h"
#include "core/journal/SqliteUploadJournal.h"
#include "tests/journal/SampleRecords.h"
#include "tests/support/TestFiles.h"

#include <QSqlDatabase>
#include <QSqlError>
#include <QSqlQuery>
#include <QTemporaryDir>
#include <QTest>

using namespace cosdrop;
using namespace cosdrop::test;

namespace {

UploadRecord doneRecord(qint64 id)
{
    UploadRecord record = newRecord(id);
    record.state = UploadState::Done;
    record.finishedMs = 1'800'000'000'000 + id;
    record.digests.sha1 = QByteArrayLiteral("da39a3ee5e6b4b0d3255bfef95601890afd80709");
    record.links = ObjectLinks{QStringLiteral("http://cdn.example/%1").arg(id), {}, {}, {}, {}};
    return record;
}

QList<qint64> finishedOf(const QList<HistoryEntry> &entries)
{
    QList<qint64> all;
    for (const HistoryEntry &entry : entries)
        all.append(entry.finished.count() - 1'800'000'000'000);
    return all;
}

/// A journal's file as version 1 of the schema has it.
bool makeOldJournal(const QString &path)
{
    const QString name = QStringLiteral("old");
    bool good = true;
    {
        QSqlDatabase database = QSqlDatabase::addDatabase(QStringLiteral("QSQLITE"), name);
        database.setDatabaseName(path);
        good = database.open();
        const QStringList statements =
            QString::fromUtf8(readFile(QStringLiteral(TEST_DATA_DIR "/data/journal-v1.sql")))
                .split(QStringLiteral(";\n"), Qt::SkipEmptyParts);
        for (const QString &statement : statements) {
            QSqlQuery query(database);
            good = good && query.exec(statement);
        }
        database.close();
    }
    QSqlDatabase::removeDatabase(name);
    return good;
}

} // namespace

/// What is remembered of finished uploads.
class HistoryTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();

    void oldJournalIsBroughtUpWithWhatWasDone();
    void keepsEveryField();
    void onlyWhatIsDoneIsNoted();
    void staysWhenTheUploadIsRemoved();
    void uploadThatIsDoneAgainIsThereOnce();
    void numberThatIsUsedAgainIsAnotherUpload();
    void isReadPageByPageNewestFirst();
    void sameMomentIsNotSkippedBetweenPages();
    void isSearchedByWordsDateAndBucket_data();
    void isSearchedByWordsDateAndBucket();
    void namesItsBuckets();
    void isClearedWithoutTheQueue();
    void whatIsSavedAgainIsNotNotedAgain();
    void searchOfAnyLengthIsAnswered_data();
    void searchOfAnyLengthIsAnswered();
    void keepsOnlyTheNewest();
    void outlivesARestart();

private:
    void open()
    {
        m_journal.reset();
        auto opened = SqliteUploadJournal::open(m_folder->path());
        QVERIFY2(opened, qPrintable(opened ? QString() : opened.error().detail));
        QCOMPARE(opened->setAside, QString());
        m_journal = std::move(opened->journal);
    }

    QList<HistoryEntry> history(const HistoryQuery &query = {})
    {
        const auto entries = m_journal->history(query);
        return entries ? *entries : QList<HistoryEntry>();
    }

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<SqliteUploadJournal> m_journal;
};

void HistoryTest::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
}

void HistoryTest::cleanup()
{
    m_journal.reset();
    m_folder.reset();
}

void HistoryTest::oldJournalIsBroughtUpWithWhatWasDone()
{
    QVERIFY(makeOldJournal(m_folder->filePath(QStringLiteral("journal.sqlite"))));
    open();
    const auto records = m_journal->load();
    QVERIFY(records);
    QCOMPARE(records->size(), 3);
    QCOMPARE(records->at(2).state, UploadState::Failed);
    const QList<HistoryEntry> entries = history();
    QCOMPARE(entries.size(), 2);
    QCOMPARE(entries.at(0).size, 9'000'000);
    QCOMPARE(entries.at(0).target->bucket, QStringLiteral("team"));
    QVERIFY(entries.at(0).links.accessUrl().endsWith(QStringLiteral("/2026/large.bin")));
    QCOMPARE(entries.at(1).objectPath, QStringLiteral("/2026/设计 稿.txt"));
    QCOMPARE(entries.at(1).sha1, QByteArray("55ca6286e3e4f4fba5d0448333fa99fc5a404a73"));
    // What goes on with such an upload is told of it, not of a second one.
    UploadRecord again = records->at(0);
    again.finishedMs += 5;
    QVERIFY(m_journal->save({again}));
    QCOMPARE(history().size(), 2);
}

void HistoryTest::keepsEveryField()
{
    open();
    UploadRecord record = fullRecord(7);
    record.state = UploadState::Done;
    QVERIFY(m_journal->save({record}));
    const QList<HistoryEntry> entries = history();
    QCOMPARE(entries.size(), 1);
    HistoryEntry wanted;
    wanted.id = entries.constFirst().id;
    wanted.finished = std::chrono::milliseconds(record.finishedMs);
    wanted.localPath = record.spec.localPath;
    wanted.objectPath = record.spec.objectPath;
    wanted.target = record.spec.target;
    wanted.size = record.fingerprint->size;
    wanted.sha1 = record.digests.sha1;
    wanted.links = record.links;
    QVERIFY(entries.constFirst() == wanted);
}

void HistoryTest::onlyWhatIsDoneIsNoted()
{
    open();
    for (int state = 0; state <= int(UploadState::Cancelled); ++state) {
        UploadRecord record = doneRecord(state + 1);
        record.state = UploadState(state);
        QVERIFY(m_journal->save({record}));
    }
    QCOMPARE(finishedOf(history()), QList<qint64>{int(UploadState::Done) + 1});
}

void HistoryTest::staysWhenTheUploadIsRemoved()
{
    open();
    QVERIFY(m_journal->save({doneRecord(1), doneRecord(2)}));
    QVERIFY(m_journal->remove({UploadId(1), UploadId(2)}));
    QCOMPARE(m_journal->load()->size(), 0);
    QCOMPARE(finishedOf(history()), (QList<qint64>{2, 1}));
}

void HistoryTest::uploadThatIsDoneAgainIsThereOnce()
{
    open();
    UploadRecord record = doneRecord(1);
    QVERIFY(m_journal->save({record}));
    record.finishedMs += 9;
    record.links = ObjectLinks{QStringLiteral("http://new.example/"), {}, {}, {}, {}};
    QVERIFY(m_journal->save({record}));
    QCOMPARE(finishedOf(history()), QList<qint64>{10});
    QCOMPARE(history().constFirst().links.accessUrl(), QStringLiteral("http://new.example/"));
}

void HistoryTest::numberThatIsUsedAgainIsAnotherUpload()
{
    open();
    QVERIFY(m_journal->save({doneRecord(1)}));
    QVERIFY(m_journal->remove({UploadId(1)}));
    UploadRecord other = doneRecord(1);
    other.addedMs += 1000;
    other.finishedMs += 1;
    QVERIFY(m_journal->save({other}));
    QCOMPARE(finishedOf(history()), (QList<qint64>{2, 1}));
}

void HistoryTest::isReadPageByPageNewestFirst()
{
    open();
    QList<UploadRecord> records;
    for (int i = 1; i <= 7; ++i)
        records.append(doneRecord(i));
    QVERIFY(m_journal->save(records));
    HistoryQuery query;
    query.limit = 3;
    QList<qint64> read;
    for (int page = 0; page < 3; ++page) {
        const QList<HistoryEntry> entries = history(query);
        QCOMPARE(entries.size(), page < 2 ? 3 : 1);
        read += finishedOf(entries);
        query.after = {entries.constLast().finished, entries.constLast().id};
    }
    QCOMPARE(read, (QList<qint64>{7, 6, 5, 4, 3, 2, 1}));
    QVERIFY(history(query).isEmpty());
}

void HistoryTest::sameMomentIsNotSkippedBetweenPages()
{
    open();
    QList<UploadRecord> records;
    for (int i = 1; i <= 5; ++i) {
        records.append(doneRecord(i));
        records.last().finishedMs = 1'800'000'000'000;
    }
    QVERIFY(m_journal->save(records));
    HistoryQuery query;
    query.limit = 2;
    QSet<QString> seen;
    for (int page = 0; page < 3; ++page) {
        const QList<HistoryEntry> entries = history(query);
        for (const HistoryEntry &entry : entries)
            seen.insert(entry.objectPath);
        query.after = {entries.constLast().finished, entries.constLast().id};
    }
    QCOMPARE(seen.size(), 5);
}

void HistoryTest::isSearchedByWordsDateAndBucket_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("bucket");
    QTest::addColumn<qint64>("from");
    QTest::addColumn<qint64>("until");
    QTest::addColumn<QList<qint64>>("found");
    const auto row = [](const char *name, const QString &text, const QString &bucket, qint64 from,
                        qint64 until, const QList<qint64> &found) {
        QTest::newRow(name) << text << bucket << from << until << found;
    };
    row("all", {}, {}, 0, 0, {4, 3, 2, 1});
    row("word", QStringLiteral("REPORT"), {}, 0, 0, {3, 1});
    row("words in any order", QStringLiteral(" pdf  2026 "), {}, 0, 0, {3, 1});
    row("chinese", QStringLiteral("稿"), {}, 0, 0, {2});
    row("percent is no wildcard", QStringLiteral("%"), {}, 0, 0, {4});
    row("underscore is no wildcard", QStringLiteral("0_"), {}, 0, 0, {4});
    row("backslash", QStringLiteral("\\"), {}, 0, 0, {});
    row("quote", QStringLiteral("' OR 1=1 --"), {}, 0, 0, {});
    row("bucket", {}, QStringLiteral("other"), 0, 0, {2});
    row("from", {}, {}, 3, 0, {4, 3});
    row("until", {}, {}, 0, 3, {2, 1});
    row("together", QStringLiteral("report"), QStringLiteral("newbucket"), 2, 4, {3});
}

void HistoryTest::isSearchedByWordsDateAndBucket()
{
    QFETCH(QString, text);
    QFETCH(QString, bucket);
    QFETCH(qint64, from);
    QFETCH(qint64, until);
    QFETCH(QList<qint64>, found);
    open();
    QList<UploadRecord> records;
    const QStringList paths{QStringLiteral("/2026/Report a.pdf"),
                            QStringLiteral("/2026/设计稿.psd"),
                            QStringLiteral("/2026/report-b.pdf"), QStringLiteral("/x/100%_0_.txt")};
    for (int i = 1; i <= 4; ++i) {
        records.append(doneRecord(i));
        records.last().spec.objectPath = paths.at(i - 1);
    }
    records[1].spec.target.edit().bucket = QStringLiteral("other");
    QVERIFY(m_journal->save(records));
    HistoryQuery query;
    query.text = text;
    query.bucket = bucket;
    if (from > 0)
        query.from = std::chrono::milliseconds(1'800'000'000'000 + from);
    if (until > 0)
        query.until = std::chrono::milliseconds(1'800'000'000'000 + until);
    QCOMPARE(finishedOf(history(query)), found);
}

void HistoryTest::namesItsBuckets()
{
    open();
    UploadRecord other = doneRecord(2);
    other.spec.target.edit().bucket = QStringLiteral("another");
    QVERIFY(m_journal->save({doneRecord(1), other, doneRecord(3)}));
    QCOMPARE(m_journal->historyBuckets().value(),
             (QStringList{QStringLiteral("another"), QStringLiteral("newbucket")}));
}

void HistoryTest::isClearedWithoutTheQueue()
{
    open();
    QVERIFY(m_journal->save({doneRecord(1), doneRecord(2)}));
    QVERIFY(m_journal->clearHistory());
    QVERIFY(history().isEmpty());
    QCOMPARE(m_journal->load()->size(), 2);
    QVERIFY(m_journal->save({doneRecord(3)}));
    QCOMPARE(finishedOf(history()), QList<qint64>{3});
}

void HistoryTest::whatIsSavedAgainIsNotNotedAgain()
{
    open();
    UploadRecord record = doneRecord(1);
    QVERIFY(m_journal->save({record}));
    QVERIFY(m_journal->clearHistory());
    // As when its row is moved in the queue.
    record.position += 1000;
    QVERIFY(m_journal->save({record}));
    QVERIFY(history().isEmpty());
}

void HistoryTest::searchOfAnyLengthIsAnswered_data()
{
    QTest::addColumn<QString>("text");
    QTest::newRow("many words") << QStringLiteral("file ").repeated(5000);
    QTest::newRow("long word") << QString(100'000, u'稿');
}

void HistoryTest::searchOfAnyLengthIsAnswered()
{
    QFETCH(QString, text);
    open();
    QVERIFY(m_journal->save({doneRecord(1)}));
    HistoryQuery query;
    query.text = text;
    const auto entries = m_journal->history(query);
    QVERIFY2(entries, qPrintable(entries ? QString() : entries.error().detail));
}

void HistoryTest::keepsOnlyTheNewest()
{
    open();
    constexpr qint64 count = HistoryTable::mostEntries + 10;
    QList<UploadRecord> records;
    for (qint64 i = 1; i <= count; ++i)
        records.append(doneRecord(i));
    QVERIFY(m_journal->save(records));
    HistoryQuery query;
    query.limit = int(count);
    const QList<qint64> kept = finishedOf(history(query));
    QCOMPARE(kept.size(), HistoryTable::mostEntries);
    QCOMPARE(kept.constFirst(), count);
    QCOMPARE(kept.constLast(), 11);
}

void HistoryTest::outlivesARestart()
{
    open();
    QVERIFY(m_journal->save({doneRecord(1)}));
    QVERIFY(m_journal->remove({UploadId(1)}));
    open();
    QCOMPARE(finishedOf(history()), QList<qint64>{1});
}

QTEST_GUILESS_MAIN(HistoryTest)
#include "HistoryTest.moc"

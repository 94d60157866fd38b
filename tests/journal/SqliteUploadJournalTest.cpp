#include "core/journal/SqliteUploadJournal.h"

#include "tests/journal/SampleRecords.h"
#include "tests/support/TestFiles.h"

#include <QFileInfo>
#include <QSqlDatabase>
#include <QSqlError>
#include <QSqlQuery>
#include <QTemporaryDir>
#include <QTest>

using namespace cosdrop;
using namespace cosdrop::test;

namespace {

QStringList g_warnings;

void noteWarning(QtMsgType type, const QMessageLogContext &, const QString &text)
{
    if (type >= QtWarningMsg)
        g_warnings.append(text);
}

} // namespace

class SqliteUploadJournalTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();

    void makesItsFolder();
    void startsEmpty();
    void keepsEveryField();
    void keepsEveryState_data();
    void keepsEveryState();
    void keepsEveryErrorKind();
    void keepsEveryConflictRule();
    void keepsTheEndpointOfEach();
    void keepsEmptyValues();
    void replacesWhatWasThere();
    void loadsByPosition();
    void keepsDigestsOverOtherChanges();
    void takesDigestsBack();
    void takesTheLastOfOneListsRecords();
    void announcedUploadsAreContacted();
    void removesWithDigests();
    void doneLetsGoOfWhatOnlyGoingOnNeeds();
    void uploadsWithoutDigestsLeaveTheirTableAlone();
    void savesAllOrNothing();
    void leavesNoConnectionBehind();
    void twoJournalsLiveSideBySide();
    void neverRewritesUnchangedDigests();

private:
    std::unique_ptr<SqliteUploadJournal> open() const
    {
        auto opened = SqliteUploadJournal::open(m_folder->path());
        if (!opened)
            qFatal("%s", qPrintable(opened.error().detail));
        return std::move(opened->journal);
    }

    /// Through the disk: saved by one journal, loaded by the next.
    QList<UploadRecord> reloaded(const QList<UploadRecord> &records) const
    {
        [&] {
            QVERIFY(open()->save(records));
        }();
        return open()->load().value_or(QList<UploadRecord>());
    }

    /// Looks at the file, or changes it, as another program would.
    QVariant execute(const QString &sql) const
    {
        const QString name = QStringLiteral("other");
        QVariant first;
        {
            QSqlDatabase other = QSqlDatabase::addDatabase(QStringLiteral("QSQLITE"), name);
            other.setDatabaseName(m_folder->filePath(QStringLiteral("journal.sqlite")));
            if (!other.open())
                qFatal("cannot open the journal's file");
            QSqlQuery query(other);
            if (!query.exec(sql))
                qFatal("%s", qPrintable(query.lastError().text()));
            first = query.next() ? query.value(0) : QVariant();
        }
        QSqlDatabase::removeDatabase(name);
        return first;
    }

    std::unique_ptr<QTemporaryDir> m_folder;
};

void SqliteUploadJournalTest::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    QVERIFY(m_folder->isValid());
}

void SqliteUploadJournalTest::cleanup()
{
    m_folder.reset();
}

void SqliteUploadJournalTest::makesItsFolder()
{
    const QString folder = m_folder->filePath(QStringLiteral("a/b/c"));
    QVERIFY(SqliteUploadJournal::open(folder));
    QVERIFY(QFileInfo::exists(folder + QStringLiteral("/journal.sqlite")));
    const QFile::Permissions others = QFile::ReadGroup | QFile::ReadOther | QFile::ExeOther;
    QVERIFY(!(QFile::permissions(folder) & others));
}

void SqliteUploadJournalTest::startsEmpty()
{
    const auto opened = SqliteUploadJournal::open(m_folder->path());
    QVERIFY(opened);
    QVERIFY(opened->setAside.isEmpty());
    QCOMPARE(opened->journal->load(), QList<UploadRecord>());
    QVERIFY(opened->journal->save({}));
    QVERIFY(opened->journal->remove({}));
    QVERIFY(opened->journal->remove({UploadId{5}}));
}

void SqliteUploadJournalTest::keepsEveryField()
{
    const QList<UploadRecord> records = {fullRecord(1), fullRecord(2)};
    QCOMPARE(reloaded(records), records);
}

void SqliteUploadJournalTest::keepsEveryState_data()
{
    QTest::addColumn<UploadState>("state");
    for (int i = 0; i <= static_cast<int>(UploadState::Cancelled); ++i) {
        const auto state = static_cast<UploadState>(i);
        QTest::newRow(qPrintable(uploadStateName(state))) << state;
    }
}

void SqliteUploadJournalTest::keepsEveryState()
{
    QFETCH(UploadState, state);
    UploadRecord record = newRecord(1);
    record.state = state;
    QCOMPARE(reloaded({record}), QList{record});
}

void SqliteUploadJournalTest::keepsEveryErrorKind()
{
    QList<UploadRecord> records;
    for (int i = 0; i <= static_cast<int>(ErrorKind::Internal); ++i) {
        records.append(newRecord(i + 1));
        records.last().error = makeError(static_cast<ErrorKind>(i), QStringLiteral("why"));
    }
    QCOMPARE(reloaded(records), records);
}

void SqliteUploadJournalTest::keepsEveryConflictRule()
{
    QList<UploadRecord> records;
    for (int i = 0; i <= static_cast<int>(ConflictRule::Rename); ++i) {
        records.append(newRecord(i + 1));
        records.last().spec.conflictRule = static_cast<ConflictRule>(i);
    }
    QCOMPARE(reloaded(records), records);
}

void SqliteUploadJournalTest::keepsTheEndpointOfEach()
{
    QList<UploadRecord> records;
    for (const QString &endpoint :
         {QStringLiteral("https://gz.file.myqcloud.com"), QString(),
          QStringLiteral("http://127.0.0.1:8080"), QStringLiteral("http://127.0.0.1:8080"),
          QStringLiteral("https://gz.file.myqcloud.com"), QStringLiteral("https://例.example")}) {
        records.append(newRecord(records.size() + 1));
        records.last().spec.target.edit().endpoint = QUrl(endpoint);
    }
    QCOMPARE(reloaded(records), records);
}

void SqliteUploadJournalTest::keepsEmptyValues()
{
    UploadRecord nothing;
    nothing.id = UploadId{1};
    UploadRecord empties = nothing;
    empties.id = UploadId{2};
    empties.fingerprint = Fingerprint();
    empties.digests.sha1 = sha1Of({});
    empties.error = Error();
    QCOMPARE(reloaded({nothing, empties}), (QList{nothing, empties}));
}

void SqliteUploadJournalTest::replacesWhatWasThere()
{
    const auto journal = open();
    QVERIFY(journal->save({fullRecord(1), fullRecord(2)}));
    UploadRecord replaced;
    replaced.id = UploadId{1};
    QVERIFY(journal->save({replaced}));
    QCOMPARE(journal->load(), (QList{replaced, fullRecord(2)}));
    QCOMPARE(open()->load(), (QList{replaced, fullRecord(2)}));
}

void SqliteUploadJournalTest::loadsByPosition()
{
    QList<UploadRecord> records;
    for (const qint64 position : {5, -1, 3, 3, 9}) {
        records.append(newRecord(100 - position));
        records.last().id = static_cast<UploadId>(records.size());
        records.last().position = position;
    }
    QList<qint64> order;
    for (const UploadRecord &record : reloaded(records))
        order.append(static_cast<qint64>(record.id));
    QCOMPARE(order, QList<qint64>({2, 3, 4, 1, 5}));
}

void SqliteUploadJournalTest::keepsDigestsOverOtherChanges()
{
    UploadRecord record = newRecord(1);
    record.digests = sampleDigests(1000);
    {
        const auto journal = open();
        QVERIFY(journal->save({record}));
        record.state = UploadState::Sending;
        QVERIFY(journal->save({record}));
    }
    // By a journal that has not written them itself, before and after it has read them.
    {
        const auto journal = open();
        record.state = UploadState::Finishing;
        QVERIFY(journal->save({record}));
        QCOMPARE(journal->load(), QList{record});
        record.state = UploadState::Failed;
        QVERIFY(journal->save({record}));
    }
    QCOMPARE(open()->load(), QList{record});
}

void SqliteUploadJournalTest::takesDigestsBack()
{
    UploadRecord record = newRecord(1);
    record.digests = sampleDigests(10, 1);
    const auto journal = open();
    QVERIFY(journal->save({record}));
    record.digests = sampleDigests(10, 2);
    QVERIFY(journal->save({record}));
    QCOMPARE(open()->load(), QList{record});
    record.digests = {};
    QVERIFY(journal->save({record}));
    QCOMPARE(open()->load(), QList{record});
    record.digests = sampleDigests(10, 2);
    QVERIFY(journal->save({record}));
    QCOMPARE(open()->load(), QList{record});
}

void SqliteUploadJournalTest::takesTheLastOfOneListsRecords()
{
    UploadRecord first = newRecord(1);
    first.digests = sampleDigests(10);
    const UploadRecord last = newRecord(1);
    QCOMPARE(reloaded({first, last}), QList{last});
}

void SqliteUploadJournalTest::doneLetsGoOfWhatOnlyGoingOnNeeds()
{
    UploadRecord record = fullRecord(1);
    record.state = UploadState::Done;
    QVERIFY(open()->save({record}));
    UploadRecord kept = record;
    kept.settle();
    QCOMPARE(kept.size, record.fingerprint->size);
    QVERIFY(!kept.fingerprint);
    QVERIFY(kept.digests.states.isEmpty());
    QCOMPARE(kept.digests.sha1, record.digests.sha1);
    QVERIFY(kept.session.isEmpty());
    QCOMPARE(open()->load(), QList{kept});

    UploadRecord paused = fullRecord(2);
    paused.state = UploadState::Paused;
    const UploadRecord before = paused;
    paused.settle();
    QVERIFY(paused == before);
}

void SqliteUploadJournalTest::uploadsWithoutDigestsLeaveTheirTableAlone()
{
    UploadRecord hashed = newRecord(1);
    hashed.digests = sampleDigests(2);
    UploadRecord done = newRecord(2);
    done.digests.sha1 = sha1Of({});
    done.state = UploadState::Done;
    QVERIFY(open()->save({hashed, done}));
    const auto journal = open();
    QVERIFY(journal->load());
    execute(QStringLiteral("CREATE TRIGGER no_delete BEFORE DELETE ON digests"
                           " BEGIN SELECT RAISE(ABORT, 'deleted'); END"));
    QVERIFY(journal->save({newRecord(3), hashed}));
    // What is known to be there is taken out all the same.
    hashed.digests = {};
    QVERIFY(!journal->save({hashed}));
    done.digests = {};
    QVERIFY(!journal->save({done}));
}

void SqliteUploadJournalTest::removesWithDigests()
{
    const auto journal = open();
    QVERIFY(journal->save({fullRecord(1), fullRecord(2), fullRecord(3)}));
    QVERIFY(journal->remove({UploadId{1}, UploadId{3}, UploadId{77}}));
    QCOMPARE(journal->load(), QList{fullRecord(2)});
    QCOMPARE(execute(QStringLiteral("SELECT count(*) FROM digests")).toInt(), 1);
    // Another upload under the same number has none of the old one's digests, but its own.
    QVERIFY(journal->save({newRecord(1)}));
    QVERIFY(journal->save({fullRecord(3)}));
    QCOMPARE(open()->load(), (QList{newRecord(1), fullRecord(2), fullRecord(3)}));
}

void SqliteUploadJournalTest::announcedUploadsAreContacted()
{
    const auto journal = open();
    QVERIFY(journal->save({newRecord(1), newRecord(2), newRecord(3)}));
    QVERIFY(journal->announce({UploadId{1}, UploadId{3}, UploadId{77}}));
    UploadRecord first = newRecord(1);
    UploadRecord third = newRecord(3);
    first.contacted = true;
    third.contacted = true;
    QCOMPARE(open()->load(), (QList{first, newRecord(2), third}));
    // What is saved afterwards is as it is said then.
    QVERIFY(journal->save({newRecord(1)}));
    QCOMPARE(open()->load(), (QList{newRecord(1), newRecord(2), third}));
}

void SqliteUploadJournalTest::savesAllOrNothing()
{
    const auto journal = open();
    UploadRecord first = fullRecord(1);
    QVERIFY(journal->save({first}));
    // A trigger that no program has: the third record of a list cannot be saved.
    execute(QStringLiteral("CREATE TRIGGER no BEFORE UPDATE ON uploads WHEN new.id = 3"
                           " BEGIN SELECT RAISE(ABORT, 'no'); END"));
    QVERIFY(journal->save({fullRecord(3)}));

    first.state = UploadState::Failed;
    first.digests = sampleDigests(5, 99);
    const Result<void> failed = journal->save({first, newRecord(2), fullRecord(3)});
    QVERIFY(!failed);
    QCOMPARE(failed.error().kind, ErrorKind::JournalFailed);
    // Looked at by another journal: this one is to go by what it remembers.
    QCOMPARE(open()->load(), (QList{fullRecord(1), fullRecord(3)}));
    QVERIFY(journal->save({first, newRecord(2)}));
    QCOMPARE(open()->load(), (QList{newRecord(2), first, fullRecord(3)}));
}

void SqliteUploadJournalTest::leavesNoConnectionBehind()
{
    const QtMessageHandler before = qInstallMessageHandler(noteWarning);
    g_warnings.clear();
    {
        const auto journal = open();
        [[maybe_unused]] const auto saved = journal->save({fullRecord(1)});
        [[maybe_unused]] const auto loaded = journal->load();
    }
    qInstallMessageHandler(before);
    QCOMPARE(g_warnings, QStringList());
    // Closed in order, a journal is one file.
    QVERIFY(!QFileInfo::exists(m_folder->filePath(QStringLiteral("journal.sqlite-wal"))));
}

void SqliteUploadJournalTest::twoJournalsLiveSideBySide()
{
    const auto one = open();
    const auto two = open();
    QVERIFY(one->save({newRecord(1)}));
    QVERIFY(two->save({newRecord(2)}));
    QCOMPARE(one->load(), (QList{newRecord(1), newRecord(2)}));
}

void SqliteUploadJournalTest::neverRewritesUnchangedDigests()
{
    // The states of a file of 100 GiB.
    UploadRecord record = newRecord(1);
    record.digests = sampleDigests(204'799);
    const auto journal = open();
    QVERIFY(journal->save({record}));
    for (const QLatin1String change : {QLatin1String("INSERT"), QLatin1String("UPDATE")})
        execute(QStringLiteral("CREATE TRIGGER no_%1 BEFORE %1 ON digests"
                               " BEGIN SELECT RAISE(ABORT, 'no'); END")
                    .arg(change));
    for (int i = 0; i < 10; ++i) {
        record.sentBytes += 1;
        QVERIFY(journal->save({record}));
    }
    // Equal, but another copy.
    record.digests.states.detach();
    QVERIFY(journal->save({record}));
    record.digests.states[0] = static_cast<char>(record.digests.states.at(0) ^ 1);
    QVERIFY(!journal->save({record}));
}

QTEST_GUILESS_MAIN(SqliteUploadJournalTest)
#include "SqliteUploadJournalTest.moc"

#include "tests/journal/JournalFolder.h"
#include "tests/journal/SampleRecords.h"
#include "tests/support/TestFiles.h"

#include <QFileInfo>
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

class SqliteUploadJournalTest : public QObject, private JournalFolder
{
    Q_OBJECT

private Q_SLOTS:

    void init() { renew(); }

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
    void announcedUploadsAreContacted();
    void doneLetsGoOfWhatOnlyGoingOnNeeds();
    void savesAllOrNothing();
    void leavesNoConnectionBehind();
    void twoJournalsLiveSideBySide();
};

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

QTEST_GUILESS_MAIN(SqliteUploadJournalTest)
#include "SqliteUploadJournalTest.moc"

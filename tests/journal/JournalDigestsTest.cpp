// The digests of uploads, which are large and have a table of their own.

#include "tests/journal/JournalFolder.h"
#include "tests/journal/SampleRecords.h"
#include "tests/support/TestFiles.h"

#include <QTest>

using namespace cosdrop;
using namespace cosdrop::test;

class JournalDigestsTest final : public QObject, private JournalFolder
{
    Q_OBJECT

private Q_SLOTS:

    void init() { renew(); }

    void keepsDigestsOverOtherChanges();
    void takesDigestsBack();
    void takesTheLastOfOneListsRecords();
    void uploadsWithoutDigestsLeaveTheirTableAlone();
    void removesWithDigests();
    void neverRewritesUnchangedDigests();
};

void JournalDigestsTest::keepsDigestsOverOtherChanges()
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

void JournalDigestsTest::takesDigestsBack()
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

void JournalDigestsTest::takesTheLastOfOneListsRecords()
{
    UploadRecord first = newRecord(1);
    first.digests = sampleDigests(10);
    const UploadRecord last = newRecord(1);
    QCOMPARE(reloaded({first, last}), QList{last});
}

void JournalDigestsTest::uploadsWithoutDigestsLeaveTheirTableAlone()
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

void JournalDigestsTest::removesWithDigests()
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

void JournalDigestsTest::neverRewritesUnchangedDigests()
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

QTEST_GUILESS_MAIN(JournalDigestsTest)
#include "JournalDigestsTest.moc"

// What is at the path already: another object, or another unfinished upload.

#include "tests/transfer/MachineTalk.h"

#include <QtTest/QtTest>

using namespace cosdrop;
using namespace cosdrop::test;

namespace {

ObjectStat otherObject()
{
    ObjectStat stat = statOf(changedFile());
    stat.fileSize = 77;
    stat.fileLength = 77;
    stat.modified = QDateTime::fromSecsSinceEpoch(1'700'000'000, Qt::UTC);
    return stat;
}

/// An object was found at the path, which is being looked at.
MachineTalk existing(ConflictRule rule, const LocalFile &file = sampleFile())
{
    MachineTalk talk = MachineTalk::begun(file, rule);
    if (talk.state() == QStringLiteral("SendingWhole"))
        talk.notWhole(ErrorKind::ObjectExists);
    else
        talk.initRefused(ErrorKind::ObjectExists);
    return talk;
}

SliceSession anotherSession()
{
    SliceSession session = sampleSession();
    session.id = QStringLiteral("another-session");
    return session;
}

} // namespace

Q_DECLARE_METATYPE(cosdrop::ConflictRule)

class MachineConflictsTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void sameObjectIsDoneByEveryRule_data();
    void sameObjectIsDoneByEveryRule();
    void sameObjectWithoutALinkIsAskedForAgain();
    void unhashedFileIsNeverTheSameObject();
    void otherObjectByEachRule_data();
    void otherObjectByEachRule();
    void questionShowsTheRemoteSizeAndTime();
    void answersToAnObject_data();
    void answersToAnObject();
    void objectGoneMeanwhileIsNoConflict();
    void renameTakesTheFirstFreeName();
    void renameFindsTheSameBytesUnderAnotherName();
    void renameDoesNotTryANameTwice();
    void renameEnds();
    void otherUnfinishedByEachRule_data();
    void otherUnfinishedByEachRule();
    void answersToAnUnfinishedUpload_data();
    void answersToAnUnfinishedUpload();
    void sameUnfinishedIsListedAndAdopted();
    void ownUnfinishedOfOtherBytesIsReplacedWithoutAsking();
    void overwriteThatIsRefusedForEverEnds();
    void unfinishedUploadThatComesBackForEverEnds();
};

void MachineConflictsTest::sameObjectIsDoneByEveryRule_data()
{
    QTest::addColumn<ConflictRule>("rule");
    QTest::newRow("ask") << ConflictRule::Ask;
    QTest::newRow("fail") << ConflictRule::Fail;
    QTest::newRow("skip") << ConflictRule::Skip;
    QTest::newRow("overwrite") << ConflictRule::Overwrite;
    QTest::newRow("rename") << ConflictRule::Rename;
}

void MachineConflictsTest::sameObjectIsDoneByEveryRule()
{
    QFETCH(ConflictRule, rule);
    for (const LocalFile &file : {sampleFile(), smallFile()}) {
        MachineTalk talk = existing(rule, file);
        QCOMPARE(talk.statted(statOf(file)), QStringLiteral("Save"));
        const auto *done = stateOf<state::Done>(talk.now);
        QVERIFY(done && done->instant);
        QCOMPARE(done->links, sampleLinks());
    }
}

void MachineConflictsTest::sameObjectWithoutALinkIsAskedForAgain()
{
    ObjectStat without = statOf(sampleFile());
    without.links = {};
    MachineTalk talk = existing(ConflictRule::Ask);
    QCOMPARE(talk.statted(without), QStringLiteral("StartTimer(1)"));
    QCOMPARE(talk.timer(), QStringLiteral("Stat"));
    talk.statted(statOf(sampleFile()));
    QCOMPARE(talk.state(), QStringLiteral("Done"));
}

void MachineConflictsTest::unhashedFileIsNeverTheSameObject()
{
    LocalFile file = sampleFile();
    file.digests = {};
    MachineTalk talk = MachineTalk::begun(file);
    talk.now.job.spec.hash = false;
    talk.initRefused(ErrorKind::ObjectExists);
    talk.statted(statOf(sampleFile()));
    QCOMPARE(talk.state(), QStringLiteral("Asking"));
}

void MachineConflictsTest::otherObjectByEachRule_data()
{
    QTest::addColumn<ConflictRule>("rule");
    QTest::addColumn<QString>("state");
    QTest::addColumn<QString>("commands");
    QTest::newRow("ask") << ConflictRule::Ask << "Asking"
                         << "Save";
    QTest::newRow("fail") << ConflictRule::Fail << "Failed"
                          << "Save";
    QTest::newRow("skip") << ConflictRule::Skip << "Skipped"
                          << "Save";
    QTest::newRow("overwrite") << ConflictRule::Overwrite << "Initing"
                               << "Save Init";
    QTest::newRow("rename") << ConflictRule::Rename << "FindingName"
                            << "Stat";
}

void MachineConflictsTest::otherObjectByEachRule()
{
    QFETCH(ConflictRule, rule);
    QFETCH(QString, state);
    QFETCH(QString, commands);
    MachineTalk talk = existing(rule);
    QCOMPARE(talk.statted(otherObject()), commands);
    QCOMPARE(talk.state(), state);
    if (state == QStringLiteral("Failed") || state == QStringLiteral("Skipped"))
        QVERIFY(talk.why() == ErrorKind::ObjectExists);
}

void MachineConflictsTest::questionShowsTheRemoteSizeAndTime()
{
    MachineTalk talk = existing(ConflictRule::Ask);
    talk.statted(otherObject());
    const Question question = stateOf<state::Asking>(talk.now)->question;
    QVERIFY(question.kind == Question::Kind::ObjectExists);
    QCOMPARE(question.remoteSize, qint64(77));
    QCOMPARE(question.remoteModified, otherObject().modified);
}

void MachineConflictsTest::answersToAnObject_data()
{
    QTest::addColumn<int>("answer");
    QTest::addColumn<QString>("state");
    QTest::newRow("overwrite") << int(Answer::Overwrite) << "Initing";
    QTest::newRow("skip") << int(Answer::Skip) << "Skipped";
    QTest::newRow("rename") << int(Answer::Rename) << "FindingName";
}

void MachineConflictsTest::answersToAnObject()
{
    QFETCH(int, answer);
    QFETCH(QString, state);
    MachineTalk talk = existing(ConflictRule::Ask);
    talk.statted(otherObject());
    talk.feed(event::Answered{static_cast<Answer>(answer)});
    QCOMPARE(talk.state(), state);
    QCOMPARE(talk.now.job.overwrite, static_cast<Answer>(answer) == Answer::Overwrite);
}

void MachineConflictsTest::objectGoneMeanwhileIsNoConflict()
{
    MachineTalk talk = existing(ConflictRule::Fail);
    QCOMPARE(talk.stattedNothing(), QStringLiteral("Save Init"));
}

void MachineConflictsTest::renameTakesTheFirstFreeName()
{
    MachineTalk talk = existing(ConflictRule::Rename);
    talk.statted(otherObject());
    QCOMPARE(stateOf<state::FindingName>(talk.now)->candidate.text(),
             QStringLiteral("/dir/x (2).bin"));
    talk.statted(otherObject());
    QCOMPARE(stateOf<state::FindingName>(talk.now)->candidate.text(),
             QStringLiteral("/dir/x (3).bin"));
    QCOMPARE(talk.now.job.path.text(), QStringLiteral("/dir/x.bin"));
    QCOMPARE(talk.stattedNothing(), QStringLiteral("Save Init"));
    QCOMPARE(talk.now.job.path.text(), QStringLiteral("/dir/x (3).bin"));
    QVERIFY(!talk.now.job.overwrite);
}

void MachineConflictsTest::renameFindsTheSameBytesUnderAnotherName()
{
    MachineTalk talk = existing(ConflictRule::Rename);
    talk.statted(otherObject());
    talk.statted(statOf(sampleFile()));
    QCOMPARE(talk.state(), QStringLiteral("Done"));
    QCOMPARE(talk.now.job.path.text(), QStringLiteral("/dir/x (2).bin"));
}

void MachineConflictsTest::renameDoesNotTryANameTwice()
{
    MachineTalk talk = existing(ConflictRule::Rename);
    talk.statted(otherObject());
    talk.stattedNothing();
    // Taken between stat and init.
    talk.initRefused(ErrorKind::ObjectExists);
    talk.statted(otherObject());
    QCOMPARE(stateOf<state::FindingName>(talk.now)->candidate.text(),
             QStringLiteral("/dir/x (3).bin"));
}

void MachineConflictsTest::renameEnds()
{
    MachineTalk talk = existing(ConflictRule::Rename);
    int stats = 0;
    while (talk.state() != QStringLiteral("Failed") && ++stats < 10'000)
        talk.statted(otherObject());
    QVERIFY(talk.why() == ErrorKind::ObjectExists);
    QVERIFY(stats <= 1001);

    // Every name is free, and refused.
    MachineTalk other = existing(ConflictRule::Rename);
    int inits = 0;
    other.statted(otherObject());
    while (other.state() == QStringLiteral("FindingName") && ++inits < 10'000) {
        other.stattedNothing();
        if (other.state() == QStringLiteral("Initing"))
            other.initRefused(ErrorKind::ObjectExists);
        if (other.state() == QStringLiteral("CheckingExisting"))
            other.statted(otherObject());
    }
    QCOMPARE(other.state(), QStringLiteral("Failed"));
    QVERIFY(inits < 20);
}

void MachineConflictsTest::otherUnfinishedByEachRule_data()
{
    QTest::addColumn<ConflictRule>("rule");
    QTest::addColumn<QString>("state");
    QTest::addColumn<QString>("commands");
    QTest::newRow("ask") << ConflictRule::Ask << "Asking"
                         << "Save";
    QTest::newRow("fail") << ConflictRule::Fail << "Failed"
                          << "Save";
    QTest::newRow("skip") << ConflictRule::Skip << "Failed"
                          << "Save";
    QTest::newRow("overwrite") << ConflictRule::Overwrite << "RemovingOwn"
                               << "Remove";
    QTest::newRow("rename") << ConflictRule::Rename << "FindingName"
                            << "Stat";
}

void MachineConflictsTest::otherUnfinishedByEachRule()
{
    QFETCH(ConflictRule, rule);
    QFETCH(QString, state);
    QFETCH(QString, commands);
    for (const LocalFile &file : {sampleFile(), smallFile()}) {
        MachineTalk talk = MachineTalk::begun(file, rule);
        const QString asked = talk.state() == QStringLiteral("SendingWhole")
                                  ? talk.notWhole(ErrorKind::OtherFileUnfinished)
                                  : talk.initRefused(ErrorKind::OtherFileUnfinished);
        QCOMPARE(asked, commands);
        QCOMPARE(talk.state(), state);
        if (state == QStringLiteral("Failed"))
            QVERIFY(talk.why() == ErrorKind::OtherFileUnfinished);
    }
}

void MachineConflictsTest::answersToAnUnfinishedUpload_data()
{
    QTest::addColumn<int>("answer");
    QTest::addColumn<QString>("state");
    QTest::newRow("discard") << int(Answer::Overwrite) << "RemovingOwn";
    QTest::newRow("leave it") << int(Answer::Skip) << "Skipped";
    QTest::newRow("another name") << int(Answer::Rename) << "FindingName";
}

void MachineConflictsTest::answersToAnUnfinishedUpload()
{
    QFETCH(int, answer);
    QFETCH(QString, state);
    MachineTalk talk = MachineTalk::begun(sampleFile());
    talk.initRefused(ErrorKind::OtherFileUnfinished);
    QVERIFY(stateOf<state::Asking>(talk.now)->question.kind == Question::Kind::OtherUnfinished);
    talk.feed(event::Answered{static_cast<Answer>(answer)});
    QCOMPARE(talk.state(), state);
    // Discarding an unfinished upload is no word on a finished object.
    QVERIFY(!talk.now.job.overwrite);
}

void MachineConflictsTest::sameUnfinishedIsListedAndAdopted()
{
    MachineTalk talk = MachineTalk::begun(sampleFile());
    QCOMPARE(talk.initRefused(ErrorKind::SameFileUnfinished), QStringLiteral("List"));
    QCOMPARE(talk.listed(listOf(sampleFile(), anotherSession(), {0, 1, 2})),
             QStringLiteral("Save SendSlice(3) SendSlice(4) SendSlice(5) SendSlice(6)"));
    QVERIFY(talk.now.job.adopted);
    QCOMPARE(talk.now.job.ownSession, anotherSession().id);
    QVERIFY(!talk.now.job.startedAgain);
}

void MachineConflictsTest::ownUnfinishedOfOtherBytesIsReplacedWithoutAsking()
{
    // Known to be its own by the session it had; the file is another by now.
    MachineTalk talk({openJob(), state::Initing{changedFile()}});
    QCOMPARE(talk.initRefused(ErrorKind::OtherFileUnfinished), QStringLiteral("List"));
    QCOMPARE(talk.listed(listOf(sampleFile(), sampleSession(), {0})), QStringLiteral("Remove"));
}

void MachineConflictsTest::overwriteThatIsRefusedForEverEnds()
{
    MachineTalk talk = existing(ConflictRule::Overwrite);
    int inits = 0;
    while (talk.state() == QStringLiteral("CheckingExisting") && ++inits < 1000) {
        talk.statted(otherObject());
        if (talk.state() == QStringLiteral("Initing"))
            talk.initRefused(ErrorKind::ObjectExists);
    }
    QCOMPARE(talk.state(), QStringLiteral("Failed"));
    QVERIFY(talk.why() == ErrorKind::ObjectExists);
    QVERIFY(inits < 20);
}

void MachineConflictsTest::unfinishedUploadThatComesBackForEverEnds()
{
    MachineTalk talk = MachineTalk::begun(sampleFile(), ConflictRule::Overwrite);
    int inits = 0;
    while (talk.state() == QStringLiteral("Initing") && ++inits < 1000) {
        talk.initRefused(ErrorKind::OtherFileUnfinished);
        if (talk.state() != QStringLiteral("RemovingOwn"))
            break;
        talk.removed();
        talk.feed(event::ParentsMade{});
    }
    QCOMPARE(talk.state(), QStringLiteral("Failed"));
    QVERIFY(talk.why() == ErrorKind::OtherFileUnfinished);
    QVERIFY(inits < 20);
}

QTEST_GUILESS_MAIN(MachineConflictsTest)
#include "MachineConflictsTest.moc"

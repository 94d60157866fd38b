// What is at the path already, finished or not, and who may touch it, in memory and through HTTP.

#include "tests/contract/Scenario.h"
#include "tests/support/TestFiles.h"

#include <QTemporaryDir>
#include <QtTest/QtTest>

using namespace cosdrop;
using namespace cosdrop::test;

namespace {

const QString objectPath = QStringLiteral("/dir/file.bin");

} // namespace

class OthersTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();

    void lostFinishWithoutHashingIsNotTakenForTheOldObject_data() { bothBackends(); }

    void lostFinishWithoutHashingIsNotTakenForTheOldObject();

    void sameBytesAgainAreInstant_data() { bothBackends(); }

    void sameBytesAgainAreInstant();

    void cancelLeavesNothing_data() { bothBackends(); }

    void cancelLeavesNothing();

    void anothersSameUploadIsTakenOverAndLeft_data() { bothBackends(); }

    void anothersSameUploadIsTakenOverAndLeft();

    void standingAnswerIsWrittenBeforeItIsTold_data() { bothBackends(); }

    void standingAnswerIsWrittenBeforeItIsTold();
    void anothersOtherUploadByEachRule_data();
    void anothersOtherUploadByEachRule();
    void otherObjectByEachRule_data();
    void otherObjectByEachRule();

    void questionsAreAnsweredForAll_data() { bothBackends(); }

    void questionsAreAnsweredForAll();

private:
    QTemporaryDir m_folder;
    QString m_file;
    QString m_other;
    std::unique_ptr<ContractBackend> m_backend;
};

void OthersTest::initTestCase()
{
    m_file = m_folder.filePath(QStringLiteral("file.bin"));
    m_other = m_folder.filePath(QStringLiteral("other.bin"));
    QVERIFY(makeFile(m_file, slicedSize, 1));
    QVERIFY(makeFile(m_other, slicedSize, 2));
}

void OthersTest::init()
{
    QFETCH(QString, where);
    m_backend = makeBackend(where);
}

void OthersTest::lostFinishWithoutHashingIsNotTakenForTheOldObject()
{
    ContractQueue first(*m_backend);
    first.add(first.spec(m_other, objectPath));
    QVERIFY(first.finish());
    EmulatorFault lost;
    lost.op = QStringLiteral("upload_slice_finish");
    lost.drop = EmulatorFault::Drop::Before;
    m_backend->setFaults({lost});

    ContractQueue second(*m_backend);
    UploadSpec spec = second.spec(m_file, objectPath, ConflictRule::Overwrite);
    spec.hash = false;
    second.add(spec);
    QVERIFY(second.finish());
    QCOMPARE(notDone(second, m_file, objectPath), QString());
}

void OthersTest::sameBytesAgainAreInstant()
{
    ContractQueue first(*m_backend);
    first.add(first.spec(m_file, objectPath));
    QVERIFY(first.finish());
    ContractQueue second(*m_backend);
    second.add(second.spec(m_file, objectPath));
    QVERIFY(second.finish());
    QCOMPARE(notDone(second, m_file, objectPath), QString());
    QVERIFY(second.last().instant);
    QCOMPARE(second.storage.slicesSent(), 0);
}

void OthersTest::cancelLeavesNothing()
{
    ContractQueue uploads(*m_backend);
    UploadQueue *queue = uploads.queue.get();
    uploads.setHook(saidWhenArrived(2, queue, [&] { queue->cancel({UploadId{1}}); }));
    uploads.add(uploads.spec(m_file, objectPath));
    QVERIFY(uploads.finish());
    QCOMPARE(uploadStateName(uploads.last().state), uploadStateName(UploadState::Cancelled));
    QCOMPARE(m_backend->unfinishedUploads(), 0);
    QVERIFY(m_backend->objectSha1(objectPath).isEmpty());
    QVERIFY(!uploads.last().error);
}

void OthersTest::anothersSameUploadIsTakenOverAndLeft()
{
    const auto another = beginAnothers(*m_backend, m_file, objectPath, 2);
    QVERIFY(another);
    // Cancelled, it leaves the other's upload where it was.
    ContractQueue cancelled(*m_backend);
    UploadQueue *queue = cancelled.queue.get();
    cancelled.setHook([&](const QString &op, const QString &, bool) {
        if (op == QStringLiteral("upload_slice_list"))
            QMetaObject::invokeMethod(
                queue, [&] { queue->cancel({UploadId{1}}); }, Qt::QueuedConnection);
    });
    cancelled.add(cancelled.spec(m_file, objectPath));
    QVERIFY(cancelled.finish());
    QCOMPARE(uploadStateName(cancelled.last().state), uploadStateName(UploadState::Cancelled));
    QCOMPARE(m_backend->unfinishedUploads(), 1);

    ContractQueue uploads(*m_backend);
    uploads.add(uploads.spec(m_file, objectPath));
    QVERIFY(uploads.finish());
    QCOMPARE(notDone(uploads, m_file, objectPath), QString());
    QVERIFY(uploads.storage.slicesSent() <= 3);

    another->queue->resumeAll();
    QVERIFY(another->finish());
    QCOMPARE(notDone(*another, m_file, objectPath), QString());
}

void OthersTest::standingAnswerIsWrittenBeforeItIsTold()
{
    ContractQueue first(*m_backend);
    first.add(first.spec(m_other, objectPath));
    QVERIFY(first.finish());
    ContractQueue uploads(*m_backend);
    uploads.queue->answerAll(Question::Kind::ObjectExists, Answer::Skip);
    uploads.add(uploads.spec(m_file, objectPath, ConflictRule::Ask));
    QVERIFY(uploads.finish());
    QCOMPARE(uploads.last().state, UploadState::Skipped);
    QVERIFY(uploads.journal.says(uploads.last().id, UploadState::Skipped));
}

void OthersTest::anothersOtherUploadByEachRule_data()
{
    QTest::addColumn<QString>("where");
    QTest::addColumn<int>("rule");
    QTest::addColumn<QString>("state");
    for (const QString &where : {QStringLiteral("memory"), QStringLiteral("emulator")}) {
        const QByteArray name = where.toUtf8();
        const auto row = [&](const char *rule, ConflictRule value, const char *state) {
            QTest::newRow(name + ": " + rule) << where << int(value) << QString::fromLatin1(state);
        };
        row("fail", ConflictRule::Fail, "failed");
        row("skip", ConflictRule::Skip, "failed");
        row("overwrite", ConflictRule::Overwrite, "done");
        row("rename", ConflictRule::Rename, "done");
        row("ask", ConflictRule::Ask, "waiting");
    }
}

void OthersTest::anothersOtherUploadByEachRule()
{
    QFETCH(int, rule);
    QFETCH(QString, state);
    const auto wanted = static_cast<ConflictRule>(rule);
    const auto another = beginAnothers(*m_backend, m_other, objectPath, 2);
    QVERIFY(another);
    ContractQueue uploads(*m_backend);
    uploads.add(uploads.spec(m_file, objectPath, wanted));
    QVERIFY(uploads.finish());
    QCOMPARE(uploadStateName(uploads.last().state), state);
    QCOMPARE(m_backend->unfinishedUploads(), wanted == ConflictRule::Overwrite ? 0 : 1);
    if (wanted == ConflictRule::Overwrite)
        QCOMPARE(notDone(uploads, m_file, objectPath), QString());
    else if (wanted == ConflictRule::Rename)
        QCOMPARE(notDone(uploads, m_file, QStringLiteral("/dir/file (2).bin")), QString());
    else if (wanted == ConflictRule::Ask)
        QVERIFY(uploads.last().question
                && uploads.last().question->kind == Question::Kind::OtherUnfinished);
    else
        QVERIFY(uploads.last().error->kind == ErrorKind::OtherFileUnfinished);
}

void OthersTest::otherObjectByEachRule_data()
{
    QTest::addColumn<QString>("where");
    QTest::addColumn<int>("rule");
    QTest::addColumn<QString>("state");
    QTest::addColumn<bool>("whole");
    for (const QString &where : {QStringLiteral("memory"), QStringLiteral("emulator")}) {
        for (const bool whole : {false, true}) {
            const QByteArray name = where.toUtf8() + (whole ? ", whole: " : ", slices: ");
            const auto row = [&](const char *rule, ConflictRule value, const char *state) {
                QTest::newRow(name + rule)
                    << where << int(value) << QString::fromLatin1(state) << whole;
            };
            row("fail", ConflictRule::Fail, "failed");
            row("skip", ConflictRule::Skip, "skipped");
            row("overwrite", ConflictRule::Overwrite, "done");
            row("rename", ConflictRule::Rename, "done");
            row("ask", ConflictRule::Ask, "waiting");
        }
    }
}

void OthersTest::otherObjectByEachRule()
{
    QFETCH(int, rule);
    QFETCH(QString, state);
    QFETCH(bool, whole);
    const auto wanted = static_cast<ConflictRule>(rule);
    const QString mine = whole ? m_folder.filePath(QStringLiteral("small.bin")) : m_file;
    if (whole)
        QVERIFY(makeFile(mine, wholeSize, 5));
    ContractQueue first(*m_backend);
    first.add(first.spec(m_other, objectPath));
    QVERIFY(first.finish());
    QCOMPARE(notDone(first, m_other, objectPath), QString());

    ContractQueue uploads(*m_backend);
    uploads.add(uploads.spec(mine, objectPath, wanted));
    QVERIFY(uploads.finish());
    QCOMPARE(uploadStateName(uploads.last().state), state);
    QCOMPARE(m_backend->unfinishedUploads(), 0);
    if (wanted == ConflictRule::Overwrite) {
        QCOMPARE(notDone(uploads, mine, objectPath), QString());
        return;
    }
    QCOMPARE(m_backend->objectSha1(objectPath), sha1OfFile(m_other));
    if (wanted == ConflictRule::Rename)
        QCOMPARE(notDone(uploads, mine, QStringLiteral("/dir/file (2).bin")), QString());
    if (wanted == ConflictRule::Ask) {
        const auto question = uploads.last().question;
        QVERIFY(question && question->kind == Question::Kind::ObjectExists);
        QCOMPARE(question->remoteSize, slicedSize);
        uploads.queue->answer({uploads.lastId()}, Answer::Overwrite);
        QVERIFY(uploads.finish());
        QCOMPARE(notDone(uploads, mine, objectPath), QString());
    }
}

void OthersTest::questionsAreAnsweredForAll()
{
    QStringList paths;
    ContractQueue first(*m_backend);
    for (int i = 0; i < 5; ++i) {
        paths.append(QStringLiteral("/dir/%1.bin").arg(i));
        first.add(first.spec(m_other, paths.last()));
    }
    QVERIFY(first.finish());
    ContractQueue uploads(*m_backend);
    for (const QString &path : paths)
        uploads.add(uploads.spec(m_file, path, ConflictRule::Ask));
    QVERIFY(uploads.finish());
    QCOMPARE(uploadStateName(uploads.last().state), uploadStateName(UploadState::Waiting));
    uploads.queue->answerAll(Question::Kind::ObjectExists, Answer::Overwrite);
    QVERIFY(uploads.finish());
    for (const QString &path : paths)
        QCOMPARE(m_backend->objectSha1(path), sha1OfFile(m_file));
}

QTEST_GUILESS_MAIN(OthersTest)
#include "OthersTest.moc"

// The next small files are hashed before their turn. Nobody is to notice: until its turn comes a
// file waits as all others do.

#include "tests/contract/Scenario.h"
#include "tests/support/Patience.h"
#include "tests/support/TestFiles.h"

#include <QTemporaryDir>
#include <QtTest/QtTest>

using namespace cosdrop;
using namespace cosdrop::test;

namespace {

const QString uploadOp = QStringLiteral("upload");
constexpr UploadId first{1};
constexpr UploadId second{2};
constexpr UploadId third{3};
constexpr int soon = patient(30'000); // ms

QString objectPath(UploadId id)
{
    return QStringLiteral("/%1.bin").arg(static_cast<qint64>(id));
}

} // namespace

class HashedAheadTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void cleanup();

    void nextSmallFileIsHashedAndWaits();
    void onlyTheNextFewAreHashed();
    void changedWhileItWaitsGoesUpAsItIsThen();
    void whatIsMovedUpGoesFirst();
    void whatIsMovedUpGoesFirstToTheSamePath();
    void renamedWhileItWaitsGoesUpUnderTheNewName();
    void pausedWhileItWaitsStays();
    void removedWhileItWaitsIsGone();
    void fileThatVanishedFailsAtItsTurn();
    void fileThatIsThereAtItsTurnGoesUp();
    void stoppedWhileItWaitsIsSavedAsQueued();

private:
    QString localPath(UploadId id) const
    {
        return m_folder.filePath(QString::number(static_cast<qint64>(id)));
    }

    /// Ends the wait of the first.
    bool finish();

    QStringList sentInOrder() const { return m_sent; }

    QTemporaryDir m_folder;
    std::unique_ptr<ContractBackend> m_backend;
    std::unique_ptr<ContractQueue> m_uploads;
    QStringList m_sent;
};

void HashedAheadTest::initTestCase()
{
    for (const UploadId id : {first, second, third})
        QVERIFY(makeFile(localPath(id), wholeSize, static_cast<quint64>(id)));
}

void HashedAheadTest::init()
{
    m_backend = makeBackend(QStringLiteral("memory"));
    m_sent.clear();
    // One at a time; the first waits for the network until it is told that this is back.
    EmulatorFault lost;
    lost.op = uploadOp;
    lost.drop = EmulatorFault::Drop::Before;
    m_backend->setFaults({lost});
    m_uploads = std::make_unique<ContractQueue>(*m_backend);
    UploadQueue::Settings settings = ContractQueue::settings();
    settings.parallelFiles = 1;
    m_uploads->queue->setSettings(settings);
    m_uploads->network.isDown = true;
    m_uploads->setHook([this](const QString &op, const QString &path, bool succeeded) {
        if (op == uploadOp && succeeded)
            m_sent.append(path);
    });
    QList<NewUpload> all;
    for (const UploadId id : {first, second, third})
        all.append({m_uploads->spec(localPath(id), objectPath(id)), wholeSize});
    m_uploads->queue->add(all);
    QTRY_COMPARE_WITH_TIMEOUT(m_uploads->shown(first).state, UploadState::Waiting, soon);
    QTRY_VERIFY_WITH_TIMEOUT(m_uploads->files.digested.contains(localPath(second)), soon);
}

void HashedAheadTest::cleanup()
{
    m_uploads.reset();
}

bool HashedAheadTest::finish()
{
    m_uploads->network.comeBack();
    return m_uploads->finish();
}

void HashedAheadTest::nextSmallFileIsHashedAndWaits()
{
    QCOMPARE(m_backend->requests(uploadOp), 1);
    QCOMPARE(m_uploads->shown(second).state, UploadState::Queued);
    QVERIFY(m_uploads->shown(second).renamable);
    QCOMPARE(m_uploads->shown(second).doneBytes, 0);
    QVERIFY(finish());
    QCOMPARE(sentInOrder(),
             (QStringList{objectPath(first), objectPath(second), objectPath(third)}));
    // Each was hashed once.
    QCOMPARE(m_uploads->files.digested.size(), 3);
}

void HashedAheadTest::onlyTheNextFewAreHashed()
{
    constexpr int many = 40;
    m_uploads->queue->pause({second, third});
    ObservedFiles &files = m_uploads->files;
    const qsizetype before = files.digested.size();
    const qsizetype thirdBefore = files.digested.count(localPath(third));
    QList<NewUpload> more;
    for (int i = 0; i < many; ++i)
        more.append({m_uploads->spec(localPath(third), objectPath(UploadId(100 + i))), wholeSize});
    m_uploads->queue->add(more);
    QTRY_VERIFY_WITH_TIMEOUT(files.digested.size() > before, soon);
    // Files are hashed in the order in which that is asked for: what was begun is nearly over then.
    bool isLastOver = false;
    files.digest(
        localPath(first), [](qint64) {}, [&](const Result<DigestedFile> &) { isLastOver = true; });
    QTRY_VERIFY_WITH_TIMEOUT(isLastOver, soon);
    const qsizetype ahead = files.digested.size() - before - 1;
    QVERIFY2(ahead < many / 2, QByteArray::number(ahead).constData());
    QVERIFY(finish());
    QCOMPARE(sentInOrder().size(), many + 1);
    QCOMPARE(files.digested.count(localPath(third)) - thirdBefore, many);
}

void HashedAheadTest::changedWhileItWaitsGoesUpAsItIsThen()
{
    const QString path = m_folder.filePath(QStringLiteral("changing"));
    QVERIFY(makeFile(path, wholeSize, 8));
    const UploadId changing{4};
    m_uploads->queue->pause({second, third});
    m_uploads->queue->add({{m_uploads->spec(path, objectPath(changing)), wholeSize}});
    QTRY_VERIFY_WITH_TIMEOUT(m_uploads->files.digested.contains(path), soon);
    QVERIFY(makeFile(path, wholeSize, 9));
    bool isLater = false;
    m_backend->clock().callAfter(std::chrono::minutes(1), this, [&] { isLater = true; });
    QTRY_VERIFY_WITH_TIMEOUT(isLater, soon);
    QVERIFY(finish());
    QCOMPARE(m_uploads->shown(changing).state, UploadState::Done);
    QCOMPARE(m_backend->objectSha1(objectPath(changing)), sha1OfFile(path));
}

void HashedAheadTest::whatIsMovedUpGoesFirstToTheSamePath()
{
    const UploadId same{4};
    m_uploads->queue->add(
        {{m_uploads->spec(localPath(third), objectPath(second), ConflictRule::Overwrite),
          wholeSize}});
    m_uploads->queue->move({same}, second, QueueSide::Before);
    QVERIFY(finish());
    QCOMPARE(m_uploads->shown(same).state, UploadState::Done);
    // Another object is at its path by then, and it was told to fail in that case.
    QCOMPARE(m_uploads->shown(second).state, UploadState::Failed);
}

void HashedAheadTest::whatIsMovedUpGoesFirst()
{
    m_uploads->queue->move({third}, second, QueueSide::Before);
    QVERIFY(finish());
    QCOMPARE(sentInOrder(),
             (QStringList{objectPath(first), objectPath(third), objectPath(second)}));
}

void HashedAheadTest::renamedWhileItWaitsGoesUpUnderTheNewName()
{
    const QString renamed = QStringLiteral("/renamed.bin");
    m_uploads->queue->rename(second, renamed);
    QVERIFY(finish());
    QCOMPARE(sentInOrder(), (QStringList{objectPath(first), renamed, objectPath(third)}));
    QCOMPARE(m_backend->objectSha1(renamed), sha1OfFile(localPath(second)));
}

void HashedAheadTest::pausedWhileItWaitsStays()
{
    m_uploads->queue->pause({second});
    QTRY_COMPARE_WITH_TIMEOUT(m_uploads->shown(second).state, UploadState::Paused, soon);
    QVERIFY(finish());
    QCOMPARE(sentInOrder(), (QStringList{objectPath(first), objectPath(third)}));
    m_uploads->queue->resume({second});
    QVERIFY(m_uploads->finish());
    QCOMPARE(sentInOrder().constLast(), objectPath(second));
}

void HashedAheadTest::removedWhileItWaitsIsGone()
{
    m_uploads->queue->remove({second});
    QVERIFY(finish());
    QCOMPARE(sentInOrder(), (QStringList{objectPath(first), objectPath(third)}));
    QCOMPARE(m_uploads->journal.load()->size(), 2);
}

void HashedAheadTest::fileThatVanishedFailsAtItsTurn()
{
    const UploadId missing{4};
    m_uploads->queue->add({{m_uploads->spec(localPath(missing), objectPath(missing)), wholeSize}});
    m_uploads->queue->move({missing}, {}, QueueSide::Before);
    m_uploads->queue->pause({second});
    QVERIFY(finish());
    QCOMPARE(m_uploads->shown(missing).state, UploadState::Failed);
    QVERIFY(m_uploads->shown(missing).error->kind == ErrorKind::FileMissing);
    QCOMPARE(sentInOrder(), (QStringList{objectPath(first), objectPath(third)}));
}

void HashedAheadTest::fileThatIsThereAtItsTurnGoesUp()
{
    const QString path = m_folder.filePath(QStringLiteral("late"));
    const UploadId late{4};
    m_uploads->queue->pause({second, third});
    m_uploads->queue->add({{m_uploads->spec(path, objectPath(late)), wholeSize}});
    QTRY_VERIFY_WITH_TIMEOUT(m_uploads->files.digested.contains(path), soon);
    QVERIFY(makeFile(path, wholeSize, 7));
    QVERIFY(finish());
    QCOMPARE(m_uploads->shown(late).state, UploadState::Done);
    QCOMPARE(m_backend->objectSha1(objectPath(late)), sha1OfFile(path));
}

void HashedAheadTest::stoppedWhileItWaitsIsSavedAsQueued()
{
    QVERIFY(m_uploads->stop());
    const auto records = m_uploads->journal.load();
    QCOMPARE(records->size(), 3);
    QCOMPARE(records->at(1).state, UploadState::Queued);
    QCOMPARE(m_backend->requests(uploadOp), 1);
    ContractQueue after(*m_backend);
    after.queue->load(*records, UploadQueue::Startup::GoOn);
    QVERIFY(after.finish());
    for (const UploadId id : {first, second, third})
        QCOMPARE(after.shown(id).state, UploadState::Done);
}

QTEST_GUILESS_MAIN(HashedAheadTest)
#include "HashedAheadTest.moc"

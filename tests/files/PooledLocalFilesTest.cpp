#include "tests/files/FileFixture.h"
#include "tests/support/TestFiles.h"

#include <QCoreApplication>
#include <QTest>
#include <QThread>

#include <memory>

using namespace cosdrop;
using namespace cosdrop::test;

namespace {

constexpr qint64 step = Digests::step;
constexpr qint64 giB = 1024LL * 1024 * 1024;

} // namespace

class PooledLocalFilesTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:

    void init() { m_here = std::make_unique<FileFixture>(); }

    void cleanup() { m_here.reset(); }

    void neverAnswersFromInsideTheCall();
    void answersOnTheOwnersThread();
    void neverAnswersAfterCancel();
    void cancelStopsALongHashSoon();
    void destructionStopsALongHashSoon();
    void callbacksDieOnTheOwnersThread();
    void mayBeDestroyedByAnAnswer();
    void longHashesDoNotHoldUpReads();
    void largeFilesAreHashedOneAfterTheOther();
    void largeFilesAreHashedInTheirOrder();
    void largeFileTakenBackBeforeItsTurnHoldsNobodyUp();
    void smallFilesAreHashedBesideALargeOne();
    void answersManyAtOnce();

private:
    /// Starts to hash a file that takes a while, and waits until that is seen to go on.
    void startLongHash(Outcome<DigestedFile> &outcome)
    {
        const auto isUnderWay = std::make_shared<bool>(false);
        m_here->files->digest(
            m_here->longFile("long", giB), [isUnderWay](qint64) { *isUnderWay = true; },
            outcome.take());
        QTRY_VERIFY_WITH_TIMEOUT(*isUnderWay, longWait);
        QCOMPARE(outcome.calls, 0);
    }

    std::unique_ptr<FileFixture> m_here;
};

void PooledLocalFilesTest::neverAnswersFromInsideTheCall()
{
    Outcome<Fingerprint> missing;
    Outcome<QByteArray> outside;
    m_here->files->fingerprint(m_here->path("nothing"), missing.take());
    m_here->files->read(m_here->path("nothing"), {}, {5, 5}, {}, outside.take());
    QCOMPARE(missing.calls + outside.calls, 0);
    wait(missing);
    wait(outside);
    QCOMPARE(missing.calls, 1);
    QCOMPARE(outside.calls, 1);
}

void PooledLocalFilesTest::answersOnTheOwnersThread()
{
    const QString file = m_here->longFile("long", 64 * 1024 * 1024);
    QThread *const here = QThread::currentThread();
    bool done = false;
    m_here->files->digest(
        file, [&](qint64) { QVERIFY(QThread::currentThread() == here); },
        [&](const Result<DigestedFile> &) {
            QVERIFY(QThread::currentThread() == here);
            done = true;
        });
    QTRY_VERIFY_WITH_TIMEOUT(done, longWait);
}

void PooledLocalFilesTest::neverAnswersAfterCancel()
{
    QVERIFY(makeFile(m_here->path("a"), 10));
    // The first answer takes back all the others: many of them are posted by then.
    QList<JobId> jobs;
    int answers = 0;
    for (int i = 0; i < 300; ++i) {
        jobs.append(m_here->files->fingerprint(m_here->path("a"), [&](const Result<Fingerprint> &) {
            ++answers;
            for (const JobId job : std::as_const(jobs))
                m_here->files->cancel(job);
        }));
        QVERIFY(jobs.last() != JobId{});
    }
    m_here->files->cancel(JobId{});
    QTRY_COMPARE_WITH_TIMEOUT(answers, 1, longWait);
    for (int i = 0; i < 10; ++i)
        QVERIFY(m_here->fingerprint(m_here->path("a")));
    QCOMPARE(answers, 1);
}

void PooledLocalFilesTest::cancelStopsALongHashSoon()
{
    // Hours of hashing, on both threads of the lane; a third hash gets its turn only if they stop.
    const QString file = m_here->longFile("long", 4096 * giB);
    QVERIFY(makeFile(m_here->path("short"), 10));
    Outcome<DigestedFile> lost;
    QList<JobId> jobs;
    for (int i = 0; i < 4; ++i)
        jobs.append(m_here->files->digest(file, {}, lost.take()));
    Outcome<DigestedFile> outcome;
    m_here->files->digest(m_here->path("short"), {}, outcome.take());
    for (const JobId job : jobs)
        m_here->files->cancel(job);
    QVERIFY(wait(outcome));
    QCOMPARE(lost.calls, 0);
}

void PooledLocalFilesTest::destructionStopsALongHashSoon()
{
    const QString file = m_here->longFile("long", 4096 * giB);
    Outcome<DigestedFile> outcome;
    bool progressed = false;
    for (int i = 0; i < 3; ++i)
        m_here->files->digest(
            file, [&](qint64) { progressed = true; }, outcome.take());
    QTRY_VERIFY_WITH_TIMEOUT(progressed, longWait);
    m_here->files.reset();
    QCoreApplication::sendPostedEvents();
    QCOMPARE(outcome.calls, 0);
}

void PooledLocalFilesTest::callbacksDieOnTheOwnersThread()
{
    struct Witness
    {
        explicit Witness(bool *diedElsewhere)
            : elsewhere(diedElsewhere)
        {
        }

        QThread *const home = QThread::currentThread();
        bool *const elsewhere;

        ~Witness()
        {
            if (QThread::currentThread() != home)
                *elsewhere = true;
        }
    };

    QVERIFY(makeFile(m_here->path("a"), 100));
    bool elsewhere = false;
    int answers = 0;
    for (int i = 0; i < 200; ++i) {
        const auto witness = std::make_shared<Witness>(&elsewhere);
        const JobId job = m_here->files->digest(
            m_here->path("a"), [witness](qint64) {},
            [witness, &answers](const Result<DigestedFile> &) { ++answers; });
        if (i % 2 == 1)
            m_here->files->cancel(job);
    }
    QTRY_COMPARE_WITH_TIMEOUT(answers, 100, longWait);
    QVERIFY(!elsewhere);
}

void PooledLocalFilesTest::mayBeDestroyedByAnAnswer()
{
    QVERIFY(makeFile(m_here->path("a"), step));
    int answers = 0;
    for (int i = 0; i < 10; ++i) {
        m_here->files->digest(m_here->path("a"), {}, [&](const Result<DigestedFile> &) {
            ++answers;
            m_here->files.reset();
        });
    }
    QTRY_VERIFY_WITH_TIMEOUT(!m_here->files, longWait);
    QCoreApplication::sendPostedEvents();
    QCOMPARE(answers, 1);
}

void PooledLocalFilesTest::longHashesDoNotHoldUpReads()
{
    const QString file = m_here->longFile("long", 4096 * giB);
    QVERIFY(makeFile(m_here->path("short"), 1000));
    const Fingerprint known = *m_here->fingerprint(m_here->path("short"));
    Outcome<DigestedFile> hashes;
    for (int i = 0; i < 10; ++i)
        m_here->files->digest(file, {}, hashes.take());
    QVERIFY(m_here->read(m_here->path("short"), known, {0, 1000}, {}));
    QCOMPARE(hashes.calls, 0);
}

void PooledLocalFilesTest::largeFilesAreHashedOneAfterTheOther()
{
    Outcome<DigestedFile> first;
    startLongHash(first);
    Outcome<DigestedFile> second;
    m_here->files->digest(m_here->longFile("large", 20 * 1024 * 1024), {}, second.take());
    wait(second);
    QCOMPARE(first.calls, 1);
}

void PooledLocalFilesTest::largeFilesAreHashedInTheirOrder()
{
    Outcome<DigestedFile> before;
    startLongHash(before);
    const QString file = m_here->longFile("large", 20 * 1024 * 1024);
    QList<int> order;
    QList<int> asked;
    for (int number = 0; number < 20; ++number) {
        asked.append(number);
        const JobId job = m_here->files->digest(
            file, {}, [&order, number](const Result<DigestedFile> &) { order.append(number); });
        // Whoever is taken back holds nobody up.
        if (number % 5 == 2) {
            m_here->files->cancel(job);
            asked.removeLast();
        }
    }
    QTRY_COMPARE_WITH_TIMEOUT(order.size(), asked.size(), longWait);
    QCOMPARE(order, asked);
}

void PooledLocalFilesTest::largeFileTakenBackBeforeItsTurnHoldsNobodyUp()
{
    const QString endless = m_here->longFile("endless", 4096 * giB);
    const QString small = m_here->longFile("small", 1000);
    Outcome<DigestedFile> lost;
    m_here->files->digest(endless, {}, lost.take());
    const JobId waiting = m_here->files->digest(endless, {}, lost.take());
    // Meanwhile it has come to wait for its turn.
    for (int i = 0; i < 100; ++i)
        QVERIFY(m_here->fingerprint(small));
    m_here->files->cancel(waiting);
    QVERIFY(m_here->digest(small));
    QCOMPARE(lost.calls, 0);
}

void PooledLocalFilesTest::smallFilesAreHashedBesideALargeOne()
{
    Outcome<DigestedFile> large;
    startLongHash(large);
    Outcome<DigestedFile> small;
    m_here->files->digest(m_here->longFile("small", 1024 * 1024), {}, small.take());
    wait(small);
    QCOMPARE(large.calls, 0);
    wait(large);
}

void PooledLocalFilesTest::answersManyAtOnce()
{
    QVERIFY(makeFile(m_here->path("a"), 8 * step + 3));
    const Result<DigestedFile> digested = m_here->digest(m_here->path("a"));
    QVERIFY(digested);
    const QByteArray content = randomBytes(8 * step + 3);
    int answers = 0;
    for (int i = 0; i < 500; ++i) {
        const SliceRange range{i % 9 * step, i % 9 == 8 ? 3 : step};
        m_here->files->read(m_here->path("a"), digested->fingerprint, range, digested->digests,
                            [&, range](const Result<QByteArray> &result) {
                                ++answers;
                                QVERIFY(result);
                                QVERIFY(*result == content.mid(range.offset, range.length));
                            });
    }
    QTRY_COMPARE_WITH_TIMEOUT(answers, 500, longWait);
}

QTEST_GUILESS_MAIN(PooledLocalFilesTest)
#include "PooledLocalFilesTest.moc"

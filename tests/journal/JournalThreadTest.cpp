#include "core/journal/JournalThread.h"

#include "core/journal/MemoryUploadJournal.h"
#include "core/journal/SqliteUploadJournal.h"
#include "tests/journal/SampleRecords.h"
#include "tests/support/Patience.h"

#include <QSemaphore>
#include <QTemporaryDir>
#include <QThread>
#include <QtTest/QtTest>

#include <atomic>

using namespace cosdrop;
using namespace cosdrop::test;

namespace {

constexpr int soon = patient(30'000); // ms

/// Counts its saves, each of which waits until it is let in.
class GuardedJournal final : public UploadJournal
{
public:
    Result<QList<UploadRecord>> load() override { return m_kept.load(); }

    Result<void> save(const QList<UploadRecord> &records) override
    {
        saves.fetch_add(1);
        thread.store(QThread::currentThreadId());
        entry.acquire();
        if (fails)
            return fail(ErrorKind::JournalFailed, QStringLiteral("full: no room"));
        return m_kept.save(records);
    }

    Result<void> announce(const QList<UploadId> &ids) override { return m_kept.announce(ids); }

    Result<void> remove(const QList<UploadId> &ids) override { return m_kept.remove(ids); }

    Result<QList<HistoryEntry>> history(const HistoryQuery &query) override
    {
        return m_kept.history(query);
    }

    Result<QStringList> historyBuckets() override { return m_kept.historyBuckets(); }

    Result<void> clearHistory() override { return m_kept.clearHistory(); }

    QSemaphore entry;
    std::atomic_int saves = 0;
    std::atomic_bool fails = false;
    std::atomic<Qt::HANDLE> thread = nullptr;

private:
    MemoryUploadJournal m_kept;
};

/// A guarded journal and its thread. What still waits in the end is let in.
class GuardedThread
{
public:
    GuardedThread() = default;

    ~GuardedThread() { journal.entry.release(10); }

    GuardedThread(const GuardedThread &) = delete;
    GuardedThread &operator=(const GuardedThread &) = delete;

    /// Has the thread wait to be let in with the first record; what is asked from then on waits
    /// together.
    bool begin(QObject *context, const JournalThread::Done &then)
    {
        thread.save({newRecord(1)}, context, then);
        return QTest::qWaitFor([this] { return journal.saves.load() == 1; }, soon);
    }

    GuardedJournal journal;
    JournalThread thread{journal};
};

} // namespace

class JournalThreadTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void answersInTheOrderOfTheQuestions();
    void worksInAThreadOfItsOwnAndAnswersInTheAskers();
    void savesThatWaitShareATransaction();
    void whatIsWrittenIsAnsweredWhileMoreWaits();
    void whatIsAskedBetweenSavesKeepsItsPlace();
    void saveThatFailsFailsThoseThatShareIt();
    void nothingIsAnsweredToWhoIsGone();
    void endsWithAllCarriedOut();
    void readsTheHistory();
};

void JournalThreadTest::answersInTheOrderOfTheQuestions()
{
    MemoryUploadJournal journal;
    JournalThread thread(journal);
    QStringList answers;
    const auto note = [&](const QString &what) {
        return [&answers, what](const Result<void> &) {
            answers.append(what);
        };
    };
    thread.save({newRecord(1)}, this, note(QStringLiteral("save")));
    thread.announce({UploadId{1}}, this, note(QStringLiteral("announce")));
    thread.save({newRecord(2)}, this, note(QStringLiteral("second save")));
    thread.remove({UploadId{1}}, this, note(QStringLiteral("remove")));
    thread.clearHistory(this, note(QStringLiteral("clear")));
    QVERIFY(answers.isEmpty());
    const QStringList asked{QStringLiteral("save"), QStringLiteral("announce"),
                            QStringLiteral("second save"), QStringLiteral("remove"),
                            QStringLiteral("clear")};
    QTRY_COMPARE_WITH_TIMEOUT(answers, asked, soon);
    QCOMPARE(journal.load(), QList{newRecord(2)});
}

void JournalThreadTest::worksInAThreadOfItsOwnAndAnswersInTheAskers()
{
    GuardedThread guarded;
    auto &[journal, thread] = guarded;
    Qt::HANDLE answered = nullptr;
    thread.save({newRecord(1)}, this,
                [&](const Result<void> &) { answered = QThread::currentThreadId(); });
    journal.entry.release();
    QTRY_VERIFY_WITH_TIMEOUT(answered, soon);
    QCOMPARE(answered, QThread::currentThreadId());
    QVERIFY(journal.thread.load() != answered);
}

void JournalThreadTest::savesThatWaitShareATransaction()
{
    GuardedThread guarded;
    auto &[journal, thread] = guarded;
    int answers = 0;
    const auto count = [&](const Result<void> &saved) {
        answers += saved ? 1 : 0;
    };
    QVERIFY(guarded.begin(this, count));
    for (const qint64 id : {2, 3, 2})
        thread.save({newRecord(id)}, this, count);
    UploadRecord last = newRecord(2);
    last.contacted = true;
    thread.save({last}, this, count);
    journal.entry.release(2);
    QTRY_COMPARE_WITH_TIMEOUT(answers, 5, soon);
    QCOMPARE(journal.saves.load(), 2);
    QCOMPARE(journal.load(), (QList{newRecord(1), last, newRecord(3)}));
}

void JournalThreadTest::whatIsWrittenIsAnsweredWhileMoreWaits()
{
    GuardedThread guarded;
    auto &[journal, thread] = guarded;
    int answers = 0;
    const auto count = [&](const Result<void> &) {
        ++answers;
    };
    QVERIFY(guarded.begin(this, count));
    // Too many to share a transaction.
    QList<UploadRecord> many;
    for (qint64 id = 2; id <= 1001; ++id)
        many.append(newRecord(id));
    thread.save(many, this, count);
    thread.save(many, this, count);
    journal.entry.release(2);
    QTRY_COMPARE_WITH_TIMEOUT(answers, 2, soon);
    journal.entry.release();
    QTRY_COMPARE_WITH_TIMEOUT(answers, 3, soon);
    QCOMPARE(journal.saves.load(), 3);
}

void JournalThreadTest::whatIsAskedBetweenSavesKeepsItsPlace()
{
    GuardedThread guarded;
    auto &[journal, thread] = guarded;
    int answers = 0;
    const auto count = [&](const Result<void> &) {
        ++answers;
    };
    QVERIFY(guarded.begin(this, count));
    thread.save({newRecord(2)}, this, count);
    thread.remove({UploadId{1}, UploadId{2}}, this, count);
    thread.save({newRecord(2)}, this, count);
    journal.entry.release(3);
    QTRY_COMPARE_WITH_TIMEOUT(answers, 4, soon);
    QCOMPARE(journal.load(), QList{newRecord(2)});
}

void JournalThreadTest::saveThatFailsFailsThoseThatShareIt()
{
    GuardedThread guarded;
    auto &[journal, thread] = guarded;
    QList<bool> answers;
    const auto note = [&](const Result<void> &saved) {
        answers.append(saved.has_value());
    };
    QVERIFY(guarded.begin(this, note));
    journal.fails = true;
    thread.save({newRecord(2)}, this, note);
    thread.save({newRecord(3)}, this, note);
    journal.entry.release(2);
    QTRY_COMPARE_WITH_TIMEOUT(answers, (QList{false, false, false}), soon);
    journal.fails = false;
    thread.save({newRecord(4)}, this, note);
    journal.entry.release();
    QTRY_COMPARE_WITH_TIMEOUT(answers.size(), 4, soon);
    QVERIFY(answers.constLast());
    QCOMPARE(journal.load(), QList{newRecord(4)});
}

void JournalThreadTest::nothingIsAnsweredToWhoIsGone()
{
    MemoryUploadJournal journal;
    JournalThread thread(journal);
    bool toTheGone = false;
    bool toTheOther = false;
    {
        QObject gone;
        thread.save({newRecord(1)}, &gone, [&](const Result<void> &) { toTheGone = true; });
    }
    thread.save({newRecord(2)}, this, [&](const Result<void> &) { toTheOther = true; });
    QTRY_VERIFY_WITH_TIMEOUT(toTheOther, soon);
    QVERIFY(!toTheGone);
    QCOMPARE(journal.load(), (QList{newRecord(1), newRecord(2)}));
}

void JournalThreadTest::endsWithAllCarriedOut()
{
    constexpr qint64 count = 3000;
    MemoryUploadJournal journal;
    {
        JournalThread thread(journal);
        for (qint64 id = 1; id <= count; ++id)
            thread.save({newRecord(id)}, this,
                        [](const Result<void> &) { QFAIL("an answer of a thread that is gone"); });
    }
    QCoreApplication::processEvents();
    QCOMPARE(journal.load()->size(), count);
}

void JournalThreadTest::readsTheHistory()
{
    const QTemporaryDir folder;
    const auto opened = SqliteUploadJournal::open(folder.filePath(QStringLiteral("state")));
    QVERIFY(opened);
    JournalThread thread(*opened->journal);
    for (qint64 id = 1; id <= 3; ++id) {
        UploadRecord done = fullRecord(id);
        done.state = UploadState::Done;
        done.finishedMs = 1000 * id;
        thread.save({done}, this, [](const Result<void> &saved) { QVERIFY(saved); });
    }
    std::optional<HistoryPage> first;
    std::optional<HistoryPage> second;
    HistoryQuery query;
    query.limit = 2;
    thread.readHistory(query, this, [&](const HistoryPage &page) { first = page; });
    QTRY_VERIFY_WITH_TIMEOUT(first, soon);
    QCOMPARE(first->entries.size(), 2);
    QVERIFY(!first->isLast);
    QCOMPARE(first->buckets.size(), 3);
    query.after = {first->entries.constLast().finished, first->entries.constLast().id};
    thread.readHistory(query, this, [&](const HistoryPage &page) { second = page; });
    QTRY_VERIFY_WITH_TIMEOUT(second, soon);
    QCOMPARE(second->entries.size(), 1);
    QVERIFY(second->isLast);
    QVERIFY(second->buckets.isEmpty());
}

QTEST_GUILESS_MAIN(JournalThreadTest)
#include "JournalThreadTest.moc"

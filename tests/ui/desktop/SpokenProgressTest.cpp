#include "ui/desktop/SpokenProgress.h"

#include "tests/support/ManualClock.h"
#include "tests/ui/HeardWords.h"
#include "tests/ui/Snapshots.h"
#include "tests/ui/WindowBench.h"
#include "tests/ui/Words.h"
#include "ui/desktop/Activity.h"
#include "ui/Notices.h"
#include "ui/Resources.h"
#include "ui/TotalsBar.h"
#include "ui/Voice.h"

#include <QTest>

using namespace cosdrop;
using namespace std::chrono_literals;

/// What the window says to a screen reader, as the accessibility of the desktop is told of it.
class SpokenProgressTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void cleanup();

    void beginningAndEndAreSaid();
    void whatIsOverAtOnceIsSaidOnce();
    void quartersAreSaidAndNothingBetween();
    void quartersThatComeQuicklyAreSaidSparingly();
    void bytesOfEarlierUploadsAreNotCounted();
    void aWaitBetweenTriesIsNoEnd();
    void failuresAreSaidTogether();
    void missingNetworkIsSaidOnce();
    void shortOutageIsNotSaid();
    void whatAsksIsSaidAtTheEnd();
    void otherWindowsAreNotTalkedOver();
    void wordsOfTheStatusBarAndNoticesAreSaid();

private:
    /// The engine's totals: so many of 100 MB are done.
    void progress(int megabytes, int total = 100);
    void begin();

    std::unique_ptr<WindowBench> m_bench;
    std::unique_ptr<test::ManualClock> m_clock;
    std::unique_ptr<Activity> m_activity;
    std::unique_ptr<SpokenProgress> m_spoken;
    std::unique_ptr<test::HeardWords> m_heard;
};

void SpokenProgressTest::initTestCase()
{
    useResources();
    useLanguage(QLocale(QLocale::English));
    QLocale::setDefault(QLocale(QLocale::English));
}

void SpokenProgressTest::init()
{
    m_bench = std::make_unique<WindowBench>();
    m_bench->open();
    m_clock = std::make_unique<test::ManualClock>();
    m_activity = std::make_unique<Activity>(m_bench->uploads.get());
    m_spoken =
        std::make_unique<SpokenProgress>(m_activity.get(), m_bench->uploads.get(), m_clock.get());
    connect(m_spoken.get(), &SpokenProgress::told, m_bench->window->totalsBar()->voice(),
            &Voice::say);
    m_heard = std::make_unique<test::HeardWords>();
}

void SpokenProgressTest::cleanup()
{
    m_heard.reset();
    m_spoken.reset();
    m_activity.reset();
    m_bench.reset();
}

void SpokenProgressTest::progress(int megabytes, int total)
{
    QueueTotals totals;
    totals.uploads = totals.active = 3;
    totals.bytes = total * 1'000'000LL;
    totals.doneBytes = megabytes * 1'000'000LL;
    totals.timeLeft = 2min;
    Q_EMIT m_bench->uploads->totalsChanged(totals);
}

void SpokenProgressTest::begin()
{
    progress(0);
    m_clock->advance(SpokenProgress::settling);
    QCOMPARE(m_heard->take(), QStringList(QStringLiteral("Uploading 3 files, 100.0 MB.")));
    m_clock->advance(SpokenProgress::pause);
}

void SpokenProgressTest::beginningAndEndAreSaid()
{
    begin();
    m_bench->change({snapshot(1, QStringLiteral("a.txt"), UploadState::Sending)});
    m_bench->change({finished(1, QStringLiteral("a.txt"))});
    Q_EMIT m_bench->uploads->idle();
    QCOMPARE(m_heard->take(), QStringList(QStringLiteral("Uploaded: a.txt")));
}

void SpokenProgressTest::whatIsOverAtOnceIsSaidOnce()
{
    progress(0);
    m_bench->change({snapshot(1, QStringLiteral("a.txt"), UploadState::Sending)});
    m_bench->change({finished(1, QStringLiteral("a.txt"))});
    Q_EMIT m_bench->uploads->idle();
    m_clock->advance(1min);
    QCOMPARE(m_heard->take(), QStringList(QStringLiteral("Uploaded: a.txt")));
}

void SpokenProgressTest::quartersAreSaidAndNothingBetween()
{
    begin();
    QStringList said;
    for (int percent = 1; percent <= 100; ++percent) {
        progress(percent);
        m_clock->advance(5s);
        said += m_heard->take();
    }
    QCOMPARE(said.join(u'|'), QStringLiteral("25 % uploaded, 2:00 left.|50 % uploaded, 2:00 left.|"
                                             "75 % uploaded, 2:00 left."));
}

void SpokenProgressTest::quartersThatComeQuicklyAreSaidSparingly()
{
    begin();
    progress(25);
    QCOMPARE(m_heard->take().size(), 1);
    for (int percent = 26; percent < 80; ++percent) {
        progress(percent);
        m_clock->advance(100ms);
    }
    QCOMPARE(m_heard->take(), QStringList());
    m_clock->advance(5s);
    progress(81);
    QCOMPARE(m_heard->take(), QStringList(QStringLiteral("75 % uploaded, 2:00 left.")));
}

void SpokenProgressTest::bytesOfEarlierUploadsAreNotCounted()
{
    progress(900, 1000);
    m_clock->advance(SpokenProgress::settling);
    QCOMPARE(m_heard->take(), QStringList(QStringLiteral("Uploading 3 files, 100.0 MB.")));
    m_clock->advance(SpokenProgress::pause);
    progress(924, 1000);
    QCOMPARE(m_heard->take(), QStringList());
    // The rows of those uploads are taken out of the list.
    progress(24, 100);
    QCOMPARE(m_heard->take(), QStringList());
    progress(26, 100);
    QCOMPARE(m_heard->take(), QStringList(QStringLiteral("25 % uploaded, 2:00 left.")));
}

void SpokenProgressTest::aWaitBetweenTriesIsNoEnd()
{
    begin();
    for (int tries = 0; tries < 5; ++tries) {
        QueueTotals waiting;
        waiting.uploads = waiting.waiting = 3;
        waiting.bytes = 100'000'000;
        Q_EMIT m_bench->uploads->totalsChanged(waiting);
        m_clock->advance(20s);
        progress(1);
        m_clock->advance(20s);
    }
    QCOMPARE(m_heard->take(), QStringList());
}

void SpokenProgressTest::failuresAreSaidTogether()
{
    begin();
    QueueTotals totals;
    totals.active = 1;
    totals.bytes = 100'000'000;
    for (totals.failed = 1; totals.failed < 6; ++totals.failed) {
        Q_EMIT m_bench->uploads->totalsChanged(totals);
        m_clock->advance(1s);
    }
    m_clock->advance(SpokenProgress::pause);
    Q_EMIT m_bench->uploads->totalsChanged(totals);
    QCOMPARE(m_heard->take().join(u'|'),
             QStringLiteral("1 upload has failed.|5 uploads have failed."));
}

void SpokenProgressTest::missingNetworkIsSaidOnce()
{
    begin();
    UploadSnapshot waiting = snapshot(1, QStringLiteral("a.txt"), UploadState::Waiting);
    waiting.waitReason = WaitReason::Network;
    for (int times = 0; times < 10; ++times) {
        m_bench->change({waiting});
        m_clock->advance(10s);
    }
    QCOMPARE(m_heard->take(), QStringList(QStringLiteral("Waiting for the network.")));
    m_bench->change({snapshot(1, QStringLiteral("a.txt"), UploadState::Sending)});
    QCOMPARE(m_heard->take(), QStringList(QStringLiteral("The network is back. Uploads go on.")));
}

void SpokenProgressTest::shortOutageIsNotSaid()
{
    begin();
    UploadSnapshot waiting = snapshot(1, QStringLiteral("a.txt"), UploadState::Waiting);
    waiting.waitReason = WaitReason::Network;
    for (int times = 0; times < 10; ++times) {
        m_bench->change({waiting});
        m_clock->advance(500ms);
        m_bench->change({snapshot(1, QStringLiteral("a.txt"), UploadState::Sending)});
        m_clock->advance(500ms);
    }
    QCOMPARE(m_heard->take(), QStringList());
}

void SpokenProgressTest::whatAsksIsSaidAtTheEnd()
{
    begin();
    m_bench->change({snapshot(1, QStringLiteral("a"), UploadState::Sending),
                     snapshot(2, QStringLiteral("b"), UploadState::Sending)});
    m_bench->change({asking(1, QStringLiteral("a"), Question::Kind::ObjectExists),
                     failed(2, QStringLiteral("b"), ErrorKind::NoSuchBucket)});
    m_heard->take();
    Q_EMIT m_bench->uploads->idle();
    QCOMPARE(m_heard->take(), QStringList(QStringLiteral("1 upload failed.\n"
                                                         "1 upload waits for an answer.")));
}

void SpokenProgressTest::otherWindowsAreNotTalkedOver()
{
    QWidget other;
    other.show();
    other.activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(&other));
    progress(0);
    m_clock->advance(SpokenProgress::settling);
    m_bench->window->totalsBar()->say(QStringLiteral("words"));
    QCOMPARE(m_heard->take(), QStringList());
}

void SpokenProgressTest::wordsOfTheStatusBarAndNoticesAreSaid()
{
    m_bench->window->totalsBar()->say(QStringLiteral("1 link copied"));
    const auto notice = [this](const QString &text) {
        m_bench->window->notices()->show(QStringLiteral("cause"),
                                         {Notice::Weight::Problem, text, {}});
    };
    notice(QStringLiteral("3 uploads failed."));
    // The same cause again, with another number.
    notice(QStringLiteral("4 uploads failed."));
    QCOMPARE(m_heard->take().join(u'|'), QStringLiteral("1 link copied|3 uploads failed."));
}

QTEST_MAIN(SpokenProgressTest)
#include "SpokenProgressTest.moc"

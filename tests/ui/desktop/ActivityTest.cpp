#include "ui/desktop/Activity.h"

#include "tests/support/ManualClock.h"
#include "tests/ui/FakeUploads.h"
#include "tests/ui/Snapshots.h"
#include "tests/ui/Words.h"
#include "ui/desktop/BatchNotices.h"
#include "ui/desktop/EndAction.h"
#include "ui/desktop/PowerControl.h"
#include "ui/Notices.h"
#include "ui/Resources.h"
#include "ui/settings/SettingsStore.h"

#include <QPushButton>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace cosdrop;
using namespace std::chrono_literals;

namespace {

class NotedNotifier final : public Notifier
{
public:
    void show(const Notification &notification) override { shown.append(notification); }

    QList<Notification> shown;
};

class NotedPower final : public PowerControl
{
public:
    bool canSleep() const override { return true; }

    bool canShutDown() const override { return true; }

    void sleep() override { orders += QStringLiteral("sleep"); }

    void shutDown() override { orders += QStringLiteral("shutDown"); }

    QStringList orders;
};

UploadSnapshot sending(int id)
{
    return snapshot(id, QStringLiteral("f%1.txt").arg(id), UploadState::Sending);
}

UploadSnapshot done(int id)
{
    return finished(id, QStringLiteral("f%1.txt").arg(id));
}

} // namespace

/// What is made of the engine's signals for a person who looks elsewhere.
class ActivityTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();

    void oneNotificationForABatchInTheOrderOfTheQueue();
    void uploadsOfAnEarlierRunAreNotAnnounced();
    void uploadThatIsDoneAtOnceIsAnnounced();
    void questionIsAnnouncedOnce();
    void removedUploadsDoNotCount();
    void busyFollowsTheTotals();

    void wordsOfANotification_data();
    void wordsOfANotification();
    void nothingIsSaidWhileTheWindowIsInFront();
    void nothingIsSaidWhereItIsSwitchedOff();
    void copyLinkOfTheNotificationNamesItsUploads();
    void refusedNotificationIsShownAnotherWay();

    void actionAtTheEndWaitsAMinuteAndHappensOnce_data();
    void actionAtTheEndWaitsAMinuteAndHappensOnce();
    void actionAtTheEndCanBeCalledOff();
    void newWorkCallsTheActionOff();

private:
    void change(const QList<UploadSnapshot> &uploads) { Q_EMIT m_uploads->changed(uploads); }

    void idle() { Q_EMIT m_uploads->idle(); }

    void busy(int active)
    {
        QueueTotals totals;
        totals.active = active;
        Q_EMIT m_uploads->totalsChanged(totals);
    }

    BatchNotices::Ports ports()
    {
        return {&*m_notifier, m_settings.get(), [this] { return m_inFront; },
                [this](const Notification &notification) {
                    m_fallback.append(notification);
                }};
    }

    EndAction::Ports endPorts()
    {
        return {m_settings.get(), m_power.get(), &m_clock, m_notices.get()};
    }

    std::unique_ptr<QTemporaryDir> m_folder;
    test::ManualClock m_clock;
    std::unique_ptr<SettingsStore> m_settings;
    std::unique_ptr<FakeUploads> m_uploads;
    std::unique_ptr<Activity> m_activity;
    std::unique_ptr<NotedNotifier> m_notifier;
    std::unique_ptr<NotedPower> m_power;
    std::unique_ptr<Notices> m_notices;
    QList<Notification> m_fallback;
    bool m_inFront = false;
};

void ActivityTest::initTestCase()
{
    useResources();
    useLanguage(QLocale(QLocale::English));
}

void ActivityTest::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    m_activity.reset();
    m_settings = std::make_unique<SettingsStore>(m_folder->filePath(QStringLiteral("s.ini")));
    m_uploads = std::make_unique<FakeUploads>();
    m_activity = std::make_unique<Activity>(m_uploads.get());
    m_notifier = std::make_unique<NotedNotifier>();
    m_power = std::make_unique<NotedPower>();
    m_notices = std::make_unique<Notices>();
    m_fallback.clear();
    m_inFront = false;
}

void ActivityTest::oneNotificationForABatchInTheOrderOfTheQueue()
{
    QList<Batch> batches;
    connect(m_activity.get(), &Activity::ended, this,
            [&batches](const Batch &batch) { batches.append(batch); });
    change({sending(1), sending(2), sending(3)});
    change({done(3)});
    change({done(1), failed(2, QStringLiteral("f2.txt"), ErrorKind::HostNotFound)});
    QVERIFY(batches.isEmpty());
    idle();
    QCOMPARE(batches.size(), 1);
    QCOMPARE(batches.constFirst().done, (QList<UploadId>{UploadId(1), UploadId(3)}));
    QCOMPARE(batches.constFirst().firstName, QStringLiteral("f1.txt"));
    QCOMPARE(batches.constFirst().failed, 1);
    // What came again without a change is not news.
    change({done(1)});
    idle();
    QCOMPARE(batches.size(), 1);
    // A second try is.
    change({sending(2)});
    change({done(2)});
    idle();
    QCOMPARE(batches.size(), 2);
    QCOMPARE(batches.constLast().done, QList<UploadId>{UploadId(2)});
    QCOMPARE(batches.constLast().failed, 0);
}

void ActivityTest::uploadsOfAnEarlierRunAreNotAnnounced()
{
    QSignalSpy ended(m_activity.get(), &Activity::ended);
    change({done(1), failed(2, QStringLiteral("b"), ErrorKind::HostNotFound)});
    idle();
    QCOMPARE(ended.size(), 0);
}

void ActivityTest::uploadThatIsDoneAtOnceIsAnnounced()
{
    QSignalSpy ended(m_activity.get(), &Activity::ended);
    change({done(1)});
    busy(0);
    idle();
    QCOMPARE(ended.size(), 0);
    change({done(2), done(3)});
    change({done(2)});
    idle();
    QCOMPARE(ended.size(), 1);
    QCOMPARE(ended.constFirst().constFirst().value<Batch>().done.size(), 2);
    idle();
    QCOMPARE(ended.size(), 1);
}

void ActivityTest::questionIsAnnouncedOnce()
{
    int asking = 0;
    connect(m_activity.get(), &Activity::ended, this,
            [&asking](const Batch &batch) { asking += batch.asking; });
    const UploadSnapshot question = ::asking(1, QStringLiteral("a"), Question::Kind::ObjectExists);
    change({question});
    idle();
    change({question, sending(2)});
    change({done(2)});
    idle();
    QCOMPARE(asking, 1);
    change({sending(1)});
    change({question});
    idle();
    QCOMPARE(asking, 2);
}

void ActivityTest::removedUploadsDoNotCount()
{
    QSignalSpy ended(m_activity.get(), &Activity::ended);
    change({sending(1), sending(2)});
    change({done(1)});
    Q_EMIT m_uploads->removed({UploadId(1), UploadId(2)});
    idle();
    QCOMPARE(ended.size(), 0);
}

void ActivityTest::busyFollowsTheTotals()
{
    QSignalSpy changed(m_activity.get(), &Activity::busyChanged);
    busy(2);
    busy(1);
    QCOMPARE(changed.size(), 1);
    QVERIFY(m_activity->isBusy());
    busy(0);
    QCOMPARE(changed.size(), 2);
    QVERIFY(!m_activity->isBusy());
}

void ActivityTest::wordsOfANotification_data()
{
    QTest::addColumn<int>("done");
    QTest::addColumn<int>("failed");
    QTest::addColumn<int>("asking");
    QTest::addColumn<QString>("title");
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("copy");
    const auto row = [](const char *name, int done, int failed, int asking, const char *title,
                        const char *text, const char *copy) {
        QTest::newRow(name) << done << failed << asking << QString::fromLatin1(title)
                            << QString::fromLatin1(text) << QString::fromLatin1(copy);
    };
    row("one", 1, 0, 0, "Uploaded: a.txt", "", "Copy link");
    row("many", 3, 0, 0, "3 files uploaded", "", "Copy 3 links");
    row("mixed", 3, 1, 2, "3 files uploaded", "1 upload failed. 2 uploads wait for an answer.",
        "Copy 3 links");
    row("failed", 0, 2, 1, "2 uploads failed.", "1 upload waits for an answer.", "");
    row("asking", 0, 0, 1, "1 upload waits for an answer.", "", "");
}

void ActivityTest::wordsOfANotification()
{
    QFETCH(int, done);
    QFETCH(int, failed);
    QFETCH(int, asking);
    QFETCH(QString, copy);
    Batch batch;
    for (int id = 1; id <= done; ++id)
        batch.done.append(UploadId(id));
    batch.firstName = QStringLiteral("a.txt");
    batch.failed = failed;
    batch.asking = asking;
    const Notification notification = BatchNotices::notificationOf(batch);
    QTEST(notification.title, "title");
    QTEST(notification.text, "text");
    QCOMPARE(notification.actions.size(), copy.isEmpty() ? 1 : 2);
    QCOMPARE(notification.actions.constFirst().second, QStringLiteral("Show"));
    if (!copy.isEmpty())
        QCOMPARE(notification.actions.constLast().second, copy);
}

void ActivityTest::nothingIsSaidWhileTheWindowIsInFront()
{
    const BatchNotices notices(m_activity.get(), ports());
    m_inFront = true;
    change({sending(1)});
    change({done(1)});
    idle();
    QVERIFY(m_notifier->shown.isEmpty());
    m_inFront = false;
    change({sending(2)});
    change({done(2)});
    idle();
    QCOMPARE(m_notifier->shown.size(), 1);
}

void ActivityTest::nothingIsSaidWhereItIsSwitchedOff()
{
    const BatchNotices notices(m_activity.get(), ports());
    m_settings->set(Setting::Notifications, false);
    change({sending(1)});
    change({done(1)});
    idle();
    QVERIFY(m_notifier->shown.isEmpty());
}

void ActivityTest::copyLinkOfTheNotificationNamesItsUploads()
{
    const BatchNotices notices(m_activity.get(), ports());
    QSignalSpy copy(&notices, &BatchNotices::copyRequested);
    QSignalSpy window(&notices, &BatchNotices::windowRequested);
    change({sending(1), sending(2)});
    change({done(2), done(1)});
    idle();
    Q_EMIT m_notifier->actionInvoked(QStringLiteral("copy"));
    QCOMPARE(copy.size(), 1);
    QCOMPARE(copy.constFirst().constFirst().value<QList<UploadId>>(),
             (QList<UploadId>{UploadId(1), UploadId(2)}));
    QCOMPARE(window.size(), 0);
    Q_EMIT m_notifier->actionInvoked(QStringLiteral("default"));
    QCOMPARE(window.size(), 1);
}

void ActivityTest::refusedNotificationIsShownAnotherWay()
{
    const BatchNotices notices(m_activity.get(), ports());
    const Notification notification{QStringLiteral("t"), {}, {}};
    Q_EMIT m_notifier->refused(notification);
    QCOMPARE(m_fallback, QList<Notification>{notification});
    BatchNotices::Ports without = ports();
    without.notifier = nullptr;
    const BatchNotices others(m_activity.get(), without);
    change({sending(1)});
    change({done(1)});
    idle();
    QCOMPARE(m_fallback.size(), 2);
}

void ActivityTest::actionAtTheEndWaitsAMinuteAndHappensOnce_data()
{
    QTest::addColumn<int>("what");
    QTest::addColumn<QStringList>("orders");
    QTest::addColumn<int>("quits");
    QTest::newRow("nothing") << int(WhenDone::Nothing) << QStringList() << 0;
    QTest::newRow("quit") << int(WhenDone::Quit) << QStringList() << 1;
    QTest::newRow("sleep") << int(WhenDone::Sleep) << QStringList{QStringLiteral("sleep")} << 0;
    QTest::newRow("shut down") << int(WhenDone::ShutDown) << QStringList{QStringLiteral("shutDown")}
                               << 0;
}

void ActivityTest::actionAtTheEndWaitsAMinuteAndHappensOnce()
{
    QFETCH(int, what);
    QFETCH(QStringList, orders);
    QFETCH(int, quits);
    const EndAction end(m_activity.get(), endPorts());
    QSignalSpy quit(&end, &EndAction::quitRequested);
    m_settings->setChoiceIndex(Setting::WhenDone, what);
    change({sending(1)});
    change({done(1)});
    idle();
    QCOMPARE(m_notices->text(QStringLiteral("whenDone")).isEmpty(),
             WhenDone(what) == WhenDone::Nothing);
    m_clock.advance(59s);
    QVERIFY(m_power->orders.isEmpty() && quit.isEmpty());
    m_clock.advance(1s);
    QCOMPARE(m_power->orders, orders);
    QCOMPARE(int(quit.size()), quits);
    QVERIFY(m_settings->isStandard(Setting::WhenDone));
    QVERIFY(m_notices->text(QStringLiteral("whenDone")).isEmpty());
    change({sending(2)});
    change({done(2)});
    idle();
    m_clock.advance(2min);
    QCOMPARE(m_power->orders, orders);
}

void ActivityTest::actionAtTheEndCanBeCalledOff()
{
    const EndAction end(m_activity.get(), endPorts());
    m_settings->setChoice(Setting::WhenDone, WhenDone::ShutDown);
    change({sending(1)});
    change({done(1)});
    idle();
    QVERIFY(end.isDue());
    QWidget *bar = m_notices->bar(QStringLiteral("whenDone"));
    m_notices->setVisible(true);
    QTest::mouseClick(bar->findChild<QPushButton *>(QStringLiteral("noticeAction")),
                      Qt::LeftButton);
    QVERIFY(!end.isDue());
    m_clock.advance(2min);
    QVERIFY(m_power->orders.isEmpty());
}

void ActivityTest::newWorkCallsTheActionOff()
{
    const EndAction end(m_activity.get(), endPorts());
    m_settings->setChoice(Setting::WhenDone, WhenDone::Sleep);
    change({sending(1)});
    change({done(1)});
    idle();
    m_clock.advance(30s);
    busy(1);
    change({sending(2)});
    m_clock.advance(2min);
    QVERIFY(m_power->orders.isEmpty());
    busy(0);
    change({done(2)});
    idle();
    m_clock.advance(60s);
    QCOMPARE(m_power->orders, QStringList{QStringLiteral("sleep")});
}

QTEST_MAIN(ActivityTest)
#include "ActivityTest.moc"

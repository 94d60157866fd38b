#include "ui/desktop/Activity.h"

#include "tests/ui/desktop/ActivityBench.h"
#include "tests/ui/Words.h"
#include "ui/desktop/BatchNotices.h"
#include "ui/Resources.h"

#include <QSignalSpy>
#include <QTest>

using namespace cosdrop;

namespace {

class NotedNotifier final : public Notifier
{
public:
    void show(const Notification &notification) override { shown.append(notification); }

    QList<Notification> shown;
};

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

private:
    BatchNotices::Ports ports()
    {
        return {&*m_notifier, &m_bench->settings, [this] { return m_inFront; },
                [this](const Notification &notification) {
                    m_fallback.append(notification);
                }};
    }

    std::unique_ptr<ActivityBench> m_bench;
    std::unique_ptr<NotedNotifier> m_notifier;
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
    m_bench = std::make_unique<ActivityBench>();
    m_notifier = std::make_unique<NotedNotifier>();
    m_fallback.clear();
    m_inFront = false;
}

void ActivityTest::oneNotificationForABatchInTheOrderOfTheQueue()
{
    QList<Batch> batches;
    connect(&m_bench->activity, &Activity::ended, this,
            [&batches](const Batch &batch) { batches.append(batch); });
    m_bench->change({sending(1), sending(2), sending(3)});
    m_bench->change({done(3)});
    m_bench->change({done(1), failed(2, QStringLiteral("f2.txt"), ErrorKind::HostNotFound)});
    QVERIFY(batches.isEmpty());
    m_bench->idle();
    QCOMPARE(batches.size(), 1);
    QCOMPARE(batches.constFirst().done, (QList<UploadId>{UploadId(1), UploadId(3)}));
    QCOMPARE(batches.constFirst().firstName, QStringLiteral("f1.txt"));
    QCOMPARE(batches.constFirst().failed, 1);
    // What came again without a change is not news.
    m_bench->change({done(1)});
    m_bench->idle();
    QCOMPARE(batches.size(), 1);
    // A second try is.
    m_bench->change({sending(2)});
    m_bench->change({done(2)});
    m_bench->idle();
    QCOMPARE(batches.size(), 2);
    QCOMPARE(batches.constLast().done, QList<UploadId>{UploadId(2)});
    QCOMPARE(batches.constLast().failed, 0);
}

void ActivityTest::uploadsOfAnEarlierRunAreNotAnnounced()
{
    QSignalSpy ended(&m_bench->activity, &Activity::ended);
    m_bench->change({done(1), failed(2, QStringLiteral("b"), ErrorKind::HostNotFound)});
    m_bench->idle();
    QCOMPARE(ended.size(), 0);
}

void ActivityTest::uploadThatIsDoneAtOnceIsAnnounced()
{
    QSignalSpy ended(&m_bench->activity, &Activity::ended);
    m_bench->change({done(1)});
    m_bench->busy(0);
    m_bench->idle();
    QCOMPARE(ended.size(), 0);
    m_bench->change({done(2), done(3)});
    m_bench->change({done(2)});
    m_bench->idle();
    QCOMPARE(ended.size(), 1);
    QCOMPARE(ended.constFirst().constFirst().value<Batch>().done.size(), 2);
    m_bench->idle();
    QCOMPARE(ended.size(), 1);
}

void ActivityTest::questionIsAnnouncedOnce()
{
    int asking = 0;
    connect(&m_bench->activity, &Activity::ended, this,
            [&asking](const Batch &batch) { asking += batch.asking; });
    const UploadSnapshot question = ::asking(1, QStringLiteral("a"), Question::Kind::ObjectExists);
    m_bench->change({question});
    m_bench->idle();
    m_bench->change({question, sending(2)});
    m_bench->change({done(2)});
    m_bench->idle();
    QCOMPARE(asking, 1);
    m_bench->change({sending(1)});
    m_bench->change({question});
    m_bench->idle();
    QCOMPARE(asking, 2);
}

void ActivityTest::removedUploadsDoNotCount()
{
    QSignalSpy ended(&m_bench->activity, &Activity::ended);
    m_bench->change({sending(1), sending(2)});
    m_bench->change({done(1)});
    Q_EMIT m_bench->uploads.removed({UploadId(1), UploadId(2)});
    m_bench->idle();
    QCOMPARE(ended.size(), 0);
}

void ActivityTest::busyFollowsTheTotals()
{
    QSignalSpy changed(&m_bench->activity, &Activity::busyChanged);
    m_bench->busy(2);
    m_bench->busy(1);
    QCOMPARE(changed.size(), 1);
    QVERIFY(m_bench->activity.isBusy());
    m_bench->busy(0);
    QCOMPARE(changed.size(), 2);
    QVERIFY(!m_bench->activity.isBusy());
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
    const BatchNotices notices(&m_bench->activity, ports());
    m_inFront = true;
    m_bench->change({sending(1)});
    m_bench->change({done(1)});
    m_bench->idle();
    QVERIFY(m_notifier->shown.isEmpty());
    m_inFront = false;
    m_bench->change({sending(2)});
    m_bench->change({done(2)});
    m_bench->idle();
    QCOMPARE(m_notifier->shown.size(), 1);
}

void ActivityTest::nothingIsSaidWhereItIsSwitchedOff()
{
    const BatchNotices notices(&m_bench->activity, ports());
    m_bench->settings.set(Setting::Notifications, false);
    m_bench->change({sending(1)});
    m_bench->change({done(1)});
    m_bench->idle();
    QVERIFY(m_notifier->shown.isEmpty());
}

void ActivityTest::copyLinkOfTheNotificationNamesItsUploads()
{
    const BatchNotices notices(&m_bench->activity, ports());
    QSignalSpy copy(&notices, &BatchNotices::copyRequested);
    QSignalSpy window(&notices, &BatchNotices::windowRequested);
    m_bench->change({sending(1), sending(2)});
    m_bench->change({done(2), done(1)});
    m_bench->idle();
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
    const BatchNotices notices(&m_bench->activity, ports());
    const Notification notification{QStringLiteral("t"), {}, {}};
    Q_EMIT m_notifier->refused(notification);
    QCOMPARE(m_fallback, QList<Notification>{notification});
    BatchNotices::Ports without = ports();
    without.notifier = nullptr;
    const BatchNotices others(&m_bench->activity, without);
    m_bench->change({sending(1)});
    m_bench->change({done(1)});
    m_bench->idle();
    QCOMPARE(m_fallback.size(), 2);
}

QTEST_MAIN(ActivityTest)
#include "ActivityTest.moc"

#include "tests/support/Patience.h"
#include "tests/ui/Snapshots.h"
#include "tests/ui/WindowBench.h"
#include "tests/ui/Words.h"
#include "ui/AccountDesk.h"
#include "ui/AccountDialog.h"
#include "ui/DetailsPane.h"
#include "ui/QueueActions.h"
#include "ui/QueuePage.h"
#include "ui/QueueView.h"
#include "ui/Resources.h"
#include "ui/SliceMap.h"
#include "ui/TotalsBar.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSet>
#include <QTest>
#include <QToolButton>

#include <cmath>

using namespace cosdrop;

class DetailsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void detailsTellEverythingOfTheSelectedRow();
    void valuesStayInTheirColumnFromRowToRow();
    void standingUploadSaysWhereItGoesOn();
    void detailsFollowTheRowAndCountDown();
    void slicesAreShownAsAMap();
    void detailsSayWhyTheSpeedIsWhatItIs();
    void aNameThatCannotBeChangedIsNotOfferedToBe();
    void cellsStandForSlices();
    void theRemedyButtonDoesWhatHelps_data();
    void theRemedyButtonDoesWhatHelps();
    void totalsAreInTheStatusBar();

private:
    static void key(const WindowBench &bench, Qt::Key key, Qt::KeyboardModifiers modifiers = {})
    {
        QTest::keyClick(bench.window->queuePage()->view(), key, modifiers);
    }
};

void DetailsTest::initTestCase()
{
    useResources();
    useLanguage(QLocale(QLocale::English));
    QLocale::setDefault(QLocale(QLocale::English));
}

void DetailsTest::detailsTellEverythingOfTheSelectedRow()
{
    WindowBench bench;
    bench.open();
    UploadSnapshot broken = failed(1, QStringLiteral("a"), ErrorKind::NoSuchBucket);
    Error error = *broken.error;
    error.code = -133;
    error.httpStatus = 404;
    error.requestId = QStringLiteral("NTk0");
    broken.error = error;
    broken.attempt = 3;
    UploadSnapshot done = finished(2, QStringLiteral("b"));
    done.sha1 = QByteArrayLiteral("da39a3ee5e6b4b0d3255bfef95601890afd80709");
    done.slices = 10;
    done.slicesDone = 10;
    bench.change({broken, done});
    key(bench, Qt::Key_L, Qt::ControlModifier);
    const DetailsPane *details = bench.window->queuePage()->details();
    QVERIFY(details->isVisible());
    bench.select({0});
    QTRY_COMPARE(details->text(DetailsPane::Cause),
                 QStringLiteral("There is no such bucket here."));
    QVERIFY(details->text(DetailsPane::Remedy).contains(QLatin1String("region")));
    QVERIFY(details->text(DetailsPane::Facts).contains(QLatin1String("-133")));
    QVERIFY(details->text(DetailsPane::Facts).contains(QLatin1String("NTk0")));
    QCOMPARE(details->text(DetailsPane::RemotePath), QStringLiteral("team/2026/a"));
    QCOMPARE(details->text(DetailsPane::Attempts), QStringLiteral("3"));
    QCOMPARE(details->text(DetailsPane::LocalPath), QDir::toNativeSeparators(broken.localPath));
    bench.select({1});
    QTRY_COMPARE(details->text(DetailsPane::Sha1), QString::fromLatin1(done.sha1));
    QCOMPARE(details->text(DetailsPane::Slices), QStringLiteral("10 of 10"));
    QVERIFY(details->text(DetailsPane::Cause).isEmpty());
    QTest::mouseClick(details->copyButton(DetailsPane::SourceUrl), Qt::LeftButton);
    QCOMPARE(QGuiApplication::clipboard()->text(), done.links.sourceUrl());
    bench.select({0, 1});
    QTRY_VERIFY(details->text(DetailsPane::Sha1).isEmpty());
}

void DetailsTest::valuesStayInTheirColumnFromRowToRow()
{
    WindowBench bench;
    bench.open();
    bench.change({snapshot(1, QStringLiteral("a"), UploadState::Queued),
                  finished(2, QStringLiteral("b")),
                  failed(3, QStringLiteral("c"), ErrorKind::Timeout)});
    bench.window->actions()->details->trigger();
    const DetailsPane *details = bench.window->queuePage()->details();
    QSet<int> lefts;
    for (const int row : {0, 1, 2}) {
        bench.select({row});
        const QString path = bench.window->model()->at(row).localPath;
        QTRY_COMPARE(details->text(DetailsPane::LocalPath), path);
        const QList<QLabel *> labels = details->findChildren<QLabel *>();
        for (const QLabel *label : labels) {
            if (label->text() == path)
                QTRY_VERIFY(label->isVisible() && label->x() > 0);
            if (label->text() == path)
                lefts.insert(label->x());
        }
    }
    QCOMPARE(lefts.size(), 1);
}

void DetailsTest::standingUploadSaysWhereItGoesOn()
{
    WindowBench bench;
    bench.open();
    bench.change({snapshot(1, QStringLiteral("a"), UploadState::Paused, 60'000'000, 20'000'000)});
    bench.window->actions()->details->trigger();
    bench.select({0});
    const DetailsPane *details = bench.window->queuePage()->details();
    QTRY_COMPARE(details->text(DetailsPane::Why),
                 QStringLiteral("The server has 20.0 MB of it; it goes on from there."));
}

void DetailsTest::detailsFollowTheRowAndCountDown()
{
    WindowBench bench;
    bench.open();
    UploadSnapshot upload = snapshot(1, QStringLiteral("a"), UploadState::Waiting);
    upload.waitReason = WaitReason::Retry;
    upload.retryIn = std::chrono::seconds(90);
    upload.attempt = 2;
    upload.error = makeError(ErrorKind::Timeout);
    bench.change({upload});
    bench.window->actions()->details->trigger();
    bench.select({0});
    const DetailsPane *details = bench.window->queuePage()->details();
    QTRY_VERIFY(details->text(DetailsPane::Why).contains(QLatin1String("in 1:")));
    QVERIFY(details->text(DetailsPane::Why).contains(QLatin1String("2 tries failed")));
    const QString first = details->text(DetailsPane::Why);
    QTRY_VERIFY_WITH_TIMEOUT(details->text(DetailsPane::Why) != first, test::patient(20'000));
    upload.state = UploadState::Sending;
    upload.waitReason = WaitReason::None;
    upload.error = {};
    bench.change({upload});
    QTRY_COMPARE(details->text(DetailsPane::State), QStringLiteral("Sending"));
    QVERIFY(details->text(DetailsPane::Why).isEmpty());
}

void DetailsTest::slicesAreShownAsAMap()
{
    using State = SliceRun::State;
    WindowBench bench;
    bench.open();
    bench.change({snapshot(1, QStringLiteral("a"), UploadState::Sending),
                  snapshot(2, QStringLiteral("b"), UploadState::Queued)});
    bench.select({0});
    const DetailsPane *details = bench.window->queuePage()->details();
    QVERIFY(bench.uploads->watched.isEmpty());
    key(bench, Qt::Key_L, Qt::ControlModifier);
    QTRY_COMPARE(bench.uploads->watched, QList<UploadId>{UploadId(1)});
    QVERIFY(!details->sliceMap()->isVisible());
    UploadInsight insight;
    insight.id = UploadId(1);
    insight.sliceSize = 1024 * 1024;
    insight.slices = {{State::Sent, 30}, {State::InFlight, 4}, {State::Waiting, 66}};
    insight.speedLimit = 2'000'000;
    Q_EMIT bench.uploads->insight(insight);
    QVERIFY(details->sliceMap()->isVisible());
    QCOMPARE(details->sliceMap()->count(State::InFlight), 4);
    QCOMPARE(details->text(DetailsPane::Slices),
             QStringLiteral("30 of 100 · 4 on their way · 1.0 MB each"));
    QVERIFY(details->sliceMap()->accessibleName().contains(QLatin1String("66")));
    QVERIFY(details->text(DetailsPane::Why).contains(QLatin1String("limited to 2.0 MB/s")));
    QVERIFY(details->sliceMap()->grab().toImage().size().height() > 0);
    bench.select({1});
    QTRY_COMPARE(bench.uploads->watched.constLast(), UploadId(2));
    QTRY_VERIFY(!details->sliceMap()->isVisible());
    Q_EMIT bench.uploads->insight(insight);
    QVERIFY(!details->sliceMap()->isVisible());
    key(bench, Qt::Key_L, Qt::ControlModifier);
    QTRY_COMPARE(bench.uploads->watched.constLast(), UploadId());
}

void DetailsTest::detailsSayWhyTheSpeedIsWhatItIs()
{
    WindowBench bench;
    bench.open();
    UploadSnapshot upload = snapshot(1, QStringLiteral("a"), UploadState::Sending);
    bench.change({upload});
    bench.window->actions()->details->trigger();
    bench.select({0});
    const DetailsPane *details = bench.window->queuePage()->details();
    QTRY_COMPARE(details->text(DetailsPane::State), QStringLiteral("Sending"));
    UploadInsight insight;
    insight.id = upload.id;
    Q_EMIT bench.uploads->insight(insight);
    const auto why = [details] {
        return details->text(DetailsPane::Why);
    };
    QCOMPARE(why(), QStringLiteral("No limit is set: it goes as fast as the network and the server "
                                   "let it."));
    bench.change({snapshot(2, QStringLiteral("b"), UploadState::Hashing),
                  snapshot(3, QStringLiteral("c"), UploadState::Sending)});
    QTRY_VERIFY(why().endsWith(QLatin1String("It shares the way with 2 others.")));
    insight.speedLimit = 2'000'000;
    Q_EMIT bench.uploads->insight(insight);
    QCOMPARE(why(), QStringLiteral("All uploads together are limited to 2.0 MB/s. It shares the "
                                   "way with 2 others."));
    upload.serial = true;
    bench.change({upload});
    QTRY_VERIFY(why().startsWith(QLatin1String("The server takes one slice at a time.")));
    upload.serial = false;
    upload.state = UploadState::Waiting;
    upload.waitReason = WaitReason::Network;
    bench.change({upload});
    QTRY_COMPARE(details->text(DetailsPane::State), QStringLiteral("Waiting for the network"));
    QCOMPARE(why(), QStringLiteral("It goes on by itself when the network is back."));
    upload.state = UploadState::Queued;
    upload.waitReason = WaitReason::None;
    bench.change({upload});
    QTRY_COMPARE(why(), QStringLiteral("It starts when those before it leave room for it."));
}

void DetailsTest::aNameThatCannotBeChangedIsNotOfferedToBe()
{
    WindowBench bench;
    bench.open();
    bench.change({failed(1, QStringLiteral("a"), ErrorKind::ObjectExists)});
    bench.window->actions()->details->trigger();
    bench.select({0});
    const DetailsPane *details = bench.window->queuePage()->details();
    QTRY_COMPARE(details->remedyButton()->text(), QStringLiteral("Try again"));
    QTest::mouseClick(details->remedyButton(), Qt::LeftButton);
    QCOMPARE(bench.uploads->calls.constLast().name, QStringLiteral("retry"));
}

void DetailsTest::cellsStandForSlices()
{
    using State = SliceRun::State;
    using Cells = QList<SliceMap::Cell>;
    const QList<SliceRun> runs{{State::Sent, 3}, {State::InFlight, 1}, {State::Waiting, 2}};
    QCOMPARE(SliceMap::cells(runs, 100),
             (Cells{{1, false}, {1, false}, {1, false}, {0, true}, {}, {}}));
    QCOMPARE(SliceMap::cells(runs, 3), (Cells{{1, false}, {0.5, true}, {}}));
    QCOMPARE(SliceMap::cells(runs, 1), (Cells{{0.5, true}}));
    QVERIFY(SliceMap::cells({}, 10).isEmpty());
    const Cells many = SliceMap::cells({{State::Sent, 70'001}, {State::Waiting, 29'998}}, 700);
    double sent = 0;
    for (const SliceMap::Cell &cell : many)
        sent += cell.sent;
    QVERIFY(std::abs(sent / 700 - 0.70001) < 0.001);
}

void DetailsTest::theRemedyButtonDoesWhatHelps_data()
{
    QTest::addColumn<ErrorKind>("kind");
    QTest::addColumn<QString>("outcome");
    QTest::newRow("again") << ErrorKind::FileMissing << QStringLiteral("retry");
    QTest::newRow("account") << ErrorKind::NoSuchBucket << QStringLiteral("dialog");
    QTest::newRow("name") << ErrorKind::IllegalName << QStringLiteral("editor");
}

void DetailsTest::theRemedyButtonDoesWhatHelps()
{
    QFETCH(ErrorKind, kind);
    QFETCH(QString, outcome);
    WindowBench bench;
    bench.open();
    UploadSnapshot broken = failed(1, QStringLiteral("a"), kind);
    broken.renamable = true;
    bench.change({broken});
    bench.select({0});
    key(bench, Qt::Key_L, Qt::ControlModifier);
    const DetailsPane *details = bench.window->queuePage()->details();
    QTRY_VERIFY(details->remedyButton()->isVisible());
    QVERIFY(bench.window->actions()->rename->isEnabled());
    QTest::mouseClick(details->remedyButton(), Qt::LeftButton);
    const auto happened = [&bench] {
        if (bench.uploads->calls.constLast().name == QLatin1String("retry"))
            return QStringLiteral("retry");
        if (bench.window->accountDesk()->dialog())
            return QStringLiteral("dialog");
        const bool edits =
            bench.window->queuePage()->view()->findChild<QLineEdit *>(QStringLiteral("nameEditor"));
        return edits ? QStringLiteral("editor") : QString();
    };
    QCOMPARE(happened(), outcome);
    bench.change({finished(1, QStringLiteral("a"))});
    QTRY_VERIFY(!details->remedyButton()->isVisible());
}

void DetailsTest::totalsAreInTheStatusBar()
{
    WindowBench bench;
    bench.open();
    QueueTotals totals;
    totals.uploads = 12;
    totals.active = 3;
    totals.failed = 1;
    totals.bytes = 31'000'000'000;
    totals.doneBytes = 12'400'000'000;
    totals.bytesPerSecond = 36'300'000;
    totals.timeLeft = std::chrono::minutes(9);
    Q_EMIT bench.uploads->totalsChanged(totals);
    QCOMPARE(
        bench.window->totalsBar()->totalsText(),
        QStringLiteral(
            "3 uploading · 36.3 MB/s · 1 failed · 0 of 12 files · 12.4 of 31.0 GB · 9:00 left"));
    totals = {};
    totals.uploads = 2;
    totals.done = 2;
    totals.bytes = 1000;
    totals.doneBytes = 1000;
    Q_EMIT bench.uploads->totalsChanged(totals);
    QCOMPARE(bench.window->totalsBar()->totalsText(), QStringLiteral("2 done · 1 KB"));
}

QTEST_MAIN(DetailsTest)
#include "DetailsTest.moc"

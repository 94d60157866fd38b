#include "tests/ui/Snapshots.h"
#include "tests/ui/WindowBench.h"
#include "tests/ui/Words.h"
#include "ui/AccountDesk.h"
#include "ui/InvitePage.h"
#include "ui/Notices.h"
#include "ui/QueueActions.h"
#include "ui/QueuePage.h"
#include "ui/QueueView.h"
#include "ui/Resources.h"

#include <QApplication>
#include <QHeaderView>
#include <QMessageBox>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>

using namespace cosdrop;

class WindowLifeTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void keysAreHandedOverBeforeTheEngineStarts();
    void windowIsPaintedBeforeTheEngineStarts();
    void pagesFollowAccountAndQueue();
    void emptyPageSaysWhatToDo();
    void titleNamesBucketAndRegion();
    void welcomePageOffersDemoAndAccount();
    void closingWithoutUploadsSavesAndCloses();
    void closingWithUploadsAsksOnce();
    void stayingKeepsTheWindow();
    void secondCloseWhileSavingIsGranted();
    void closingWithoutOpenStateFolderIsImmediate();
    void columnsAndDetailsComeBackAfterARestart();
    void lockedStateFolderSaysWhoHasItAndTriesAgain();
    void damagedJournalIsNamed();
    void journalTroubleComesAndGoes();
    void clockOffsetIsToldInWords_data();
    void clockOffsetIsToldInWords();
    void unreadableFoldersAreNamed();
    void noticeCanBePutAway();
    void missingKeysAreSaidAndAskedFor();
};

void WindowLifeTest::initTestCase()
{
    useResources();
    useLanguage(QLocale(QLocale::English));
    QLocale::setDefault(QLocale(QLocale::English));
}

void WindowLifeTest::keysAreHandedOverBeforeTheEngineStarts()
{
    const WindowBench bench;
    QCOMPARE(bench.uploads->names(),
             (QStringList{QStringLiteral("setCredentials"), QStringLiteral("start")}));
    QCOMPARE(bench.uploads->keys.value(QStringLiteral("team")).secretKey,
             QByteArrayLiteral("secret"));
}

void WindowLifeTest::windowIsPaintedBeforeTheEngineStarts()
{
    /// Notes whether the window was painted when the engine was started.
    class Watch final : public FakeUploads
    {
    public:
        void start() override
        {
            paintedAtStart = painted;
            FakeUploads::start();
        }

        bool painted = false;
        bool paintedAtStart = false;
    };

    class Filter final : public QObject
    {
    public:
        explicit Filter(Watch *watch)
            : m_watch(watch)
        {
        }

        bool eventFilter(QObject *, QEvent *event) override
        {
            m_watch->painted = m_watch->painted || event->type() == QEvent::Paint;
            return false;
        }

    private:
        Watch *m_watch;
    };

    const QTemporaryDir folder;
    MemoryCredentialStore keys;
    Accounts accounts(ProfileStore(folder.path()), &keys);
    Watch watch;
    Filter filter(&watch);
    SettingsStore settings(folder.filePath(QStringLiteral("settings.ini")));
    MainWindow window(&watch, &accounts, &settings,
                      {folder.filePath(QStringLiteral("window.ini")), false});
    window.installEventFilter(&filter);
    QVERIFY(watch.calls.isEmpty());
    window.show();
    QVERIFY(watch.calls.isEmpty());
    QTRY_VERIFY(watch.names().contains(QStringLiteral("start")));
    QVERIFY(watch.paintedAtStart);
}

void WindowLifeTest::pagesFollowAccountAndQueue()
{
    WindowBench bench({.account = false});
    QCOMPARE(bench.window->currentPage(), bench.window->welcomePage());
    QVERIFY(!bench.window->actions()->addFiles->isEnabled());
    bench.open();
    QCOMPARE(bench.window->currentPage(), bench.window->welcomePage());
    QVERIFY(bench.accounts->save(WindowBench::teamProfile(), {}));
    QCOMPARE(bench.window->currentPage(), bench.window->emptyPage());
    QVERIFY(bench.window->actions()->addFiles->isEnabled());
    bench.change({snapshot(1, QStringLiteral("a"), UploadState::Queued)});
    QCOMPARE(bench.window->currentPage(), bench.window->queuePage());
    Q_EMIT bench.uploads->removed({UploadId(1)});
    QCOMPARE(bench.window->currentPage(), bench.window->emptyPage());
}

void WindowLifeTest::emptyPageSaysWhatToDo()
{
    WindowBench bench;
    // Before the state folder is open nobody knows whether the queue is empty.
    QCOMPARE(bench.window->currentPage(), bench.window->queuePage());
    bench.open();
    QCOMPARE(bench.window->currentPage(), bench.window->emptyPage());
    QSignalSpy files(bench.window->actions()->addFiles, &QAction::triggered);
    QSignalSpy folder(bench.window->actions()->addFolder, &QAction::triggered);
    bench.window->emptyPage()->firstButton()->click();
    bench.window->emptyPage()->secondButton()->click();
    QCOMPARE(files.size(), 1);
    QCOMPARE(folder.size(), 1);
}

void WindowLifeTest::titleNamesBucketAndRegion()
{
    const WindowBench bench;
    QCOMPARE(bench.window->windowTitle(), QStringLiteral("Cosdrop: team-bucket (gz)"));
    Profile profile = WindowBench::teamProfile();
    profile.endpoint = QUrl(QStringLiteral("http://127.0.0.1:8080"));
    QVERIFY(bench.accounts->save(profile, {}));
    QCOMPARE(bench.window->windowTitle(), QStringLiteral("Cosdrop: team-bucket (127.0.0.1)"));
}

void WindowLifeTest::welcomePageOffersDemoAndAccount()
{
    WindowBench bench({.account = false});
    QSignalSpy demo(bench.window.get(), &MainWindow::demoRequested);
    QTest::mouseClick(bench.window->welcomePage()->secondButton(), Qt::LeftButton);
    QCOMPARE(demo.size(), 1);
    QTest::mouseClick(bench.window->welcomePage()->firstButton(), Qt::LeftButton);
    QVERIFY(bench.window->accountDesk()->dialog());
}

void WindowLifeTest::closingWithoutUploadsSavesAndCloses()
{
    WindowBench bench;
    bench.open();
    bench.change({finished(1, QStringLiteral("a"))});
    QSignalSpy closed(bench.window.get(), &MainWindow::closed);
    bench.window->close();
    QCOMPARE(bench.uploads->calls.constLast().name, QStringLiteral("stop"));
    QVERIFY(bench.window->isVisible());
    Q_EMIT bench.uploads->stopped();
    QVERIFY(!bench.window->isVisible());
    QCOMPARE(closed.size(), 1);
}

void WindowLifeTest::closingWithUploadsAsksOnce()
{
    WindowBench bench;
    bench.open();
    bench.change({snapshot(1, QStringLiteral("a"), UploadState::Sending),
                  snapshot(2, QStringLiteral("b"), UploadState::Queued)});
    bench.window->close();
    bench.window->close();
    const QList<QMessageBox *> boxes = bench.window->findChildren<QMessageBox *>();
    QCOMPARE(boxes.size(), 1);
    QCOMPARE(boxes.constFirst()->text(), QStringLiteral("2 uploads are not finished."));
    QVERIFY(!bench.uploads->names().contains(QStringLiteral("stop")));
    QTest::mouseClick(boxes.constFirst()->findChild<QPushButton *>(QStringLiteral("quit")),
                      Qt::LeftButton);
    QCOMPARE(bench.uploads->calls.constLast().name, QStringLiteral("stop"));
    Q_EMIT bench.uploads->stopped();
    QVERIFY(!bench.window->isVisible());
}

void WindowLifeTest::stayingKeepsTheWindow()
{
    WindowBench bench;
    bench.open();
    bench.change({snapshot(1, QStringLiteral("a"), UploadState::Sending)});
    bench.window->close();
    auto *box = bench.window->findChild<QMessageBox *>();
    QVERIFY(box);
    QTRY_VERIFY(box->isVisible());
    QTest::keyClick(box, Qt::Key_Escape);
    QTRY_VERIFY(!bench.window->findChild<QMessageBox *>());
    QVERIFY(bench.window->isVisible());
    QVERIFY(!bench.uploads->names().contains(QStringLiteral("stop")));
    bench.window->close();
    QVERIFY(bench.window->findChild<QMessageBox *>());
}

void WindowLifeTest::secondCloseWhileSavingIsGranted()
{
    WindowBench bench;
    bench.open();
    bench.window->close();
    QVERIFY(bench.window->isVisible());
    bench.window->close();
    QVERIFY(!bench.window->isVisible());
}

void WindowLifeTest::closingWithoutOpenStateFolderIsImmediate()
{
    WindowBench bench;
    Q_EMIT bench.uploads->openFailed(
        makeError(ErrorKind::JournalFailed, QStringLiteral("readonly: x")));
    bench.window->close();
    QVERIFY(!bench.window->isVisible());
}

void WindowLifeTest::columnsAndDetailsComeBackAfterARestart()
{
    WindowBench bench;
    bench.window->queuePage()->view()->horizontalHeader()->resizeSection(QueueModel::State, 333);
    bench.window->queuePage()->view()->sortByColumn(QueueModel::Size, Qt::DescendingOrder);
    bench.window->actions()->details->trigger();
    bench.window->resize(1003, 707);
    bench.window->close();
    bench.restart();
    QCOMPARE(bench.window->queuePage()->view()->horizontalHeader()->sectionSize(QueueModel::State),
             333);
    QVERIFY(bench.window->actions()->details->isChecked());
    QCOMPARE(bench.window->size(), QSize(1003, 707));
    bench.open();
    bench.change({snapshot(1, QStringLiteral("small"), UploadState::Queued, 10),
                  snapshot(2, QStringLiteral("large"), UploadState::Queued, 1000)});
    QCOMPARE(bench.window->queuePage()->rows()->at(0).id, UploadId(2));
}

void WindowLifeTest::lockedStateFolderSaysWhoHasItAndTriesAgain()
{
    WindowBench bench;
    Q_EMIT bench.uploads->openFailed(
        makeError(ErrorKind::JournalFailed, QStringLiteral("locked: process 4711")));
    const QString cause = QStringLiteral("open");
    QVERIFY(bench.window->notices()->text(cause).contains(QLatin1String("cosdrop-cli")));
    QWidget *bar = bench.window->notices()->bar(cause);
    QVERIFY(bar && bar->isVisible());
    const auto starts = [&bench] {
        return bench.uploads->names().count(QStringLiteral("start"));
    };
    QCOMPARE(starts(), 1);
    QTest::mouseClick(bar->findChild<QPushButton *>(QStringLiteral("noticeAction")),
                      Qt::LeftButton);
    QCOMPARE(starts(), 2);
    bench.open();
    QVERIFY(bench.window->notices()->text(cause).isEmpty());
}

void WindowLifeTest::damagedJournalIsNamed()
{
    const WindowBench bench;
    Q_EMIT bench.uploads->opened(QStringLiteral("/x/journal.sqlite.damaged-20261103-101112"));
    QVERIFY(bench.window->notices()
                ->text(QStringLiteral("setAside"))
                .contains(QLatin1String("journal.sqlite.damaged-20261103-101112")));
}

void WindowLifeTest::journalTroubleComesAndGoes()
{
    WindowBench bench;
    bench.open();
    Q_EMIT bench.uploads->journalTrouble(
        makeError(ErrorKind::JournalFailed, QStringLiteral("full: no space")));
    const QString cause = QStringLiteral("journal");
    QVERIFY(bench.window->notices()->text(cause).contains(QLatin1String("full")));
    QVERIFY(bench.window->notices()->isVisible());
    Q_EMIT bench.uploads->journalTrouble(std::nullopt);
    QVERIFY(bench.window->notices()->text(cause).isEmpty());
    QVERIFY(!bench.window->notices()->isVisible());
}

void WindowLifeTest::clockOffsetIsToldInWords_data()
{
    QTest::addColumn<qint64>("seconds");
    QTest::addColumn<QString>("words");
    QTest::newRow("small") << qint64(20) << QString();
    QTest::newRow("minute") << qint64(-70) << QStringLiteral("1 minute behind");
    QTest::newRow("hour") << qint64(3600) << QStringLiteral("60 minutes ahead");
    QTest::newRow("hours") << qint64(8 * 3600) << QStringLiteral("8 hours ahead");
}

void WindowLifeTest::clockOffsetIsToldInWords()
{
    QFETCH(qint64, seconds);
    QFETCH(QString, words);
    const WindowBench bench;
    Q_EMIT bench.uploads->clockOffsetChanged(seconds);
    const QString text = bench.window->notices()->text(QStringLiteral("clock"));
    QVERIFY2(words.isEmpty() ? text.isEmpty() : text.contains(words), qPrintable(text));
}

void WindowLifeTest::unreadableFoldersAreNamed()
{
    const WindowBench bench;
    Q_EMIT bench.uploads->scanned(3, 1000, {QStringLiteral("/a/secret"), QStringLiteral("/b")});
    const QString text = bench.window->notices()->text(QStringLiteral("unreadable"));
    QVERIFY(text.contains(QLatin1String("2 items")));
    QVERIFY(text.contains(QDir::toNativeSeparators(QStringLiteral("/a/secret"))));
}

void WindowLifeTest::noticeCanBePutAway()
{
    const WindowBench bench;
    bench.window->notices()->show(QStringLiteral("x"),
                                  {Notice::Weight::Info, QStringLiteral("?"), {}});
    QWidget *bar = bench.window->notices()->bar(QStringLiteral("x"));
    QVERIFY(bar->isVisible());
    QTest::mouseClick(bar->findChild<QWidget *>(QStringLiteral("noticeClose")), Qt::LeftButton);
    QVERIFY(!bench.window->notices()->bar(QStringLiteral("x")));
}

void WindowLifeTest::missingKeysAreSaidAndAskedFor()
{
    WindowBench bench;
    bench.keys.remove(QStringLiteral("team"));
    bench.restart();
    const QString cause = QStringLiteral("keys/team");
    QVERIFY(bench.window->notices()->text(cause).contains(QLatin1String("team")));
    QVERIFY(bench.uploads->names().contains(QStringLiteral("start")));
    QTest::mouseClick(bench.window->notices()->bar(cause)->findChild<QPushButton *>(
                          QStringLiteral("noticeAction")),
                      Qt::LeftButton);
    QVERIFY(bench.window->accountDesk()->dialog());
    QVERIFY(bench.accounts->save(WindowBench::teamProfile(),
                                 Credentials{QStringLiteral("id"), QByteArrayLiteral("key")}));
    QVERIFY(bench.window->notices()->text(cause).isEmpty());
    QCOMPARE(bench.uploads->keys.value(QStringLiteral("team")).secretKey, QByteArrayLiteral("key"));
}

QTEST_MAIN(WindowLifeTest)
#include "WindowLifeTest.moc"

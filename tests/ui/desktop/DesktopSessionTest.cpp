#include "app/cosdrop/DesktopSession.h"

#include "app/cosdrop/Preferences.h"
#include "tests/ui/Snapshots.h"
#include "tests/ui/WindowBench.h"
#include "tests/ui/Words.h"
#include "ui/desktop/DropWindow.h"
#include "ui/QueueModel.h"
#include "ui/Resources.h"
#include "ui/settings/SettingsDesk.h"
#include "ui/settings/SettingsDialog.h"
#include "ui/settings/SpeedLimitButton.h"

#include <QApplication>
#include <QClipboard>
#include <QDropEvent>
#include <QMimeData>
#include <QTest>

using namespace cosdrop;

namespace {

class NotedGuard final : public SleepGuard
{
public:
    void hold(const QString &why) override { held = why; }

    void release() override { held.clear(); }

    QString held;
};

class NotedLauncher final : public LauncherProgress
{
public:
    void show(const State &state) override { shown = state; }

    State shown;
};

class NotedNotifier final : public Notifier
{
public:
    void show(const Notification &notification) override { shown.append(notification); }

    QList<Notification> shown;
};

} // namespace

/// The session as the program composes it, on a desktop that the test plays.
class DesktopSessionTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void cleanup();

    void sleepIsHeldUpWhileUploadsRunAndAsSet();
    void sleepAndLauncherAreFreedAtTheEnd();
    void launcherFollowsTheProgress();
    void oneNotificationForABatchCopiesItsLinks();
    void notificationShowsTheWindow();
    void trayPausesResumesAndQuits();
    void trayShowsTheWindowAndItsSettings();
    void smallWindowIsShownFromTheTrayAndTakesFiles();

private:
    static QueueTotals running(qint64 done);

    void progress(const QueueTotals &totals) { Q_EMIT m_bench->uploads->totalsChanged(totals); }

    std::unique_ptr<WindowBench> m_bench;
    std::unique_ptr<Preferences> m_preferences;
    NotedGuard *m_guard = nullptr;
    NotedLauncher *m_launcher = nullptr;
    NotedNotifier *m_notifier = nullptr;
    std::unique_ptr<DesktopSession> m_session;
};

void DesktopSessionTest::initTestCase()
{
    useResources();
    useLanguage(QLocale(QLocale::English));
    QLocale::setDefault(QLocale(QLocale::English));
}

void DesktopSessionTest::init()
{
    m_bench = std::make_unique<WindowBench>();
    m_bench->open();
    m_preferences =
        std::make_unique<Preferences>(m_bench->folder.filePath(QStringLiteral("p.ini")));
    auto guard = std::make_unique<NotedGuard>();
    auto launcher = std::make_unique<NotedLauncher>();
    auto notifier = std::make_unique<NotedNotifier>();
    m_guard = guard.get();
    m_launcher = launcher.get();
    m_notifier = notifier.get();
    m_preferences->desktop = {};
    m_preferences->desktop.sleepGuard = std::move(guard);
    m_preferences->desktop.launcher = std::move(launcher);
    m_preferences->desktop.notifier = std::move(notifier);
    MainWindow *window = m_bench->window.get();
    auto *limit = new SpeedLimitButton(&m_preferences->settings, &m_preferences->speed, window);
    auto *desk = new SettingsDesk(
        {&m_preferences->settings, &m_preferences->speed, &m_preferences->proxySecret, {}},
        [] { return DesktopAbilities(); }, window->notices(), window);
    m_session = std::make_unique<DesktopSession>(
        DesktopSession::Parts{m_preferences.get(), m_bench->uploads.get(), window, desk, limit});
}

void DesktopSessionTest::cleanup()
{
    m_session.reset();
    m_bench.reset();
    m_preferences.reset();
}

QueueTotals DesktopSessionTest::running(qint64 done)
{
    QueueTotals totals;
    totals.uploads = totals.active = 1;
    totals.bytes = 1000;
    totals.doneBytes = done;
    return totals;
}

void DesktopSessionTest::sleepIsHeldUpWhileUploadsRunAndAsSet()
{
    QVERIFY(m_guard->held.isEmpty());
    progress(running(0));
    QVERIFY(!m_guard->held.isEmpty());
    // At once, while they run.
    m_preferences->settings.set(Setting::KeepAwake, false);
    QVERIFY(m_guard->held.isEmpty());
    m_preferences->settings.set(Setting::KeepAwake, true);
    QVERIFY(!m_guard->held.isEmpty());
    QueueTotals paused;
    paused.uploads = paused.paused = 1;
    progress(paused);
    QVERIFY(m_guard->held.isEmpty());
}

void DesktopSessionTest::sleepAndLauncherAreFreedAtTheEnd()
{
    progress(running(420));
    QCOMPARE(m_launcher->shown.percent, 42);
    m_session.reset();
    QVERIFY(m_guard->held.isEmpty());
    QCOMPARE(m_launcher->shown, LauncherProgress::State());
}

void DesktopSessionTest::launcherFollowsTheProgress()
{
    progress(running(420));
    QCOMPARE(m_launcher->shown.percent, 42);
    QCOMPARE(m_launcher->shown.left, 1);
    progress({});
    QCOMPARE(m_launcher->shown, LauncherProgress::State());
}

void DesktopSessionTest::oneNotificationForABatchCopiesItsLinks()
{
    m_bench->window->showMinimized();
    QWidget other;
    other.show();
    other.activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(&other));
    for (const int id : {1, 2})
        m_bench->change({snapshot(id, QString::number(id), UploadState::Sending)});
    for (const int id : {1, 2})
        m_bench->change({finished(id, QString::number(id))});
    Q_EMIT m_bench->uploads->idle();
    QCOMPARE(m_notifier->shown.size(), 1);
    QCOMPARE(m_notifier->shown.constFirst().title, QStringLiteral("2 files uploaded"));
    QTRY_COMPARE(m_bench->window->model()->rowCount(), 2);
    QGuiApplication::clipboard()->clear();
    Q_EMIT m_notifier->actionInvoked(QStringLiteral("copy"));
    QTRY_COMPARE(QGuiApplication::clipboard()->text(),
                 QStringLiteral("http://team.example/2026/1\nhttp://team.example/2026/2"));
}

void DesktopSessionTest::notificationShowsTheWindow()
{
    m_bench->window->hide();
    Q_EMIT m_notifier->actionInvoked(QStringLiteral("default"));
    QVERIFY(m_bench->window->isVisible());
}

void DesktopSessionTest::trayPausesResumesAndQuits()
{
    progress(running(0));
    m_session->tray()->action(TrayIcon::PauseAll)->trigger();
    QCOMPARE(m_bench->uploads->names().constLast(), QStringLiteral("pauseAll"));
    QueueTotals paused;
    paused.uploads = paused.paused = 1;
    progress(paused);
    m_session->tray()->action(TrayIcon::ResumeAll)->trigger();
    QCOMPARE(m_bench->uploads->names().constLast(), QStringLiteral("resumeAll"));
    m_session->tray()->action(TrayIcon::Quit)->trigger();
    QCOMPARE(m_bench->uploads->names().constLast(), QStringLiteral("stop"));
}

void DesktopSessionTest::trayShowsTheWindowAndItsSettings()
{
    m_bench->window->hide();
    m_session->tray()->action(TrayIcon::Show)->trigger();
    QVERIFY(m_bench->window->isVisible());
    m_bench->window->hide();
    m_session->tray()->action(TrayIcon::Settings)->trigger();
    QVERIFY(m_bench->window->isVisible());
    QVERIFY(m_bench->window->findChild<SettingsDialog *>());
}

void DesktopSessionTest::smallWindowIsShownFromTheTrayAndTakesFiles()
{
    m_session->tray()->action(TrayIcon::Drop)->trigger();
    DropWindow *drop = nullptr;
    const QWidgetList windows = QApplication::topLevelWidgets();
    for (QWidget *window : windows) {
        if (auto *found = qobject_cast<DropWindow *>(window))
            drop = found;
    }
    QVERIFY(drop && drop->isVisible());
    QMimeData mime;
    mime.setUrls({QUrl::fromLocalFile(QStringLiteral("/a.txt"))});
    QDragEnterEvent enter(QPoint(5, 5), Qt::CopyAction, &mime, Qt::LeftButton, Qt::NoModifier);
    QCoreApplication::sendEvent(drop, &enter);
    QVERIFY(enter.isAccepted());
    QDropEvent event(QPointF(5, 5), Qt::CopyAction, &mime, Qt::LeftButton, Qt::NoModifier);
    QCoreApplication::sendEvent(drop, &event);
    QCOMPARE(m_bench->uploads->added.size(), 1);
    QCOMPARE(m_bench->uploads->added.constFirst().paths, QStringList(QStringLiteral("/a.txt")));
    drop->close();
    QVERIFY(!m_session->tray()->action(TrayIcon::Drop)->isChecked());
}

QTEST_MAIN(DesktopSessionTest)
#include "DesktopSessionTest.moc"

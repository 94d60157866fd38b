#include "tests/ui/Snapshots.h"
#include "tests/ui/WindowBench.h"
#include "tests/ui/Words.h"
#include "ui/desktop/DropWindow.h"
#include "ui/desktop/TrayIcon.h"
#include "ui/Icons.h"
#include "ui/Language.h"
#include "ui/LeaveDesk.h"
#include "ui/QueueActions.h"
#include "ui/Resources.h"

#include <QDropEvent>
#include <QImage>
#include <QMessageBox>
#include <QMimeData>
#include <QProgressBar>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>

using namespace cosdrop;

namespace {

QueueTotals running(qint64 done)
{
    QueueTotals totals;
    totals.uploads = 2;
    totals.active = 1;
    totals.queued = 1;
    totals.bytes = 1000;
    totals.doneBytes = done;
    return totals;
}

QImage picture(const QIcon &icon)
{
    return icon.pixmap(QSize(32, 32), 1.0).toImage();
}

} // namespace

class TrayTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();

    void iconShowsProgressAndRests();
    void menuCommandsAndEnablesByTheQueue();
    void menuFollowsTheLanguage();
    void dropWindowTakesFilesAsACopy();
    void dropWindowShowsProgress();

    void closingKeepsInTheTrayWhereThatIsSet();
    void closingAsksWithTheTrayAsDefault();
    void closingQuitsWithoutQuestionWhereThatIsSet();
    void quitEndsEvenWhereClosingKeepsInTheTray();
    void withoutTrayTheWindowIsNeverHidden();
};

void TrayTest::initTestCase()
{
    useResources();
    useLanguage(QLocale(QLocale::English));
    QLocale::setDefault(QLocale(QLocale::English));
}

void TrayTest::iconShowsProgressAndRests()
{
    TrayIcon tray;
    const QImage atRest = picture(tray.icon());
    QCOMPARE(atRest, picture(Icons::application()));
    QCOMPARE(tray.toolTip(), QStringLiteral("Cosdrop"));
    tray.setTotals(running(100));
    const QImage little = picture(tray.icon());
    QVERIFY(little != atRest);
    QVERIFY2(tray.toolTip().contains(QLatin1String("1 uploading")), qPrintable(tray.toolTip()));
    tray.setTotals(running(900));
    const QImage much = picture(tray.icon());
    QVERIFY(much != little);
    // The bar is filled from the left.
    QCOMPARE(much.pixel(3, 29), little.pixel(3, 29));
    QVERIFY(much.pixel(20, 29) != little.pixel(20, 29));
    // One percent more is not worth another picture.
    tray.setTotals(running(910));
    QCOMPARE(picture(tray.icon()), much);
    tray.setTotals({});
    QCOMPARE(picture(tray.icon()), atRest);
}

void TrayTest::menuCommandsAndEnablesByTheQueue()
{
    TrayIcon tray;
    QSignalSpy commanded(&tray, &TrayIcon::commanded);
    QVERIFY(!tray.action(TrayIcon::PauseAll)->isEnabled());
    QVERIFY(!tray.action(TrayIcon::ResumeAll)->isEnabled());
    tray.setTotals(running(0));
    QVERIFY(tray.action(TrayIcon::PauseAll)->isEnabled());
    QueueTotals paused;
    paused.uploads = paused.paused = 1;
    for (const auto command :
         {TrayIcon::Show, TrayIcon::Drop, TrayIcon::PauseAll, TrayIcon::Settings, TrayIcon::Quit}) {
        tray.action(command)->trigger();
        QCOMPARE(commanded.takeFirst().constFirst().value<TrayIcon::Command>(), command);
        QVERIFY(!tray.action(command)->text().isEmpty());
    }
    tray.setTotals(paused);
    QVERIFY(tray.action(TrayIcon::ResumeAll)->isEnabled());
    QVERIFY(!tray.action(TrayIcon::PauseAll)->isEnabled());
}

void TrayTest::menuFollowsTheLanguage()
{
    const QTemporaryDir folder;
    SettingsStore settings(folder.filePath(QStringLiteral("s.ini")));
    settings.set(Setting::Language, QStringLiteral("en"));
    const Language language(&settings);
    TrayIcon tray;
    QCOMPARE(tray.action(TrayIcon::Quit)->text(), QStringLiteral("Quit"));
    settings.set(Setting::Language, QStringLiteral("zh_CN"));
    QTRY_COMPARE(tray.action(TrayIcon::Quit)->text(), QStringLiteral("退出"));
    settings.set(Setting::Language, QStringLiteral("en"));
    QTRY_COMPARE(tray.action(TrayIcon::Quit)->text(), QStringLiteral("Quit"));
}

void TrayTest::dropWindowTakesFilesAsACopy()
{
    const WindowBench bench;
    bench.uploads->added.clear();
    Q_EMIT bench.uploads->opened({});
    QFile file(QDir(bench.folder.path()).filePath(QStringLiteral("a.txt")));
    QVERIFY(file.open(QIODevice::WriteOnly));
    DropWindow window;
    connect(&window, &DropWindow::dropped, bench.window.get(), &MainWindow::takeFrom);
    window.show();
    QMimeData words;
    words.setText(QStringLiteral("no file"));
    QDragEnterEvent enterWords(QPoint(9, 9), Qt::CopyAction, &words, Qt::LeftButton, {});
    enterWords.ignore();
    QCoreApplication::sendEvent(&window, &enterWords);
    QVERIFY(!enterWords.isAccepted());

    QMimeData files;
    files.setUrls({QUrl::fromLocalFile(file.fileName())});
    QDragEnterEvent enter(QPoint(9, 9), Qt::CopyAction | Qt::MoveAction, &files, Qt::LeftButton,
                          {});
    QCoreApplication::sendEvent(&window, &enter);
    QVERIFY(enter.isAccepted());
    QDropEvent drop(QPoint(9, 9), Qt::CopyAction | Qt::MoveAction, &files, Qt::LeftButton, {});
    QCoreApplication::sendEvent(&window, &drop);
    QCOMPARE(drop.dropAction(), Qt::CopyAction);
    QCOMPARE(bench.uploads->added.size(), 1);
    QCOMPARE(bench.uploads->added.constFirst().paths, QStringList{file.fileName()});
}

void TrayTest::dropWindowShowsProgress()
{
    DropWindow window;
    auto *bar = window.findChild<QProgressBar *>();
    QVERIFY(!bar->isVisibleTo(&window));
    window.setTotals(running(420));
    QVERIFY(bar->isVisibleTo(&window));
    QCOMPARE(bar->value(), 42);
    QCOMPARE(bar->text(), QStringLiteral("42 %"));
    QSignalSpy wanted(&window, &DropWindow::windowRequested);
    QTest::mouseDClick(&window, Qt::LeftButton);
    QCOMPARE(wanted.size(), 1);
    QSignalSpy closed(&window, &DropWindow::closed);
    window.show();
    window.close();
    QCOMPARE(closed.size(), 1);
}

void TrayTest::closingKeepsInTheTrayWhereThatIsSet()
{
    WindowBench bench;
    bench.open();
    bench.window->leaveDesk()->setTray([] { return true; });
    bench.settings->setChoice(Setting::OnClose, OnClose::KeepInTray);
    bench.change({snapshot(1, QStringLiteral("a"), UploadState::Sending)});
    bench.window->close();
    QVERIFY(!bench.window->isVisible());
    QVERIFY(!bench.uploads->names().contains(QStringLiteral("stop")));
    QVERIFY(!bench.window->findChild<QMessageBox *>());
    bench.window->raiseToFront();
    QVERIFY(bench.window->isVisible());
}

void TrayTest::closingAsksWithTheTrayAsDefault()
{
    WindowBench bench;
    bench.open();
    bench.window->leaveDesk()->setTray([] { return true; });
    bench.change({snapshot(1, QStringLiteral("a"), UploadState::Sending)});
    bench.window->close();
    auto *box = bench.window->findChild<QMessageBox *>();
    QVERIFY(box);
    QVERIFY(QTest::qWaitForWindowActive(box));
    QCOMPARE(box->defaultButton()->objectName(), QStringLiteral("tray"));
    QTest::keyClick(box, Qt::Key_Return);
    QTRY_VERIFY(!bench.window->isVisible());
    QVERIFY(!bench.uploads->names().contains(QStringLiteral("stop")));
}

void TrayTest::closingQuitsWithoutQuestionWhereThatIsSet()
{
    WindowBench bench;
    bench.open();
    bench.window->leaveDesk()->setTray([] { return true; });
    bench.settings->setChoice(Setting::OnClose, OnClose::Quit);
    bench.change({snapshot(1, QStringLiteral("a"), UploadState::Sending)});
    bench.window->close();
    QVERIFY(!bench.window->findChild<QMessageBox *>());
    QCOMPARE(bench.uploads->calls.constLast().name, QStringLiteral("stop"));
}

void TrayTest::quitEndsEvenWhereClosingKeepsInTheTray()
{
    WindowBench bench;
    bench.open();
    bench.window->leaveDesk()->setTray([] { return true; });
    bench.settings->setChoice(Setting::OnClose, OnClose::KeepInTray);
    QTest::keyClick(bench.window.get(), Qt::Key_Q, Qt::ControlModifier);
    QCOMPARE(bench.uploads->calls.constLast().name, QStringLiteral("stop"));
    QSignalSpy closed(bench.window.get(), &MainWindow::closed);
    Q_EMIT bench.uploads->stopped();
    QCOMPARE(closed.size(), 1);
}

void TrayTest::withoutTrayTheWindowIsNeverHidden()
{
    WindowBench bench;
    bench.open();
    bench.settings->setChoice(Setting::OnClose, OnClose::KeepInTray);
    bench.change({snapshot(1, QStringLiteral("a"), UploadState::Sending)});
    bench.window->close();
    QVERIFY(bench.window->isVisible());
    auto *box = bench.window->findChild<QMessageBox *>();
    QVERIFY(box);
    QVERIFY(!box->findChild<QPushButton *>(QStringLiteral("tray")));
}

QTEST_MAIN(TrayTest)
#include "TrayTest.moc"

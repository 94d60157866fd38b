#include "tests/ui/Browser.h"
#include "tests/ui/Snapshots.h"
#include "tests/ui/WindowBench.h"
#include "tests/ui/Words.h"
#include "ui/FilterChips.h"
#include "ui/QueueActions.h"
#include "ui/QueueDelegate.h"
#include "ui/QueuePage.h"
#include "ui/QueueView.h"
#include "ui/Resources.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QLineEdit>
#include <QMenu>
#include <QTest>
#include <QToolButton>

using namespace cosdrop;

class QueueKeysTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void spacePausesAndResumes();
    void keysActOnTheSelectedRowsTheyFit_data();
    void keysActOnTheSelectedRowsTheyFit();
    void actionsAreEnabledOnlyWhereTheyMakeSense();
    void pauseAllAndResumeAllHaveKeys();
    void rowButtonsActOnTheirRowOnly();
    void homeAndEndGoToFirstAndLastRow();
    void chipsCountAndFilter();
    void filterBoxFindsAndEscapeLeavesIt();
    void failedChipRetriesAllOfItsRows();
    void contextMenuHasTheActions();
    void selectionSurvivesChanges();

private:
    static void key(const WindowBench &bench, Qt::Key key, Qt::KeyboardModifiers modifiers = {})
    {
        QTest::keyClick(bench.window->queuePage()->view(), key, modifiers);
    }

    static QList<int> idsOf(const WindowBench &bench)
    {
        QList<int> ids;
        for (const UploadId id : bench.uploads->calls.constLast().ids)
            ids += int(id);
        return ids;
    }
};

void QueueKeysTest::initTestCase()
{
    useResources();
    useLanguage(QLocale(QLocale::English));
    QLocale::setDefault(QLocale(QLocale::English));
}

void QueueKeysTest::spacePausesAndResumes()
{
    WindowBench bench;
    bench.open();
    bench.change({snapshot(1, QStringLiteral("a"), UploadState::Sending),
                  snapshot(2, QStringLiteral("b"), UploadState::Paused)});
    bench.select({0, 1});
    QTRY_VERIFY(bench.window->actions()->pause->isEnabled());
    key(bench, Qt::Key_Space);
    QCOMPARE(bench.uploads->calls.constLast().name, QStringLiteral("pause"));
    QCOMPARE(idsOf(bench), QList<int>{1});
    bench.change({snapshot(1, QStringLiteral("a"), UploadState::Paused)});
    QTRY_VERIFY(!bench.window->actions()->pause->isEnabled());
    key(bench, Qt::Key_Space);
    QCOMPARE(bench.uploads->calls.constLast().name, QStringLiteral("resume"));
    QCOMPARE(idsOf(bench), (QList<int>{1, 2}));
}

void QueueKeysTest::keysActOnTheSelectedRowsTheyFit_data()
{
    QTest::addColumn<int>("key");
    QTest::addColumn<Qt::KeyboardModifiers>("modifiers");
    QTest::addColumn<QString>("call");
    QTest::addColumn<QList<int>>("ids");
    QTest::newRow("retry") << int(Qt::Key_F5) << Qt::KeyboardModifiers() << QStringLiteral("retry")
                           << QList<int>{3, 5};
    QTest::newRow("remove") << int(Qt::Key_Delete) << Qt::KeyboardModifiers()
                            << QStringLiteral("shelve") << QList<int>{1, 2, 3, 4, 5};
    QTest::newRow("cancel") << int(Qt::Key_Backspace) << Qt::KeyboardModifiers(Qt::ControlModifier)
                            << QStringLiteral("cancel") << QList<int>{1, 2};
}

void QueueKeysTest::keysActOnTheSelectedRowsTheyFit()
{
    QFETCH(int, key);
    QFETCH(Qt::KeyboardModifiers, modifiers);
    QFETCH(QString, call);
    QFETCH(QList<int>, ids);
    WindowBench bench;
    bench.open();
    bench.change({snapshot(1, QStringLiteral("a"), UploadState::Sending),
                  snapshot(2, QStringLiteral("b"), UploadState::Paused),
                  failed(3, QStringLiteral("c"), ErrorKind::Timeout),
                  finished(4, QStringLiteral("d")),
                  snapshot(5, QStringLiteral("e"), UploadState::Cancelled),
                  snapshot(6, QStringLiteral("f"), UploadState::Sending)});
    bench.select({0, 1, 2, 3, 4});
    QTRY_VERIFY(bench.window->actions()->retry->isEnabled());
    QueueKeysTest::key(bench, Qt::Key(key), modifiers);
    QCOMPARE(bench.uploads->calls.constLast().name, call);
    QCOMPARE(idsOf(bench), ids);
}

void QueueKeysTest::actionsAreEnabledOnlyWhereTheyMakeSense()
{
    WindowBench bench;
    bench.open();
    const QueueActions *actions = bench.window->actions();
    const auto enabled = [actions] {
        QStringList names;
        for (const QAction *action :
             {actions->pause, actions->resume, actions->cancel, actions->retry, actions->remove,
              actions->copyLinks, actions->openLink, actions->pauseAll, actions->resumeAll}) {
            if (action->isEnabled())
                names += action->objectName();
        }
        return names.join(QLatin1Char(' '));
    };
    QTRY_COMPARE(enabled(), QString());
    bench.change({snapshot(1, QStringLiteral("a"), UploadState::Sending),
                  snapshot(2, QStringLiteral("b"), UploadState::Paused),
                  failed(3, QStringLiteral("c"), ErrorKind::Timeout),
                  finished(4, QStringLiteral("d")), finished(5, QStringLiteral("e"))});
    QTRY_COMPARE(enabled(), QStringLiteral("copyLinks pauseAll resumeAll"));
    bench.select({0});
    QTRY_COMPARE(enabled(), QStringLiteral("pause cancel remove pauseAll resumeAll"));
    bench.select({1});
    QTRY_COMPARE(enabled(), QStringLiteral("resume cancel remove pauseAll resumeAll"));
    bench.select({2});
    QTRY_COMPARE(enabled(), QStringLiteral("retry remove pauseAll resumeAll"));
    bench.select({3});
    QTRY_COMPARE(enabled(), QStringLiteral("remove copyLinks openLink pauseAll resumeAll"));
    bench.select({3, 4});
    QTRY_COMPARE(enabled(), QStringLiteral("remove copyLinks pauseAll resumeAll"));
    bench.change({snapshot(1, QStringLiteral("a"), UploadState::Cancelled),
                  snapshot(2, QStringLiteral("b"), UploadState::Cancelled)});
    QTRY_COMPARE(enabled(), QStringLiteral("remove copyLinks"));
}

void QueueKeysTest::pauseAllAndResumeAllHaveKeys()
{
    WindowBench bench;
    bench.open();
    bench.change({snapshot(1, QStringLiteral("a"), UploadState::Sending),
                  snapshot(2, QStringLiteral("b"), UploadState::Paused)});
    QTRY_VERIFY(bench.window->actions()->resumeAll->isEnabled());
    key(bench, Qt::Key_P, Qt::ControlModifier | Qt::ShiftModifier);
    QCOMPARE(bench.uploads->calls.constLast().name, QStringLiteral("pauseAll"));
    key(bench, Qt::Key_R, Qt::ControlModifier | Qt::ShiftModifier);
    QCOMPARE(bench.uploads->calls.constLast().name, QStringLiteral("resumeAll"));
}

void QueueKeysTest::rowButtonsActOnTheirRowOnly()
{
    Browser browser;
    WindowBench bench;
    bench.open();
    bench.change({snapshot(1, QStringLiteral("a"), UploadState::Sending),
                  finished(2, QStringLiteral("b")),
                  failed(3, QStringLiteral("c"), ErrorKind::Timeout)});
    bench.select({0, 1, 2});
    QueueView *view = bench.window->queuePage()->view();
    const auto click = [view](int row, int place) {
        const QRect cell = view->visualRect(view->model()->index(row, QueueModel::Buttons));
        QTest::mouseClick(view->viewport(), Qt::LeftButton, {},
                          QueueDelegate::buttonRect(cell, place).center());
    };
    click(0, 0);
    QCOMPARE(bench.uploads->calls.constLast().name, QStringLiteral("pause"));
    QCOMPARE(idsOf(bench), QList<int>{1});
    click(0, 1);
    QCOMPARE(bench.uploads->calls.constLast().name, QStringLiteral("cancel"));
    click(2, 0);
    QCOMPARE(bench.uploads->calls.constLast().name, QStringLiteral("retry"));
    QCOMPARE(idsOf(bench), QList<int>{3});
    click(2, 1);
    QCOMPARE(bench.uploads->calls.constLast().name, QStringLiteral("shelve"));
    QCOMPARE(idsOf(bench), QList<int>{3});
    click(1, 0);
    QCOMPARE(QGuiApplication::clipboard()->text(), QStringLiteral("http://team.example/2026/b"));
    click(1, 1);
    QCOMPARE(browser.opened.size(), 1);
}

void QueueKeysTest::homeAndEndGoToFirstAndLastRow()
{
    WindowBench bench;
    bench.open();
    QList<UploadSnapshot> uploads;
    for (int id = 1; id <= 200; ++id)
        uploads += snapshot(id, QString::number(id), UploadState::Queued);
    bench.change(uploads);
    bench.select({50});
    key(bench, Qt::Key_End);
    QCOMPARE(bench.window->queuePage()->view()->currentIndex().row(), 199);
    key(bench, Qt::Key_Home);
    QCOMPARE(bench.window->queuePage()->view()->currentIndex().row(), 0);
    QCOMPARE(bench.window->queuePage()->view()->selectedRows(), QList<int>{0});
}

void QueueKeysTest::chipsCountAndFilter()
{
    WindowBench bench;
    bench.open();
    bench.change({snapshot(1, QStringLiteral("a"), UploadState::Sending),
                  snapshot(2, QStringLiteral("b"), UploadState::Queued),
                  snapshot(3, QStringLiteral("c"), UploadState::Waiting),
                  finished(4, QStringLiteral("d"))});
    const FilterChips *chips = bench.window->queuePage()->chips();
    const auto label = [chips](QueueGroup group) {
        return chips->chip(group)->text();
    };
    QTRY_COMPARE(label(QueueGroup::All), QStringLiteral("All 4"));
    QCOMPARE(label(QueueGroup::Active), QStringLiteral("Active 1"));
    QCOMPARE(label(QueueGroup::Waiting), QStringLiteral("Waiting 2"));
    QCOMPARE(label(QueueGroup::Done), QStringLiteral("Done 1"));
    QVERIFY(!chips->chip(QueueGroup::Cancelled)->isVisible());
    QTest::mouseClick(chips->chip(QueueGroup::Waiting), Qt::LeftButton);
    QCOMPARE(bench.window->queuePage()->rows()->rowCount(), 2);
    bench.change({snapshot(2, QStringLiteral("b"), UploadState::Cancelled)});
    QTRY_COMPARE(label(QueueGroup::Waiting), QStringLiteral("Waiting 1"));
    QVERIFY(chips->chip(QueueGroup::Cancelled)->isVisible());
    QCOMPARE(bench.window->queuePage()->rows()->rowCount(), 1);
    QTest::mouseClick(chips->chip(QueueGroup::All), Qt::LeftButton);
    QCOMPARE(bench.window->queuePage()->rows()->rowCount(), 4);
}

void QueueKeysTest::filterBoxFindsAndEscapeLeavesIt()
{
    WindowBench bench;
    bench.open();
    bench.change({snapshot(1, QStringLiteral("a.txt"), UploadState::Sending),
                  snapshot(2, QStringLiteral("b.png"), UploadState::Queued)});
    key(bench, Qt::Key_F, Qt::ControlModifier);
    auto *filter = bench.window->findChild<QLineEdit *>(QStringLiteral("filter"));
    QVERIFY(filter->hasFocus());
    QTest::keyClicks(filter, QStringLiteral("png"));
    QCOMPARE(bench.window->queuePage()->rows()->rowCount(), 1);
    QTest::keyClick(filter, Qt::Key_Escape);
    QVERIFY(filter->text().isEmpty());
    QCOMPARE(bench.window->queuePage()->rows()->rowCount(), 2);
    QVERIFY(bench.window->queuePage()->view()->hasFocus());
}

void QueueKeysTest::failedChipRetriesAllOfItsRows()
{
    WindowBench bench;
    bench.open();
    bench.change({failed(1, QStringLiteral("a"), ErrorKind::Timeout),
                  finished(2, QStringLiteral("b")),
                  failed(3, QStringLiteral("c"), ErrorKind::Timeout)});
    QTest::mouseClick(bench.window->queuePage()->chips()->chip(QueueGroup::Failed), Qt::LeftButton);
    QTRY_VERIFY(bench.window->actions()->retry->isEnabled());
    bench.window->actions()->retry->trigger();
    QCOMPARE(bench.uploads->calls.constLast().name, QStringLiteral("retry"));
    QCOMPARE(idsOf(bench), (QList<int>{1, 3}));
}

void QueueKeysTest::contextMenuHasTheActions()
{
    WindowBench bench;
    bench.open();
    bench.change({snapshot(1, QStringLiteral("a"), UploadState::Sending)});
    bench.select({0});
    QueueView *view = bench.window->queuePage()->view();
    Q_EMIT view->customContextMenuRequested(QPoint(5, 5));
    auto *menu = bench.window->queuePage()->findChild<QMenu *>();
    QVERIFY(menu);
    QTRY_VERIFY(menu->isVisible());
    QVERIFY(menu->actions().contains(bench.window->actions()->pause));
    QVERIFY(menu->actions().contains(bench.window->actions()->copyLinks));
    menu->close();
}

void QueueKeysTest::selectionSurvivesChanges()
{
    WindowBench bench;
    bench.open();
    bench.change({snapshot(1, QStringLiteral("a"), UploadState::Sending),
                  snapshot(2, QStringLiteral("b"), UploadState::Queued)});
    bench.select({1});
    bench.change({snapshot(3, QStringLiteral("c"), UploadState::Queued),
                  snapshot(2, QStringLiteral("b"), UploadState::Sending)});
    Q_EMIT bench.uploads->removed({UploadId(1)});
    const QList<const UploadSnapshot *> selected =
        bench.window->queuePage()->view()->selectedUploads();
    QCOMPARE(selected.size(), 1);
    QCOMPARE(selected.constFirst()->id, UploadId(2));
}

QTEST_MAIN(QueueKeysTest)
#include "QueueKeysTest.moc"

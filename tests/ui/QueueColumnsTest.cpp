#include "ui/QueueColumns.h"

#include "tests/ui/Snapshots.h"
#include "tests/ui/WindowBench.h"
#include "tests/ui/Words.h"
#include "ui/QueuePage.h"
#include "ui/QueueView.h"
#include "ui/Resources.h"
#include "ui/SpeedGraph.h"
#include "ui/TotalsBar.h"

#include <QMenu>
#include <QTest>

using namespace cosdrop;
using namespace std::chrono_literals;

class QueueColumnsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void columnsAreChosenInAMenu();
    void orderWidthsAndChoiceSurviveARestart();
    void whatOtherColumnsSavedIsIgnored();
    void widthsDoNotChangeWhileUploadsRun();
    void folderAndAccountAreSorted();
    void theGraphKeepsTheLastMinutes();
    void theGraphShowsOnlyWhatMoves();
};

void QueueColumnsTest::initTestCase()
{
    useResources();
    useLanguage(QLocale(QLocale::English));
    QLocale::setDefault(QLocale(QLocale::English));
}

void QueueColumnsTest::columnsAreChosenInAMenu()
{
    WindowBench bench;
    bench.open();
    bench.change({snapshot(1, QStringLiteral("a"), UploadState::Sending)});
    QueueColumns *columns = bench.window->queuePage()->view()->columns();
    QVERIFY(columns->isSectionHidden(QueueModel::Folder));
    Q_EMIT columns->customContextMenuRequested(QPoint(5, 5));
    auto *menu = columns->findChild<QMenu *>();
    QVERIFY(menu);
    QTRY_VERIFY(menu->isVisible());
    for (QAction *action : menu->actions()) {
        const bool isOf =
            action->text() == QLatin1String("Folder") || action->text() == QLatin1String("Speed");
        if (isOf)
            QTest::mouseClick(menu, Qt::LeftButton, {}, menu->actionGeometry(action).center());
        if (isOf && !menu->isVisible())
            menu->popup(QPoint(5, 5));
        QVERIFY2(action->text() != QLatin1String("Name"), "a name is always shown");
    }
    menu->close();
    QVERIFY(!columns->isSectionHidden(QueueModel::Folder));
    QVERIFY(columns->isSectionHidden(QueueModel::Speed));
    QCOMPARE(bench.window->model()->index(0, QueueModel::Folder).data().toString(),
             QStringLiteral("/2026/"));
}

void QueueColumnsTest::orderWidthsAndChoiceSurviveARestart()
{
    WindowBench bench;
    bench.open();
    QueueColumns *columns = bench.window->queuePage()->view()->columns();
    columns->showSection(QueueModel::Account);
    columns->hideSection(QueueModel::Speed);
    columns->moveSection(columns->visualIndex(QueueModel::State), 1);
    columns->resizeSection(QueueModel::Size, 123);
    bench.window->close();
    bench.restart();
    bench.open();
    columns = bench.window->queuePage()->view()->columns();
    QVERIFY(!columns->isSectionHidden(QueueModel::Account));
    QVERIFY(columns->isSectionHidden(QueueModel::Speed));
    QCOMPARE(columns->visualIndex(QueueModel::State), 1);
    QCOMPARE(columns->sectionSize(QueueModel::Size), 123);
    QCOMPARE(columns->sectionResizeMode(QueueModel::Name), QHeaderView::Stretch);
}

void QueueColumnsTest::whatOtherColumnsSavedIsIgnored()
{
    WindowBench bench;
    QueueColumns *columns = bench.window->queuePage()->view()->columns();
    columns->resizeSection(QueueModel::Size, 123);
    QByteArray saved = columns->save();
    columns->resizeSection(QueueModel::Size, 80);
    columns->restore(saved.replace(0, saved.indexOf(':'), "3"));
    QCOMPARE(columns->sectionSize(QueueModel::Size), 80);
    columns->restore("rubbish");
    QCOMPARE(columns->count(), int(QueueModel::ColumnCount));
}

void QueueColumnsTest::widthsDoNotChangeWhileUploadsRun()
{
    WindowBench bench;
    bench.open();
    UploadSnapshot upload = snapshot(1, QStringLiteral("a"), UploadState::Sending);
    bench.change({upload});
    const QueueColumns *columns = bench.window->queuePage()->view()->columns();
    const auto widths = [columns] {
        QList<int> all;
        for (int column = 0; column < columns->count(); ++column)
            all += columns->sectionSize(column);
        return all;
    };
    QTRY_VERIFY(columns->sectionSize(QueueModel::Name) > 0);
    const QList<int> before = widths();
    upload.size = 123'456'789'012'345;
    upload.bytesPerSecond = 987'654'321;
    upload.timeLeft = 86h;
    upload.target.edit().profile = QStringLiteral("a very long name of an account");
    bench.change({upload});
    QCOMPARE(widths(), before);
}

void QueueColumnsTest::folderAndAccountAreSorted()
{
    WindowBench bench;
    bench.open();
    UploadSnapshot one = snapshot(1, QStringLiteral("a"), UploadState::Queued);
    UploadSnapshot two = snapshot(2, QStringLiteral("b"), UploadState::Queued);
    one.objectPath = QStringLiteral("/z/a");
    two.target.edit().profile = QStringLiteral("x");
    bench.change({one, two});
    const QueueView *view = bench.window->queuePage()->view();
    bench.window->queuePage()->view()->sortByColumn(QueueModel::Folder, Qt::AscendingOrder);
    QCOMPARE(view->rows()->at(0).id, UploadId(2));
    bench.window->queuePage()->view()->sortByColumn(QueueModel::Account, Qt::AscendingOrder);
    QCOMPARE(view->rows()->at(0).id, UploadId(1));
}

void QueueColumnsTest::theGraphKeepsTheLastMinutes()
{
    SpeedGraph graph;
    graph.add(0, 5s);
    QVERIFY(graph.values().isEmpty());
    graph.add(10, 6s);
    graph.add(30, 6s);
    graph.add(20, 6s);
    graph.add(40, 9s);
    QCOMPARE(graph.values(), (QList<double>{30, 0, 0, 40}));
    QVERIFY(graph.toolTip().contains(QLatin1String("40 B/s")));
    graph.add(50, 1000s);
    QCOMPARE(graph.values().size(), SpeedGraph::seconds);
    QCOMPARE(graph.values().constLast(), 50.0);
    QCOMPARE(graph.values().constFirst(), 0.0);
    QVERIFY(!graph.grab().isNull());
}

void QueueColumnsTest::theGraphShowsOnlyWhatMoves()
{
    WindowBench bench;
    bench.open();
    const SpeedGraph *graph = bench.window->totalsBar()->graph();
    Q_EMIT bench.uploads->totalsChanged({});
    QVERIFY(!graph->isVisible());
    QueueTotals totals;
    totals.active = 1;
    totals.bytesPerSecond = 1'000'000;
    Q_EMIT bench.uploads->totalsChanged(totals);
    QVERIFY(graph->isVisible());
    QCOMPARE(graph->values().constLast(), 1'000'000.0);
}

QTEST_MAIN(QueueColumnsTest)
#include "QueueColumnsTest.moc"

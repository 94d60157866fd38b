#include "tests/ui/Snapshots.h"
#include "tests/ui/WindowBench.h"
#include "tests/ui/Words.h"
#include "ui/Notices.h"
#include "ui/QueueActions.h"
#include "ui/QueuePage.h"
#include "ui/QueueView.h"
#include "ui/RemovalDesk.h"
#include "ui/Resources.h"
#include "ui/TotalsBar.h"

#include <QAbstractItemModelTester>
#include <QDragEnterEvent>
#include <QHeaderView>
#include <QInputMethodEvent>
#include <QLineEdit>
#include <QMimeData>
#include <QPushButton>
#include <QTest>

using namespace cosdrop;

using Side = UploadEngine::Side;

namespace {

QList<int> lastIds(const WindowBench &bench)
{
    QList<int> ids;
    for (const UploadId id : bench.uploads->calls.constLast().ids)
        ids += int(id);
    return ids;
}

QueueView *viewOf(const WindowBench &bench)
{
    return bench.window->queuePage()->view();
}

void key(const WindowBench &bench, Qt::Key key, Qt::KeyboardModifiers modifiers = {})
{
    QTest::keyClick(viewOf(bench), key, modifiers);
}

/// Five queued uploads, a to e.
void fill(WindowBench &bench)
{
    bench.open();
    QList<UploadSnapshot> uploads;
    for (int id = 1; id <= 5; ++id) {
        uploads += snapshot(id, QString(QChar(u'a' + id - 1)) + QStringLiteral(".tar"),
                            UploadState::Queued);
        uploads.last().renamable = id != 5;
    }
    bench.change(uploads);
}

QString shownNames(const WindowBench &bench)
{
    QString names;
    const QAbstractItemModel *model = viewOf(bench)->model();
    for (int row = 0; row < model->rowCount(); ++row)
        names += model->index(row, QueueModel::Name).data().toString().at(0);
    return names;
}

} // namespace

class QueueEditingTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void keysMoveTheSelectedRows_data();
    void keysMoveTheSelectedRows();
    void rowsAreDraggedToAPlace_data();
    void rowsAreDraggedToAPlace();
    void rowsFollowTheirPosition();
    void movingNeedsQueueOrder();
    void f2ChangesTheName();
    void illegalNamesAreRefusedWithAWord();
    void whatHasBegunCannotBeRenamed();
    void removedRowsComeBackByUndo_data();
    void removedRowsComeBackByUndo();
    void removalIsFinalAfterAWhile();
    void aFurtherRemovalMakesTheFirstFinal();
};

void QueueEditingTest::initTestCase()
{
    useResources();
    useLanguage(QLocale(QLocale::English));
    QLocale::setDefault(QLocale(QLocale::English));
}

void QueueEditingTest::keysMoveTheSelectedRows_data()
{
    QTest::addColumn<int>("key");
    QTest::addColumn<QList<int>>("rows");
    QTest::addColumn<int>("anchor"); // -1: no call
    QTest::addColumn<int>("side");
    const auto before = int(Side::Before);
    const auto after = int(Side::After);
    QTest::newRow("up") << int(Qt::Key_Up) << QList<int>{2} << 2 << before;
    QTest::newRow("up, two") << int(Qt::Key_Up) << QList<int>{2, 4} << 2 << before;
    QTest::newRow("up at the top") << int(Qt::Key_Up) << QList<int>{0} << -1 << before;
    QTest::newRow("up, gathered") << int(Qt::Key_Up) << QList<int>{0, 2} << 2 << before;
    QTest::newRow("down") << int(Qt::Key_Down) << QList<int>{2} << 4 << after;
    QTest::newRow("down, two") << int(Qt::Key_Down) << QList<int>{0, 2} << 4 << after;
    QTest::newRow("down at the bottom") << int(Qt::Key_Down) << QList<int>{3, 4} << -1 << after;
    QTest::newRow("down, gathered") << int(Qt::Key_Down) << QList<int>{2, 4} << 4 << after;
    QTest::newRow("to the top") << int(Qt::Key_Home) << QList<int>{3, 4} << 0 << before;
    QTest::newRow("to the bottom") << int(Qt::Key_End) << QList<int>{0} << 0 << after;
    QTest::newRow("all") << int(Qt::Key_Up) << QList<int>{0, 1, 2, 3, 4} << -1 << before;
}

void QueueEditingTest::keysMoveTheSelectedRows()
{
    QFETCH(int, key);
    QFETCH(QList<int>, rows);
    QFETCH(int, anchor);
    QFETCH(int, side);
    WindowBench bench;
    fill(bench);
    bench.select(rows);
    QTRY_VERIFY(bench.window->actions()->moveUp->isEnabled());
    ::key(bench, Qt::Key(key), Qt::AltModifier);
    if (anchor < 0) {
        QVERIFY(bench.uploads->moves.isEmpty());
        return;
    }
    QList<int> ids;
    for (const int row : rows)
        ids += row + 1;
    QCOMPARE(lastIds(bench), ids);
    QCOMPARE(bench.uploads->moves.size(), 1);
    QCOMPARE(int(bench.uploads->moves.constFirst().first), anchor);
    QCOMPARE(int(bench.uploads->moves.constFirst().second), side);
}

void QueueEditingTest::rowsAreDraggedToAPlace_data()
{
    QTest::addColumn<int>("row"); // the pointer is in its upper part
    QTest::addColumn<int>("anchor");
    QTest::addColumn<int>("side");
    QTest::newRow("between") << 3 << 4 << int(Side::Before);
    QTest::newRow("top") << 0 << 1 << int(Side::Before);
    QTest::newRow("below all") << 5 << 5 << int(Side::After);
    QTest::newRow("on itself") << 1 << 3 << int(Side::Before);
}

void QueueEditingTest::rowsAreDraggedToAPlace()
{
    QFETCH(int, row);
    QFETCH(int, anchor);
    QFETCH(int, side);
    WindowBench bench;
    fill(bench);
    bench.select({1});
    QueueView *view = viewOf(bench);
    QMimeData mime;
    mime.setData(QueueView::rowsMimeType(), {});
    const int y = row < 5 ? view->rowViewportPosition(row) + 3
                          : view->rowViewportPosition(4) + 2 * view->rowHeight(4);
    const QPoint at(40, y);
    QDragEnterEvent enter(at, Qt::MoveAction, &mime, Qt::LeftButton, Qt::NoModifier);
    QCoreApplication::sendEvent(view->viewport(), &enter);
    QVERIFY(enter.isAccepted());
    QDragMoveEvent move(at, Qt::MoveAction, &mime, Qt::LeftButton, Qt::NoModifier);
    QCoreApplication::sendEvent(view->viewport(), &move);
    QVERIFY(move.isAccepted());
    QVERIFY(!view->viewport()->grab().isNull());
    QDropEvent drop(at, Qt::MoveAction, &mime, Qt::LeftButton, Qt::NoModifier);
    QCoreApplication::sendEvent(view->viewport(), &drop);
    QVERIFY(drop.isAccepted());
    QCOMPARE(lastIds(bench), QList<int>{2});
    QCOMPARE(int(bench.uploads->moves.constFirst().first), anchor);
    QCOMPARE(int(bench.uploads->moves.constFirst().second), side);
}

void QueueEditingTest::rowsFollowTheirPosition()
{
    WindowBench bench;
    fill(bench);
    const QAbstractItemModelTester tester(viewOf(bench)->model());
    bench.select({4});
    UploadSnapshot moved = bench.window->model()->at(4);
    moved.position = 0;
    bench.change({moved});
    QCOMPARE(shownNames(bench), QStringLiteral("eabcd"));
    QCOMPARE(viewOf(bench)->selectedRows(), QList<int>{0});
    moved.position = 35;
    UploadSnapshot other = bench.window->model()->at(0);
    other.position = 34;
    bench.change({moved, other});
    QCOMPARE(shownNames(bench), QStringLiteral("bcdae"));
}

void QueueEditingTest::movingNeedsQueueOrder()
{
    WindowBench bench;
    fill(bench);
    bench.select({2});
    QTRY_VERIFY(bench.window->actions()->moveUp->isEnabled());
    viewOf(bench)->sortByColumn(QueueModel::Name, Qt::DescendingOrder);
    key(bench, Qt::Key_Up, Qt::AltModifier);
    QVERIFY(bench.uploads->moves.isEmpty());
    QVERIFY(bench.window->totalsBar()->saidText().contains(QLatin1String("queue order")));
    key(bench, Qt::Key_Home, Qt::AltModifier);
    QCOMPARE(bench.uploads->moves.size(), 1);
}

void QueueEditingTest::f2ChangesTheName()
{
    WindowBench bench;
    fill(bench);
    bench.select({1});
    QTRY_VERIFY(bench.window->actions()->rename->isEnabled());
    key(bench, Qt::Key_F2);
    auto *editor = viewOf(bench)->findChild<QLineEdit *>(QStringLiteral("nameEditor"));
    QVERIFY(editor);
    QCOMPARE(editor->selectedText(), QStringLiteral("b"));
    QInputMethodEvent typed;
    typed.setCommitString(QStringLiteral("设计稿 2"));
    QCoreApplication::sendEvent(editor, &typed);
    // The row goes on changing meanwhile.
    UploadSnapshot changed = bench.window->model()->at(1);
    changed.size += 1;
    bench.change({changed});
    QCOMPARE(editor->text(), QStringLiteral("设计稿 2.tar"));
    QTest::keyClick(editor, Qt::Key_Return);
    QTRY_COMPARE(bench.uploads->calls.constLast().name, QStringLiteral("rename"));
    QCOMPARE(lastIds(bench), QList<int>{2});
    QCOMPARE(bench.uploads->newPaths, QStringList{QStringLiteral("/2026/设计稿 2.tar")});
}

void QueueEditingTest::illegalNamesAreRefusedWithAWord()
{
    WindowBench bench;
    fill(bench);
    for (const QString &name : {QStringLiteral("what?"), QStringLiteral("a/b"), QString()}) {
        bench.window->totalsBar()->say({});
        bench.select({1});
        QTRY_VERIFY(bench.window->actions()->rename->isEnabled());
        key(bench, Qt::Key_F2);
        auto *editor = viewOf(bench)->findChild<QLineEdit *>(QStringLiteral("nameEditor"));
        QVERIFY(editor);
        editor->selectAll();
        QTest::keyClick(editor, Qt::Key_Delete);
        QTest::keyClicks(editor, name);
        QTest::keyClick(editor, Qt::Key_Return);
        QTRY_VERIFY(bench.window->totalsBar()->saidText().contains(QLatin1String("name")));
        QTRY_VERIFY(!viewOf(bench)->findChild<QLineEdit *>(QStringLiteral("nameEditor")));
    }
    QVERIFY(bench.uploads->newPaths.isEmpty());
}

void QueueEditingTest::whatHasBegunCannotBeRenamed()
{
    WindowBench bench;
    fill(bench);
    bench.select({4});
    QTRY_VERIFY(bench.window->actions()->moveUp->isEnabled());
    QVERIFY(!bench.window->actions()->rename->isEnabled());
    bench.select({0, 1});
    QTRY_COMPARE(viewOf(bench)->selectedRows().size(), 2);
    QVERIFY(!bench.window->actions()->rename->isEnabled());
    bench.select({0});
    QTRY_VERIFY(bench.window->actions()->rename->isEnabled());
}

void QueueEditingTest::removedRowsComeBackByUndo_data()
{
    QTest::addColumn<bool>("byKey");
    QTest::newRow("button") << false;
    QTest::newRow("key") << true;
}

void QueueEditingTest::removedRowsComeBackByUndo()
{
    QFETCH(bool, byKey);
    WindowBench bench;
    fill(bench);
    QVERIFY(!bench.window->actions()->undoRemove->isEnabled());
    bench.select({1, 3});
    QTRY_VERIFY(bench.window->actions()->remove->isEnabled());
    const QList<UploadSnapshot> gone{bench.window->model()->at(1), bench.window->model()->at(3)};
    key(bench, Qt::Key_Delete);
    QCOMPARE(bench.uploads->calls.constLast().name, QStringLiteral("shelve"));
    QCOMPARE(shownNames(bench), QStringLiteral("ace"));
    const QString cause = QStringLiteral("removed");
    QVERIFY(bench.window->notices()->text(cause).contains(QLatin1String("2 uploads")));
    if (byKey)
        key(bench, Qt::Key_Z, Qt::ControlModifier);
    else
        QTest::mouseClick(bench.window->notices()->bar(cause)->findChild<QPushButton *>(
                              QStringLiteral("noticeAction")),
                          Qt::LeftButton);
    QCOMPARE(bench.uploads->calls.constLast().name, QStringLiteral("unshelve"));
    QCOMPARE(lastIds(bench), (QList<int>{2, 4}));
    QVERIFY(bench.window->notices()->text(cause).isEmpty());
    bench.change(gone);
    QCOMPARE(shownNames(bench), QStringLiteral("abcde"));
    QVERIFY(!bench.window->actions()->undoRemove->isEnabled());
}

void QueueEditingTest::removalIsFinalAfterAWhile()
{
    WindowBench bench;
    fill(bench);
    bench.window->findChild<RemovalDesk *>()->setPatience(std::chrono::milliseconds(50));
    bench.select({1});
    QTRY_VERIFY(bench.window->actions()->remove->isEnabled());
    key(bench, Qt::Key_Delete);
    QTRY_COMPARE(bench.uploads->calls.constLast().name, QStringLiteral("remove"));
    QCOMPARE(lastIds(bench), QList<int>{2});
    QVERIFY(bench.window->notices()->text(QStringLiteral("removed")).isEmpty());
    QVERIFY(!bench.window->actions()->undoRemove->isEnabled());
}

void QueueEditingTest::aFurtherRemovalMakesTheFirstFinal()
{
    WindowBench bench;
    fill(bench);
    bench.select({1});
    QTRY_VERIFY(bench.window->actions()->remove->isEnabled());
    key(bench, Qt::Key_Delete);
    bench.select({0});
    QTRY_VERIFY(bench.window->actions()->remove->isEnabled());
    key(bench, Qt::Key_Delete);
    QCOMPARE(bench.uploads->names().mid(bench.uploads->names().size() - 3),
             (QStringList{QStringLiteral("shelve"), QStringLiteral("remove"),
                          QStringLiteral("shelve")}));
    QCOMPARE(lastIds(bench), QList<int>{1});
    key(bench, Qt::Key_Z, Qt::ControlModifier);
    QCOMPARE(lastIds(bench), QList<int>{1});
}

QTEST_MAIN(QueueEditingTest)
#include "QueueEditingTest.moc"

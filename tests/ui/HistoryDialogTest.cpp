#include "ui/HistoryDialog.h"

#include "tests/ui/Browser.h"
#include "tests/ui/Snapshots.h"
#include "tests/ui/WindowBench.h"
#include "tests/ui/Words.h"
#include "ui/HistoryDesk.h"
#include "ui/LinkDesk.h"
#include "ui/QueueActions.h"
#include "ui/QueuePage.h"
#include "ui/QueueView.h"
#include "ui/ReceiptDesk.h"
#include "ui/Resources.h"

#include <QAbstractItemModelTester>
#include <QClipboard>
#include <QComboBox>
#include <QFileDialog>
#include <QGuiApplication>
#include <QLineEdit>
#include <QMessageBox>
#include <QPushButton>
#include <QScrollBar>
#include <QTableView>
#include <QTest>
#include <QTextDocumentFragment>

using namespace cosdrop;

namespace {

HistoryEntry entry(int number, const QString &name)
{
    HistoryEntry one;
    one.id = number;
    one.finished = std::chrono::milliseconds(1'790'000'000'000 + number);
    one.objectPath = QStringLiteral("/2026/") + name;
    one.localPath = QStringLiteral("/home/me/") + name;
    one.target = {endpointForRegion(QStringLiteral("gz")), QStringLiteral("1"),
                  QStringLiteral("team"), QStringLiteral("team")};
    one.size = 1000 * number;
    one.links = ObjectLinks{QStringLiteral("http://team.example/2026/") + name, {}, {}, {}, {}};
    return one;
}

/// The window with its history open, and an engine that answers when the test says so.
class Bench
{
public:
    Bench()
    {
        window.open();
        QTest::keyClick(window.window->queuePage()->view(), Qt::Key_H, Qt::ControlModifier);
        dialog = window.window->historyDesk()->dialog();
    }

    /// Gives the rows the keyboard.
    QTableView *focusView() const
    {
        dialog->activateWindow();
        dialog->view()->setFocus();
        return QTest::qWaitFor([this] { return dialog->view()->hasFocus(); }) ? dialog->view()
                                                                              : nullptr;
    }

    int asked() const { return int(window.uploads->historyAsked.size()); }

    const HistoryQuery &query() const { return window.uploads->historyAsked.constLast().second; }

    void answer(const QList<HistoryEntry> &entries, bool isLast = true,
                const std::optional<Error> &error = std::nullopt) const
    {
        HistoryPage page;
        page.ticket = window.uploads->historyAsked.constLast().first;
        page.entries = entries;
        page.isLast = isLast;
        page.buckets = {QStringLiteral("media"), QStringLiteral("team")};
        page.error = error;
        Q_EMIT window.uploads->historyRead(page);
    }

    WindowBench window;
    HistoryDialog *dialog = nullptr;
};

QList<HistoryEntry> entries(int first, int count)
{
    QList<HistoryEntry> all;
    for (int i = 0; i < count; ++i)
        all.append(entry(first - i, QStringLiteral("file %1").arg(first - i)));
    return all;
}

} // namespace

class HistoryDialogTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void keyOpensIt();
    void moreIsReadWhenItIsScrolledTo();
    void answerToAnOlderQuestionIsIgnored();
    void searchAsksTheEngine();
    void datesAndBucketNarrowIt();
    void linksAreCopiedAndOpened();
    void receiptOfSelectedRowsIsOffered();
    void newlyFinishedUploadsAppear();
    void selectionAndPlaceStayWhileUploadsFinish();
    void unlikeAnswerReplacesTheRows();
    void pathsInToolTipsAreNoMarkup();
    void removedRowsStay();
    void clearingIsAskedFirst();
    void emptyHistorySaysWhy();
    void troubleIsTold();
    void changedLanguageIsShownAtOnce();
};

void HistoryDialogTest::initTestCase()
{
    QCoreApplication::setAttribute(Qt::AA_DontUseNativeDialogs);
    useResources();
    useLanguage(QLocale(QLocale::English));
    QLocale::setDefault(QLocale(QLocale::English));
}

void HistoryDialogTest::keyOpensIt()
{
    const Bench bench;
    QVERIFY(bench.dialog && bench.dialog->isVisible());
    QCOMPARE(bench.asked(), 1);
    QVERIFY(!bench.query().after);
    const QAbstractItemModelTester tester(bench.dialog->model(),
                                          QAbstractItemModelTester::FailureReportingMode::QtTest);
    bench.answer({entry(3, QStringLiteral("设计稿.psd")), entry(2, QStringLiteral("b"))});
    const QAbstractItemModel *model = bench.dialog->model();
    QCOMPARE(model->rowCount(), 2);
    QCOMPARE(model->index(0, HistoryModel::Name).data().toString(), QStringLiteral("设计稿.psd"));
    QCOMPARE(model->index(0, HistoryModel::Folder).data().toString(), QStringLiteral("/2026/"));
    QCOMPARE(model->index(1, HistoryModel::Size).data().toString(), QStringLiteral("2 KB"));
    QCOMPARE(model->index(1, HistoryModel::Bucket).data().toString(), QStringLiteral("team"));
}

void HistoryDialogTest::moreIsReadWhenItIsScrolledTo()
{
    const Bench bench;
    const QAbstractItemModelTester tester(bench.dialog->model(),
                                          QAbstractItemModelTester::FailureReportingMode::QtTest);
    bench.answer(entries(1000, 200), false);
    QScrollBar *bar = bench.dialog->view()->verticalScrollBar();
    QTRY_VERIFY(bar->maximum() > 0);
    // A view that is not laid out yet asks for a second page by itself.
    if (bench.asked() == 2)
        bench.answer(entries(800, 200), false);
    const int asked = bench.asked();
    const int rows = bench.dialog->model()->rowCount();
    QVERIFY(asked <= 2);
    bar->setValue(bar->maximum());
    QTRY_COMPARE(bench.asked(), asked + 1);
    QVERIFY(bench.query().after);
    QCOMPARE(bench.query().after->second, 1001 - rows);
    bar->setValue(0);
    bar->setValue(bar->maximum());
    QCOMPARE(bench.asked(), asked + 1);
    bench.answer(entries(1000 - rows, 50), true);
    QCOMPARE(bench.dialog->model()->rowCount(), rows + 50);
    bar->setValue(0);
    bar->setValue(bar->maximum());
    QCOMPARE(bench.asked(), asked + 1);
}

void HistoryDialogTest::answerToAnOlderQuestionIsIgnored()
{
    const Bench bench;
    const quint64 older = bench.window.uploads->historyAsked.constLast().first;
    QTest::keyClicks(bench.dialog->searchEdit(), QStringLiteral("x"));
    QTRY_COMPARE(bench.asked(), 2);
    HistoryPage page;
    page.ticket = older;
    page.entries = entries(10, 10);
    Q_EMIT bench.window.uploads->historyRead(page);
    QCOMPARE(bench.dialog->model()->rowCount(), 0);
    bench.answer(entries(5, 1));
    QCOMPARE(bench.dialog->model()->rowCount(), 1);
}

void HistoryDialogTest::searchAsksTheEngine()
{
    const Bench bench;
    bench.answer(entries(10, 3));
    QTest::keyClicks(bench.dialog->searchEdit(), QStringLiteral("design v3"));
    QTRY_COMPARE(bench.query().text, QStringLiteral("design v3"));
    // Not one question a letter.
    QVERIFY(bench.asked() <= 3);
    QCOMPARE(bench.dialog->model()->rowCount(), 3);
    bench.answer({});
    QCOMPARE(bench.dialog->hint(), QStringLiteral("Nothing in the history fits."));
}

void HistoryDialogTest::datesAndBucketNarrowIt()
{
    const Bench bench;
    bench.answer(entries(10, 3));
    QCOMPARE(bench.dialog->bucketBox()->count(), 3);
    bench.dialog->periodBox()->setFocus();
    QTest::keyClicks(bench.dialog->periodBox(), QStringLiteral("Today"));
    QTRY_VERIFY(bench.query().from.has_value());
    QCOMPARE(bench.query().from->count(), QDate::currentDate().startOfDay().toMSecsSinceEpoch());
    QVERIFY(!bench.query().until);
    bench.answer(entries(10, 3));
    QTest::keyClicks(bench.dialog->bucketBox(), QStringLiteral("media"));
    QTRY_COMPARE(bench.query().bucket, QStringLiteral("media"));
    bench.answer({});
    QCOMPARE(bench.dialog->bucketBox()->currentText(), QStringLiteral("media"));
    QTest::keyClick(bench.dialog->periodBox(), Qt::Key_End);
    QTRY_VERIFY(bench.query().until.has_value());
    QVERIFY(*bench.query().from < *bench.query().until);
}

void HistoryDialogTest::linksAreCopiedAndOpened()
{
    Browser browser;
    const Bench bench;
    bench.answer({entry(3, QStringLiteral("c")), entry(2, QStringLiteral("b")),
                  entry(1, QStringLiteral("a"))});
    QTableView *view = bench.focusView();
    QVERIFY(view);
    view->selectRow(1);
    QTest::keyClick(view, Qt::Key_Down, Qt::ShiftModifier);
    QTest::keyClick(view, Qt::Key_C, Qt::ControlModifier);
    QCOMPARE(QGuiApplication::clipboard()->text(),
             QStringLiteral("http://team.example/2026/b\nhttp://team.example/2026/a"));
    QCOMPARE(bench.dialog->hint(), QStringLiteral("2 links copied"));
    QTest::mouseClick(view->viewport(), Qt::LeftButton, {},
                      view->visualRect(bench.dialog->model()->index(0, 0)).center());
    QTest::keyClick(view, Qt::Key_Return);
    QCOMPARE(browser.opened, QList<QUrl>{QUrl(QStringLiteral("http://team.example/2026/c"))});
}

void HistoryDialogTest::receiptOfSelectedRowsIsOffered()
{
    const Bench bench;
    bench.answer(entries(10, 3));
    QTableView *view = bench.focusView();
    QVERIFY(view);
    QTest::keyClick(view, Qt::Key_E, Qt::ControlModifier);
    QVERIFY(!bench.window.window->linkDesk()->receipts()->dialog());
    view->selectAll();
    QTest::keyClick(view, Qt::Key_E, Qt::ControlModifier);
    const QFileDialog *dialog = bench.window.window->linkDesk()->receipts()->dialog();
    QVERIFY(dialog);
    QCOMPARE(dialog->windowTitle(), QStringLiteral("Export a receipt of 3 uploads"));
}

void HistoryDialogTest::newlyFinishedUploadsAppear()
{
    Bench bench;
    bench.answer(entries(10, 3));
    bench.window.change({finished(1, QStringLiteral("new"))});
    QTRY_COMPARE(bench.asked(), 2);
    QCOMPARE(bench.dialog->model()->rowCount(), 3);
    bench.answer(entries(11, 4));
    QCOMPARE(bench.dialog->model()->rowCount(), 4);
}

void HistoryDialogTest::selectionAndPlaceStayWhileUploadsFinish()
{
    Bench bench;
    const QAbstractItemModelTester tester(bench.dialog->model(),
                                          QAbstractItemModelTester::FailureReportingMode::QtTest);
    bench.answer(entries(1000, 200), false);
    QTableView *view = bench.dialog->view();
    view->selectRow(7);
    const QString chosen = view->currentIndex().data().toString();
    bench.window.change({finished(1, QStringLiteral("new"))});
    QTRY_VERIFY(!bench.query().after && bench.asked() > 1);
    bench.answer(entries(1002, 200), false);
    QCOMPARE(bench.dialog->model()->rowCount(), 202);
    QCOMPARE(view->selectionModel()->selectedRows().size(), 1);
    QCOMPARE(view->selectionModel()->selectedRows().constFirst().row(), 9);
    QCOMPARE(view->currentIndex().data().toString(), chosen);
    // What lies further back is asked for from where the rows end.
    QTRY_VERIFY(bench.dialog->model()->canFetchMore({}));
    QScrollBar *bar = view->verticalScrollBar();
    bar->setValue(bar->maximum());
    QTRY_VERIFY(bench.query().after.has_value());
    QCOMPARE(bench.query().after->second, 801);
}

void HistoryDialogTest::unlikeAnswerReplacesTheRows()
{
    Bench bench;
    bench.answer(entries(10, 5));
    bench.window.change({finished(1, QStringLiteral("new"))});
    QTRY_COMPARE(bench.asked(), 2);
    // One of them was uploaded once more, and is the newest now.
    QList<HistoryEntry> now = entries(10, 5);
    now.prepend(now.takeAt(2));
    now.first().finished += std::chrono::seconds(5);
    bench.answer(now);
    QCOMPARE(bench.dialog->model()->rowCount(), 5);
    QCOMPARE(bench.dialog->model()->at(0).id, 8);
    QCOMPARE(bench.dialog->model()->at(1).id, 10);
}

void HistoryDialogTest::pathsInToolTipsAreNoMarkup()
{
    const Bench bench;
    HistoryEntry one = entry(1, QStringLiteral("a"));
    one.localPath = QStringLiteral("/home/me/<b>a</b>");
    bench.answer({one});
    const QString tip = bench.dialog->model()->index(0, 0).data(Qt::ToolTipRole).toString();
    QCOMPARE(QTextDocumentFragment::fromHtml(tip).toPlainText(), one.localPath);
}

void HistoryDialogTest::removedRowsStay()
{
    Bench bench;
    bench.window.change({finished(1, QStringLiteral("a"))});
    QTRY_COMPARE(bench.asked(), 2);
    bench.answer({entry(1, QStringLiteral("a"))});
    Q_EMIT bench.window.uploads->removed({UploadId(1)});
    QCOMPARE(bench.window.window->model()->rowCount(), 0);
    QCOMPARE(bench.dialog->model()->rowCount(), 1);
}

void HistoryDialogTest::clearingIsAskedFirst()
{
    const Bench bench;
    bench.answer(entries(10, 3));
    QTest::mouseClick(bench.dialog->clearButton(), Qt::LeftButton);
    QMessageBox *question = bench.dialog->clearQuestion();
    QVERIFY(question && question->isModal());
    QTest::keyClick(question, Qt::Key_Return);
    QVERIFY(!bench.window.uploads->names().contains(QStringLiteral("clearHistory")));
    QTest::mouseClick(bench.dialog->clearButton(), Qt::LeftButton);
    question = bench.dialog->clearQuestion();
    const QList<QAbstractButton *> buttons = question->buttons();
    for (QAbstractButton *button : buttons) {
        if (question->buttonRole(button) == QMessageBox::DestructiveRole)
            QTest::mouseClick(button, Qt::LeftButton);
    }
    QVERIFY(bench.window.uploads->names().contains(QStringLiteral("clearHistory")));
    QCOMPARE(bench.window.uploads->names().constLast(), QStringLiteral("askHistory"));
    bench.answer({});
    QCOMPARE(bench.dialog->model()->rowCount(), 0);
}

void HistoryDialogTest::emptyHistorySaysWhy()
{
    const Bench bench;
    bench.answer({});
    QVERIFY(bench.dialog->hint().startsWith(QStringLiteral("Nothing was uploaded yet.")));
    QVERIFY(!bench.dialog->clearButton()->isEnabled());
}

void HistoryDialogTest::troubleIsTold()
{
    const Bench bench;
    bench.answer({}, true, makeError(ErrorKind::JournalFailed, QStringLiteral("damaged: x")));
    QVERIFY(!bench.dialog->hint().isEmpty());
    QVERIFY(!bench.dialog->hint().startsWith(QStringLiteral("Nothing")));
}

void HistoryDialogTest::changedLanguageIsShownAtOnce()
{
    const Bench bench;
    bench.answer(entries(10, 3));
    const QPointer<HistoryDialog> before = bench.dialog;
    QEvent change(QEvent::LanguageChange);
    QCoreApplication::sendEvent(QCoreApplication::instance(), &change);
    QTRY_VERIFY(!before);
    QVERIFY(bench.window.window->historyDesk()->dialog()->isVisible());
}

QTEST_MAIN(HistoryDialogTest)
#include "HistoryDialogTest.moc"

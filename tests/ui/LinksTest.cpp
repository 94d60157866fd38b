#include "tests/ui/Browser.h"
#include "tests/ui/Snapshots.h"
#include "tests/ui/WindowBench.h"
#include "tests/ui/Words.h"
#include "ui/QueueActions.h"
#include "ui/QueuePage.h"
#include "ui/QueueView.h"
#include "ui/Resources.h"
#include "ui/TotalsBar.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QTest>

using namespace cosdrop;

class LinksTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void doneRowsLinkGoesToTheClipboard();
    void severalRowsGiveOneLinkALineInQueueOrder();
    void copyWithoutSelectionTakesAllThatIsShown();
    void theBatchOfARowIsSelectedAndCopiedInQueueOrder();
    void linkOfTheStoreAloneIsCopied();
    void copyLeavesTheClipboardAloneWithoutALink();
    void enterOpensTheLinkEncodedOnce();
    void linkThatIsNoWebAddressIsNotOpened();

private:
    static void key(const WindowBench &bench, Qt::Key key, Qt::KeyboardModifiers modifiers = {})
    {
        QTest::keyClick(bench.window->queuePage()->view(), key, modifiers);
    }
};

void LinksTest::initTestCase()
{
    useResources();
    useLanguage(QLocale(QLocale::English));
    QLocale::setDefault(QLocale(QLocale::English));
}

void LinksTest::doneRowsLinkGoesToTheClipboard()
{
    WindowBench bench;
    bench.open();
    bench.change({snapshot(1, QStringLiteral("a"), UploadState::Sending)});
    bench.change({finished(1, QStringLiteral("a"))});
    bench.select({0});
    QTRY_VERIFY(bench.window->actions()->copyLinks->isEnabled());
    key(bench, Qt::Key_C, Qt::ControlModifier);
    QCOMPARE(QGuiApplication::clipboard()->text(), QStringLiteral("http://team.example/2026/a"));
    QCOMPARE(bench.window->totalsBar()->saidText(), QStringLiteral("1 link copied"));
}

void LinksTest::severalRowsGiveOneLinkALineInQueueOrder()
{
    WindowBench bench;
    bench.open();
    bench.change({finished(1, QStringLiteral("c")), finished(2, QStringLiteral("a")),
                  snapshot(3, QStringLiteral("x"), UploadState::Queued),
                  finished(4, QStringLiteral("b"))});
    bench.window->queuePage()->view()->sortByColumn(QueueModel::Name, Qt::AscendingOrder);
    QCOMPARE(bench.window->queuePage()->rows()->at(0).id, UploadId(2));
    bench.select({3, 1, 2, 0});
    QTRY_VERIFY(bench.window->actions()->copyLinks->isEnabled());
    key(bench, Qt::Key_C, Qt::ControlModifier);
    QCOMPARE(QGuiApplication::clipboard()->text(),
             QStringLiteral("http://team.example/2026/c\nhttp://team.example/2026/a\n"
                            "http://team.example/2026/b"));
    QCOMPARE(bench.window->totalsBar()->saidText(), QStringLiteral("3 links copied"));
}

void LinksTest::copyWithoutSelectionTakesAllThatIsShown()
{
    WindowBench bench;
    bench.open();
    bench.change({finished(2, QStringLiteral("b.png")), finished(1, QStringLiteral("a.png")),
                  finished(3, QStringLiteral("c.txt"))});
    bench.window->queuePage()->setFilterText(QStringLiteral("png"));
    QTRY_VERIFY(bench.window->actions()->copyLinks->isEnabled());
    bench.window->actions()->copyLinks->trigger();
    QCOMPARE(QGuiApplication::clipboard()->text(),
             QStringLiteral("http://team.example/2026/a.png\nhttp://team.example/2026/b.png"));
}

void LinksTest::copyLeavesTheClipboardAloneWithoutALink()
{
    WindowBench bench;
    bench.open();
    QGuiApplication::clipboard()->setText(QStringLiteral("mine"));
    bench.change({snapshot(1, QStringLiteral("a"), UploadState::Sending)});
    bench.select({0});
    QTRY_VERIFY(bench.window->actions()->pause->isEnabled());
    key(bench, Qt::Key_C, Qt::ControlModifier);
    QCOMPARE(QGuiApplication::clipboard()->text(), QStringLiteral("mine"));
}

void LinksTest::enterOpensTheLinkEncodedOnce()
{
    Browser browser;
    WindowBench bench;
    bench.open();
    UploadSnapshot upload = finished(1, QStringLiteral("a"));
    upload.links =
        ObjectLinks{QStringLiteral("http://team.example/a%20b%2B%25.txt"), {}, {}, {}, {}};
    bench.change({upload});
    bench.select({0});
    QTRY_VERIFY(bench.window->actions()->openLink->isEnabled());
    key(bench, Qt::Key_Return);
    QCOMPARE(browser.opened.size(), 1);
    QCOMPARE(browser.opened.constFirst().toEncoded(), upload.links.accessUrl().toLatin1());
}

void LinksTest::linkThatIsNoWebAddressIsNotOpened()
{
    Browser browser;
    WindowBench bench;
    bench.open();
    UploadSnapshot upload = finished(1, QStringLiteral("a"));
    upload.links = ObjectLinks{QStringLiteral("file:///etc/passwd"), {}, {}, {}, {}};
    bench.change({upload});
    bench.select({0});
    QTRY_VERIFY(bench.window->actions()->openLink->isEnabled());
    key(bench, Qt::Key_Return);
    QCOMPARE(bench.window->totalsBar()->saidText(),
             QStringLiteral("The link could not be opened."));
}

void LinksTest::theBatchOfARowIsSelectedAndCopiedInQueueOrder()
{
    WindowBench bench;
    bench.open();
    QList<UploadSnapshot> uploads{
        finished(4, QStringLiteral("d")), finished(1, QStringLiteral("a")),
        finished(2, QStringLiteral("b")), finished(3, QStringLiteral("c"))};
    for (UploadSnapshot &upload : uploads)
        upload.added = std::chrono::milliseconds(upload.id == UploadId(2) ? 7 : 8);
    bench.change(uploads);
    QueueView *view = bench.window->queuePage()->view();
    bench.select({view->rows()->rowOf(UploadId(3))});
    QTRY_VERIFY(bench.window->actions()->selectBatch->isEnabled());
    QTest::keyClick(view, Qt::Key_B, Qt::ControlModifier);
    QTest::keyClick(view, Qt::Key_C, Qt::ControlModifier);
    QCOMPARE(QGuiApplication::clipboard()->text(),
             QStringLiteral("http://team.example/2026/a\nhttp://team.example/2026/c\n"
                            "http://team.example/2026/d"));
}

void LinksTest::linkOfTheStoreAloneIsCopied()
{
    WindowBench bench;
    bench.open();
    UploadSnapshot upload = finished(1, QStringLiteral("a"));
    ObjectLinks links = upload.links.all();
    links.accessUrl.clear();
    upload.links = links;
    bench.change({upload});
    bench.select({0});
    QTRY_VERIFY(bench.window->actions()->copyLinks->isEnabled());
    QTest::keyClick(bench.window->queuePage()->view(), Qt::Key_C, Qt::ControlModifier);
    QCOMPARE(QGuiApplication::clipboard()->text(), links.sourceUrl);
}

QTEST_MAIN(LinksTest)
#include "LinksTest.moc"

#include "tests/support/ScriptedHttpServer.h"
#include "tests/ui/Browser.h"
#include "tests/ui/ClipboardText.h"
#include "tests/ui/Snapshots.h"
#include "tests/ui/WindowBench.h"
#include "tests/ui/Words.h"
#include "ui/LinkDesk.h"
#include "ui/QrDialog.h"
#include "ui/QueueActions.h"
#include "ui/QueuePage.h"
#include "ui/QueueView.h"
#include "ui/Resources.h"
#include "ui/settings/SettingsStore.h"
#include "ui/TotalsBar.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QMenu>
#include <QMimeData>
#include <QProcess>
#include <QPushButton>
#include <QStandardPaths>
#include <QTest>
#include <QToolButton>

using namespace cosdrop;

class LinkOutTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void keyOffersTheFormsAndOneIsChosenByKey();
    void usualFormIsASetting();
    void linksOfNamedUploadsAreCopiedInTheOrderNamed();
    void deadLinkGivesWayToTheSourceLink();
    void slowCheckDoesNotHoldTheWindow();
    void aLongCheckTellsHowFarItIsAndCanBeCutShort();
    void qrCodeHoldsTheLink();
    void qrCodeSaysWhenALinkIsTooLong();
    void rowsAreDraggedOutAsLinks();
};

void LinkOutTest::initTestCase()
{
    useResources();
    useLanguage(QLocale(QLocale::English));
    QLocale::setDefault(QLocale(QLocale::English));
}

void LinkOutTest::keyOffersTheFormsAndOneIsChosenByKey()
{
    WindowBench bench;
    bench.open();
    bench.change({finished(2, QStringLiteral("b[1].png")), finished(1, QStringLiteral("a.png"))});
    bench.select({0, 1});
    QTRY_VERIFY(bench.window->actions()->copyAs->isEnabled());
    QTest::keyClick(bench.window->queuePage()->view(), Qt::Key_C,
                    Qt::ControlModifier | Qt::ShiftModifier);
    QMenu *menu = bench.window->linkDesk()->formMenu();
    QTRY_VERIFY(menu->isVisible());
    QTest::keyClick(menu, Qt::Key_M);
    QTRY_VERIFY(!menu->isVisible());
    QCOMPARE(clipboard(), QStringLiteral("[a.png](http://team.example/2026/a.png)\n"
                                         "[b\\[1\\].png](http://team.example/2026/b%5B1%5D.png)"));
    bench.settings->set(Setting::LinkTemplate, QStringLiteral("{name}={size}"));
    QTest::keyClick(bench.window->queuePage()->view(), Qt::Key_C,
                    Qt::ControlModifier | Qt::ShiftModifier);
    QTRY_VERIFY(menu->isVisible());
    QTest::keyClick(menu, Qt::Key_T);
    QCOMPARE(clipboard(), QStringLiteral("a.png=1000000\nb[1].png=1000000"));
}

void LinkOutTest::usualFormIsASetting()
{
    WindowBench bench;
    bench.open();
    bench.change({finished(1, QStringLiteral("a&b"))});
    bench.select({0});
    QTRY_VERIFY(bench.window->actions()->copyLinks->isEnabled());
    bench.settings->set(Setting::LinkFormat, QStringLiteral("html"));
    QTest::keyClick(bench.window->queuePage()->view(), Qt::Key_C, Qt::ControlModifier);
    QCOMPARE(clipboard(),
             QStringLiteral("<a href=\"http://team.example/2026/a&amp;b\">a&amp;b</a>"));
}

void LinkOutTest::linksOfNamedUploadsAreCopiedInTheOrderNamed()
{
    WindowBench bench;
    bench.open();
    bench.change({finished(1, QStringLiteral("a")), finished(2, QStringLiteral("b")),
                  snapshot(3, QStringLiteral("c"), UploadState::Failed),
                  finished(4, QStringLiteral("d"))});
    bench.settings->set(Setting::LinkFormat, QStringLiteral("markdown"));
    constexpr UploadId gone{99};
    bench.window->linkDesk()->copyLinksOf({UploadId{4}, gone, UploadId{3}, UploadId{1}});
    QCOMPARE(clipboard(), QStringLiteral("[d](http://team.example/2026/d)\n"
                                         "[a](http://team.example/2026/a)"));
    QCOMPARE(bench.window->totalsBar()->saidText(), QStringLiteral("2 links copied"));
}

void LinkOutTest::deadLinkGivesWayToTheSourceLink()
{
    test::ScriptedHttpServer server;
    server.setHandler([](const test::RecordedRequest &request) {
        test::ScriptedAnswer answer;
        answer.status = request.target == "/dead" ? 404 : 200;
        return answer;
    });
    WindowBench bench;
    bench.open();
    bench.settings->set(Setting::CheckLinks, true);
    UploadSnapshot dead = finished(1, QStringLiteral("a"));
    dead.links = ObjectLinks{server.url().toString() + QStringLiteral("/dead"),
                             server.url().toString() + QStringLiteral("/source"),
                             {},
                             {},
                             {}};
    UploadSnapshot good = finished(2, QStringLiteral("b"));
    good.links =
        ObjectLinks{server.url().toString() + QStringLiteral("/good%20one"), {}, {}, {}, {}};
    bench.change({dead, good});
    bench.select({0, 1});
    QTRY_VERIFY(bench.window->actions()->copyLinks->isEnabled());
    setClipboard(QStringLiteral("before"));
    QTest::keyClick(bench.window->queuePage()->view(), Qt::Key_C, Qt::ControlModifier);
    QTRY_COMPARE_WITH_TIMEOUT(clipboard(), dead.links.sourceUrl() + u'\n' + good.links.accessUrl(),
                              20000);
    QCOMPARE(bench.window->totalsBar()->saidText(),
             QStringLiteral("2 links copied. 1 did not answer: the store's link was taken "
                            "instead."));
}

void LinkOutTest::slowCheckDoesNotHoldTheWindow()
{
    test::ScriptedHttpServer server;
    server.holdAnswers(true);
    Browser browser;
    WindowBench bench;
    bench.open();
    bench.settings->set(Setting::CheckLinks, true);
    UploadSnapshot upload = finished(1, QStringLiteral("a"));
    upload.links = ObjectLinks{server.url().toString() + QStringLiteral("/a"), {}, {}, {}, {}};
    bench.change({upload});
    bench.select({0});
    QTRY_VERIFY(bench.window->actions()->openLink->isEnabled());
    QTest::keyClick(bench.window->queuePage()->view(), Qt::Key_Return);
    QTRY_COMPARE_WITH_TIMEOUT(server.requests().size(), 1, 20000);
    QCOMPARE(server.requests().constFirst().method, QByteArray("HEAD"));
    QVERIFY(browser.opened.isEmpty());
    QCOMPARE(bench.window->totalsBar()->saidText(),
             QStringLiteral("Looking whether 1 link answers…"));
    server.holdAnswers(false);
    QTRY_COMPARE_WITH_TIMEOUT(browser.opened.size(), 1, 20000);
}

void LinkOutTest::aLongCheckTellsHowFarItIsAndCanBeCutShort()
{
    test::ScriptedHttpServer server;
    server.setHandler([](const test::RecordedRequest &request) {
        test::ScriptedAnswer answer;
        if (!request.target.startsWith("/good"))
            answer.fault = test::ScriptedAnswer::Fault::Silence;
        return answer;
    });
    WindowBench bench;
    bench.open();
    bench.settings->set(Setting::CheckLinks, true);
    QList<UploadSnapshot> uploads;
    QStringList links;
    for (int i = 1; i <= 30; ++i) {
        UploadSnapshot upload = finished(i, QStringLiteral("a%1").arg(i));
        ObjectLinks own = upload.links.all();
        own.accessUrl = QStringLiteral("%1/%2%3").arg(
            server.url().toString(), i <= 3 ? QStringLiteral("good") : QStringLiteral("slow"),
            QString::number(i));
        links.append(own.accessUrl);
        upload.links = own;
        uploads.append(upload);
    }
    bench.change(uploads);
    QTRY_VERIFY(bench.window->actions()->copyLinks->isEnabled());
    setClipboard(QStringLiteral("before"));
    QTest::keyClick(bench.window->queuePage()->view(), Qt::Key_C, Qt::ControlModifier);
    const TotalsBar *bar = bench.window->totalsBar();
    const QString looking = QStringLiteral("Looking whether 30 links answer… ");
    const auto isCounted = [&] {
        return bar->saidText().startsWith(looking)
               && bar->saidText().endsWith(QLatin1String(" so far"));
    };
    QTRY_VERIFY_WITH_TIMEOUT(isCounted(), 20000);
    // Another word in between does not make it forgotten.
    bench.window->totalsBar()->offer(QStringLiteral("Something else"), QStringLiteral("Fine"), {});
    QTest::mouseClick(bar->offerButton(), Qt::LeftButton);
    QVERIFY(isCounted());
    QCOMPARE(clipboard(), QStringLiteral("before"));
    QCOMPARE(bar->offerButton()->text(), QStringLiteral("Do not wait"));
    QTest::mouseClick(bar->offerButton(), Qt::LeftButton);
    QCOMPARE(clipboard(), links.join(u'\n'));
    QVERIFY2(bar->saidText().startsWith(QLatin1String("30 links copied. "))
                 && bar->saidText().endsWith(QLatin1String(" were not tried.")),
             qPrintable(bar->saidText()));
    QVERIFY(!bar->offerButton()->isVisible());
}

void LinkOutTest::qrCodeHoldsTheLink()
{
    const QString reader = QStandardPaths::findExecutable(QStringLiteral("zbarimg"));
    if (reader.isEmpty())
        QSKIP("zbarimg is not installed");
    WindowBench bench;
    bench.open();
    UploadSnapshot upload = finished(1, QStringLiteral("a"));
    upload.links =
        ObjectLinks{QStringLiteral("http://team.example/2026/设计稿 v3 (1).psd"), {}, {}, {}, {}};
    bench.change({upload});
    bench.select({0});
    QTRY_VERIFY(bench.window->actions()->showQr->isEnabled());
    bench.window->actions()->showQr->trigger();
    QrDialog *dialog = bench.window->linkDesk()->qrDialog();
    QVERIFY(dialog && dialog->isVisible());
    auto *copy = dialog->findChild<QPushButton *>(QStringLiteral("copyPicture"));
    QTest::mouseClick(copy, Qt::LeftButton);
    const QImage picture = QGuiApplication::clipboard()->image();
    QVERIFY(!picture.isNull());
    const QString file = bench.folder.filePath(QStringLiteral("qr.png"));
    QVERIFY(picture.save(file));
    QProcess process;
    process.start(reader, {QStringLiteral("--quiet"), QStringLiteral("--raw"), file});
    QVERIFY(process.waitForFinished());
    QCOMPARE(QString::fromUtf8(process.readAllStandardOutput()).trimmed(),
             QStringLiteral("http://team.example/2026/%E8%AE%BE%E8%AE%A1%E7%A8%BF%20v3%20(1).psd"));
}

void LinkOutTest::qrCodeSaysWhenALinkIsTooLong()
{
    const QrDialog dialog(QStringLiteral("a"), QString(3000, u'x'));
    QVERIFY(dialog.picture().isNull());
    QVERIFY(!dialog.findChild<QPushButton *>(QStringLiteral("copyPicture"))->isEnabled());
}

void LinkOutTest::rowsAreDraggedOutAsLinks()
{
    WindowBench bench;
    bench.open();
    bench.change({finished(2, QStringLiteral("b c")), finished(1, QStringLiteral("a")),
                  snapshot(3, QStringLiteral("x"), UploadState::Sending)});
    QueueView *view = bench.window->queuePage()->view();
    view->selectAll();
    const std::unique_ptr<QMimeData> mime = view->dragged();
    QVERIFY(mime->hasFormat(QueueView::rowsMimeType()));
    QCOMPARE(mime->urls().size(), 2);
    QCOMPARE(mime->urls().at(1).toEncoded(), QByteArray("http://team.example/2026/b%20c"));
    QCOMPARE(mime->text(),
             QStringLiteral("http://team.example/2026/a\nhttp://team.example/2026/b%20c"));
}

QTEST_MAIN(LinkOutTest)
#include "LinkOutTest.moc"

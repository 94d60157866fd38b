#include "tests/ui/ClipboardText.h"
#include "tests/ui/Snapshots.h"
#include "tests/ui/WindowBench.h"
#include "tests/ui/Words.h"
#include "ui/Resources.h"
#include "ui/settings/SettingsStore.h"
#include "ui/TotalsBar.h"

#include <QMimeData>
#include <QTest>
#include <QToolButton>

using namespace cosdrop;

namespace {

UploadSnapshot inBatch(UploadSnapshot upload, int batch)
{
    upload.added = std::chrono::milliseconds(batch);
    return upload;
}

/// What is running when the queue of the state folder has been told.
void load(WindowBench &bench)
{
    bench.open();
    Q_EMIT bench.uploads->totalsChanged({});
}

void copyOnFinish(const WindowBench &bench)
{
    bench.settings->set(Setting::CopyOnFinish, true);
}

} // namespace

/// Links that come to the clipboard by themselves when their uploads are done.
class CopyOnFinishTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void batchIsCopiedInQueueOrderWhenItEnds();
    void batchThatWasPausedIsCopiedWholeWhenItGoesOn();
    void uploadThatIsToldOfAgainIsNoNews();
    void uploadThatIsTakenOffTheListHoldsNothingUp();
    void uploadThatComesBackToTheListIsNoNews();
    void whatWasDoneBeforeTheStartIsNotCopied();
    void nothingIsCopiedOnFinishUnlessItIsSet();
    void clipboardThatWasUsedMeanwhileIsLeftAlone();
    void ownCopyIsTakenBackOnce();
};

void CopyOnFinishTest::initTestCase()
{
    useResources();
    useLanguage(QLocale(QLocale::English));
    QLocale::setDefault(QLocale(QLocale::English));
}

void CopyOnFinishTest::batchIsCopiedInQueueOrderWhenItEnds()
{
    WindowBench bench;
    load(bench);
    copyOnFinish(bench);
    setClipboard(QStringLiteral("before"));
    bench.change({inBatch(snapshot(1, QStringLiteral("a"), UploadState::Sending), 10),
                  inBatch(snapshot(2, QStringLiteral("b"), UploadState::Queued), 10),
                  inBatch(snapshot(3, QStringLiteral("c"), UploadState::Queued), 11)});
    bench.change({inBatch(finished(2, QStringLiteral("b")), 10)});
    QCOMPARE(clipboard(), QStringLiteral("before"));
    bench.change({inBatch(finished(1, QStringLiteral("a")), 10)});
    QCOMPARE(clipboard(), QStringLiteral("http://team.example/2026/a\nhttp://team.example/2026/b"));
    QCOMPARE(bench.window->totalsBar()->saidText(), QStringLiteral("2 links copied"));
    // The program's own copy does not count as a use of the clipboard.
    bench.change({inBatch(finished(3, QStringLiteral("c")), 11)});
    QCOMPARE(clipboard(), QStringLiteral("http://team.example/2026/c"));
}

void CopyOnFinishTest::batchThatWasPausedIsCopiedWholeWhenItGoesOn()
{
    WindowBench bench;
    load(bench);
    copyOnFinish(bench);
    bench.change({inBatch(snapshot(1, QStringLiteral("a"), UploadState::Sending), 10),
                  inBatch(snapshot(2, QStringLiteral("b"), UploadState::Sending), 10)});
    bench.change({inBatch(snapshot(1, QStringLiteral("a"), UploadState::Paused), 10),
                  inBatch(finished(2, QStringLiteral("b")), 10)});
    QCOMPARE(clipboard(), QStringLiteral("http://team.example/2026/b"));
    bench.change({inBatch(snapshot(1, QStringLiteral("a"), UploadState::Sending), 10)});
    bench.change({inBatch(finished(1, QStringLiteral("a")), 10)});
    QCOMPARE(clipboard(), QStringLiteral("http://team.example/2026/a\nhttp://team.example/2026/b"));
}

void CopyOnFinishTest::uploadThatIsToldOfAgainIsNoNews()
{
    WindowBench bench;
    load(bench);
    copyOnFinish(bench);
    bench.change({inBatch(snapshot(1, QStringLiteral("a"), UploadState::Sending), 10),
                  inBatch(snapshot(2, QStringLiteral("b"), UploadState::Sending), 10)});
    bench.change({inBatch(finished(1, QStringLiteral("a")), 10),
                  inBatch(failed(2, QStringLiteral("b"), ErrorKind::Timeout), 10)});
    QCOMPARE(clipboard(), QStringLiteral("http://team.example/2026/a"));
    setClipboard(QStringLiteral("mine"));
    bench.change({inBatch(finished(1, QStringLiteral("a")), 10)});
    QCOMPARE(clipboard(), QStringLiteral("mine"));
    // One that is tried again later is a batch of its own.
    bench.change({inBatch(snapshot(2, QStringLiteral("b"), UploadState::Sending), 10)});
    bench.change({inBatch(finished(2, QStringLiteral("b")), 10)});
    QCOMPARE(clipboard(), QStringLiteral("http://team.example/2026/b"));
}

void CopyOnFinishTest::uploadThatIsTakenOffTheListHoldsNothingUp()
{
    WindowBench bench;
    load(bench);
    copyOnFinish(bench);
    setClipboard(QStringLiteral("before"));
    bench.change({inBatch(snapshot(1, QStringLiteral("a"), UploadState::Sending), 10),
                  inBatch(snapshot(2, QStringLiteral("b"), UploadState::Sending), 10)});
    bench.change({inBatch(finished(1, QStringLiteral("a")), 10)});
    QCOMPARE(clipboard(), QStringLiteral("before"));
    Q_EMIT bench.uploads->shelved({UploadId{2}});
    QCOMPARE(clipboard(), QStringLiteral("http://team.example/2026/a"));
}

void CopyOnFinishTest::uploadThatComesBackToTheListIsNoNews()
{
    WindowBench bench;
    load(bench);
    copyOnFinish(bench);
    bench.change({inBatch(snapshot(1, QStringLiteral("a"), UploadState::Sending), 10)});
    bench.change({inBatch(finished(1, QStringLiteral("a")), 10)});
    QCOMPARE(clipboard(), QStringLiteral("http://team.example/2026/a"));
    setClipboard(QStringLiteral("mine"));
    Q_EMIT bench.uploads->shelved({UploadId{1}});
    bench.change({inBatch(finished(1, QStringLiteral("a")), 10)});
    QCOMPARE(clipboard(), QStringLiteral("mine"));
}

void CopyOnFinishTest::whatWasDoneBeforeTheStartIsNotCopied()
{
    WindowBench bench;
    copyOnFinish(bench);
    setClipboard(QStringLiteral("mine"));
    bench.open();
    bench.change({inBatch(finished(1, QStringLiteral("old")), 9),
                  inBatch(snapshot(2, QStringLiteral("b"), UploadState::Queued), 9)});
    Q_EMIT bench.uploads->totalsChanged({});
    QCOMPARE(clipboard(), QStringLiteral("mine"));
    bench.change({inBatch(finished(2, QStringLiteral("b")), 9)});
    QCOMPARE(clipboard(), QStringLiteral("http://team.example/2026/b"));
}

void CopyOnFinishTest::nothingIsCopiedOnFinishUnlessItIsSet()
{
    WindowBench bench;
    load(bench);
    setClipboard(QStringLiteral("mine"));
    bench.change({inBatch(snapshot(1, QStringLiteral("a"), UploadState::Sending), 10)});
    bench.change({inBatch(finished(1, QStringLiteral("a")), 10)});
    QCOMPARE(clipboard(), QStringLiteral("mine"));
}

void CopyOnFinishTest::clipboardThatWasUsedMeanwhileIsLeftAlone()
{
    WindowBench bench;
    load(bench);
    copyOnFinish(bench);
    bench.change({inBatch(snapshot(1, QStringLiteral("a"), UploadState::Sending), 10)});
    setClipboard(QStringLiteral("typed meanwhile"));
    bench.change({inBatch(finished(1, QStringLiteral("a")), 10)});
    QCOMPARE(clipboard(), QStringLiteral("typed meanwhile"));
    TotalsBar *bar = bench.window->totalsBar();
    QCOMPARE(bar->saidText(), QStringLiteral("1 link is ready"));
    QCOMPARE(bar->offerButton()->text(), QStringLiteral("Copy"));
    QTest::mouseClick(bar->offerButton(), Qt::LeftButton);
    QCOMPARE(clipboard(), QStringLiteral("http://team.example/2026/a"));
    QVERIFY(!bar->offerButton()->isVisible());
}

void CopyOnFinishTest::ownCopyIsTakenBackOnce()
{
    WindowBench bench;
    load(bench);
    copyOnFinish(bench);
    auto *mime = new QMimeData;
    mime->setText(QStringLiteral("before"));
    mime->setHtml(QStringLiteral("<b>before</b>"));
    QGuiApplication::clipboard()->setMimeData(mime);
    bench.change({inBatch(snapshot(1, QStringLiteral("a"), UploadState::Sending), 10)});
    bench.change({inBatch(finished(1, QStringLiteral("a")), 10)});
    QCOMPARE(clipboard(), QStringLiteral("http://team.example/2026/a"));
    QToolButton *undo = bench.window->totalsBar()->offerButton();
    QCOMPARE(undo->text(), QStringLiteral("Undo"));
    QTest::mouseClick(undo, Qt::LeftButton);
    QCOMPARE(clipboard(), QStringLiteral("before"));
    QCOMPARE(QGuiApplication::clipboard()->mimeData()->html(), QStringLiteral("<b>before</b>"));
    QVERIFY(!undo->isVisible());
}

QTEST_MAIN(CopyOnFinishTest)
#include "CopyOnFinishTest.moc"

#include "tests/ui/Snapshots.h"
#include "tests/ui/WindowBench.h"
#include "tests/ui/Words.h"
#include "ui/DropFrame.h"
#include "ui/InvitePage.h"
#include "ui/Notices.h"
#include "ui/QueuePage.h"
#include "ui/QueueView.h"
#include "ui/Resources.h"
#include "ui/TotalsBar.h"

#include <QClipboard>
#include <QDir>
#include <QDragEnterEvent>
#include <QDropEvent>
#include <QFile>
#include <QFileDialog>
#include <QLineEdit>
#include <QMimeData>
#include <QPushButton>
#include <QTest>

using namespace cosdrop;

namespace {

QList<QUrl> urlsOf(const QStringList &paths)
{
    QList<QUrl> urls;
    for (const QString &path : paths)
        urls += QUrl::fromLocalFile(path);
    return urls;
}

/// Drags over and drops on a widget as the window system does: the widget under the mouse and then
/// its parents are asked.
bool drop(QWidget *target, const QMimeData &mime, Qt::DropAction proposed = Qt::CopyAction)
{
    QWidget *window = target->window();
    const QPoint at = target->mapTo(window, target->rect().center());
    QDragEnterEvent enter(at, Qt::CopyAction | Qt::MoveAction, &mime, Qt::LeftButton,
                          Qt::NoModifier);
    enter.setDropAction(proposed);
    for (QWidget *widget = target; widget; widget = widget->parentWidget()) {
        if (!widget->acceptDrops())
            continue;
        enter.ignore();
        QCoreApplication::sendEvent(widget, &enter);
        if (!enter.isAccepted())
            continue;
        QDropEvent event(at, Qt::CopyAction | Qt::MoveAction, &mime, Qt::LeftButton,
                         Qt::NoModifier);
        event.setDropAction(proposed);
        QCoreApplication::sendEvent(widget, &event);
        return event.isAccepted() && event.dropAction() == Qt::CopyAction;
    }
    return false;
}

} // namespace

class DropTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void dropAddsThosePathsUnderTheAccount();
    void dropWorksOnEveryPartOfTheWindow();
    void droppedFilesAreNeverMoved();
    void frameSaysWhatWouldHappenAndGoesAway();
    void sentenceLeavesThePagesReadable_data();
    void sentenceLeavesThePagesReadable();
    void manyFilesAreNotLookedAtWhileDragging();
    void addressesOfTheWebAreRefusedWithAWord();
    void sameFileTwiceIsAddedOnce();
    void pasteAddsFilesOfTheClipboard();
    void pasteWithoutFilesSaysSo();
    void textGoesIntoTheFilterWhenItHasTheFocus();
    void withoutAccountTheFilesWaitForOne();
    void filesGivenEarlyWaitForTheStateFolder();
    void filesGoToTheAccountOfTheTimeOfTheDrop();
    void filesOfAnAccountThatIsGoneGoNowhere();
    void filesAndFoldersAreChosenInADialog();

private:
    QString file(const WindowBench &bench, const QString &name, int bytes = 100);
};

void DropTest::initTestCase()
{
    useResources();
    useLanguage(QLocale(QLocale::English));
    QLocale::setDefault(QLocale(QLocale::English));
}

QString DropTest::file(const WindowBench &bench, const QString &name, int bytes)
{
    QString path = bench.folder.filePath(name);
    QFile file(path);
    if (!file.open(QIODevice::WriteOnly) || file.write(QByteArray(bytes, 'x')) != bytes)
        qFatal("cannot write %s", qPrintable(path));
    return path;
}

void DropTest::dropAddsThosePathsUnderTheAccount()
{
    WindowBench bench;
    bench.open();
    const QStringList paths{file(bench, QStringLiteral("a b+&#%.txt")),
                            file(bench, QStringLiteral("设计稿 v3.psd")), bench.folder.path()};
    QMimeData mime;
    mime.setUrls(urlsOf(paths));
    QVERIFY(drop(bench.window.get(), mime));
    QCOMPARE(bench.uploads->added.size(), 1);
    const AddRequest request = bench.uploads->added.constFirst();
    QCOMPARE(request.paths, paths);
    QCOMPARE(request.target, WindowBench::teamProfile().target());
    QCOMPARE(request.prefix, QStringLiteral("/2026/11/"));
    QCOMPARE(request.conflictRule, ConflictRule::Ask);
    QVERIFY(request.hash);
}

void DropTest::dropWorksOnEveryPartOfTheWindow()
{
    WindowBench bench;
    bench.open();
    bench.change({snapshot(1, QStringLiteral("a"), UploadState::Queued)});
    QMimeData mime;
    mime.setUrls(urlsOf({file(bench, QStringLiteral("a.txt"))}));
    mime.setText(QStringLiteral("file:///a.txt")); // as file managers add it
    int drops = 0;
    const QList<QWidget *> children = bench.window->findChildren<QWidget *>();
    for (QWidget *child : children) {
        if (!child->isVisible() || child->window() != bench.window.get())
            continue;
        QVERIFY2(drop(child, mime), child->metaObject()->className());
        QCOMPARE(bench.uploads->added.size(), ++drops);
    }
    QVERIFY(drops > 20);
}

void DropTest::droppedFilesAreNeverMoved()
{
    WindowBench bench;
    bench.open();
    QMimeData mime;
    mime.setUrls(urlsOf({file(bench, QStringLiteral("a.txt"))}));
    QVERIFY(drop(bench.window.get(), mime, Qt::MoveAction));
}

void DropTest::frameSaysWhatWouldHappenAndGoesAway()
{
    WindowBench bench;
    bench.open();
    QMimeData mime;
    mime.setUrls(urlsOf({file(bench, QStringLiteral("a.txt"), 700),
                         file(bench, QStringLiteral("b.txt"), 300), bench.folder.path()}));
    QDragEnterEvent enter(QPoint(5, 5), Qt::CopyAction, &mime, Qt::LeftButton, Qt::NoModifier);
    QCoreApplication::sendEvent(bench.window.get(), &enter);
    QVERIFY(bench.window->dropFrame()->isVisible());
    QCOMPARE(bench.window->dropFrame()->sentence(),
             QStringLiteral("Drop to upload 2 files, 1 KB and 1 folder, to /2026/11/"));
    QDragLeaveEvent leave;
    QCoreApplication::sendEvent(bench.window.get(), &leave);
    QVERIFY(!bench.window->dropFrame()->isVisible());
    QCoreApplication::sendEvent(bench.window.get(), &enter);
    QVERIFY(bench.window->dropFrame()->isVisible());
    QVERIFY(drop(bench.window.get(), mime));
    QVERIFY(!bench.window->dropFrame()->isVisible());
}

void DropTest::sentenceLeavesThePagesReadable_data()
{
    QTest::addColumn<bool>("account");
    QTest::addColumn<QSize>("size");
    for (const bool account : {true, false}) {
        const char *page = account ? "empty" : "welcome";
        QTest::addRow("%s", page) << account << QSize(1120, 640);
        QTest::addRow("%s, small", page) << account << QSize(720, 480);
        QTest::addRow("%s, wide", page) << account << QSize(1600, 500);
    }
}

void DropTest::sentenceLeavesThePagesReadable()
{
    QFETCH(bool, account);
    QFETCH(QSize, size);
    WindowBench bench({.account = account});
    bench.open();
    MainWindow *window = bench.window.get();
    window->resize(size);
    QTRY_COMPARE(window->size(), size);
    QMimeData mime;
    mime.setUrls(urlsOf({file(bench, QStringLiteral("a.txt"))}));
    QDragEnterEvent enter(QPoint(5, 5), Qt::CopyAction, &mime, Qt::LeftButton, Qt::NoModifier);
    QCoreApplication::sendEvent(window, &enter);
    constexpr int clear = 8; // px, at least
    const QRect box = window->dropFrame()->box().adjusted(-clear, -clear, clear, clear);
    QVERIFY(window->rect().contains(box));
    int words = 0;
    const QList<QWidget *> parts = window->currentPage()->findChildren<QWidget *>();
    for (const QWidget *part : parts) {
        if (!part->isVisible())
            continue;
        ++words;
        const QRect place(part->mapTo(window, QPoint()), part->size());
        QVERIFY2(!box.intersects(place), part->metaObject()->className());
    }
    QVERIFY(words >= 5);
}

void DropTest::manyFilesAreNotLookedAtWhileDragging()
{
    WindowBench bench;
    bench.open();
    QStringList paths;
    for (int i = 0; i < 5000; ++i)
        paths += QStringLiteral("/nowhere/%1").arg(i);
    QMimeData mime;
    mime.setUrls(urlsOf(paths));
    QDragEnterEvent enter(QPoint(5, 5), Qt::CopyAction, &mime, Qt::LeftButton, Qt::NoModifier);
    QCoreApplication::sendEvent(bench.window.get(), &enter);
    QCOMPARE(bench.window->dropFrame()->sentence(),
             QStringLiteral("Drop to upload 5000 items, to /2026/11/"));
}

void DropTest::addressesOfTheWebAreRefusedWithAWord()
{
    WindowBench bench;
    bench.open();
    QMimeData mime;
    mime.setUrls({QUrl(QStringLiteral("https://example.com/a.png"))});
    QVERIFY(!drop(bench.window.get(), mime));
    mime.setUrls({QUrl(QStringLiteral("https://example.com/a.png")),
                  QUrl::fromLocalFile(file(bench, QStringLiteral("a.txt")))});
    QVERIFY(drop(bench.window.get(), mime));
    QCOMPARE(bench.uploads->added.size(), 1);
    QCOMPARE(bench.uploads->added.constFirst().paths.size(), 1);
    QVERIFY(bench.window->totalsBar()->saidText().contains(QLatin1String("this computer")));
}

void DropTest::sameFileTwiceIsAddedOnce()
{
    WindowBench bench;
    bench.open();
    const QString path = file(bench, QStringLiteral("a.txt"));
    QMimeData mime;
    mime.setUrls(urlsOf({path, path}));
    QVERIFY(drop(bench.window.get(), mime));
    QCOMPARE(bench.uploads->added.constFirst().paths, QStringList{path});
}

void DropTest::pasteAddsFilesOfTheClipboard()
{
    WindowBench bench;
    bench.open();
    bench.change({snapshot(1, QStringLiteral("a"), UploadState::Queued)});
    const QString path = file(bench, QStringLiteral("a.txt"));
    auto *mime = new QMimeData;
    mime->setUrls(urlsOf({path}));
    QGuiApplication::clipboard()->setMimeData(mime);
    bench.window->queuePage()->view()->setFocus();
    QTest::keyClick(bench.window->queuePage()->view(), Qt::Key_V, Qt::ControlModifier);
    QCOMPARE(bench.uploads->added.size(), 1);
    QCOMPARE(bench.uploads->added.constFirst().paths, QStringList{path});
}

void DropTest::pasteWithoutFilesSaysSo()
{
    WindowBench bench;
    bench.open();
    QGuiApplication::clipboard()->setText(QStringLiteral("words"));
    bench.window->emptyPage()->firstButton()->setFocus();
    QTest::keyClick(bench.window->emptyPage()->firstButton(), Qt::Key_V, Qt::ControlModifier);
    QVERIFY(bench.uploads->added.isEmpty());
    QVERIFY(bench.window->totalsBar()->saidText().contains(QLatin1String("clipboard")));
}

void DropTest::textGoesIntoTheFilterWhenItHasTheFocus()
{
    WindowBench bench;
    bench.open();
    QGuiApplication::clipboard()->setText(QStringLiteral("words"));
    auto *filter = bench.window->findChild<QLineEdit *>(QStringLiteral("filter"));
    QTest::keyClick(bench.window.get(), Qt::Key_F, Qt::ControlModifier);
    QVERIFY(filter->hasFocus());
    QTest::keyClick(filter, Qt::Key_V, Qt::ControlModifier);
    QCOMPARE(filter->text(), QStringLiteral("words"));
    QVERIFY(bench.window->totalsBar()->saidText().isEmpty());
}

void DropTest::withoutAccountTheFilesWaitForOne()
{
    WindowBench bench({.account = false});
    bench.open();
    QCOMPARE(bench.window->currentPage(), bench.window->welcomePage());
    const QString path = file(bench, QStringLiteral("a.txt"));
    QMimeData mime;
    mime.setUrls(urlsOf({path}));
    QVERIFY(drop(bench.window.get(), mime));
    QVERIFY(bench.uploads->added.isEmpty());
    QCOMPARE(bench.window->notices()->text(QStringLiteral("pending")),
             QStringLiteral("1 item waits for an account to upload it to."));
    QVERIFY(bench.accounts->save(WindowBench::teamProfile(),
                                 Credentials{QStringLiteral("id"), QByteArrayLiteral("key")}));
    QCOMPARE(bench.uploads->added.size(), 1);
    QCOMPARE(bench.uploads->added.constFirst().paths, QStringList{path});
    QVERIFY(bench.window->notices()->text(QStringLiteral("pending")).isEmpty());
}

void DropTest::filesGivenEarlyWaitForTheStateFolder()
{
    WindowBench bench;
    bench.window->addPaths({QStringLiteral("/a"), QStringLiteral("/b")});
    QVERIFY(bench.uploads->added.isEmpty());
    bench.open();
    QCOMPARE(bench.uploads->added.size(), 1);
    QCOMPARE(bench.uploads->added.constFirst().paths.size(), 2);
}

void DropTest::filesGoToTheAccountOfTheTimeOfTheDrop()
{
    WindowBench bench;
    Profile other = WindowBench::teamProfile();
    other.name = QStringLiteral("other");
    other.bucket = QStringLiteral("elsewhere");
    const QString first = file(bench, QStringLiteral("first"));
    const QString second = file(bench, QStringLiteral("second"));
    QMimeData mime;
    mime.setUrls(urlsOf({first}));
    QVERIFY(drop(bench.window.get(), mime));
    QVERIFY(bench.accounts->save(other, std::nullopt));
    QCOMPARE(bench.accounts->current()->name, other.name);
    mime.setUrls(urlsOf({second}));
    QVERIFY(drop(bench.window.get(), mime));
    QVERIFY(bench.uploads->added.isEmpty());
    bench.open();
    QCOMPARE(bench.uploads->added.size(), 2);
    QCOMPARE(bench.uploads->added.constFirst().target, WindowBench::teamProfile().target());
    QCOMPARE(bench.uploads->added.constFirst().paths, QStringList{first});
    QCOMPARE(bench.uploads->added.constLast().target, other.target());
    QCOMPARE(bench.uploads->added.constLast().paths, QStringList{second});
}

void DropTest::filesOfAnAccountThatIsGoneGoNowhere()
{
    WindowBench bench;
    Profile other = WindowBench::teamProfile();
    other.name = QStringLiteral("other");
    QVERIFY(bench.accounts->save(other, std::nullopt));
    bench.window->addPaths({QStringLiteral("/a"), QStringLiteral("/b")});
    QVERIFY(bench.accounts->remove(other.name));
    bench.open();
    QVERIFY(bench.uploads->added.isEmpty());
    QCOMPARE(bench.window->notices()->text(QStringLiteral("accountGone")),
             QStringLiteral("2 items were for the account “other”, which is gone, and were not "
                            "added."));
    bench.window->addPaths({QStringLiteral("/c")});
    QCOMPARE(bench.uploads->added.size(), 1);
    QCOMPARE(bench.uploads->added.constFirst().paths, QStringList{QStringLiteral("/c")});
}

void DropTest::filesAndFoldersAreChosenInADialog()
{
    WindowBench bench;
    bench.open();
    const QString first = file(bench, QStringLiteral("a.txt"));
    const QString second = file(bench, QStringLiteral("b.txt"));
    const auto dialog = [&bench] {
        return bench.window->findChild<QFileDialog *>();
    };
    QTest::keyClick(bench.window.get(), Qt::Key_O, Qt::ControlModifier);
    QTRY_VERIFY(dialog() && dialog()->isVisible());
    auto *name = dialog()->findChild<QLineEdit *>(QStringLiteral("fileNameEdit"));
    name->setText(QStringLiteral("\"%1\" \"%2\"").arg(first, second));
    QTest::keyClick(name, Qt::Key_Return);
    QTRY_COMPARE(bench.uploads->added.size(), 1);
    QCOMPARE(bench.uploads->added.constFirst().paths, (QStringList{first, second}));
    QTRY_VERIFY(!dialog());
    bench.window->activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(bench.window.get()));

    QVERIFY(QDir(bench.folder.path()).mkdir(QStringLiteral("album")));
    const QString folder = bench.folder.filePath(QStringLiteral("album"));
    QTest::keyClick(bench.window.get(), Qt::Key_O, Qt::ControlModifier | Qt::ShiftModifier);
    QTRY_VERIFY(dialog() && dialog()->isVisible());
    QCOMPARE(dialog()->directory().absolutePath(), bench.folder.path());
    dialog()->findChild<QLineEdit *>(QStringLiteral("fileNameEdit"))->setText(folder);
    QTest::keyClick(dialog(), Qt::Key_Return);
    QTRY_COMPARE(bench.uploads->added.size(), 2);
    QCOMPARE(bench.uploads->added.constLast().paths, QStringList{folder});
}

QTEST_MAIN(DropTest)
#include "DropTest.moc"

#include "ui/Intake.h"

#include "tests/ui/Snapshots.h"
#include "tests/ui/WindowBench.h"
#include "tests/ui/Words.h"
#include "ui/Notices.h"
#include "ui/QueuePage.h"
#include "ui/QueueView.h"
#include "ui/Resources.h"
#include "ui/ReviewDialog.h"
#include "ui/ReviewModel.h"
#include "ui/TotalsBar.h"

#include <QAbstractItemModelTester>
#include <QClipboard>
#include <QFile>
#include <QFileInfo>
#include <QGuiApplication>
#include <QImage>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QRegularExpression>
#include <QTableView>
#include <QTest>

using namespace cosdrop;

using Trouble = ReviewItem::Trouble;

namespace {

AddReview review()
{
    AddReview asked;
    asked.ticket = 7;
    asked.files = 14;
    asked.bytes = 3'200'000'000;
    asked.items = {{Trouble::IllegalName, QStringLiteral("/home/me/what?"),
                    QStringLiteral("/2026/what?"), QStringLiteral("/2026/what_"), 10},
                   {Trouble::SameTarget, QStringLiteral("/home/me/b/a"), QStringLiteral("/2026/a"),
                    QStringLiteral("/2026/a (2)"), 20}};
    return asked;
}

void type(const QTableView *table, int row, const QString &text)
{
    const QPoint at = table->visualRect(table->model()->index(row, ReviewModel::Target)).center();
    QTest::mouseClick(table->viewport(), Qt::LeftButton, {}, at);
    QTest::mouseDClick(table->viewport(), Qt::LeftButton, {}, at);
    auto *editor = table->viewport()->findChild<QLineEdit *>();
    QVERIFY(editor);
    editor->selectAll();
    QTest::keyClicks(editor, text);
    QTest::keyClick(editor, Qt::Key_Return);
    QTRY_VERIFY(!table->viewport()->findChild<QLineEdit *>());
}

} // namespace

class IntakeTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void aPastedImageBecomesAFileThatIsKeptUntilItIsUploaded();
    void twoImagesOfOneSecondGetTwoNames();
    void aPastedImageGoesWithItsRow();
    void aScanIsCountedAndCanBeCancelled();
    void whatWasLeftOutIsSaid();
    void theRuleForFoldersIsShown();
    void theReviewSettlesPaths();
    void theReviewRefusesPathsThatCannotBeUsed();
    void theReviewLeavesFilesOut();
    void cancellingTheReviewAddsNothing();
    void oneReviewComesAfterTheOther();

private:
    static void pasteImage(const WindowBench &bench)
    {
        QImage image(20, 10, QImage::Format_RGB32);
        image.fill(Qt::red);
        QGuiApplication::clipboard()->setImage(image);
        QTest::keyClick(bench.window.get(), Qt::Key_V, Qt::ControlModifier);
    }
};

void IntakeTest::initTestCase()
{
    useResources();
    useLanguage(QLocale(QLocale::English));
    QLocale::setDefault(QLocale(QLocale::English));
}

void IntakeTest::aPastedImageBecomesAFileThatIsKeptUntilItIsUploaded()
{
    WindowBench bench;
    bench.open();
    pasteImage(bench);
    QTRY_COMPARE(bench.uploads->added.size(), 1);
    const QString path = bench.uploads->added.constFirst().paths.constFirst();
    static const QRegularExpression form(QStringLiteral("^clipboard-\\d{8}-\\d{6}\\.png$"));
    QVERIFY2(form.match(QFileInfo(path).fileName()).hasMatch(), qPrintable(path));
    QCOMPARE(QImage(path).pixelColor(3, 3), QColor(Qt::red));
    UploadSnapshot upload = snapshot(1, QStringLiteral("x"), UploadState::Sending);
    upload.localPath = path;
    bench.change({upload});
    QVERIFY(QFile::exists(path));
    upload.state = UploadState::Done;
    bench.change({upload});
    QVERIFY(!QFile::exists(path));
}

void IntakeTest::twoImagesOfOneSecondGetTwoNames()
{
    WindowBench bench;
    bench.open();
    pasteImage(bench);
    pasteImage(bench);
    pasteImage(bench);
    QTRY_COMPARE(bench.uploads->added.size(), 3);
    QSet<QString> paths;
    for (const AddRequest &request : std::as_const(bench.uploads->added))
        paths += request.paths.constFirst();
    QCOMPARE(paths.size(), 3);
}

void IntakeTest::aPastedImageGoesWithItsRow()
{
    WindowBench bench;
    bench.open();
    pasteImage(bench);
    QTRY_COMPARE(bench.uploads->added.size(), 1);
    UploadSnapshot upload = snapshot(1, QStringLiteral("x"), UploadState::Queued);
    upload.localPath = bench.uploads->added.constFirst().paths.constFirst();
    bench.change({upload});
    Q_EMIT bench.uploads->shelved({UploadId(1)});
    QVERIFY(QFile::exists(upload.localPath));
    Q_EMIT bench.uploads->removed({UploadId(1)});
    QVERIFY(!QFile::exists(upload.localPath));
}

void IntakeTest::aScanIsCountedAndCanBeCancelled()
{
    WindowBench bench;
    bench.open();
    const QString cause = QStringLiteral("scan");
    const Notices *notices = bench.window->notices();
    Q_EMIT bench.uploads->scanning(500, 1'000'000);
    const QWidget *bar = notices->bar(cause);
    QVERIFY(bar && bar->isVisible());
    Q_EMIT bench.uploads->scanning(34'120, 12'000'000'000);
    QCOMPARE(notices->bar(cause), bar);
    QVERIFY2(notices->text(cause).contains(QLatin1String("34,120"))
                 || notices->text(cause).contains(QLatin1String("34120")),
             qPrintable(notices->text(cause)));
    QVERIFY(notices->text(cause).contains(Intake::folderRule()));
    QTest::mouseClick(bar->findChild<QPushButton *>(QStringLiteral("noticeAction")),
                      Qt::LeftButton);
    QCOMPARE(bench.uploads->calls.constLast().name, QStringLiteral("cancelScan"));
    Q_EMIT bench.uploads->scanOver();
    QVERIFY(!notices->bar(cause));
}

void IntakeTest::whatWasLeftOutIsSaid()
{
    WindowBench bench;
    bench.open();
    Q_EMIT bench.uploads->leftOut({2, 1, 0});
    Q_EMIT bench.uploads->scanned(14, 3'200'000'000, {});
    QCOMPARE(bench.window->totalsBar()->saidText(),
             QStringLiteral("14 files added, 3.2 GB · 2 empty folders left out · "
                            "1 link to a folder left out"));
    Q_EMIT bench.uploads->scanned(1, 10, {});
    QCOMPARE(bench.window->totalsBar()->saidText(), QStringLiteral("1 file added, 10 B"));
}

void IntakeTest::theRuleForFoldersIsShown()
{
    WindowBench bench;
    bench.open();
    bool isShown = false;
    for (const QLabel *label : bench.window->currentPage()->findChildren<QLabel *>())
        isShown = isShown || (label->isVisible() && label->text().contains(Intake::folderRule()));
    QVERIFY(isShown);
}

void IntakeTest::theReviewSettlesPaths()
{
    WindowBench bench;
    bench.open();
    Q_EMIT bench.uploads->reviewWanted(review());
    const ReviewDialog *dialog = bench.window->intake()->reviewDialog();
    QVERIFY(dialog);
    const QAbstractItemModelTester tester(dialog->model());
    QTRY_VERIFY(dialog->isVisible());
    Q_EMIT bench.uploads->scanned(14, 3'200'000'000, {});
    QVERIFY(bench.window->totalsBar()->saidText().isEmpty());
    QCOMPARE(dialog->addButton()->text(), QStringLiteral("Upload 14 files"));
    type(dialog->table(), 1, QStringLiteral("/2026/other"));
    QTest::mouseClick(dialog->addButton(), Qt::LeftButton);
    QCOMPARE(bench.uploads->calls.constLast().name, QStringLiteral("settle"));
    QCOMPARE(bench.uploads->newPaths,
             (QStringList{QStringLiteral("/2026/what_"), QStringLiteral("/2026/other")}));
    QVERIFY(!bench.window->intake()->reviewDialog());
}

void IntakeTest::theReviewRefusesPathsThatCannotBeUsed()
{
    WindowBench bench;
    bench.open();
    Q_EMIT bench.uploads->reviewWanted(review());
    const ReviewDialog *dialog = bench.window->intake()->reviewDialog();
    QTRY_VERIFY(dialog->isVisible());
    QVERIFY(dialog->addButton()->isEnabled());
    for (const QString &path :
         {QStringLiteral("/2026/a*b"), QStringLiteral("/2026/what_"), QStringLiteral("/2026/")}) {
        type(dialog->table(), 1, path);
        QVERIFY2(!dialog->addButton()->isEnabled(), qPrintable(path));
    }
    type(dialog->table(), 1, QStringLiteral("2026/fine"));
    QVERIFY(dialog->addButton()->isEnabled());
    QCOMPARE(dialog->model()->paths().at(1), QStringLiteral("/2026/fine"));
}

void IntakeTest::theReviewLeavesFilesOut()
{
    WindowBench bench;
    bench.open();
    Q_EMIT bench.uploads->reviewWanted(review());
    const ReviewDialog *dialog = bench.window->intake()->reviewDialog();
    QTRY_VERIFY(dialog->isVisible());
    dialog->table()->setFocus();
    dialog->table()->setCurrentIndex(dialog->model()->index(0, ReviewModel::File));
    QTest::keyClick(dialog->table(), Qt::Key_Space);
    QCOMPARE(dialog->addButton()->text(), QStringLiteral("Upload 13 files"));
    QTest::mouseClick(dialog->addButton(), Qt::LeftButton);
    QCOMPARE(bench.uploads->newPaths, (QStringList{QString(), QStringLiteral("/2026/a (2)")}));
}

void IntakeTest::cancellingTheReviewAddsNothing()
{
    WindowBench bench;
    bench.open();
    Q_EMIT bench.uploads->reviewWanted(review());
    ReviewDialog *dialog = bench.window->intake()->reviewDialog();
    QTRY_VERIFY(dialog->isVisible());
    QTest::keyClick(dialog, Qt::Key_Escape);
    QCOMPARE(bench.uploads->calls.constLast().name, QStringLiteral("dropReview"));
}

void IntakeTest::oneReviewComesAfterTheOther()
{
    WindowBench bench;
    bench.open();
    Q_EMIT bench.uploads->reviewWanted(review());
    AddReview second = review();
    second.files = 2;
    Q_EMIT bench.uploads->reviewWanted(second);
    ReviewDialog *dialog = bench.window->intake()->reviewDialog();
    QCOMPARE(dialog->addButton()->text(), QStringLiteral("Upload 14 files"));
    QTRY_VERIFY(dialog->isVisible());
    QTest::keyClick(dialog, Qt::Key_Escape);
    QTRY_VERIFY(bench.window->intake()->reviewDialog());
    QCOMPARE(bench.window->intake()->reviewDialog()->addButton()->text(),
             QStringLiteral("Upload 2 files"));
}

QTEST_MAIN(IntakeTest)
#include "IntakeTest.moc"

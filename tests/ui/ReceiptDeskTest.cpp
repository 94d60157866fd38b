#include "ui/ReceiptDesk.h"

#include "tests/support/Patience.h"
#include "tests/ui/Snapshots.h"
#include "tests/ui/WindowBench.h"
#include "tests/ui/Words.h"
#include "ui/LinkDesk.h"
#include "ui/QueueActions.h"
#include "ui/QueuePage.h"
#include "ui/QueueView.h"
#include "ui/Resources.h"
#include "ui/TotalsBar.h"

#include <QApplication>
#include <QDialogButtonBox>
#include <QFile>
#include <QFileDialog>
#include <QLineEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>

using namespace cosdrop;

class ReceiptDeskTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void selectionIsExportedByKey_data();
    void selectionIsExportedByKey();
    void withoutSelectionAllThatIsDoneIsExported();
    void fileThatCannotBeWrittenIsTold();

private:
    /// Exports by the key to a file of the bench's folder and gives its bytes.
    static QByteArray exportTo(const WindowBench &bench, const QString &name)
    {
        QTest::keyClick(bench.window->queuePage()->view(), Qt::Key_E, Qt::ControlModifier);
        QFileDialog *dialog = bench.window->linkDesk()->receipts()->dialog();
        if (!dialog)
            return {};
        QSignalSpy said(bench.window->linkDesk()->receipts(), &ReceiptDesk::said);
        auto *edit = dialog->findChild<QLineEdit *>(QStringLiteral("fileNameEdit"));
        const QString path = bench.folder.filePath(name);
        edit->setText(path);
        QTest::mouseClick(dialog->findChild<QDialogButtonBox *>()->button(QDialogButtonBox::Save),
                          Qt::LeftButton);
        if (said.isEmpty() && !said.wait(test::patient(20'000)))
            return {};
        QFile file(path);
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }
};

void ReceiptDeskTest::initTestCase()
{
    QCoreApplication::setAttribute(Qt::AA_DontUseNativeDialogs);
    useResources();
    useLanguage(QLocale(QLocale::English));
    QLocale::setDefault(QLocale(QLocale::English));
}

void ReceiptDeskTest::selectionIsExportedByKey_data()
{
    QTest::addColumn<QString>("file");
    QTest::addColumn<QByteArray>("begins");
    QTest::newRow("csv") << QStringLiteral("r.csv") << QByteArray("\xEF\xBB\xBFname,path,");
    QTest::newRow("json") << QStringLiteral("r.json") << QByteArray("{");
}

void ReceiptDeskTest::selectionIsExportedByKey()
{
    QFETCH(QString, file);
    QFETCH(QByteArray, begins);
    WindowBench bench;
    bench.open();
    bench.change({finished(1, QStringLiteral("a")), finished(2, QStringLiteral("设 b")),
                  finished(3, QStringLiteral("c"))});
    bench.select({1, 2});
    QTRY_VERIFY(bench.window->actions()->exportReceipt->isEnabled());
    const QByteArray bytes = exportTo(bench, file);
    QVERIFY2(bytes.startsWith(begins), bytes.constData());
    const auto entries = Receipt::fromBytes(bytes);
    QVERIFY(entries);
    QCOMPARE(entries->size(), 2);
    QCOMPARE(entries->at(0).path, QStringLiteral("/2026/设 b"));
    QCOMPARE(entries->at(0).accessUrl, QStringLiteral("http://team.example/2026/设 b"));
    QCOMPARE(entries->at(1).bucket, QStringLiteral("team"));
    QVERIFY(bench.window->totalsBar()->saidText().startsWith(
        QStringLiteral("Receipt of 2 uploads written to ")));
}

void ReceiptDeskTest::withoutSelectionAllThatIsDoneIsExported()
{
    WindowBench bench;
    bench.open();
    bench.change({finished(1, QStringLiteral("a")),
                  snapshot(2, QStringLiteral("b"), UploadState::Sending),
                  finished(3, QStringLiteral("c"))});
    QTRY_VERIFY(bench.window->actions()->exportReceipt->isEnabled());
    const auto entries = Receipt::fromBytes(exportTo(bench, QStringLiteral("r.csv")));
    QVERIFY(entries);
    QCOMPARE(entries->size(), 2);
}

void ReceiptDeskTest::fileThatCannotBeWrittenIsTold()
{
    WindowBench bench;
    bench.open();
    bench.change({finished(1, QStringLiteral("a"))});
    QTRY_VERIFY(bench.window->actions()->exportReceipt->isEnabled());
    bench.window->linkDesk()->receipts()->exportEntries({ReceiptEntry()});
    QFileDialog *dialog = bench.window->linkDesk()->receipts()->dialog();
    Q_EMIT dialog->fileSelected(QStringLiteral("/proc/no/r.csv"));
    QTRY_VERIFY_WITH_TIMEOUT(bench.window->totalsBar()->saidText().startsWith(
                                 QStringLiteral("The receipt could not be written: ")),
                             test::patient(20'000));
}

QTEST_MAIN(ReceiptDeskTest)
#include "ReceiptDeskTest.moc"

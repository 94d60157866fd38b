#include "app/cosdrop/Program.h"
#include "app/cosdrop/StartOptions.h"
#include "core/engine/UploadEngine.h"
#include "tests/support/Patience.h"
#include "tests/ui/HeardWords.h"
#include "tests/ui/Words.h"
#include "ui/AccountDesk.h"
#include "ui/Intake.h"
#include "ui/InvitePage.h"
#include "ui/MainWindow.h"
#include "ui/Notices.h"
#include "ui/QuestionBar.h"
#include "ui/QueueActions.h"
#include "ui/QueueModel.h"
#include "ui/QueuePage.h"
#include "ui/QueueView.h"
#include "ui/Resources.h"
#include "ui/ReviewDialog.h"
#include "ui/ReviewModel.h"

#include <QApplication>
#include <QClipboard>
#include <QCryptographicHash>
#include <QDropEvent>
#include <QFile>
#include <QFileOpenEvent>
#include <QMenu>
#include <QMimeData>
#include <QNetworkAccessManager>
#include <QNetworkReply>
#include <QProcess>
#include <QPushButton>
#include <QRandomGenerator>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>
#include <QToolButton>

using namespace cosdrop;

namespace {

constexpr int generous = test::patient(20'000); // ms

} // namespace

/// The program as a person runs it: real engine, real HTTP to the demo's server, real files.
class EndToEndTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void cleanup();

    void droppedFileGivesALinkThatDownloadsTheSameBytes();
    void manyKindsOfTroubleEachHaveTheirSentence();
    void sameNameAsksAndKeepsBoth();
    void queueIsThereAgainAfterARestartAndLinksStillWork();
    void uploadGoesOnByItselfAfterQuitting();
    void pausedUploadStaysPausedOverARestart();
    void secondStartHandsItsFilesOver();
    void secondProcessHandsItsFilesOverAndEnds();
    void filesThatTheSystemAsksToOpenAreAdded();
    void folderInUseIsSaid();
    void demoIsTriedFromTheWelcomePageAndLeft();

private:
    QString makeFile(const QString &name, qint64 size);
    QByteArray download(const QString &link);
    StartOptions options(const QStringList &files = {}) const;
    void startDemo(const QStringList &files = {});
    void quit();
    static MainWindow *window();
    static UploadSnapshot upload(const QString &name);

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<Program> m_program;
    QNetworkAccessManager m_network;
};

void EndToEndTest::initTestCase()
{
    useResources();
    useLanguage(QLocale(QLocale::English));
    QLocale::setDefault(QLocale(QLocale::English));
    QApplication::setQuitOnLastWindowClosed(false);
}

void EndToEndTest::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    QVERIFY(m_folder->isValid());
}

void EndToEndTest::cleanup()
{
    m_program.reset();
    m_folder.reset();
}

QString EndToEndTest::makeFile(const QString &name, qint64 size)
{
    QString path = m_folder->filePath(name);
    QFile file(path);
    if (!file.open(QIODevice::WriteOnly))
        qFatal("cannot write %s", qPrintable(path));
    QByteArray bytes(1 << 20, Qt::Uninitialized);
    for (qint64 left = size; left > 0; left -= bytes.size()) {
        QRandomGenerator::global()->fillRange(reinterpret_cast<quint32 *>(bytes.data()),
                                              bytes.size() / qsizetype(sizeof(quint32)));
        file.write(bytes.left(left));
    }
    return path;
}

QByteArray EndToEndTest::download(const QString &link)
{
    const std::unique_ptr<QNetworkReply> reply(
        m_network.get(QNetworkRequest(QUrl::fromEncoded(link.toUtf8()))));
    QSignalSpy finished(reply.get(), &QNetworkReply::finished);
    return finished.wait(generous) ? reply->readAll() : QByteArray();
}

StartOptions EndToEndTest::options(const QStringList &files) const
{
    StartOptions options;
    options.demo = true;
    options.stateFolder = m_folder->filePath(QStringLiteral("state"));
    options.files = files;
    return options;
}

void EndToEndTest::startDemo(const QStringList &files)
{
    m_program = std::make_unique<Program>(options(files));
    m_program->start();
    QTRY_VERIFY_WITH_TIMEOUT(window() && window()->isVisible(), generous);
}

void EndToEndTest::quit()
{
    QSignalSpy finished(m_program.get(), &Program::finished);
    window()->close();
    if (auto *button = window()->findChild<QPushButton *>(QStringLiteral("quit")))
        button->click();
    QVERIFY(!finished.isEmpty() || finished.wait(generous));
    m_program.reset();
}

MainWindow *EndToEndTest::window()
{
    const QWidgetList widgets = QApplication::topLevelWidgets();
    for (QWidget *widget : widgets) {
        if (auto *main = qobject_cast<MainWindow *>(widget))
            return main;
    }
    return nullptr;
}

UploadSnapshot EndToEndTest::upload(const QString &name)
{
    const QueueModel *model = window()->model();
    for (int row = 0; row < model->rowCount(); ++row) {
        if (model->at(row).objectPath.endsWith(QLatin1Char('/') + name))
            return model->at(row);
    }
    return {};
}

void EndToEndTest::droppedFileGivesALinkThatDownloadsTheSameBytes()
{
    startDemo();
    window()->activateWindow();
    QTRY_VERIFY_WITH_TIMEOUT(window()->isActiveWindow(), generous);
    const test::HeardWords heard;
    const QString name = QStringLiteral("设计稿 v3 +&#%.psd");
    const QString path = makeFile(name, 20'000'001);
    QMimeData mime;
    mime.setUrls({QUrl::fromLocalFile(path)});
    const QPoint center = window()->rect().center();
    QDragEnterEvent enter(center, Qt::CopyAction, &mime, Qt::LeftButton, Qt::NoModifier);
    QCoreApplication::sendEvent(window(), &enter);
    QVERIFY(enter.isAccepted());
    QDropEvent drop(center, Qt::CopyAction, &mime, Qt::LeftButton, Qt::NoModifier);
    QCoreApplication::sendEvent(window(), &drop);
    QTRY_COMPARE_WITH_TIMEOUT(upload(name).state, UploadState::Done, generous);
    QStringList said;
    QTRY_VERIFY2((said += heard.take()).contains(QStringLiteral("Uploaded: ") + name),
                 qPrintable(said.join(u'|')));

    QueueView *view = window()->queuePage()->view();
    view->selectRow(0);
    QTRY_VERIFY(window()->actions()->copyLinks->isEnabled());
    view->setFocus();
    QTest::keyClick(view, Qt::Key_C, Qt::ControlModifier);
    const QString link = QGuiApplication::clipboard()->text();
    QCOMPARE(link, upload(name).links.accessUrl);
    QFile file(path);
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QByteArray sent = file.readAll();
    const QByteArray got = download(link);
    QCOMPARE(got.size(), sent.size());
    QCOMPARE(QCryptographicHash::hash(got, QCryptographicHash::Sha1),
             QCryptographicHash::hash(sent, QCryptographicHash::Sha1));
}

void EndToEndTest::manyKindsOfTroubleEachHaveTheirSentence()
{
    const QString good = makeFile(QStringLiteral("good.txt"), 10);
    const QString badName = makeFile(QStringLiteral("bad?name.txt"), 10);
    startDemo({m_folder->filePath(QStringLiteral("missing.txt")), badName, good});
    // The name that COS does not allow is shown before anything starts, with one that it allows.
    QTRY_VERIFY_WITH_TIMEOUT(window()->intake()->reviewDialog(), generous);
    const ReviewDialog *review = window()->intake()->reviewDialog();
    QCOMPARE(review->model()->rowCount(), 1);
    QTRY_VERIFY(review->isVisible());
    QTest::mouseClick(review->addButton(), Qt::LeftButton);
    QTRY_COMPARE_WITH_TIMEOUT(upload(QStringLiteral("good.txt")).state, UploadState::Done,
                              generous);
    QTRY_COMPARE_WITH_TIMEOUT(upload(QStringLiteral("missing.txt")).state, UploadState::Failed,
                              generous);
    QTRY_COMPARE_WITH_TIMEOUT(upload(QStringLiteral("bad_name.txt")).state, UploadState::Done,
                              generous);
    QCOMPARE(upload(QStringLiteral("missing.txt")).error->kind, ErrorKind::FileMissing);
    QVERIFY(!upload(QStringLiteral("bad_name.txt")).links.accessUrl.contains(u'?'));
    QVERIFY(window()->notices()->text(QStringLiteral("trouble/Demo")).isEmpty());
}

void EndToEndTest::sameNameAsksAndKeepsBoth()
{
    startDemo({makeFile(QStringLiteral("a.txt"), 1000)});
    QTRY_COMPARE_WITH_TIMEOUT(upload(QStringLiteral("a.txt")).state, UploadState::Done, generous);
    window()->addPaths({makeFile(QStringLiteral("a.txt"), 2000)});
    QuestionBar *bar = window()->queuePage()->questionBar();
    QTRY_VERIFY_WITH_TIMEOUT(bar->isVisible(), generous);
    QVERIFY(bar->text().contains(QLatin1String("1 KB")));
    QTest::mouseClick(bar->renameButton(), Qt::LeftButton);
    QTRY_COMPARE_WITH_TIMEOUT(upload(QStringLiteral("a (2).txt")).state, UploadState::Done,
                              generous);
    QVERIFY(!bar->isVisible());
    QCOMPARE(download(upload(QStringLiteral("a (2).txt")).links.accessUrl).size(), 2000);
    QCOMPARE(download(upload(QStringLiteral("a.txt")).links.accessUrl).size(), 1000);
}

void EndToEndTest::queueIsThereAgainAfterARestartAndLinksStillWork()
{
    startDemo({makeFile(QStringLiteral("a.txt"), 1000)});
    QTRY_COMPARE_WITH_TIMEOUT(upload(QStringLiteral("a.txt")).state, UploadState::Done, generous);
    const QString link = upload(QStringLiteral("a.txt")).links.accessUrl;
    quit();
    startDemo();
    QTRY_COMPARE_WITH_TIMEOUT(upload(QStringLiteral("a.txt")).state, UploadState::Done, generous);
    QCOMPARE(upload(QStringLiteral("a.txt")).links.accessUrl, link);
    QCOMPARE(download(link).size(), 1000);
}

void EndToEndTest::uploadGoesOnByItselfAfterQuitting()
{
    const QString name = QStringLiteral("big.bin");
    constexpr qint64 size = 300'000'000;
    startDemo({makeFile(name, size)});
    QTRY_VERIFY_WITH_TIMEOUT(upload(name).slicesDone > 20, generous);
    quit();
    startDemo();
    QTRY_COMPARE_WITH_TIMEOUT(upload(name).state, UploadState::Done, generous);
    // What was on its way when the window closed may go twice, but not all of it.
    QVERIFY2(upload(name).sentBytes < size + 20'000'000,
             QByteArray::number(upload(name).sentBytes));
}

void EndToEndTest::pausedUploadStaysPausedOverARestart()
{
    startDemo({makeFile(QStringLiteral("big.bin"), 300'000'000)});
    QTRY_VERIFY_WITH_TIMEOUT(upload(QStringLiteral("big.bin")).doneBytes > 0, generous);
    window()->actions()->pauseAll->trigger();
    QTRY_COMPARE_WITH_TIMEOUT(upload(QStringLiteral("big.bin")).state, UploadState::Paused,
                              generous);
    quit();
    startDemo();
    QTRY_COMPARE_WITH_TIMEOUT(upload(QStringLiteral("big.bin")).state, UploadState::Paused,
                              generous);
    QTRY_VERIFY(window()->actions()->resumeAll->isEnabled());
    window()->actions()->resumeAll->trigger();
    QTRY_COMPARE_WITH_TIMEOUT(upload(QStringLiteral("big.bin")).state, UploadState::Done, generous);
}

void EndToEndTest::secondStartHandsItsFilesOver()
{
    startDemo();
    Program second(options({makeFile(QStringLiteral("b.txt"), 100)}));
    QSignalSpy finished(&second, &Program::finished);
    second.start();
    QVERIFY(finished.wait(generous));
    QTRY_COMPARE_WITH_TIMEOUT(upload(QStringLiteral("b.txt")).state, UploadState::Done, generous);
    QVERIFY(window()->isActiveWindow());
}

void EndToEndTest::secondProcessHandsItsFilesOverAndEnds()
{
    startDemo();
    QProcess process;
    process.setWorkingDirectory(m_folder->path());
    makeFile(QStringLiteral("c.txt"), 100);
    process.start(QStringLiteral(PROGRAMS_DIR "/cosdrop"),
                  {QStringLiteral("--demo"), QStringLiteral("--state-dir"), QStringLiteral("state"),
                   QStringLiteral("c.txt")});
    QSignalSpy finished(&process, &QProcess::finished);
    QVERIFY(!finished.isEmpty() || finished.wait(generous));
    QCOMPARE(process.exitCode(), 0);
    QTRY_COMPARE_WITH_TIMEOUT(upload(QStringLiteral("c.txt")).state, UploadState::Done, generous);
    QCOMPARE(upload(QStringLiteral("c.txt")).localPath,
             m_folder->filePath(QStringLiteral("c.txt")));
}

void EndToEndTest::filesThatTheSystemAsksToOpenAreAdded()
{
    startDemo();
    QFileOpenEvent event(QUrl::fromLocalFile(makeFile(QStringLiteral("opened.txt"), 100)));
    QVERIFY(QCoreApplication::sendEvent(qApp, &event));
    QTRY_COMPARE_WITH_TIMEOUT(upload(QStringLiteral("opened.txt")).state, UploadState::Done,
                              generous);
}

void EndToEndTest::folderInUseIsSaid()
{
    // What cosdrop-cli does: it has the folder, but no window to hand files to.
    UploadEngine::Options engine;
    engine.stateFolder = options().usedStateFolder();
    auto other = std::make_unique<UploadEngine>(engine);
    QSignalSpy opened(other.get(), &UploadEngine::opened);
    other->start();
    QVERIFY(opened.wait(generous));
    startDemo({makeFile(QStringLiteral("d.txt"), 100)});
    const QString cause = QStringLiteral("open");
    QTRY_VERIFY_WITH_TIMEOUT(!window()->notices()->text(cause).isEmpty(), generous);
    QVERIFY(window()->notices()->text(cause).contains(QLatin1String("cosdrop-cli")));
    other.reset();
    QTest::mouseClick(
        window()->notices()->bar(cause)->findChild<QPushButton *>(QStringLiteral("noticeAction")),
        Qt::LeftButton);
    QTRY_COMPARE_WITH_TIMEOUT(upload(QStringLiteral("d.txt")).state, UploadState::Done, generous);
    QVERIFY(window()->notices()->text(cause).isEmpty());
}

void EndToEndTest::demoIsTriedFromTheWelcomePageAndLeft()
{
    StartOptions start = options();
    start.demo = false;
    m_program = std::make_unique<Program>(start);
    QSignalSpy finished(m_program.get(), &Program::finished);
    m_program->start();
    QTRY_VERIFY_WITH_TIMEOUT(window() && window()->currentPage() == window()->welcomePage(),
                             generous);
    QTest::mouseClick(window()->welcomePage()->secondButton(), Qt::LeftButton);
    QTRY_VERIFY_WITH_TIMEOUT(window() && window()->windowTitle() == QLatin1String("Cosdrop: demo"),
                             generous);
    window()->addPaths({makeFile(QStringLiteral("e.txt"), 100)});
    QTRY_COMPARE_WITH_TIMEOUT(upload(QStringLiteral("e.txt")).state, UploadState::Done, generous);
    window()->accountDesk()->button()->menu()->actions().constFirst()->trigger();
    QTRY_VERIFY_WITH_TIMEOUT(window() && window()->windowTitle() == QLatin1String("Cosdrop"),
                             generous);
    QCOMPARE(finished.size(), 0);
}

QTEST_MAIN(EndToEndTest)
#include "EndToEndTest.moc"

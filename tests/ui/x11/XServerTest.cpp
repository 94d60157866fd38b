// The program as it stands on a person's screen: its window is dragged to, pasted into and copied
// from by other programs.

#include "core/account/ProfileStore.h"
#include "tests/support/Patience.h"
#include "tests/support/TeamServer.h"
#include "tests/support/TestFiles.h"
#include "tests/ui/x11/XScreen.h"

#include <QBuffer>
#include <QDir>
#include <QFile>
#include <QImage>
#include <QNetworkAccessManager>
#include <QNetworkReply>
#include <QRegularExpression>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>
#include <QUrl>

#include <algorithm>
#include <memory>

using namespace cosdrop;
using namespace cosdrop::test;

namespace {

constexpr int soon = patient(60'000); // ms; a condition that does not come true by then has failed
constexpr qint64 MiB = 1024 * 1024;

} // namespace

class XServerTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void cleanup();

    void filesDraggedAndPastedGiveLinksOnTheClipboard();
    void anImageOnTheClipboardBecomesAFile();
    void aFinishedRowIsDraggedOutAsItsLink();
    void queueAndWhatWasUnderWaySurviveAKill();
    void trayIconGoesAndComesWithItsSetting();

private:
    QString makeLocal(const QString &name, qint64 size);
    void startProgram();
    static void end(std::unique_ptr<QProcess> &process);
    void dragOntoWindow(const QStringList &files);
    bool sourceSays(const QByteArray &line);
    bool dragRowFrom(const QPoint &where);
    QStringList copiedLinks();
    void compareDownloads(const QStringList &links, const QStringList &files);
    int slicesAsked() const;
    static QByteArray uriList(const QStringList &files);

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<CosEmulator> m_server;
    std::unique_ptr<XScreen> m_screen;
    std::unique_ptr<QProcess> m_program;
    std::unique_ptr<QProcess>
        m_source;      ///< it hands its files over after the drop, as asked for them
    QByteArray m_said; ///< by m_source
    QString m_window;
    QNetworkAccessManager m_network;
};

void XServerTest::initTestCase()
{
    const QStringList missing = XScreen::missing();
    if (!missing.isEmpty())
        QSKIP(qPrintable(QStringLiteral("not installed: ") + missing.join(QLatin1String(", "))));
}

void XServerTest::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    for (const auto *name : {"home", "state", "files"})
        QVERIFY(QDir(m_folder->path()).mkdir(QLatin1String(name)));
    const EmulatorOptions options = test::teamServer(m_folder->filePath(QStringLiteral("server")));
    m_server = std::make_unique<CosEmulator>(options);
    QVERIFY(m_server->start());
    Profile profile;
    profile.name = QStringLiteral("team");
    profile.endpoint = m_server->endpoint();
    profile.appId = options.appId;
    profile.bucket = options.bucket;
    QVERIFY(ProfileStore(m_folder->filePath(QStringLiteral("state"))).save({profile}));
    m_screen = std::make_unique<XScreen>(m_folder->filePath(QStringLiteral("home")));
    QVERIFY(m_screen->start());
    startProgram();
}

void XServerTest::cleanup()
{
    end(m_source);
    end(m_program);
    m_screen.reset();
    m_server.reset();
    m_folder.reset();
}

QString XServerTest::makeLocal(const QString &name, qint64 size)
{
    const QString path = m_folder->filePath(QStringLiteral("files/") + name);
    return makeFile(path, size, quint64(size)) ? path : QString();
}

void XServerTest::startProgram()
{
    m_program = std::make_unique<QProcess>();
    QProcessEnvironment environment = m_screen->environment();
    environment.insert(QStringLiteral("COS_SECRET_ID"), QStringLiteral("AKIDexample"));
    environment.insert(QStringLiteral("COS_SECRET_KEY"), QStringLiteral("secret"));
    m_program->setProcessEnvironment(environment);
    m_program->setProcessChannelMode(QProcess::ForwardedChannels);
    m_program->start(QStringLiteral(PROGRAMS_DIR "/cosdrop"),
                     {QStringLiteral("--state-dir"), m_folder->filePath(QStringLiteral("state"))});
    m_window.clear();
    const auto isShown = [this] {
        m_window = m_screen->window(QStringLiteral("^Cosdrop: team"));
        return !m_window.isEmpty();
    };
    QTRY_VERIFY_WITH_TIMEOUT(isShown(), soon);
}

void XServerTest::end(std::unique_ptr<QProcess> &process)
{
    if (process) {
        process->kill();
        process->waitForFinished();
    }
    process.reset();
}

QByteArray XServerTest::uriList(const QStringList &files)
{
    QByteArray list;
    for (const QString &file : files)
        list += QUrl::fromLocalFile(file).toEncoded() + "\r\n";
    return list;
}

void XServerTest::dragOntoWindow(const QStringList &files)
{
    m_source = std::make_unique<QProcess>();
    m_source->setProcessEnvironment(m_screen->environment());
    m_source->setProcessChannelMode(QProcess::ForwardedErrorChannel);
    m_source->start(QStringLiteral(DRAG_SOURCE), files);
    m_said.clear();
    const auto says = [this](const char *line) {
        return sourceSays(line);
    };
    QTRY_VERIFY_WITH_TIMEOUT(says("ready\n"), soon);
    const QRect from = m_screen->place(m_screen->window(QStringLiteral("^Drag source$")));
    const QRect to = m_screen->place(m_window);
    QVERIFY(from.isValid() && to.isValid() && !to.intersects(from));

    QPoint mouse = from.center();
    m_screen->point(mouse);
    m_screen->press();
    const auto nudge = [this, &mouse](int by) {
        mouse.ry() += by;
        m_screen->point(mouse);
    };
    const auto begins = [&] {
        nudge(-2);
        return says("dragging\n");
    };
    QTRY_VERIFY_WITH_TIMEOUT(begins(), soon);
    constexpr int steps = 12;
    const QPoint start = mouse;
    for (int step = 1; step <= steps; ++step) {
        mouse = start + (to.center() - start) * step / steps;
        m_screen->point(mouse);
    }
    // The two programs talk by messages; where one is asked is only seen when the mouse moves.
    int by = 3;
    const auto isAccepted = [&] {
        by = -by;
        nudge(by);
        return says("accepted\n");
    };
    QTRY_VERIFY_WITH_TIMEOUT(isAccepted(), soon);
    m_screen->release();
    QTRY_VERIFY_WITH_TIMEOUT(says("dropped "), soon);
    QVERIFY2(says("dropped copy\n"), m_said.constData());
}

bool XServerTest::sourceSays(const QByteArray &line)
{
    m_said += m_source->readAllStandardOutput();
    return m_said.contains(line);
}

/// Drags what is there in the window onto the other program's; false where it is nothing that can
/// be dragged.
bool XServerTest::dragRowFrom(const QPoint &where)
{
    const QRect to = m_screen->place(m_screen->window(QStringLiteral("^Drag source$")));
    sourceSays("");
    m_said.clear();
    m_screen->point(where);
    m_screen->press();
    constexpr int steps = 12;
    for (int step = 1; step <= steps; ++step)
        m_screen->point(where + (to.center() - where) * step / steps);
    int by = 3;
    const auto isThere = [&] {
        by = -by;
        m_screen->point(to.center() + QPoint(by, 0));
        return sourceSays("entered\n");
    };
    const bool isDragged = QTest::qWaitFor(isThere, 1000);
    m_screen->release();
    return isDragged;
}

/// What is on the clipboard after all rows were selected and copied.
QStringList XServerTest::copiedLinks()
{
    if (!m_screen->type(m_window, {QStringLiteral("ctrl+a"), QStringLiteral("ctrl+c")}))
        return {};
    const QStringList lines =
        QString::fromUtf8(m_screen->clipboard()).split(u'\n', Qt::SkipEmptyParts);
    const bool areLinks = std::all_of(lines.cbegin(), lines.cend(), [](const QString &line) {
        return line.startsWith(QLatin1String("http://"));
    });
    return areLinks ? lines : QStringList();
}

void XServerTest::compareDownloads(const QStringList &links, const QStringList &files)
{
    QCOMPARE(links.size(), files.size());
    for (qsizetype each = 0; each < links.size(); ++each) {
        const std::unique_ptr<QNetworkReply> reply(
            m_network.get(QNetworkRequest(QUrl::fromEncoded(links.at(each).toUtf8()))));
        QSignalSpy finished(reply.get(), &QNetworkReply::finished);
        QVERIFY(finished.wait(soon));
        QCOMPARE(sha1Of(reply->readAll()), sha1OfFile(files.at(each)));
    }
}

int XServerTest::slicesAsked() const
{
    const auto requests = m_server->requests();
    return int(std::count_if(requests.cbegin(), requests.cend(), [](const EmulatorRequest &each) {
        return each.op == QLatin1String("upload_slice_data");
    }));
}

void XServerTest::filesDraggedAndPastedGiveLinksOnTheClipboard()
{
    const QStringList dragged{makeLocal(QStringLiteral("设计稿 v3 +&#%.psd"), 9 * MiB + 1),
                              makeLocal(QStringLiteral("notes.txt"), 1234)};
    dragOntoWindow(dragged);
    QTRY_COMPARE_WITH_TIMEOUT(copiedLinks().size(), 2, soon);
    compareDownloads(copiedLinks(), dragged);

    // As file managers copy: most say both, and some only one of them.
    const QString listed = makeLocal(QStringLiteral("listed.bin"), 2345);
    QVERIFY(m_screen->setClipboard(QStringLiteral("text/uri-list"), uriList({listed})));
    QVERIFY(m_screen->type(m_window, {QStringLiteral("ctrl+v")}));
    QTRY_COMPARE_WITH_TIMEOUT(copiedLinks().size(), 3, soon);
    const QString gnome = makeLocal(QStringLiteral("copied.bin"), 3456);
    QVERIFY(m_screen->setClipboard(QStringLiteral("x-special/gnome-copied-files"),
                                   "copy\n" + QUrl::fromLocalFile(gnome).toEncoded()));
    QVERIFY(m_screen->type(m_window, {QStringLiteral("ctrl+v")}));
    QTRY_COMPARE_WITH_TIMEOUT(copiedLinks().size(), 4, soon);
    compareDownloads(copiedLinks(), dragged + QStringList{listed, gnome});

    // Nothing is under way: the program ends without a question.
    QVERIFY(m_screen->type(m_window, {QStringLiteral("ctrl+q")}));
    QTRY_COMPARE_WITH_TIMEOUT(m_program->state(), QProcess::NotRunning, soon);
    QCOMPARE(m_program->exitStatus(), QProcess::NormalExit);
    QCOMPARE(m_program->exitCode(), 0);
}

void XServerTest::anImageOnTheClipboardBecomesAFile()
{
    QImage image(40, 30, QImage::Format_RGB32);
    image.fill(Qt::red);
    QByteArray png;
    QBuffer buffer(&png);
    QVERIFY(buffer.open(QIODevice::WriteOnly) && image.save(&buffer, "PNG"));
    QVERIFY(m_screen->setClipboard(QStringLiteral("image/png"), png));
    QVERIFY(m_screen->type(m_window, {QStringLiteral("ctrl+v")}));
    QTRY_COMPARE_WITH_TIMEOUT(copiedLinks().size(), 1, soon);
    const QString link = copiedLinks().constFirst();
    static const QRegularExpression form(QStringLiteral("/clipboard-\\d{8}-\\d{6}\\.png$"));
    QVERIFY2(form.match(link).hasMatch(), qPrintable(link));
    const std::unique_ptr<QNetworkReply> reply(m_network.get(QNetworkRequest(QUrl(link))));
    QSignalSpy finished(reply.get(), &QNetworkReply::finished);
    QVERIFY(finished.wait(soon));
    QCOMPARE(QImage::fromData(reply->readAll()).pixelColor(3, 3), QColor(Qt::red));
}

void XServerTest::aFinishedRowIsDraggedOutAsItsLink()
{
    dragOntoWindow({makeLocal(QStringLiteral("设计稿 v3.psd"), 1234)});
    QTRY_COMPARE_WITH_TIMEOUT(copiedLinks().size(), 1, soon);
    const QByteArray link = copiedLinks().constFirst().toUtf8();
    // From below up to the only row there is.
    const QPoint corner = m_screen->place(m_window).topLeft();
    bool isDragged = false;
    for (int y = 160; y > 0 && !isDragged; y -= 10)
        isDragged = dragRowFrom(corner + QPoint(120, y));
    QVERIFY(isDragged);
    QTRY_VERIFY_WITH_TIMEOUT(sourceSays("got "), soon);
    QVERIFY2(sourceSays("got " + link + '\n'), m_said.constData());
}

void XServerTest::queueAndWhatWasUnderWaySurviveAKill()
{
    const QString small = makeLocal(QStringLiteral("small.txt"), 1000);
    const QString big = makeLocal(QStringLiteral("big.bin"), 20 * MiB);
    QVERIFY(m_screen->setClipboard(QStringLiteral("text/uri-list"), uriList({small})));
    QVERIFY(m_screen->type(m_window, {QStringLiteral("ctrl+v")}));
    QTRY_COMPARE_WITH_TIMEOUT(copiedLinks().size(), 1, soon);
    const QStringList before = copiedLinks();

    constexpr int granted = 7;
    EmulatorFault silence;
    silence.op = QStringLiteral("upload_slice_data");
    silence.skip = granted;
    silence.times = -1;
    silence.hang = std::chrono::minutes(10);
    m_server->setFaults({silence});
    dragOntoWindow({big});
    QTRY_VERIFY_WITH_TIMEOUT(slicesAsked() > granted, soon);
    end(m_program);
    m_server->setFaults({});
    m_server->clearRequests();
    QVERIFY(m_screen->setClipboard(QStringLiteral("UTF8_STRING"), "nothing yet"));

    startProgram();
    QTRY_COMPARE_WITH_TIMEOUT(copiedLinks().size(), 2, soon);
    const QStringList after = copiedLinks();
    QCOMPARE(after.constFirst(), before.constFirst());
    compareDownloads(after, {small, big});
    // What the server had is not sent again.
    QVERIFY2(slicesAsked() <= 20 - 3, QByteArray::number(slicesAsked()));
}

void XServerTest::trayIconGoesAndComesWithItsSetting()
{
    constexpr int icon = 16; // px; a tray without one is but its edge
    m_screen->startTray();
    QTRY_VERIFY_WITH_TIMEOUT(m_screen->trayWidth() >= icon, soon);

    QVERIFY(m_screen->type(m_window, {QStringLiteral("ctrl+comma")}));
    QString settings;
    const auto isOpen = [this, &settings] {
        settings = m_screen->window(QStringLiteral("^Settings$"));
        return !settings.isEmpty();
    };
    QTRY_VERIFY_WITH_TIMEOUT(isOpen(), soon);
    QVERIFY(m_screen->type(settings, {QStringLiteral("alt+i")}));
    QTRY_VERIFY_WITH_TIMEOUT(m_screen->trayWidth() < icon, soon);
    QVERIFY(m_screen->type(settings, {QStringLiteral("alt+i")}));
    QTRY_VERIFY_WITH_TIMEOUT(m_screen->trayWidth() >= icon, soon);
}

QTEST_GUILESS_MAIN(XServerTest)
#include "XServerTest.moc"

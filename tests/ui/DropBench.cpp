// What it costs the window to take many files while three of them upload: real files, a real drop,
// a real engine, and a server that takes all and keeps nothing. Prints a table; not part of the
// normal run.
//
//     DropBench [rows [bytes a second]]
//     DropBench --large GiB       one sparse file with its hash, and the memory while it goes

#include "tests/ui/LoopProbe.h"
#include "tests/ui/Words.h"
#include "ui/Accounts.h"
#include "ui/EngineUploadCommands.h"
#include "ui/MainWindow.h"
#include "ui/QueuePage.h"
#include "ui/QueueView.h"
#include "ui/Resources.h"
#include "ui/settings/SettingsStore.h"

#include <QApplication>
#include <QDir>
#include <QDropEvent>
#include <QFile>
#include <QMimeData>
#include <QProcess>
#include <QTemporaryDir>
#include <QTimer>
#include <QUrl>

#include <cstdio>
#include <utility>

using namespace cosdrop;

namespace {

constexpr int running = 3;
constexpr int filesPerFolder = 1000;

bool makeFile(const QString &path, qint64 bytes)
{
    QFile file(path);
    return file.open(QIODevice::WriteOnly) && file.resize(bytes);
}

/// Three large files, which come first, and small ones behind them.
bool makeFiles(const QDir &folder, int rows)
{
    constexpr qint64 large = qint64(16) << 30;
    for (int number = 0; number < running; ++number) {
        if (!makeFile(folder.filePath(QStringLiteral("large %1.mov").arg(number)), large))
            return false;
    }
    for (int number = running; number < rows; ++number) {
        const QString sub = QStringLiteral("holiday %1").arg(number / filesPerFolder);
        if (number % filesPerFolder == 0 || number == running)
            folder.mkpath(sub);
        const QString name =
            QStringLiteral("/IMG_%1 %2.jpeg").arg((number * 7919) % 100'003).arg(number);
        if (!makeFile(folder.filePath(sub + name), number % 4096))
            return false;
    }
    return true;
}

Profile profileFor(const QByteArray &port, bool hash)
{
    Profile profile;
    profile.name = QStringLiteral("team");
    profile.endpoint = QUrl(QStringLiteral("http://127.0.0.1:") + QString::fromLatin1(port));
    profile.appId = QStringLiteral("10055004");
    profile.bucket = QStringLiteral("team-bucket");
    profile.prefix = QStringLiteral("/2026/11/");
    profile.hash = hash;
    return profile;
}

void drop(MainWindow &window, const QString &folder)
{
    QMimeData mime;
    mime.setUrls({QUrl::fromLocalFile(folder)});
    const QPoint at = window.rect().center();
    QDragEnterEvent enter(at, Qt::CopyAction, &mime, Qt::LeftButton, Qt::NoModifier);
    QCoreApplication::sendEvent(&window, &enter);
    QDropEvent event(at, Qt::CopyAction, &mime, Qt::LeftButton, Qt::NoModifier);
    QCoreApplication::sendEvent(&window, &event);
}

void run(MainWindow &window, const UploadCommands &commands, const QString &files, int rows)
{
    LoopProbe probe;
    window.show();
    probe.measure("open", 1500);
    const qint64 before = ProcessCost::residentBytes();
    drop(window, files);
    QueueFilterModel *shown = window.queuePage()->rows();
    bool isWalked = false;
    QObject::connect(&commands, &UploadCommands::scanOver, &window, [&] { isWalked = true; });
    probe.measure("dropped, all found", [&] { return isWalked; });
    probe.measure("  then all listed", [&] { return shown->rowCount() == rows; });
    probe.measure("uploading", 10'000);
    const GroupCounts &counts = window.model()->counts();
    std::printf("%-34s %8d rows, %d of them active\n", "then", shown->rowCount(),
                counts.of(QueueGroup::Active));
    std::printf("%-34s %8.0f bytes (%lld MB in all)\n", "memory a row",
                double(ProcessCost::residentBytes() - before) / rows,
                static_cast<long long>(ProcessCost::residentBytes() / 1'000'000));
    window.queuePage()->view()->sortByColumn(QueueModel::Name, Qt::DescendingOrder);
    probe.measure("sorted by name", [&] { return !shown->isPending(); });
    probe.measure("uploading, sorted", 5000);
}

/// A line for each tenth of the way, hashed or sent, and the most there ever was.
void runLarge(MainWindow &window, const QString &files)
{
    window.show();
    drop(window, files);
    const QueueModel *model = window.model();
    QEventLoop loop;
    QTimer look;
    std::pair<UploadState, qint64> told{};
    QObject::connect(&look, &QTimer::timeout, &loop, [&] {
        if (model->rowCount() == 0)
            return;
        const UploadSnapshot &row = model->at(0);
        const qint64 tenth = row.size > 0 ? row.doneBytes * 10 / row.size : 0;
        const std::pair now{row.state, tenth};
        if (now != told)
            std::printf("%-10s %3lld %%  %4lld MiB\n", qPrintable(uploadStateName(row.state)),
                        static_cast<long long>(tenth * 10),
                        static_cast<long long>(ProcessCost::residentBytes() >> 20));
        std::fflush(stdout);
        told = now;
        if (isFinal(row.state))
            loop.quit();
    });
    look.start(100);
    loop.exec();
    std::printf("at most          %4lld MiB\n",
                static_cast<long long>(ProcessCost::mostResidentBytes() >> 20));
}

} // namespace

int main(int argc, char *argv[])
{
    useResources();
    QApplication application(argc, argv);
    useLanguage(QLocale(QLocale::English));
    const QStringList arguments = application.arguments();
    const bool isLarge = arguments.value(1) == QLatin1String("--large");
    const int rows = arguments.value(1, QStringLiteral("100000")).toInt();
    const qint64 giB = arguments.value(2).toLongLong();
    const QTemporaryDir folder;
    const QDir files(folder.filePath(QStringLiteral("files")));
    const bool isMade =
        files.mkpath(QStringLiteral("."))
        && (isLarge ? makeFile(files.filePath(QStringLiteral("large.mov")), giB << 30)
                    : makeFiles(files, rows));
    if (!isMade) {
        std::fprintf(stderr, "the files could not be made\n");
        return 1;
    }
    QProcess sink;
    sink.start(QStringLiteral(BENCH_SINK),
               {QStringLiteral("--listen"), QStringLiteral("127.0.0.1")});
    if (!sink.waitForReadyRead()) {
        std::fprintf(stderr, "the server did not start\n");
        return 1;
    }
    const ProfileStore profiles(folder.path());
    // Rows are to be sent from the first moment on.
    if (!profiles.save({profileFor(sink.readLine().trimmed(), isLarge)}))
        return 1;
    MemoryCredentialStore keys;
    keys.write(QStringLiteral("team"), {QStringLiteral("AKID"), QByteArrayLiteral("secret")},
               [](CredentialStore::Kept) {});
    {
        Accounts accounts(profiles, &keys);
        if (!accounts.load())
            return 1;
        UploadEngine::Options options;
        options.stateFolder = folder.filePath(QStringLiteral("state"));
        if (!isLarge)
            options.settings.bytesPerSecond =
                arguments.value(2, QStringLiteral("50000000")).toLongLong();
        EngineUploadCommands commands(options);
        SettingsStore settings(folder.filePath(QStringLiteral("settings.ini")));
        MainWindow window(&commands, &accounts, &settings,
                          {folder.filePath(QStringLiteral("window.ini"))});
        if (isLarge)
            runLarge(window, files.path());
        else
            run(window, commands, files.path(), rows);
    }
    sink.kill();
    sink.waitForFinished();
    return 0;
}

// What a long queue costs the window: how soon it is painted, how long it is away from its event
// loop, how much memory a row takes. Prints a table; not part of the normal run.
//
//     QueueBench [rows]

#include "core/journal/SqliteUploadJournal.h"
#include "tests/ui/LoopProbe.h"
#include "tests/ui/Words.h"
#include "ui/Accounts.h"
#include "ui/EngineUploadCommands.h"
#include "ui/FilterChips.h"
#include "ui/MainWindow.h"
#include "ui/QueuePage.h"
#include "ui/QueueView.h"
#include "ui/Resources.h"
#include "ui/settings/SettingsStore.h"

#include <QApplication>
#include <QElapsedTimer>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>
#include <QToolButton>

#include <cstdio>

using namespace cosdrop;

namespace {

UploadRecord record(int number)
{
    UploadRecord made;
    const QString name =
        QStringLiteral("IMG_%1 %2.jpeg").arg((number * 7919) % 100'003).arg(number);
    made.id = UploadId(number);
    made.position = qint64(number) << 20;
    made.spec.localPath = QStringLiteral("/home/someone/Pictures/2026/holiday/") + name;
    made.spec.objectPath = QStringLiteral("/2026/11/holiday/") + name;
    made.spec.target = {endpointForRegion(QStringLiteral("gz")), QStringLiteral("10055004"),
                        QStringLiteral("team-bucket"), QStringLiteral("team")};
    made.size = 4096 + (number * 104'729) % 10'000'000;
    made.state = UploadState::Done;
    made.fingerprint = Fingerprint{made.size, 1'790'000'000'000'000'000, QByteArray(24, 'x')};
    made.digests.sha1 = QByteArrayLiteral("da39a3ee5e6b4b0d3255bfef95601890afd80709");
    made.contacted = true;
    made.sentBytes = made.size;
    const QString path =
        QStringLiteral("/2026/11/holiday/") + QString(name).replace(QLatin1Char(' '), u"%20"_qs);
    made.links = ObjectLinks{
        QStringLiteral("http://team-bucket-10055004.file.myqcloud.com") + path,
        QStringLiteral("http://team-bucket-10055004.cosgz.myqcloud.com") + path,
        QStringLiteral("/10055004/team-bucket") + path,
        QStringLiteral("http://gz.file.myqcloud.com/files/v2/10055004/team-bucket") + path,
        {}};
    return made;
}

int make(const QString &folder, int rows)
{
    auto opened = SqliteUploadJournal::open(folder);
    if (!opened)
        return 1;
    QList<UploadRecord> records;
    for (int number = 1; number <= rows; ++number)
        records.append(record(number));
    return opened->journal->save(records) ? 0 : 1;
}

/// Sees the first time a window is painted.
class PaintWatch final : public QObject
{
public:
    bool eventFilter(QObject *watched, QEvent *event) override
    {
        if (event->type() == QEvent::UpdateRequest)
            isPainted = true;
        return QObject::eventFilter(watched, event);
    }

    bool isPainted = false;
};

void run(MainWindow &window, int rows, const QElapsedTimer &sinceStart)
{
    PaintWatch watch;
    window.installEventFilter(&watch);
    const qint64 before = ProcessCost::residentBytes();
    LoopProbe probe;
    window.show();
    probe.measure("painted", [&] { return watch.isPainted; });
    std::printf("%-34s %8lld ms\n", "  since the program's start",
                static_cast<long long>(sinceStart.elapsed()));
    QueueFilterModel *shown = window.queuePage()->rows();
    probe.measure("all rows read", [&] { return shown->rowCount() == rows; });
    probe.measure("settled", 1000);
    std::printf("%-34s %8.0f bytes (%lld MB in all)\n", "memory a row",
                double(ProcessCost::residentBytes() - before) / rows,
                static_cast<long long>(ProcessCost::residentBytes() / 1'000'000));

    QueueView *view = window.queuePage()->view();
    for (const auto &[column, what] :
         {std::pair{QueueModel::Name, "sorted by name"}, std::pair{QueueModel::Size, "by size"},
          std::pair{QueueModel::Link, "by link"}, std::pair{QueueModel::State, "by state"}}) {
        view->sortByColumn(column, Qt::DescendingOrder);
        probe.measure(what, [&] { return !shown->isPending(); });
    }
    view->sortByColumn(-1, Qt::AscendingOrder);
    probe.measure("in queue order", [&] { return !shown->isPending(); });
    window.queuePage()->setFilterText(QStringLiteral("img 77 jpeg"));
    probe.measure("filtered by words", [&] { return !shown->isPending(); });
    window.queuePage()->setFilterText({});
    probe.measure("all again", [&] { return !shown->isPending(); });
    QTest::mouseClick(window.queuePage()->chips()->chip(QueueGroup::Failed), Qt::LeftButton);
    probe.measure("chip", [&] { return !shown->isPending(); });
    QTest::mouseClick(window.queuePage()->chips()->chip(QueueGroup::All), Qt::LeftButton);
    probe.measure("chip of all", [&] { return !shown->isPending(); });
    view->selectAll();
    probe.measure("all selected", 700);
    view->clearSelection();
}

} // namespace

int main(int argc, char *argv[])
{
    QElapsedTimer sinceStart;
    sinceStart.start();
    if (argc == 4 && QByteArray(argv[1]) == "make")
        return make(QString::fromLocal8Bit(argv[2]), QByteArray(argv[3]).toInt());
    const int rows = argc > 1 ? QByteArray(argv[1]).toInt() : 100'000;
    const QTemporaryDir folder;
    {
        const QCoreApplication application(argc, argv);
        QProcess::execute(QCoreApplication::applicationFilePath(),
                          {QStringLiteral("make"), folder.path(), QString::number(rows)});
    }
    sinceStart.restart();
    useResources();
    QApplication application(argc, argv);
    useLanguage(QLocale(QLocale::English));
    {
        MemoryCredentialStore keys;
        Accounts accounts(ProfileStore(folder.path()), &keys);
        UploadEngine::Options options;
        options.stateFolder = folder.path();
        EngineUploadCommands commands(options);
        SettingsStore settings(folder.filePath(QStringLiteral("settings.ini")));
        MainWindow window(&commands, &accounts, &settings,
                          {folder.filePath(QStringLiteral("window.ini"))});
        run(window, rows, sinceStart);
        ProcessCost::sayIdle(1);
        ProcessCost::sayIdle(10);
    }
    return 0;
}

// The other process of the journal's tests. What it finds wrong it says on stderr and ends with 1;
// it ends with 77 where this machine does not let it do what it is for.

#include "core/journal/SqliteUploadJournal.h"
#include "core/journal/StateFolderLock.h"
#include "tests/journal/SampleRecords.h"

#include <QCoreApplication>
#include <QDir>
#include <QFile>

#include <sched.h>
#include <sys/mount.h>
#include <sys/resource.h>
#include <unistd.h>

#include <csignal>
#include <cstdio>
#include <cstdlib>

using namespace cosdrop;
using namespace cosdrop::test;

namespace {

constexpr int cannot = 77;

void check(bool holds, const char *what, const QString &detail = {})
{
    if (holds)
        return;
    std::fprintf(stderr, "not so: %s (%s)\n", what, qPrintable(detail));
    std::exit(1);
}

std::unique_ptr<SqliteUploadJournal> open(const QString &folder)
{
    auto opened = SqliteUploadJournal::open(folder);
    check(opened.has_value(), "the journal opens", opened ? QString() : opened.error().detail);
    return std::move(opened->journal);
}

UploadRecord bulkyRecord(qint64 id)
{
    UploadRecord record = newRecord(id);
    record.digests = sampleDigests(1000, static_cast<quint64>(id));
    return record;
}

/// Saves until it is killed; each number on stdout is one that was saved before.
int saveForever(const QString &folder)
{
    const auto journal = open(folder);
    for (qint64 round = 1;; ++round) {
        UploadRecord one = newRecord(1);
        one.sentBytes = round;
        UploadRecord two = bulkyRecord(2);
        two.sentBytes = round;
        two.digests = sampleDigests(50, static_cast<quint64>(round));
        UploadRecord passing = newRecord(100 + round);
        check(journal->save({one, two, passing}).has_value(), "a save succeeds");
        if (round > 10)
            check(journal->remove({static_cast<UploadId>(90 + round)}).has_value(),
                  "a removal succeeds");
        std::printf("%lld\n", static_cast<long long>(round));
        std::fflush(stdout);
    }
}

int holdLock(const QString &folder)
{
    const auto lock = StateFolderLock::acquire(folder);
    std::printf("%s\n", lock ? "held" : qPrintable(lock.error().detail));
    std::fflush(stdout);
    // Until the other end is closed.
    while (std::fgetc(stdin) != EOF) {
    }
    return 0;
}

/// Saves until there is no room, makes room, and goes on.
void saveBeyondTheRoom(const QString &folder, const QString &expectedDetail,
                       const std::function<void()> &makeRoom)
{
    const auto journal = open(folder);
    QList<UploadRecord> saved;
    Result<void> result;
    for (qint64 id = 1; id <= 10'000; ++id) {
        result = journal->save({bulkyRecord(id), newRecord(100'000 + id)});
        if (!result)
            break;
        saved.append(bulkyRecord(id));
        saved.append(newRecord(100'000 + id));
    }
    std::sort(saved.begin(), saved.end(),
              [](const auto &a, const auto &b) { return a.position < b.position; });
    check(!result, "a save fails when the room is used up");
    check(result.error().kind == ErrorKind::JournalFailed, "it is the journal's error");
    check(result.error().detail.startsWith(expectedDetail), "the detail tells",
          result.error().detail);
    check(!journal->save({bulkyRecord(50'000)}), "the next fails too");
    const auto loaded = journal->load();
    check(loaded == saved, "what was saved can be loaded");
    makeRoom();
    check(journal->save({newRecord(200'000)}).has_value(), "with room again it saves");
    saved.append(newRecord(200'000));
    check(journal->load() == saved, "and nothing is lost");
    check(open(folder)->load() == saved, "nor for the next program");
}

int limited(const QString &folder)
{
    std::signal(SIGXFSZ, SIG_IGN);
    rlimit limit = {};
    getrlimit(RLIMIT_FSIZE, &limit);
    const rlimit before = limit;
    limit.rlim_cur = 2 * 1024 * 1024;
    if (setrlimit(RLIMIT_FSIZE, &limit) != 0)
        return cannot;
    saveBeyondTheRoom(folder, QStringLiteral("other:"), [&] { setrlimit(RLIMIT_FSIZE, &before); });
    return 0;
}

/// A small disk that only this process sees and that goes with it.
bool mountSmallDisk(const char *folder)
{
    const auto user = static_cast<unsigned>(::getuid());
    if (::unshare(CLONE_NEWNS) != 0) {
        if (::unshare(CLONE_NEWUSER | CLONE_NEWNS) != 0)
            return false;
        QFile map(QStringLiteral("/proc/self/uid_map"));
        if (!map.open(QIODevice::WriteOnly | QIODevice::Unbuffered)
            || map.write("0 " + QByteArray::number(user) + " 1\n") < 0)
            return false;
    }
    ::mount(nullptr, "/", nullptr, MS_REC | MS_PRIVATE, nullptr);
    return ::mount("tmpfs", folder, "tmpfs", 0, "size=2m") == 0;
}

bool fillUp(const QString &path)
{
    QFile filler(path);
    if (!filler.open(QIODevice::WriteOnly | QIODevice::Unbuffered))
        return false;
    const QByteArray page(4096, 'x');
    while (filler.write(page) == page.size()) {
    }
    return true;
}

int fullDisk(const QString &folder)
{
    saveBeyondTheRoom(folder + QStringLiteral("/journal"), QStringLiteral("full:"), [&] {
        ::mount("tmpfs", QFile::encodeName(folder).constData(), "tmpfs", MS_REMOUNT, "size=8m");
    });
    const QString filler = folder + QStringLiteral("/filler");
    check(fillUp(filler), "the disk can be filled");
    for (const QLatin1String name : {QLatin1String("/journal"), QLatin1String("/new")}) {
        const auto opened = SqliteUploadJournal::open(folder + name);
        check(!opened || !opened->journal->save({bulkyRecord(300'000)}),
              "a full disk takes nothing");
        if (!opened)
            check(opened.error().detail.startsWith(QLatin1String("full:")), "the detail tells",
                  opened.error().detail);
    }
    const auto lock = StateFolderLock::acquire(folder + QStringLiteral("/locked"));
    check(lock || lock.error().detail.startsWith(QLatin1String("full:")), "the lock's detail tells",
          lock ? QString() : lock.error().detail);
    QFile::remove(filler);
    for (const QLatin1String name : {QLatin1String("/journal"), QLatin1String("/new")}) {
        const auto opened = SqliteUploadJournal::open(folder + name);
        check(opened && opened->setAside.isEmpty(), "with room again it opens");
        check(opened->journal->save({newRecord(300'000)}).has_value(), "and saves");
    }
    return 0;
}

int readOnlyDisk(const QString &folder)
{
    check(open(folder + QStringLiteral("/journal"))->save({newRecord(1)}).has_value(), "saved");
    if (::mount("tmpfs", QFile::encodeName(folder).constData(), "tmpfs", MS_REMOUNT | MS_RDONLY,
                nullptr)
        != 0)
        return cannot;
    for (const QLatin1String name : {QLatin1String("/journal"), QLatin1String("/new")}) {
        const auto opened = SqliteUploadJournal::open(folder + name);
        check(!opened, "a read-only disk is refused");
        check(opened.error().detail.startsWith(QLatin1String("readonly:")), "the detail tells",
              opened.error().detail);
        const auto lock = StateFolderLock::acquire(folder + name);
        check(!lock && lock.error().detail.startsWith(QLatin1String("readonly:")),
              "the lock is refused", lock ? QString() : lock.error().detail);
    }
    return 0;
}

} // namespace

int main(int argc, char *argv[])
{
    if (argc != 3)
        return 2;
    const QByteArray what = argv[1];
    const QString folder = QFile::decodeName(argv[2]);
    // A process with several threads cannot leave its user namespace.
    const bool small = what == "full-disk" || what == "read-only-disk";
    if (small && !mountSmallDisk(argv[2]))
        return cannot;
    const QCoreApplication application(argc, argv);
    if (what == "save-forever")
        return saveForever(folder);
    if (what == "hold-lock")
        return holdLock(folder);
    if (what == "limited")
        return limited(folder);
    if (what == "full-disk")
        return fullDisk(folder);
    if (what == "read-only-disk")
        return readOnlyDisk(folder);
    return 2;
}

#include "core/files/CheckedReading.h"
#include "core/files/FileFingerprint.h"
#include "core/files/PooledLocalFiles.h"
#include "tests/support/TestFiles.h"

#include <QDateTime>
#include <QElapsedTimer>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>
#include <QThread>

#include <fcntl.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

#include <optional>

using namespace cosdrop;
using namespace cosdrop::test;

namespace {

constexpr qint64 step = Digests::step;
constexpr qint64 giB = 1024LL * 1024 * 1024;
constexpr auto longWait = 60'000;

/// What came of one call.
template <typename T>
struct Outcome
{
    std::optional<Result<T>> result;
    int calls = 0;

    LocalFiles::Done<T> take()
    {
        return [this](Result<T> given) {
            ++calls;
            result = std::move(given);
        };
    }
};

template <typename T>
ErrorKind kindOf(const Result<T> &result)
{
    return result ? ErrorKind::Internal : result.error().kind;
}

/// Overwrites bytes and puts the file's time back, so that only its content tells.
void changeSecretly(const QString &path, qint64 offset, const QByteArray &bytes)
{
    struct stat before = {};
    QCOMPARE(::stat(QFile::encodeName(path).constData(), &before), 0);
    QFile file(path);
    QVERIFY(file.open(QIODevice::ReadWrite));
    QVERIFY(file.seek(offset));
    QCOMPARE(file.write(bytes), bytes.size());
    file.close();
    const timespec times[] = {before.st_atim, before.st_mtim};
    QCOMPARE(::utimensat(AT_FDCWD, QFile::encodeName(path).constData(), times, 0), 0);
}

/// Another user for a while where this is root, whom no permission stops.
class Unprivileged
{
public:
    Unprivileged()
    {
        if (m_root && ::seteuid(65534) != 0)
            qFatal("seteuid");
    }

    ~Unprivileged()
    {
        if (m_root && ::seteuid(0) != 0)
            qFatal("seteuid");
    }

    Unprivileged(const Unprivileged &) = delete;
    Unprivileged &operator=(const Unprivileged &) = delete;

private:
    const bool m_root = ::geteuid() == 0;
};

} // namespace

class LocalFilesTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();

    void fingerprintTellsSizeTimeAndIdentity();
    void fingerprintFollowsLinks();
    void fingerprintRefusesWhatIsNoFile_data();
    void fingerprintRefusesWhatIsNoFile();
    void fingerprintTellsUnreadable();

    void digestsEverySize_data();
    void digestsEverySize();
    void digestGivesThePublishedStates();
    void digestTellsProgressInOrderAndTheLast();
    void digestCatchesAChangeUnderThePass_data();
    void digestCatchesAChangeUnderThePass();

    void readsEveryRange_data();
    void readsEveryRange();
    void readRefusesARangeOutsideTheFile();
    void readCatchesSecretlyChangedBytes_data();
    void readCatchesSecretlyChangedBytes();
    void readLeavesBytesFarFromTheRangeAlone();
    void readCatchesAChangedFile_data();
    void readCatchesAChangedFile();
    void readCatchesDigestsOfAnotherSize();

    void neverAnswersFromInsideTheCall();
    void answersOnTheOwnersThread();
    void neverAnswersAfterCancel();
    void cancelStopsALongHashSoon();
    void destructionStopsALongHashSoon();
    void callbacksDieOnTheOwnersThread();
    void mayBeDestroyedByAnAnswer();
    void longHashesDoNotHoldUpReads();
    void answersManyAtOnce();

private:
    QString path(const char *name) const { return m_folder->filePath(QLatin1String(name)); }

    template <typename T>
    Result<T> wait(const Outcome<T> &outcome)
    {
        [&] {
            QTRY_VERIFY_WITH_TIMEOUT(outcome.result.has_value(), longWait);
        }();
        return outcome.result.value_or(fail(ErrorKind::Internal, QStringLiteral("no answer")));
    }

    Result<Fingerprint> fingerprint(const QString &file)
    {
        Outcome<Fingerprint> outcome;
        m_files->fingerprint(file, outcome.take());
        return wait(outcome);
    }

    Result<DigestedFile> digest(const QString &file)
    {
        Outcome<DigestedFile> outcome;
        m_files->digest(file, {}, outcome.take());
        return wait(outcome);
    }

    Result<QByteArray> read(const QString &file, const Fingerprint &expected,
                            const SliceRange &range, const Digests &digests)
    {
        Outcome<QByteArray> outcome;
        m_files->read(file, expected, range, digests, outcome.take());
        return wait(outcome);
    }

    /// A file with holes only: long to hash, quick to make.
    QString longFile(const char *name, qint64 size) const
    {
        const QString file = path(name);
        QFile made(file);
        if (!made.open(QIODevice::WriteOnly) || !made.resize(size))
            qFatal("cannot make %s", name);
        return file;
    }

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<PooledLocalFiles> m_files;
};

void LocalFilesTest::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    QVERIFY(m_folder->isValid());
    m_files = std::make_unique<PooledLocalFiles>();
}

void LocalFilesTest::cleanup()
{
    m_files.reset();
    m_folder.reset();
}

void LocalFilesTest::fingerprintTellsSizeTimeAndIdentity()
{
    const QString file = path("a");
    QVERIFY(makeFile(file, 1000));
    const timespec times[] = {{1, 0}, {1'700'000'000, 123'456'789}};
    QCOMPARE(::utimensat(AT_FDCWD, QFile::encodeName(file).constData(), times, 0), 0);
    const Result<Fingerprint> found = fingerprint(file);
    QVERIFY(found);
    QCOMPARE(found->size, 1000);
    QCOMPARE(found->mtimeNs, 1'700'000'000'123'456'789);
    QVERIFY(!found->fileId.isEmpty());
    QVERIFY(*fingerprint(file) == *found);

    QVERIFY(makeFile(path("b"), 1000));
    QCOMPARE(::utimensat(AT_FDCWD, QFile::encodeName(path("b")).constData(), times, 0), 0);
    QVERIFY(fingerprint(path("b"))->fileId != found->fileId);
}

void LocalFilesTest::fingerprintFollowsLinks()
{
    QVERIFY(makeFile(path("a"), 10));
    QVERIFY(QFile::link(path("a"), path("link")));
    QVERIFY(*fingerprint(path("link")) == *fingerprint(path("a")));
}

void LocalFilesTest::fingerprintRefusesWhatIsNoFile_data()
{
    QTest::addColumn<QString>("what");
    QTest::addColumn<ErrorKind>("kind");
    QTest::newRow("nothing") << QStringLiteral("nothing") << ErrorKind::FileMissing;
    QTest::newRow("below a file") << QStringLiteral("file/below") << ErrorKind::FileMissing;
    QTest::newRow("broken link") << QStringLiteral("broken") << ErrorKind::FileMissing;
    QTest::newRow("zero character")
        << QStringLiteral("file") + QChar(u'\0') + QStringLiteral("x") << ErrorKind::FileMissing;
    QTest::newRow("link to itself") << QStringLiteral("loop") << ErrorKind::FileUnreadable;
    QTest::newRow("folder") << QStringLiteral(".") << ErrorKind::NotRegularFile;
    QTest::newRow("pipe") << QStringLiteral("pipe") << ErrorKind::NotRegularFile;
    QTest::newRow("socket") << QStringLiteral("socket") << ErrorKind::NotRegularFile;
    QTest::newRow("device") << QStringLiteral("null") << ErrorKind::NotRegularFile;
}

void LocalFilesTest::fingerprintRefusesWhatIsNoFile()
{
    QFETCH(QString, what);
    QFETCH(ErrorKind, kind);
    QVERIFY(makeFile(path("file"), 10));
    QVERIFY(QFile::link(path("gone"), path("broken")));
    QVERIFY(QFile::link(path("loop"), path("loop")));
    QVERIFY(QFile::link(QStringLiteral("/dev/null"), path("null")));
    QCOMPARE(::mkfifo(QFile::encodeName(path("pipe")).constData(), 0600), 0);
    const int socket = ::socket(AF_UNIX, SOCK_STREAM, 0);
    sockaddr_un address = {};
    address.sun_family = AF_UNIX;
    qstrncpy(address.sun_path, QFile::encodeName(path("socket")).constData(),
             sizeof address.sun_path);
    QCOMPARE(::bind(socket, reinterpret_cast<sockaddr *>(&address), sizeof address), 0);

    const QString target = m_folder->path() + u'/' + what;
    QCOMPARE(kindOf(fingerprint(target)), kind);
    QCOMPARE(kindOf(digest(target)), kind);
    QCOMPARE(kindOf(read(target, {}, {}, {})), kind);
    ::close(socket);
}

void LocalFilesTest::fingerprintTellsUnreadable()
{
    QVERIFY(makeFile(path("secret"), 10));
    QVERIFY(QFile::setPermissions(path("secret"), QFile::Permissions()));
    QCOMPARE(::chmod(QFile::encodeName(m_folder->path()).constData(), 0755), 0);
    const Unprivileged nobody;
    QCOMPARE(kindOf(fingerprint(path("secret"))), ErrorKind::FileUnreadable);
    QCOMPARE(kindOf(digest(path("secret"))), ErrorKind::FileUnreadable);
}

void LocalFilesTest::digestsEverySize_data()
{
    QTest::addColumn<qint64>("size");
    for (const qint64 size : {qint64{0}, qint64{1}, step - 1, step, step + 1, 2 * step - 1,
                              2 * step, 2 * step + 1, 5 * step + 4711})
        QTest::addRow("%lld", size) << size;
}

void LocalFilesTest::digestsEverySize()
{
    QFETCH(qint64, size);
    QVERIFY(makeFile(path("a"), size));
    const Result<DigestedFile> found = digest(path("a"));
    QVERIFY(found);
    QVERIFY(found->fingerprint == *fingerprint(path("a")));
    QCOMPARE(found->digests.sha1, sha1OfFile(path("a")));
    QCOMPARE(found->digests.states.size(), size == 0 ? 0 : (size - 1) / step * 20);
}

void LocalFilesTest::digestGivesThePublishedStates()
{
    // From vectors.json: 2.5 MiB by 1 MiB.
    QVERIFY(writeFile(path("a"), vectorContent(2'621'440)));
    const Result<DigestedFile> found = digest(path("a"));
    QVERIFY(found);
    QCOMPARE(found->digests.sha1, QByteArray("744785c7a85f4d7bb9bce24abe40939e4ea864c6"));
    QCOMPARE(found->digests.states.size(), 4 * 20);
    QCOMPARE(found->digests.states.mid(20, 20).toHex(),
             QByteArray("3b95369be2141d98f4512587a2b76a891cd5e2de"));
    QCOMPARE(found->digests.states.mid(60, 20).toHex(),
             QByteArray("eab459fa1ff1153286ef7ddd16029db1a9bac9ea"));
}

void LocalFilesTest::digestTellsProgressInOrderAndTheLast()
{
    const QString file = longFile("long", giB + 1);
    QList<qint64> told;
    Outcome<DigestedFile> outcome;
    QElapsedTimer timer;
    timer.start();
    m_files->digest(
        file,
        [&](qint64 bytesRead) {
            QVERIFY(!outcome.result);
            told.append(bytesRead);
        },
        outcome.take());
    QVERIFY(wait(outcome));
    QVERIFY(!told.isEmpty());
    QVERIFY(std::is_sorted(told.begin(), told.end()));
    QCOMPARE(told.last(), giB + 1);
    QVERIFY(told.size() <= timer.elapsed() / 100 + 1);
}

void LocalFilesTest::digestCatchesAChangeUnderThePass_data()
{
    QTest::addColumn<QString>("change");
    QTest::addColumn<ErrorKind>("kind");
    QTest::newRow("rewritten") << QStringLiteral("rewritten") << ErrorKind::FileChanged;
    QTest::newRow("appended") << QStringLiteral("appended") << ErrorKind::FileChanged;
    QTest::newRow("truncated") << QStringLiteral("truncated") << ErrorKind::FileChanged;
    QTest::newRow("replaced") << QStringLiteral("replaced") << ErrorKind::FileChanged;
    QTest::newRow("removed") << QStringLiteral("removed") << ErrorKind::FileMissing;
}

void LocalFilesTest::digestCatchesAChangeUnderThePass()
{
    QFETCH(QString, change);
    QFETCH(ErrorKind, kind);
    const QString file = path("a");
    QVERIFY(makeFile(file, 3 * step));
    const timespec times[] = {{1, 0}, {1, 0}};
    QCOMPARE(::utimensat(AT_FDCWD, QFile::encodeName(file).constData(), times, 0), 0);
    QVERIFY(makeFile(path("other"), 3 * step));
    bool changed = false;
    const auto atTheFirstBuffer = [&](qint64) {
        if (std::exchange(changed, true))
            return;
        QFile opened(file);
        if (change == u"rewritten") {
            QVERIFY(opened.open(QIODevice::ReadWrite) && opened.seek(2 * step));
            QCOMPARE(opened.write("x"), 1);
        } else if (change == u"appended") {
            QVERIFY(opened.open(QIODevice::Append));
            QCOMPARE(opened.write("x"), 1);
        } else if (change == u"truncated") {
            QVERIFY(opened.resize(step));
        } else if (change == u"replaced") {
            QCOMPARE(::rename(QFile::encodeName(path("other")).constData(),
                              QFile::encodeName(file).constData()),
                     0);
        } else {
            QVERIFY(opened.remove());
        }
    };
    const std::atomic_bool cancelled = false;
    const Result<DigestedFile> found = digestFile(file, cancelled, atTheFirstBuffer);
    QVERIFY(changed);
    QCOMPARE(kindOf(found), kind);
}

void LocalFilesTest::readsEveryRange_data()
{
    QTest::addColumn<qint64>("size");
    QTest::addColumn<qint64>("offset");
    QTest::addColumn<qint64>("length");
    const qint64 size = 3 * step + 777;
    const QList<SliceRange> ranges = {
        {0, 0},          {0, 1},           {0, step},     {0, size}, {step, step},
        {step, 0},       {2 * step, step}, {step - 1, 2}, {1, 1},    {step + 100, 300'000},
        {3 * step, 777}, {3 * step, 100},  {size - 1, 1}, {size, 0}, {100, size - 100},
    };
    for (const SliceRange &range : ranges)
        QTest::addRow("%lld bytes from %lld", range.length, range.offset)
            << size << range.offset << range.length;
    QTest::newRow("empty file") << qint64{0} << qint64{0} << qint64{0};
    QTest::newRow("whole steps, last") << 2 * step << step << step;
    QTest::newRow("whole steps, all") << 2 * step << qint64{0} << 2 * step;
    QTest::newRow("one step") << step << qint64{0} << step;
}

void LocalFilesTest::readsEveryRange()
{
    QFETCH(qint64, size);
    QFETCH(qint64, offset);
    QFETCH(qint64, length);
    QVERIFY(makeFile(path("a"), size));
    const Result<DigestedFile> digested = digest(path("a"));
    QVERIFY(digested);
    const QByteArray expected = randomBytes(size).mid(offset, length);
    for (const Digests &digests : {digested->digests, Digests()}) {
        const Result<QByteArray> found =
            read(path("a"), digested->fingerprint, {offset, length}, digests);
        QVERIFY2(found, found ? "" : qPrintable(found.error().detail));
        QVERIFY(*found == expected);
    }
}

void LocalFilesTest::readRefusesARangeOutsideTheFile()
{
    QVERIFY(makeFile(path("a"), 100));
    const Fingerprint known = *fingerprint(path("a"));
    for (const SliceRange &range :
         {SliceRange{0, 101}, SliceRange{100, 1}, SliceRange{-1, 1}, SliceRange{0, -1},
          SliceRange{101, 0}, SliceRange{1, std::numeric_limits<qint64>::max()}})
        QCOMPARE(kindOf(read(path("a"), known, range, {})), ErrorKind::Internal);
}

void LocalFilesTest::readCatchesSecretlyChangedBytes_data()
{
    QTest::addColumn<qint64>("changed");
    QTest::addColumn<qint64>("offset");
    QTest::addColumn<qint64>("length");
    QTest::newRow("first byte") << qint64{0} << qint64{0} << step;
    QTest::newRow("last byte of a slice") << 2 * step - 1 << step << step;
    QTest::newRow("first byte of a slice") << step << step << step;
    QTest::newRow("between the slice and the next state") << 2 * step - 1 << step << qint64{10};
    QTest::newRow("between the state and the slice") << step << step + 10 << qint64{10};
    QTest::newRow("last byte of the file") << 2 * step + 99 << 2 * step << qint64{100};
    QTest::newRow("whole file") << step + 5 << qint64{0} << 2 * step + 100;
}

void LocalFilesTest::readCatchesSecretlyChangedBytes()
{
    QFETCH(qint64, changed);
    QFETCH(qint64, offset);
    QFETCH(qint64, length);
    const QString file = path("a");
    QVERIFY(makeFile(file, 2 * step + 100));
    const Result<DigestedFile> digested = digest(file);
    QVERIFY(digested);
    const QByteArray was = randomBytes(2 * step + 100).mid(changed, 1);
    changeSecretly(file, changed, QByteArray(1, static_cast<char>(was.at(0) ^ 1)));
    QVERIFY(*fingerprint(file) == digested->fingerprint);
    QCOMPARE(kindOf(read(file, digested->fingerprint, {offset, length}, digested->digests)),
             ErrorKind::FileChanged);
    changeSecretly(file, changed, was);
    QVERIFY(read(file, digested->fingerprint, {offset, length}, digested->digests));
}

void LocalFilesTest::readLeavesBytesFarFromTheRangeAlone()
{
    const QString file = path("a");
    QVERIFY(makeFile(file, 4 * step));
    const Result<DigestedFile> digested = digest(file);
    QVERIFY(digested);
    changeSecretly(file, 3 * step, "changed");
    changeSecretly(file, step - 7, "changed");
    QVERIFY(read(file, digested->fingerprint, {step, 2 * step}, digested->digests));
}

void LocalFilesTest::readCatchesAChangedFile_data()
{
    digestCatchesAChangeUnderThePass_data();
}

void LocalFilesTest::readCatchesAChangedFile()
{
    QFETCH(QString, change);
    QFETCH(ErrorKind, kind);
    const QString file = path("a");
    QVERIFY(makeFile(file, 3 * step));
    const Result<DigestedFile> digested = digest(file);
    QVERIFY(digested);
    // The same bytes throughout: the fingerprint alone has to tell.
    if (change == u"rewritten") {
        QVERIFY(makeFile(file, 3 * step));
        const timespec times[] = {{1, 0}, {1, 0}};
        QCOMPARE(::utimensat(AT_FDCWD, QFile::encodeName(file).constData(), times, 0), 0);
    } else if (change == u"appended") {
        QFile opened(file);
        QVERIFY(opened.open(QIODevice::Append));
        QCOMPARE(opened.write("x"), 1);
    } else if (change == u"truncated") {
        QVERIFY(QFile::resize(file, step));
    } else if (change == u"replaced") {
        QVERIFY(makeFile(path("other"), 3 * step));
        struct stat was = {};
        QCOMPARE(::stat(QFile::encodeName(file).constData(), &was), 0);
        const timespec times[] = {was.st_atim, was.st_mtim};
        const QByteArray other = QFile::encodeName(path("other"));
        QCOMPARE(::utimensat(AT_FDCWD, other.constData(), times, 0), 0);
        QCOMPARE(::rename(other.constData(), QFile::encodeName(file).constData()), 0);
    } else {
        QVERIFY(QFile::remove(file));
    }
    QCOMPARE(kindOf(read(file, digested->fingerprint, {0, step}, digested->digests)), kind);
    QCOMPARE(kindOf(read(file, digested->fingerprint, {0, step}, {})), kind);
}

void LocalFilesTest::readCatchesDigestsOfAnotherSize()
{
    QVERIFY(makeFile(path("a"), 3 * step));
    const Result<DigestedFile> digested = digest(path("a"));
    QVERIFY(digested);
    Digests damaged = digested->digests;
    damaged.states.chop(20);
    QCOMPARE(kindOf(read(path("a"), digested->fingerprint, {2 * step, step}, damaged)),
             ErrorKind::FileChanged);
}

void LocalFilesTest::neverAnswersFromInsideTheCall()
{
    Outcome<Fingerprint> missing;
    Outcome<QByteArray> outside;
    m_files->fingerprint(path("nothing"), missing.take());
    m_files->read(path("nothing"), {}, {5, 5}, {}, outside.take());
    QCOMPARE(missing.calls + outside.calls, 0);
    wait(missing);
    wait(outside);
    QCOMPARE(missing.calls, 1);
    QCOMPARE(outside.calls, 1);
}

void LocalFilesTest::answersOnTheOwnersThread()
{
    const QString file = longFile("long", 64 * 1024 * 1024);
    QThread *const here = QThread::currentThread();
    bool done = false;
    m_files->digest(
        file, [&](qint64) { QVERIFY(QThread::currentThread() == here); },
        [&](const Result<DigestedFile> &) {
            QVERIFY(QThread::currentThread() == here);
            done = true;
        });
    QTRY_VERIFY_WITH_TIMEOUT(done, longWait);
}

void LocalFilesTest::neverAnswersAfterCancel()
{
    QVERIFY(makeFile(path("a"), 10));
    Outcome<Fingerprint> first;
    Outcome<Fingerprint> second;
    JobId later{};
    const JobId early = m_files->fingerprint(path("a"), first.take());
    QVERIFY(early != JobId{});
    m_files->cancel(early);
    m_files->cancel(early);
    m_files->cancel(JobId{});
    // Both answers are posted before either is handed out; the first takes back the second.
    Outcome<Fingerprint> taker;
    m_files->fingerprint(path("a"), [&](const Result<Fingerprint> &result) {
        taker.take()(result);
        m_files->cancel(later);
    });
    later = m_files->fingerprint(path("a"), second.take());
    QVERIFY(later != early);
    wait(taker);
    m_files.reset();
    QCoreApplication::sendPostedEvents();
    QCOMPARE(first.calls, 0);
    QVERIFY(second.calls <= 1);
}

void LocalFilesTest::cancelStopsALongHashSoon()
{
    // Hours of hashing, on both threads of the lane; a third hash gets its turn only if they stop.
    const QString file = longFile("long", 4096 * giB);
    QVERIFY(makeFile(path("short"), 10));
    Outcome<DigestedFile> lost;
    QList<JobId> jobs;
    for (int i = 0; i < 4; ++i)
        jobs.append(m_files->digest(file, {}, lost.take()));
    Outcome<DigestedFile> outcome;
    m_files->digest(path("short"), {}, outcome.take());
    for (const JobId job : jobs)
        m_files->cancel(job);
    QVERIFY(wait(outcome));
    QCOMPARE(lost.calls, 0);
}

void LocalFilesTest::destructionStopsALongHashSoon()
{
    const QString file = longFile("long", 4096 * giB);
    Outcome<DigestedFile> outcome;
    bool progressed = false;
    for (int i = 0; i < 3; ++i)
        m_files->digest(
            file, [&](qint64) { progressed = true; }, outcome.take());
    QTRY_VERIFY_WITH_TIMEOUT(progressed, longWait);
    m_files.reset();
    QCoreApplication::sendPostedEvents();
    QCOMPARE(outcome.calls, 0);
}

void LocalFilesTest::callbacksDieOnTheOwnersThread()
{
    struct Witness
    {
        QThread *const home = QThread::currentThread();
        bool *const elsewhere;

        ~Witness()
        {
            if (QThread::currentThread() != home)
                *elsewhere = true;
        }
    };

    QVERIFY(makeFile(path("a"), 100));
    bool elsewhere = false;
    int answers = 0;
    for (int i = 0; i < 200; ++i) {
        const auto witness = std::make_shared<Witness>(QThread::currentThread(), &elsewhere);
        const JobId job = m_files->digest(
            path("a"), [witness](qint64) {},
            [witness, &answers](const Result<DigestedFile> &) { ++answers; });
        if (i % 2 == 1)
            m_files->cancel(job);
    }
    QTRY_COMPARE_WITH_TIMEOUT(answers, 100, longWait);
    QVERIFY(!elsewhere);
}

void LocalFilesTest::mayBeDestroyedByAnAnswer()
{
    QVERIFY(makeFile(path("a"), step));
    int answers = 0;
    for (int i = 0; i < 10; ++i) {
        m_files->digest(path("a"), {}, [&](const Result<DigestedFile> &) {
            ++answers;
            m_files.reset();
        });
    }
    QTRY_VERIFY_WITH_TIMEOUT(!m_files, longWait);
    QCoreApplication::sendPostedEvents();
    QCOMPARE(answers, 1);
}

void LocalFilesTest::longHashesDoNotHoldUpReads()
{
    const QString file = longFile("long", 4096 * giB);
    QVERIFY(makeFile(path("short"), 1000));
    const Fingerprint known = *fingerprint(path("short"));
    Outcome<DigestedFile> hashes;
    for (int i = 0; i < 10; ++i)
        m_files->digest(file, {}, hashes.take());
    QVERIFY(read(path("short"), known, {0, 1000}, {}));
    QCOMPARE(hashes.calls, 0);
}

void LocalFilesTest::answersManyAtOnce()
{
    QVERIFY(makeFile(path("a"), 8 * step + 3));
    const Result<DigestedFile> digested = digest(path("a"));
    QVERIFY(digested);
    const QByteArray content = randomBytes(8 * step + 3);
    int answers = 0;
    for (int i = 0; i < 500; ++i) {
        const SliceRange range{i % 9 * step, i % 9 == 8 ? 3 : step};
        m_files->read(path("a"), digested->fingerprint, range, digested->digests,
                      [&, range](const Result<QByteArray> &result) {
                          ++answers;
                          QVERIFY(result);
                          QVERIFY(*result == content.mid(range.offset, range.length));
                      });
    }
    QTRY_COMPARE_WITH_TIMEOUT(answers, 500, longWait);
}

QTEST_GUILESS_MAIN(LocalFilesTest)
#include "LocalFilesTest.moc"

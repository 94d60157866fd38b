#include "tests/cli/TestBucket.h"
#include "tests/support/Patience.h"
#include "tests/support/TestFiles.h"

#include <QDirIterator>
#include <QTest>

#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

using namespace cosdrop;
using namespace cosdrop::test;
using namespace Qt::StringLiterals;

namespace {

constexpr qint64 MiB = 1024 * 1024;
constexpr std::chrono::seconds atOnce = patient(std::chrono::seconds(20));

/// A file that nobody may read, root neither; empty where there is none.
QString unreadableFile(const TestBucket &bucket)
{
    if (::geteuid() != 0) {
        const QString file = bucket.makeFile(u"unreadable"_s, 100);
        return QFile::setPermissions(file, QFile::WriteOwner) ? file : QString();
    }
    // The kernel's switches that can only be written.
    QDirIterator files(u"/sys/class"_s, QDir::Files, QDirIterator::Subdirectories);
    for (int seen = 0; files.hasNext() && seen < 10'000; ++seen) {
        struct stat entry = {};
        QString path = files.next();
        if (::stat(path.toUtf8().constData(), &entry) == 0 && (entry.st_mode & 0444) == 0
            && !QFile(path).open(QIODevice::ReadOnly))
            return path;
    }
    return {};
}

bool makeSocket(const QString &path)
{
    sockaddr_un address = {};
    address.sun_family = AF_UNIX;
    const QByteArray name = path.toUtf8();
    if (name.size() >= qsizetype(sizeof address.sun_path))
        return false;
    std::copy(name.begin(), name.end(), address.sun_path);
    const int socket = ::socket(AF_UNIX, SOCK_STREAM, 0);
    const bool bound =
        ::bind(socket, reinterpret_cast<const sockaddr *>(&address), sizeof address) == 0;
    ::close(socket);
    return bound;
}

QString kindOf(const QJsonObject &object)
{
    return object.value(u"error").toObject().value(u"kind").toString();
}

} // namespace

/// Files that cannot be uploaded, each beside one that can.
class CliBadFileTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void tellsWhatIsWrong_data();
    void tellsWhatIsWrong();
    void tellsNamesThatCosDoesNotAllow();
    void tellsAFolderThatCannotBeRead();
    void tellsAFileThatVanishesOnTheWay();
    void tellsAFileThatVanishesInTheQueue();
    void tellsANameThatIsNoText();
    void uploadsAgainWhatIsPutBack();
};

void CliBadFileTest::tellsWhatIsWrong_data()
{
    QTest::addColumn<QString>("what");
    QTest::addColumn<QString>("kind");
    for (const char *what : {"missing", "in a missing folder", "below a file"})
        QTest::newRow(what) << QString::fromLatin1(what) << u"file_missing"_s;
    for (const char *what : {"device", "endless device", "pipe", "socket"})
        QTest::newRow(what) << QString::fromLatin1(what) << u"not_regular_file"_s;
    QTest::newRow("link to nothing") << u"link to nothing"_s << u"file_missing"_s;
    QTest::newRow("unreadable") << u"unreadable"_s << u"file_unreadable"_s;
}

void CliBadFileTest::tellsWhatIsWrong()
{
    QFETCH(QString, what);
    QFETCH(QString, kind);
    TestBucket bucket;
    QVERIFY(bucket.isValid());
    const QString good = bucket.makeFile(u"good"_s, 1000);
    QString bad = bucket.file(u"bad"_s);
    if (what == u"in a missing folder") {
        bad = bucket.file(u"gone/bad"_s);
    } else if (what == u"below a file") {
        bad = good + u"/bad"_s;
    } else if (what == u"device") {
        bad = u"/dev/null"_s;
    } else if (what == u"endless device") {
        bad = u"/dev/zero"_s;
    } else if (what == u"pipe") {
        QCOMPARE(::mkfifo(bad.toUtf8().constData(), 0600), 0);
    } else if (what == u"socket") {
        QVERIFY(makeSocket(bad));
    } else if (what == u"link to nothing") {
        QVERIFY(QFile::link(bucket.file(u"nowhere"_s), bad));
    } else if (what == u"unreadable") {
        bad = unreadableFile(bucket);
        if (bad.isEmpty())
            QSKIP("nothing here is unreadable for root");
    }

    const CliResult result = bucket.run(bucket.upload({bad, good}));
    QVERIFY2(result.status == 1, result.told().constData());
    QVERIFY2(result.time < atOnce, result.told().constData());
    const auto objects = result.objects();
    QCOMPARE(objects.size(), 2);
    QCOMPARE(objects[bad].value(u"state").toString(), u"failed"_s);
    QCOMPARE(kindOf(objects[bad]), kind);
    QCOMPARE(objects[bad].value(u"sent_bytes").toInteger(-1), 0);
    QVERIFY(!objects[bad].value(u"error")[u"message"].toString().isEmpty());
    QCOMPARE(objects[good].value(u"state").toString(), u"done"_s);
    QVERIFY(bucket.holds(u"/good"_s, good));
    QCOMPARE(bucket.server().objects(), QStringList(u"/good"_s));
    // What is wrong, and what to do; details stand in brackets.
    const QByteArray prefix = "cosdrop-cli: " + bad.toUtf8() + ": ";
    QVERIFY2(result.err.startsWith(prefix), result.told().constData());
    QVERIFY2(result.err.count(". ") >= 1, result.told().constData());
}

void CliBadFileTest::tellsNamesThatCosDoesNotAllow()
{
    TestBucket bucket;
    QVERIFY(bucket.isValid());
    const QString good = bucket.makeFile(u"good"_s, 1000);
    QStringList bad;
    for (const char *name :
         {"a?b", "a*b", "a:b", "a|b", "a\\b", "a<b", "a>b", "a\"b", "a\nb", "a\x7f", " ", "dir*/f"})
        bad.append(bucket.makeFile(u"top/"_s + QString::fromLatin1(name), 10));
    QVERIFY(!bad.contains(QString()));

    // Named one by one, and found in a folder.
    for (const QStringList &paths :
         {QStringList(good) + bad, QStringList{good, bucket.file(u"top"_s)}}) {
        bucket.forgetState();
        const CliResult result = bucket.run(bucket.upload(paths));
        QVERIFY2(result.status == 1, result.told().constData());
        const auto objects = result.objects();
        QCOMPARE(objects.size(), bad.size() + 1);
        QCOMPARE(objects[good].value(u"state").toString(), u"done"_s);
        for (const QString &path : std::as_const(bad)) {
            // Without its folder this name is good.
            const bool allowed = paths.contains(path) && path.endsWith(u"/f");
            QCOMPARE(objects[path].value(u"state").toString(), allowed ? u"done"_s : u"failed"_s);
            QCOMPARE(kindOf(objects[path]), allowed ? QString() : u"illegal_name"_s);
        }
    }
}

void CliBadFileTest::tellsAFolderThatCannotBeRead()
{
    TestBucket bucket;
    QVERIFY(bucket.isValid());
    const QString good = bucket.makeFile(u"top/good"_s, 1000);
    bucket.makeFile(u"top/closed/f"_s, 1000);
    const QString closed = bucket.file(u"top/closed"_s);
    CliProgram program;
    bucket.giveKeys(program);
    QStringList command{CliProgram::path()};
    const bool root = ::geteuid() == 0;
    if (root) {
        // As nobody, for whom a closed folder is closed.
        command =
            QStringList{u"/usr/bin/setpriv"_s, u"--reuid=65534"_s, u"--clear-groups"_s} + command;
        QVERIFY(QFile::setPermissions(bucket.folder(), QFile::Permissions(0x7777)));
        CliProgram probe;
        const bool starts = probe.startOther(command[0], command.mid(1) + QStringList(u"--help"_s));
        if (!starts || probe.result().status != 0)
            QSKIP("nobody else than root may run the program here");
    }
    QVERIFY(QFile::setPermissions(closed, {}));
    QVERIFY(
        program.startOther(command[0], command.mid(1) + bucket.upload({bucket.file(u"top"_s)})));
    const CliResult result = program.result();
    QVERIFY(QFile::setPermissions(closed, QFile::Permissions(0x7000)));
    QVERIFY2(result.status == 1, result.told().constData());
    QVERIFY2(result.err.startsWith("cosdrop-cli: " + closed.toUtf8() + ": "),
             result.told().constData());
    QVERIFY(bucket.holds(u"/top/good"_s, good));
    const auto objects = result.objects();
    QCOMPARE(objects.size(), 2);
    QCOMPARE(objects[good].value(u"state").toString(), u"done"_s);
    QCOMPARE(objects[closed].value(u"state").toString(), u"failed"_s);
    QCOMPARE(kindOf(objects[closed]), u"file_unreadable"_s);
}

void CliBadFileTest::tellsAFileThatVanishesOnTheWay()
{
    TestBucket bucket([](EmulatorOptions &options) { options.serial = true; });
    QVERIFY(bucket.isValid());
    const QString bad = bucket.makeFile(u"bad"_s, 20 * MiB, 1);
    const QString good = bucket.makeFile(u"good"_s, 9 * MiB, 2);
    CliProgram program;
    bucket.giveKeys(program);
    QVERIFY(program.start(bucket.upload(
        {u"--parallel-files"_s, u"1"_s, u"--limit-rate"_s, QString::number(12 * MiB), bad, good})));
    QVERIFY(waitFor([&] { return bucket.sentSlices(u"/bad"_s).size() >= 2; }));
    QVERIFY(QFile::remove(bad));
    const CliResult result = program.result();
    QVERIFY2(result.status == 1, result.told().constData());
    QVERIFY2(result.time < atOnce, result.told().constData());
    const auto objects = result.objects();
    QCOMPARE(kindOf(objects[bad]), u"file_missing"_s);
    QCOMPARE(objects[good].value(u"state").toString(), u"done"_s);
    QCOMPARE(bucket.server().objects(), QStringList(u"/good"_s));
    QVERIFY2(result.err.startsWith("cosdrop-cli: " + bad.toUtf8() + ": "),
             result.told().constData());
}

void CliBadFileTest::tellsAFileThatVanishesInTheQueue()
{
    TestBucket bucket;
    QVERIFY(bucket.isValid());
    const QString first = bucket.makeFile(u"first"_s, 9 * MiB, 1);
    const QString bad = bucket.makeFile(u"second"_s, 9 * MiB, 2);
    const QString last = bucket.makeFile(u"third"_s, 100, 3);
    EmulatorFault slow;
    slow.op = u"upload_slice_init"_s;
    slow.delay = std::chrono::seconds(1);
    bucket.setFaults({slow});
    CliProgram program;
    bucket.giveKeys(program);
    QVERIFY(program.start(bucket.upload({u"--parallel-files"_s, u"1"_s, first, bad, last})));
    QVERIFY(waitFor([&] { return bucket.count(u"upload_slice_init"_s) == 1; }));
    QVERIFY(QFile::remove(bad));
    const CliResult result = program.result();
    QVERIFY2(result.status == 1, result.told().constData());
    const auto objects = result.objects();
    QCOMPARE(objects[first].value(u"state").toString(), u"done"_s);
    QCOMPARE(kindOf(objects[bad]), u"file_missing"_s);
    QCOMPARE(objects[last].value(u"state").toString(), u"done"_s);
}

void CliBadFileTest::tellsANameThatIsNoText()
{
    TestBucket bucket;
    QVERIFY(bucket.isValid());
    const QString good = bucket.makeFile(u"top/good"_s, 100);
    const QByteArray folder = bucket.file(u"top"_s).toUtf8();
    const QByteArray name = folder + "/bad-\xff\xfe";
    QVERIFY(QFile::copy(good, bucket.file(u"moved"_s)));
    if (::rename(bucket.file(u"moved"_s).toUtf8().constData(), name.constData()) != 0)
        QSKIP("this file system takes UTF-8 only");
    const CliResult result = bucket.run(bucket.upload({bucket.file(u"top"_s)}));
    QVERIFY2(result.status == 1, result.told().constData());
    QVERIFY2(result.err.startsWith("cosdrop-cli: " + folder + "/bad-"), result.told().constData());
    QVERIFY2(result.err.contains("not UTF-8"), result.told().constData());
    const auto objects = result.objects();
    QCOMPARE(objects.size(), 2);
    QCOMPARE(objects.values().count(objects[good]), 1);
    for (const QJsonObject &object : objects)
        QVERIFY(object == objects[good] || kindOf(object) == u"illegal_name");
    QCOMPARE(objects[good].value(u"state").toString(), u"done"_s);
    QCOMPARE(bucket.server().objects(), QStringList(u"/top/good"_s));
    // QTemporaryDir cannot name it either.
    QCOMPARE(::unlink(name.constData()), 0);
}

void CliBadFileTest::uploadsAgainWhatIsPutBack()
{
    TestBucket bucket;
    QVERIFY(bucket.isValid());
    const QString file = bucket.file(u"late"_s);
    QCOMPARE(bucket.run(bucket.upload({file})).status, 1);
    QVERIFY(!bucket.makeFile(u"late"_s, 9 * MiB).isEmpty());
    const CliResult result = bucket.run(bucket.resume());
    QVERIFY2(result.status == 0, result.told().constData());
    QCOMPARE(result.object().value(u"state").toString(), u"done"_s);
    QVERIFY(bucket.holds(u"/late"_s, file));
}

QTEST_GUILESS_MAIN(CliBadFileTest)
#include "CliBadFileTest.moc"

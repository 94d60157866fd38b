#include "core/journal/StateFolderLock.h"

#include "tests/support/TestFiles.h"

#include <QCoreApplication>
#include <QFile>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

using namespace cosdrop;
using namespace cosdrop::test;

namespace {

constexpr int longWait = 60'000;

/// Another process that wants the lock; what it got is its first line.
class Rival
{
public:
    explicit Rival(const QString &folder)
    {
        m_process.setProcessChannelMode(QProcess::ForwardedErrorChannel);
        m_process.start(QCoreApplication::applicationDirPath()
                            + QStringLiteral("/journal-test-child"),
                        {QStringLiteral("hold-lock"), folder});
        while (!m_process.canReadLine() && m_process.waitForReadyRead(longWait)) {
        }
        m_said = QString::fromUtf8(m_process.readLine().trimmed());
    }

    ~Rival() { end(); }

    Rival(const Rival &) = delete;
    Rival &operator=(const Rival &) = delete;

    QString said() const { return m_said; }

    qint64 pid() const { return m_process.processId(); }

    void end()
    {
        m_process.closeWriteChannel();
        m_process.waitForFinished(longWait);
    }

    void kill()
    {
        m_process.kill();
        m_process.waitForFinished(longWait);
    }

private:
    QProcess m_process;
    QString m_said;
};

QString detailOf(const Result<std::unique_ptr<StateFolderLock>> &lock)
{
    return lock ? QStringLiteral("held") : lock.error().detail;
}

} // namespace

class StateFolderLockTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();

    void makesItsFolder();
    void keepsOneProgramOut();
    void keepsOutAnOtherInTheSameProgram();
    void isGivenBack();
    void isTakenOverFromAKilledProgram();
    void isTakenOverWhatTheLockFileSays_data();
    void isTakenOverWhatTheLockFileSays();
    void isNotTakenFromALiveProgramWhateverTheFileSays();
    void tellsAFolderThatCannotBeWritten();

private:
    QString lockFile() const { return m_folder->filePath(QStringLiteral("cosdrop.lock")); }

    /// As if the lock file had been made long ago.
    void age() const
    {
        const timespec longAgo[] = {{1'600'000'000, 0}, {1'600'000'000, 0}};
        QCOMPARE(::utimensat(AT_FDCWD, QFile::encodeName(lockFile()).constData(), longAgo, 0), 0);
    }

    std::unique_ptr<QTemporaryDir> m_folder;
};

void StateFolderLockTest::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    QVERIFY(m_folder->isValid());
}

void StateFolderLockTest::makesItsFolder()
{
    const QString folder = m_folder->filePath(QStringLiteral("a/b"));
    QVERIFY(StateFolderLock::acquire(folder));
}

void StateFolderLockTest::keepsOneProgramOut()
{
    {
        const Rival rival(m_folder->path());
        QCOMPARE(rival.said(), QStringLiteral("held"));
        const auto mine = StateFolderLock::acquire(m_folder->path());
        QVERIFY(!mine);
        QCOMPARE(mine.error().kind, ErrorKind::JournalFailed);
        QVERIFY(mine.error().detail.startsWith(QLatin1String("locked:")));
        QVERIFY(mine.error().detail.contains(QString::number(rival.pid())));
    }
    const auto mine = StateFolderLock::acquire(m_folder->path());
    QCOMPARE(detailOf(mine), QStringLiteral("held"));
    const Rival rival(m_folder->path());
    QVERIFY(rival.said().startsWith(QLatin1String("locked:")));
    QVERIFY(rival.said().contains(QString::number(QCoreApplication::applicationPid())));
}

void StateFolderLockTest::keepsOutAnOtherInTheSameProgram()
{
    const auto first = StateFolderLock::acquire(m_folder->path());
    QVERIFY(first);
    age();
    QVERIFY(detailOf(StateFolderLock::acquire(m_folder->path())).startsWith(u"locked:"));
}

void StateFolderLockTest::isGivenBack()
{
    QVERIFY(StateFolderLock::acquire(m_folder->path()));
    QVERIFY(StateFolderLock::acquire(m_folder->path()));
    QVERIFY(!QFile::exists(lockFile()));
}

void StateFolderLockTest::isTakenOverFromAKilledProgram()
{
    Rival rival(m_folder->path());
    QCOMPARE(rival.said(), QStringLiteral("held"));
    rival.kill();
    QVERIFY(QFile::exists(lockFile()));
    QCOMPARE(detailOf(StateFolderLock::acquire(m_folder->path())), QStringLiteral("held"));
}

void StateFolderLockTest::isTakenOverWhatTheLockFileSays_data()
{
    QTest::addColumn<int>("line");
    QTest::addColumn<QByteArray>("text");
    // The lines that QLockFile writes: process id, program, host, machine, boot.
    QTest::newRow("process id in use again by the same program")
        << 0 << QByteArray::number(QCoreApplication::applicationPid());
    QTest::newRow("another host name") << 2 << QByteArray("some-other-host");
    QTest::newRow("nothing left of it") << -1 << QByteArray();
}

void StateFolderLockTest::isTakenOverWhatTheLockFileSays()
{
    QFETCH(int, line);
    QFETCH(QByteArray, text);
    QByteArray content;
    {
        const auto lock = StateFolderLock::acquire(m_folder->path());
        QVERIFY(lock);
        content = readFile(lockFile());
    }
    QList<QByteArray> lines = content.split('\n');
    QVERIFY(lines.size() >= 3);
    if (line >= 0) {
        lines[line] = text;
        content = lines.join('\n');
    } else {
        content.clear();
    }
    QVERIFY(writeFile(lockFile(), content));
    age();
    QCOMPARE(detailOf(StateFolderLock::acquire(m_folder->path())), QStringLiteral("held"));
}

void StateFolderLockTest::isNotTakenFromALiveProgramWhateverTheFileSays()
{
    const Rival rival(m_folder->path());
    QCOMPARE(rival.said(), QStringLiteral("held"));
    QList<QByteArray> lines = readFile(lockFile()).split('\n');
    lines[0] = "999999999";
    lines[2] = "some-other-host";
    QVERIFY(writeFile(lockFile(), lines.join('\n')));
    age();
    QVERIFY(detailOf(StateFolderLock::acquire(m_folder->path())).startsWith(u"locked:"));
}

void StateFolderLockTest::tellsAFolderThatCannotBeWritten()
{
    QVERIFY(writeFile(m_folder->filePath(QStringLiteral("file")), "x"));
    const auto below = StateFolderLock::acquire(m_folder->filePath(QStringLiteral("file/inner")));
    QVERIFY(detailOf(below).startsWith(u"readonly:"));

    // No permission stops root: so as somebody else.
    const bool root = ::geteuid() == 0;
    QCOMPARE(::chmod(QFile::encodeName(m_folder->path()).constData(), 0555), 0);
    QVERIFY(!root || ::seteuid(65534) == 0);
    const QString detail = detailOf(StateFolderLock::acquire(m_folder->path()));
    QVERIFY(!root || ::seteuid(0) == 0);
    QCOMPARE(::chmod(QFile::encodeName(m_folder->path()).constData(), 0700), 0);
    QVERIFY2(detail.startsWith(QLatin1String("readonly:")), qPrintable(detail));
}

QTEST_GUILESS_MAIN(StateFolderLockTest)
#include "StateFolderLockTest.moc"

#include "core/files/FileFingerprint.h"

#include "tests/files/FileFixture.h"
#include "tests/support/TestFiles.h"

#include <QElapsedTimer>
#include <QFile>
#include <QTest>

#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

#include <atomic>
#include <thread>

using namespace cosdrop;
using namespace cosdrop::test;

class FileFingerprintTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:

    void init() { m_here = std::make_unique<FileFixture>(); }

    void cleanup() { m_here.reset(); }

    void fingerprintTellsSizeTimeAndIdentity();
    void fingerprintFollowsLinks();
    void fingerprintRefusesWhatIsNoFile_data();
    void fingerprintRefusesWhatIsNoFile();
    void fingerprintTellsUnreadable();
    void fingerprintNeverWaitsForAPipe();

private:
    std::unique_ptr<FileFixture> m_here;
};

void FileFingerprintTest::fingerprintTellsSizeTimeAndIdentity()
{
    const QString file = m_here->path("a");
    QVERIFY(makeFile(file, 1000));
    const timespec time = {1'700'000'000, 123'456'789};
    QVERIFY(setModified(file, time));
    const Result<Fingerprint> found = m_here->fingerprint(file);
    QVERIFY(found);
    QCOMPARE(found->size, 1000);
    QCOMPARE(found->mtimeNs, 1'700'000'000'123'456'789);
    QVERIFY(!found->fileId.isEmpty());
    QVERIFY(*m_here->fingerprint(file) == *found);

    QVERIFY(makeFile(m_here->path("b"), 1000));
    QVERIFY(setModified(m_here->path("b"), time));
    QVERIFY(m_here->fingerprint(m_here->path("b"))->fileId != found->fileId);
}

void FileFingerprintTest::fingerprintFollowsLinks()
{
    QVERIFY(makeFile(m_here->path("a"), 10));
    QVERIFY(QFile::link(m_here->path("a"), m_here->path("link")));
    QVERIFY(*m_here->fingerprint(m_here->path("link")) == *m_here->fingerprint(m_here->path("a")));
}

void FileFingerprintTest::fingerprintRefusesWhatIsNoFile_data()
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

void FileFingerprintTest::fingerprintRefusesWhatIsNoFile()
{
    QFETCH(QString, what);
    QFETCH(ErrorKind, kind);
    QVERIFY(makeFile(m_here->path("file"), 10));
    QVERIFY(QFile::link(m_here->path("gone"), m_here->path("broken")));
    QVERIFY(QFile::link(m_here->path("loop"), m_here->path("loop")));
    QVERIFY(QFile::link(QStringLiteral("/dev/null"), m_here->path("null")));
    QCOMPARE(::mkfifo(QFile::encodeName(m_here->path("pipe")).constData(), 0600), 0);
    const int socket = ::socket(AF_UNIX, SOCK_STREAM, 0);
    sockaddr_un address = {};
    address.sun_family = AF_UNIX;
    qstrncpy(address.sun_path, QFile::encodeName(m_here->path("socket")).constData(),
             sizeof address.sun_path);
    QCOMPARE(::bind(socket, reinterpret_cast<sockaddr *>(&address), sizeof address), 0);

    const QString target = m_here->folder.path() + u'/' + what;
    QCOMPARE(kindOf(m_here->fingerprint(target)), kind);
    QCOMPARE(kindOf(m_here->digest(target)), kind);
    QCOMPARE(kindOf(m_here->read(target, {}, {}, {})), kind);
    ::close(socket);
}

void FileFingerprintTest::fingerprintTellsUnreadable()
{
    QVERIFY(makeFile(m_here->path("secret"), 10));
    QVERIFY(QFile::setPermissions(m_here->path("secret"), QFile::Permissions()));
    QCOMPARE(::chmod(QFile::encodeName(m_here->folder.path()).constData(), 0755), 0);
    const Unprivileged nobody;
    QCOMPARE(kindOf(m_here->fingerprint(m_here->path("secret"))), ErrorKind::FileUnreadable);
    QCOMPARE(kindOf(m_here->digest(m_here->path("secret"))), ErrorKind::FileUnreadable);
}

void FileFingerprintTest::fingerprintNeverWaitsForAPipe()
{
    // A pipe takes the file's place, and gives it back, while it is being opened.
    const QString file = m_here->path("file");
    QVERIFY(makeFile(m_here->path("regular"), 10));
    QCOMPARE(::mkfifo(QFile::encodeName(m_here->path("pipe")).constData(), 0600), 0);
    std::atomic_bool stop = false;
    std::thread swapping([&] {
        while (!stop) {
            for (const char *const what : {"regular", "pipe"}) {
                QFile::remove(m_here->path("next"));
                ::link(QFile::encodeName(m_here->path(what)).constData(),
                       QFile::encodeName(m_here->path("next")).constData());
                renameOver(m_here->path("next"), file);
            }
        }
    });
    int files = 0;
    int pipes = 0;
    QElapsedTimer timer;
    timer.start();
    while ((files < 100 || pipes < 100 || timer.elapsed() < 500) && timer.elapsed() < longWait) {
        const Result<Fingerprint> found = fingerprintOf(file);
        files += found ? 1 : 0;
        pipes += kindOf(found) == ErrorKind::NotRegularFile ? 1 : 0;
    }
    stop = true;
    swapping.join();
    QVERIFY(files >= 100);
    QVERIFY(pipes >= 100);
}

QTEST_GUILESS_MAIN(FileFingerprintTest)
#include "FileFingerprintTest.moc"

#include "core/files/FolderScanner.h"

#include "tests/support/TestFiles.h"

#include <QDir>
#include <QElapsedTimer>
#include <QFile>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

using namespace cosdrop;
using namespace cosdrop::test;

namespace {

constexpr auto longWait = 60'000;

} // namespace

class FolderScannerTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();

    void handsOutWhatIsGivenByItself();
    void walksAFolderInAStableOrder();
    void takesHiddenFiles();
    void followsLinksToFilesNotToFolders();
    void followsALinkGivenByItself();
    void leavesOutWhatIsNoFile();
    void tellsAnUnreadableFolder();
    void tellsNamesThatAreNotUtf8();
    void takesOddNames_data();
    void takesOddNames();
    void takesOddWaysToNameAFolder_data();
    void takesOddWaysToNameAFolder();
    void keepsDotDotBehindALink();
    void takesTheRoot();
    void goesDeep();
    void queuesAFurtherScan();
    void saysNothingAfterCancel();
    void mayBeDestroyedUnderAWalk();
    void walksManyFilesQuicklyInBatches();

private:
    void scan(const QStringList &paths)
    {
        QSignalSpy finished(m_scanner.get(), &FolderScanner::finished);
        m_scanner->scan(paths);
        QVERIFY(finished.wait(longWait));
        QCOMPARE(finished.size(), 1);
        m_files = finished[0][0].toLongLong();
        m_bytes = finished[0][1].toLongLong();
    }

    QString path(const QString &name) const { return m_folder->filePath(name); }

    void make(const QString &name, qint64 size = 0) const
    {
        QVERIFY(QDir().mkpath(QFileInfo(path(name)).path()));
        QVERIFY(makeFile(path(name), size));
    }

    QStringList relativePaths() const
    {
        QStringList paths;
        for (const FoundFile &file : m_found)
            paths.append(file.relativePath);
        return paths;
    }

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<FolderScanner> m_scanner;
    QList<FoundFile> m_found;
    QList<qsizetype> m_batches;
    QList<std::pair<QString, ErrorKind>> m_skipped;
    qint64 m_files = -1;
    qint64 m_bytes = -1;
};

void FolderScannerTest::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    QVERIFY(m_folder->isValid());
    m_scanner = std::make_unique<FolderScanner>();
    m_found.clear();
    m_batches.clear();
    m_skipped.clear();
    m_files = -1;
    m_bytes = -1;
    connect(m_scanner.get(), &FolderScanner::found, this, [this](const QList<FoundFile> &files) {
        m_found += files;
        m_batches.append(files.size());
    });
    connect(m_scanner.get(), &FolderScanner::skipped, this,
            [this](const QString &skipped, const Error &error) {
                m_skipped.append({skipped, error.kind});
            });
}

void FolderScannerTest::cleanup()
{
    m_scanner.reset();
    m_folder.reset();
}

void FolderScannerTest::handsOutWhatIsGivenByItself()
{
    make(QStringLiteral("b"), 5);
    make(QStringLiteral("a"), 7);
    QCOMPARE(::mkfifo(QFile::encodeName(path(QStringLiteral("pipe"))).constData(), 0600), 0);
    scan({path(QStringLiteral("b")), path(QStringLiteral("nothing")), path(QStringLiteral("pipe")),
          path(QStringLiteral("a"))});
    QCOMPARE(relativePaths(), QStringList({QStringLiteral("b"), QStringLiteral("nothing"),
                                           QStringLiteral("pipe"), QStringLiteral("a")}));
    QCOMPARE(m_found[0].localPath, path(QStringLiteral("b")));
    QCOMPARE(m_found[0].size, 5);
    QCOMPARE(m_found[1].size, 0);
    QCOMPARE(m_found[2].size, 0);
    QCOMPARE(m_files, 4);
    QCOMPARE(m_bytes, 12);
}

void FolderScannerTest::walksAFolderInAStableOrder()
{
    for (const char *name : {"d/z", "d/b/2", "d/b/1", "d/a/x/deep", "d/a/y", "d/0", "d/c", "other"})
        make(QLatin1String(name), 3);
    QStringList manyFolders;
    for (char letter = 'f'; letter <= 'y'; ++letter)
        manyFolders.append(QStringLiteral("d/%1/file").arg(QLatin1Char(letter)));
    for (qsizetype i = 0; i < manyFolders.size(); ++i)
        make(manyFolders.at((i * 7) % manyFolders.size()), 3);
    QVERIFY(QDir().mkpath(path(QStringLiteral("d/empty/inner"))));
    const QStringList expected = {
        QStringLiteral("d/0"),   QStringLiteral("d/c"),        QStringLiteral("d/z"),
        QStringLiteral("d/a/y"), QStringLiteral("d/a/x/deep"), QStringLiteral("d/b/1"),
        QStringLiteral("d/b/2"),
    };
    scan({path(QStringLiteral("d"))});
    QCOMPARE(relativePaths(), expected + manyFolders);
    QCOMPARE(m_files, 27);
    QCOMPARE(m_bytes, 81);
    for (const FoundFile &file : m_found) {
        QCOMPARE(file.localPath, path(file.relativePath));
        QCOMPARE(file.size, 3);
    }
}

void FolderScannerTest::takesHiddenFiles()
{
    make(QStringLiteral("d/.hidden"));
    make(QStringLiteral("d/.folder/file"));
    scan({path(QStringLiteral("d"))});
    QCOMPARE(relativePaths(),
             QStringList({QStringLiteral("d/.hidden"), QStringLiteral("d/.folder/file")}));
}

void FolderScannerTest::followsLinksToFilesNotToFolders()
{
    make(QStringLiteral("outside"), 9);
    make(QStringLiteral("d/sub/file"), 1);
    QVERIFY(QFile::link(path(QStringLiteral("outside")), path(QStringLiteral("d/link"))));
    QVERIFY(QFile::link(path(QStringLiteral("d")), path(QStringLiteral("d/sub/up"))));
    QVERIFY(QFile::link(path(QStringLiteral("d/sub")), path(QStringLiteral("d/again"))));
    scan({path(QStringLiteral("d"))});
    QCOMPARE(relativePaths(),
             QStringList({QStringLiteral("d/link"), QStringLiteral("d/sub/file")}));
    QCOMPARE(m_found[0].size, 9);
    QVERIFY(m_skipped.isEmpty());
}

void FolderScannerTest::followsALinkGivenByItself()
{
    make(QStringLiteral("d/file"));
    QVERIFY(QFile::link(path(QStringLiteral("d")), path(QStringLiteral("link"))));
    scan({path(QStringLiteral("link"))});
    QCOMPARE(relativePaths(), QStringList({QStringLiteral("link/file")}));
    QCOMPARE(m_found[0].localPath, path(QStringLiteral("link/file")));
}

void FolderScannerTest::leavesOutWhatIsNoFile()
{
    make(QStringLiteral("d/file"));
    QCOMPARE(::mkfifo(QFile::encodeName(path(QStringLiteral("d/pipe"))).constData(), 0600), 0);
    QVERIFY(QFile::link(QStringLiteral("/dev/null"), path(QStringLiteral("d/device"))));
    QVERIFY(QFile::link(path(QStringLiteral("gone")), path(QStringLiteral("d/broken"))));
    QVERIFY(QFile::link(path(QStringLiteral("d/loop")), path(QStringLiteral("d/loop"))));
    scan({path(QStringLiteral("d"))});
    QCOMPARE(relativePaths(), QStringList({QStringLiteral("d/file")}));
    QVERIFY(m_skipped.isEmpty());
}

void FolderScannerTest::tellsAnUnreadableFolder()
{
    make(QStringLiteral("d/a"));
    make(QStringLiteral("d/locked/b"));
    make(QStringLiteral("d/open/c"));
    QCOMPARE(::chmod(QFile::encodeName(path(QStringLiteral("d/locked"))).constData(), 0), 0);
    QCOMPARE(::chmod(QFile::encodeName(m_folder->path()).constData(), 0755), 0);
    // No permission stops root.
    const bool root = ::geteuid() == 0;
    QVERIFY(!root || ::seteuid(65534) == 0);
    scan({path(QStringLiteral("d")), path(QStringLiteral("d/locked"))});
    QVERIFY(!root || ::seteuid(0) == 0);
    QCOMPARE(::chmod(QFile::encodeName(path(QStringLiteral("d/locked"))).constData(), 0700), 0);
    QCOMPARE(relativePaths(), QStringList({QStringLiteral("d/a"), QStringLiteral("d/open/c")}));
    const std::pair told(path(QStringLiteral("d/locked")), ErrorKind::FileUnreadable);
    QCOMPARE(m_skipped, QList({told, told}));
}

void FolderScannerTest::tellsNamesThatAreNotUtf8()
{
    make(QStringLiteral("d/good"));
    const QByteArray folder = QFile::encodeName(path(QStringLiteral("d")));
    const int descriptor = ::open((folder + "/bad\xff").constData(), O_CREAT | O_WRONLY, 0600);
    if (descriptor < 0)
        QSKIP("this file system takes only UTF-8 names");
    ::close(descriptor);
    QCOMPARE(::mkdir((folder + "/folder\xc3").constData(), 0700), 0);
    scan({path(QStringLiteral("d"))});
    // QTemporaryDir cannot remove them.
    QCOMPARE(::unlink((folder + "/bad\xff").constData()), 0);
    QCOMPARE(::rmdir((folder + "/folder\xc3").constData()), 0);
    QCOMPARE(relativePaths(), QStringList({QStringLiteral("d/good")}));
    QCOMPARE(m_skipped.size(), 2);
    QCOMPARE(m_skipped[0].second, ErrorKind::IllegalName);
    QCOMPARE(m_skipped[1].second, ErrorKind::IllegalName);
}

void FolderScannerTest::takesOddNames_data()
{
    QTest::addColumn<QString>("name");
    QTest::newRow("spaces") << QStringLiteral(" a b ");
    QTest::newRow("reserved") << QStringLiteral("+&#%?*|<>\":\\");
    QTest::newRow("Chinese") << QStringLiteral("设计稿 v3.psd");
    QTest::newRow("emoji") << QStringLiteral("🚀👩‍🚀");
    QTest::newRow("decomposed") << QStringLiteral("e\u0301");
    QTest::newRow("newline") << QStringLiteral("a\nb");
    QTest::newRow("255 bytes") << QString(85, u'设');
    QTest::newRow("replacement character") << QStringLiteral("\ufffd");
}

void FolderScannerTest::takesOddNames()
{
    QFETCH(QString, name);
    make(QStringLiteral("d/") + name, 4);
    make(QStringLiteral("d/") + name.left(50) + QStringLiteral("x/") + name, 4);
    scan({path(QStringLiteral("d")), path(QStringLiteral("d/") + name)});
    QCOMPARE(
        relativePaths(),
        QStringList({QStringLiteral("d/") + name,
                     QStringLiteral("d/") + name.left(50) + QStringLiteral("x/") + name, name}));
    for (const FoundFile &file : m_found)
        QVERIFY(QFile::exists(file.localPath));
}

void FolderScannerTest::takesOddWaysToNameAFolder_data()
{
    QTest::addColumn<QString>("given");
    QTest::newRow("trailing slash") << QStringLiteral("%1/d/");
    QTest::newRow("trailing slashes") << QStringLiteral("%1/d///");
    QTest::newRow("dot") << QStringLiteral(".");
    QTest::newRow("dot slash") << QStringLiteral("./");
    QTest::newRow("empty parts") << QStringLiteral("%1//./d/.");
    QTest::newRow("up and down") << QStringLiteral("../d");
    QTest::newRow("up") << QStringLiteral("sub/..");
}

void FolderScannerTest::takesOddWaysToNameAFolder()
{
    QFETCH(QString, given);
    make(QStringLiteral("d/sub/file"));
    const QString before = QDir::currentPath();
    QVERIFY(QDir::setCurrent(path(QStringLiteral("d"))));
    scan({given.contains(u'%') ? given.arg(m_folder->path()) : given});
    QVERIFY(QDir::setCurrent(before));
    QCOMPARE(relativePaths(), QStringList({QStringLiteral("d/sub/file")}));
    QCOMPARE(m_found[0].localPath, path(QStringLiteral("d/sub/file")));
}

void FolderScannerTest::keepsDotDotBehindALink()
{
    make(QStringLiteral("far/away/folder/x"));
    make(QStringLiteral("far/away/file"), 1);
    make(QStringLiteral("near/file"), 2);
    QVERIFY(
        QFile::link(path(QStringLiteral("far/away/folder")), path(QStringLiteral("near/link"))));
    scan({path(QStringLiteral("near/link/../file"))});
    QCOMPARE(m_found.size(), 1);
    QCOMPARE(m_found[0].size, 1);
    QCOMPARE(m_found[0].localPath, path(QStringLiteral("far/away/file")));
}

void FolderScannerTest::takesTheRoot()
{
    QSignalSpy found(m_scanner.get(), &FolderScanner::found);
    m_scanner->scan({QStringLiteral("/")});
    QVERIFY(found.wait(longWait));
    m_scanner->cancel();
    for (const FoundFile &file : m_found)
        QCOMPARE(file.localPath, u'/' + file.relativePath);
}

void FolderScannerTest::goesDeep()
{
    QString deep = QStringLiteral("d");
    for (int i = 0; i < 1000; ++i)
        deep += QStringLiteral("/s");
    make(deep + QStringLiteral("/file"));
    scan({path(QStringLiteral("d"))});
    QCOMPARE(relativePaths(), QStringList({deep + QStringLiteral("/file")}));
}

void FolderScannerTest::queuesAFurtherScan()
{
    make(QStringLiteral("a/1"));
    make(QStringLiteral("b/2"));
    QSignalSpy finished(m_scanner.get(), &FolderScanner::finished);
    m_scanner->scan({path(QStringLiteral("a"))});
    m_scanner->scan({path(QStringLiteral("b"))});
    QTRY_COMPARE_WITH_TIMEOUT(finished.size(), 2, longWait);
    QCOMPARE(relativePaths(), QStringList({QStringLiteral("a/1"), QStringLiteral("b/2")}));
}

void FolderScannerTest::saysNothingAfterCancel()
{
    for (int i = 0; i < 50; ++i)
        make(QStringLiteral("d/%1").arg(i));
    make(QStringLiteral("e/file"));
    QSignalSpy finished(m_scanner.get(), &FolderScanner::finished);
    m_scanner->scan({path(QStringLiteral("d"))});
    m_scanner->scan({path(QStringLiteral("d"))});
    m_scanner->cancel();
    m_scanner->scan({path(QStringLiteral("e"))});
    QVERIFY(finished.wait(longWait));
    QCOMPARE(finished.size(), 1);
    QCOMPARE(relativePaths(), QStringList({QStringLiteral("e/file")}));
}

void FolderScannerTest::mayBeDestroyedUnderAWalk()
{
    QSignalSpy found(m_scanner.get(), &FolderScanner::found);
    m_scanner->scan({QStringLiteral("/usr/share"), QStringLiteral("/usr"), QStringLiteral("/usr")});
    QVERIFY(found.wait(longWait));
    const qsizetype before = m_found.size();
    m_scanner.reset();
    QCoreApplication::sendPostedEvents();
    QCOMPARE(m_found.size(), before);
}

void FolderScannerTest::walksManyFilesQuicklyInBatches()
{
    constexpr int folders = 20;
    constexpr int filesEach = 1000;
    for (int i = 0; i < folders; ++i) {
        const QString folder = path(QStringLiteral("d/%1").arg(i));
        QVERIFY(QDir().mkpath(folder));
        for (int j = 0; j < filesEach; ++j) {
            const QByteArray file = QFile::encodeName(folder) + '/' + QByteArray::number(j);
            const int descriptor = ::open(file.constData(), O_CREAT | O_WRONLY, 0600);
            QVERIFY(descriptor >= 0);
            ::close(descriptor);
        }
    }
    QElapsedTimer timer;
    timer.start();
    scan({path(QStringLiteral("d"))});
    qInfo("%d files in %lld ms", folders * filesEach, timer.elapsed());
    QCOMPARE(m_files, folders * filesEach);
    QCOMPARE(m_found.size(), folders * filesEach);
    QVERIFY(m_batches.size() >= folders * filesEach / 500);
    QVERIFY(*std::max_element(m_batches.begin(), m_batches.end()) <= 500);
}

QTEST_GUILESS_MAIN(FolderScannerTest)
#include "FolderScannerTest.moc"

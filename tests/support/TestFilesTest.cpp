#include "tests/support/TestFiles.h"

#include <QFileInfo>
#include <QTemporaryDir>
#include <QTest>

using namespace cosdrop::test;

class TestFilesTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void givesThePublishedContent();
    void isTheSameForASeed();
    void makesFilesOfAnySize_data();
    void makesFilesOfAnySize();
    void tellsWhatItCannotMake();
};

void TestFilesTest::givesThePublishedContent()
{
    // The first of the published digest vectors, and a longer one.
    QCOMPARE(sha1Of(vectorContent(1)), QByteArray("c4dd3c8cdd8d7c95603dd67f1cd873d5f9148b29"));
    QCOMPARE(sha1Of(vectorContent(524'288)),
             QByteArray("18e1bdeb1608e9cfe8330d0b7dff7c9e2b97aca1"));
}

void TestFilesTest::isTheSameForASeed()
{
    QVERIFY(randomBytes(1001, 5) == randomBytes(1001, 5));
    QVERIFY(randomBytes(1001, 5) != randomBytes(1001, 6));
    QVERIFY(randomBytes(2000, 5).first(1001) == randomBytes(1001, 5));
    // No step of it repeats another.
    const QByteArray bytes = randomBytes(1024 * 1024);
    QVERIFY(bytes.first(512 * 1024) != bytes.last(512 * 1024));
}

void TestFilesTest::makesFilesOfAnySize_data()
{
    QTest::addColumn<qint64>("size");
    for (const qint64 size : {0, 1, 7, 8, 9, 1024 * 1024, 1024 * 1024 + 1, 3 * 1024 * 1024 - 1})
        QTest::addRow("%lld", size) << size;
}

void TestFilesTest::makesFilesOfAnySize()
{
    QFETCH(qint64, size);
    const QTemporaryDir folder;
    const QString path = folder.filePath(QStringLiteral("a"));
    QVERIFY(makeFile(path, size, 3));
    QVERIFY(readFile(path) == randomBytes(size, 3));
    QCOMPARE(sha1OfFile(path), sha1Of(randomBytes(size, 3)));
}

void TestFilesTest::tellsWhatItCannotMake()
{
    const QTemporaryDir folder;
    QVERIFY(!makeFile(folder.path(), 1));
    QVERIFY(!writeFile(folder.path(), "x"));
    QCOMPARE(sha1OfFile(folder.filePath(QStringLiteral("nothing"))), QByteArray());
}

QTEST_GUILESS_MAIN(TestFilesTest)
#include "TestFilesTest.moc"

#include "tests/cli/TestBucket.h"
#include "tests/support/TestFiles.h"

#include <QDir>
#include <QTest>

#include <unistd.h>

using namespace cosdrop;
using namespace cosdrop::test;
using namespace Qt::StringLiterals;

namespace {

constexpr qint64 MiB = 1024 * 1024;

} // namespace

/// Names of files, the paths they lead to, and folders.
class CliNamesTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void uploadsEveryName_data();
    void uploadsEveryName();
    void uploadsANameOfManySlices();
    void takesALeadingDashBehindTheDashes();
    void followsDotsAsTheSystemDoes();
    void uploadsAFolder();
    void namesTheFolderOfADot();
    void takesAnEmptyFolder();
    void makesParentsOnce();
    void putsAPrefixBefore_data();
    void putsAPrefixBefore();
    void printsNamesInALocaleWithoutThem_data();
    void printsNamesInALocaleWithoutThem();
};

void CliNamesTest::uploadsEveryName_data()
{
    QTest::addColumn<QString>("name");
    QTest::newRow("spaces") << u"two  spaces and one.txt"_s;
    QTest::newRow("space at the ends") << u" a "_s;
    QTest::newRow("signs") << u"a+b&c#d%e=f;g@h!i$j'k(l)[m]{n}~`^,.txt"_s;
    QTest::newRow("percent-encoded looks") << u"100%25 %E8%AE%A1 %2F.txt"_s;
    QTest::newRow("Chinese") << u"设计稿 v3.psd"_s;
    QTest::newRow("emoji") << QString::fromUtf8("\xf0\x9f\x9a\x80 start \xf0\x9f\x91\xa9\xe2\x80"
                                                "\x8d\xf0\x9f\x92\xbb.png");
    QTest::newRow("combining") << QString::fromUtf8("e\xcc\x81\xc3\xa9.txt");
    QTest::newRow("255 bytes, ASCII") << QString(255, u'x');
    QTest::newRow("255 bytes, Chinese") << QString(85, QChar(0x8bbe));
    QTest::newRow("leading dot") << u".hidden"_s;
    QTest::newRow("three dots") << u"..."_s;
    QTest::newRow("dot at the end") << u"file."_s;
    QTest::newRow("like an option") << u"--json"_s;
    QTest::newRow("like an op") << u"op=list"_s;
}

void CliNamesTest::uploadsEveryName()
{
    QFETCH(QString, name);
    TestBucket bucket;
    QVERIFY(bucket.isValid());
    const QString file = bucket.makeFile(name, 1234);
    QVERIFY(!file.isEmpty());
    const CliResult result = bucket.run(bucket.upload({file}));
    QVERIFY2(result.status == 0, result.told().constData());
    QCOMPARE(result.object().value(u"file").toString(), file);
    QCOMPARE(result.object().value(u"path").toString(), QString(u'/' + name));
    QCOMPARE(bucket.server().objects(), QStringList(u'/' + name));
    QVERIFY(bucket.holds(u'/' + name, file));
}

void CliNamesTest::uploadsANameOfManySlices()
{
    TestBucket bucket;
    QVERIFY(bucket.isValid());
    const QString name = u"大 文件 +&#%.bin"_s;
    const QString file = bucket.makeFile(name, 9 * MiB);
    const CliResult result = bucket.run(bucket.upload({file}));
    QVERIFY2(result.status == 0, result.told().constData());
    QVERIFY(bucket.holds(u'/' + name, file));
}

void CliNamesTest::takesALeadingDashBehindTheDashes()
{
    TestBucket bucket;
    QVERIFY(bucket.isValid());
    const QString file = bucket.makeFile(u"-rf"_s, 10);
    CliProgram program;
    bucket.giveKeys(program);
    program.setFolder(bucket.file(QString()));
    const CliResult result = program.run(bucket.upload({u"--"_s, u"-rf"_s}));
    QVERIFY2(result.status == 0, result.told().constData());
    QVERIFY(bucket.holds(u"/-rf"_s, file));
    const CliResult misread = program.run(bucket.upload({u"-rf"_s}));
    QCOMPARE(misread.status, 2);
    QVERIFY(!misread.err.isEmpty());
}

void CliNamesTest::followsDotsAsTheSystemDoes()
{
    TestBucket bucket;
    QVERIFY(bucket.isValid());
    const QString file = bucket.makeFile(u"real/data"_s, 10, 1);
    bucket.makeFile(u"real/inner/x"_s, 10, 2);
    bucket.makeFile(u"data"_s, 10, 3);
    QVERIFY(QFile::link(bucket.file(u"real/inner"_s), bucket.file(u"link"_s)));
    CliProgram program;
    bucket.giveKeys(program);
    program.setFolder(bucket.file(QString()));
    // Behind the link, ".." is the folder that holds what it leads to.
    const CliResult result = program.run(bucket.upload({u"link/../data"_s}));
    QVERIFY2(result.status == 0, result.told().constData());
    QVERIFY(bucket.holds(u"/data"_s, file));
    const CliResult nowhere = program.run(bucket.upload({u"gone/../data"_s}));
    QVERIFY2(nowhere.status == 1, nowhere.told().constData());
}

void CliNamesTest::uploadsAFolder()
{
    TestBucket bucket([](EmulatorOptions &options) { options.requireDirectories = true; });
    QVERIFY(bucket.isValid());
    bucket.makeFile(u"top/a.txt"_s, 10, 1);
    bucket.makeFile(u"top/.hidden"_s, 11, 2);
    bucket.makeFile(u"top/.config/deep/设置.json"_s, 12, 3);
    bucket.makeFile(u"top/empty file"_s, 0);
    bucket.makeFile(u"top/big"_s, 9 * MiB, 4);
    bucket.makeFile(u"outside/secret"_s, 13, 5);
    QDir(bucket.file(u"top"_s)).mkpath(u"nothing/inside"_s);
    const QString top = bucket.file(u"top/"_s);
    QVERIFY(QFile::link(bucket.file(u"outside/secret"_s), top + u"link to file"_s));
    QVERIFY(QFile::link(bucket.file(u"outside"_s), top + u"link to folder"_s));
    QVERIFY(QFile::link(u".."_s, top + u"link around"_s));
    QVERIFY(QFile::link(top + u"gone"_s, top + u"link to nothing"_s));

    const CliResult result = bucket.run(bucket.upload({top}));
    QVERIFY2(result.status == 0, result.told().constData());
    QStringList expected;
    for (const auto *inside :
         {"a.txt", ".hidden", ".config/deep/设置.json", "empty file", "big", "link to file"}) {
        const QString path = QString::fromUtf8(inside);
        expected.append(u"/top/"_s + path);
        QVERIFY2(bucket.holds(expected.constLast(), top + path), inside);
    }
    QStringList objects = bucket.server().objects();
    objects.sort();
    expected.sort();
    QCOMPARE(objects, expected);
    QCOMPARE(result.objects().size(), expected.size());
    for (const QJsonObject &object : result.objects())
        QCOMPARE(object.value(u"state").toString(), u"done"_s);
}

void CliNamesTest::namesTheFolderOfADot()
{
    TestBucket bucket;
    QVERIFY(bucket.isValid());
    const QString file = bucket.makeFile(u"here/inner/x"_s, 10);
    CliProgram program;
    bucket.giveKeys(program);
    program.setFolder(bucket.file(u"here"_s));
    QCOMPARE(program.run(bucket.upload({u"."_s})).status, 0);
    QVERIFY(bucket.holds(u"/here/inner/x"_s, file));
    program.setFolder(bucket.file(u"here/inner"_s));
    const CliResult result = program.run(bucket.upload({u"--prefix"_s, u"up"_s, u".."_s}));
    QVERIFY2(result.status == 0, result.told().constData());
    QVERIFY(bucket.holds(u"/up/here/inner/x"_s, file));
}

void CliNamesTest::takesAnEmptyFolder()
{
    TestBucket bucket;
    QVERIFY(bucket.isValid());
    QVERIFY(QDir(bucket.folder()).mkpath(u"files/nothing"_s));
    const CliResult result = bucket.run(bucket.upload({bucket.file(u"nothing"_s)}));
    QVERIFY2(result.status == 0, result.told().constData());
    QCOMPARE(result.out, QByteArray());
    QCOMPARE(bucket.server().objects(), QStringList());
}

void CliNamesTest::makesParentsOnce()
{
    TestBucket bucket([](EmulatorOptions &options) { options.requireDirectories = true; });
    QVERIFY(bucket.isValid());
    for (int i = 0; i < 12; ++i)
        bucket.makeFile(u"many/%1"_s.arg(i), 100, static_cast<quint64>(i));
    const CliResult result =
        bucket.run(bucket.upload({u"--prefix"_s, u"/a/b b/"_s, bucket.file(u"many"_s)}));
    QVERIFY2(result.status == 0, result.told().constData());
    QCOMPARE(bucket.server().objects().size(), 12);
    QStringList made;
    for (const EmulatorRequest &request : bucket.server().requests()) {
        if (request.op == u"create")
            made.append(request.path);
    }
    made.sort();
    QCOMPARE(made, QStringList({u"/a/"_s, u"/a/b b/"_s, u"/a/b b/many/"_s}));
}

void CliNamesTest::putsAPrefixBefore_data()
{
    QTest::addColumn<QString>("prefix");
    QTest::addColumn<QString>("path");
    const QString deep = u"/2026/十一月 1+1/f"_s;
    QTest::newRow("both slashes") << u"/2026/十一月 1+1/"_s << deep;
    QTest::newRow("none") << u"2026/十一月 1+1"_s << deep;
    QTest::newRow("first") << u"/2026/十一月 1+1"_s << deep;
    QTest::newRow("last") << u"2026/十一月 1+1/"_s << deep;
    QTest::newRow("root") << u"/"_s << u"/f"_s;
    QTest::newRow("empty") << u""_s << u"/f"_s;
}

void CliNamesTest::putsAPrefixBefore()
{
    QFETCH(QString, prefix);
    QFETCH(QString, path);
    TestBucket bucket([](EmulatorOptions &options) { options.requireDirectories = true; });
    QVERIFY(bucket.isValid());
    const QString file = bucket.makeFile(u"f"_s, 100);
    const CliResult result = bucket.run(bucket.upload({u"--prefix"_s, prefix, file}));
    QVERIFY2(result.status == 0, result.told().constData());
    QCOMPARE(result.object().value(u"path").toString(), path);
    QVERIFY(bucket.holds(path, file));
}

void CliNamesTest::printsNamesInALocaleWithoutThem_data()
{
    QTest::addColumn<QString>("locale");
    QTest::newRow("C") << u"C"_s;
    QTest::newRow("POSIX") << u"POSIX"_s;
    QTest::newRow("one that is not there") << u"xx_YY.ISO-8859-1"_s;
    QTest::newRow("none") << QString();
}

void CliNamesTest::printsNamesInALocaleWithoutThem()
{
    QFETCH(QString, locale);
    TestBucket bucket;
    QVERIFY(bucket.isValid());
    const QString file = bucket.makeFile(u"文件 名.txt"_s, 100);
    CliProgram program;
    bucket.giveKeys(program);
    program.setVariable(u"LANG"_s, QString());
    program.setVariable(u"LC_CTYPE"_s, QString());
    program.setVariable(u"LC_ALL"_s, locale);
    const CliResult result = program.run(bucket.upload({file}));
    QVERIFY2(result.status == 0, result.told().constData());
    QCOMPARE(result.err, QByteArray());
    QCOMPARE(result.object().value(u"file").toString(), file);
    QVERIFY(bucket.holds(u"/文件 名.txt"_s, file));
    const CliResult failed = program.run(bucket.upload({file + u"-没有"_s}));
    QCOMPARE(failed.status, 1);
    QVERIFY2(failed.err.startsWith("cosdrop-cli: " + (file + u"-没有: "_s).toUtf8()),
             failed.told().constData());
}

QTEST_GUILESS_MAIN(CliNamesTest)
#include "CliNamesTest.moc"

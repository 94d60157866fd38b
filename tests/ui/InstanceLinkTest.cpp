#include "ui/InstanceLink.h"

#include <QDir>
#include <QLocalServer>
#include <QLocalSocket>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace cosdrop;

class InstanceLinkTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void secondHandsOverAndFirstReceives();
    void emptyHandOverIsOneToo();
    void manyFilesWithOddNamesArrive();
    void otherFoldersDoNotMeet();
    void sameFolderByAnotherPathMeets();
    void leftBehindSocketIsTakenOver();
    void hungProgramIsNotWaitedForForever();
    void relativePathsAndGarbageAreIgnored();

private:
    enum class Outcome { None, HandedOver, Listens };
    static Outcome outcomeOf(InstanceLink &link, const QStringList &files);
};

InstanceLinkTest::Outcome InstanceLinkTest::outcomeOf(InstanceLink &link, const QStringList &files)
{
    Outcome outcome = Outcome::None;
    link.handOverOrListen(files, QStringLiteral("团队"), [&outcome](bool handedOver) {
        outcome = handedOver ? Outcome::HandedOver : Outcome::Listens;
    });
    if (!QTest::qWaitFor([&outcome] { return outcome != Outcome::None; }, 20'000))
        return Outcome::None;
    return outcome;
}

void InstanceLinkTest::secondHandsOverAndFirstReceives()
{
    const QTemporaryDir folder;
    InstanceLink first(folder.path());
    QSignalSpy received(&first, &InstanceLink::received);
    QCOMPARE(outcomeOf(first, {QStringLiteral("/own")}), Outcome::Listens);
    QCOMPARE(received.size(), 0);
    InstanceLink second(folder.path());
    const QStringList files{QStringLiteral("/a"), QStringLiteral("/b c")};
    QCOMPARE(outcomeOf(second, files), Outcome::HandedOver);
    QTRY_COMPARE(received.size(), 1);
    QCOMPARE(received.at(0).at(0).toStringList(), files);
    QCOMPARE(received.at(0).at(1).toString(), QStringLiteral("团队"));
    InstanceLink third(folder.path());
    QCOMPARE(outcomeOf(third, files), Outcome::HandedOver);
    QTRY_COMPARE(received.size(), 2);
}

void InstanceLinkTest::emptyHandOverIsOneToo()
{
    const QTemporaryDir folder;
    InstanceLink first(folder.path());
    QSignalSpy received(&first, &InstanceLink::received);
    QCOMPARE(outcomeOf(first, {}), Outcome::Listens);
    InstanceLink second(folder.path());
    QCOMPARE(outcomeOf(second, {}), Outcome::HandedOver);
    QTRY_COMPARE(received.size(), 1);
    QVERIFY(received.at(0).at(0).toStringList().isEmpty());
}

void InstanceLinkTest::manyFilesWithOddNamesArrive()
{
    const QTemporaryDir folder;
    InstanceLink first(folder.path());
    QSignalSpy received(&first, &InstanceLink::received);
    QCOMPARE(outcomeOf(first, {}), Outcome::Listens);
    QStringList files{QStringLiteral("/new\nline"), QStringLiteral("/\"quoted\""),
                      QStringLiteral("/设计稿 😀")};
    for (int i = 0; i < 50'000; ++i)
        files += QStringLiteral("/a/rather/long/path/to/some/file/number/%1.txt").arg(i);
    InstanceLink second(folder.path());
    QCOMPARE(outcomeOf(second, files), Outcome::HandedOver);
    QTRY_COMPARE(received.size(), 1);
    QCOMPARE(received.at(0).at(0).toStringList(), files);
}

void InstanceLinkTest::otherFoldersDoNotMeet()
{
    const QTemporaryDir one;
    const QTemporaryDir other;
    InstanceLink first(one.path());
    QCOMPARE(outcomeOf(first, {}), Outcome::Listens);
    InstanceLink second(other.path());
    QCOMPARE(outcomeOf(second, {}), Outcome::Listens);
}

void InstanceLinkTest::sameFolderByAnotherPathMeets()
{
    const QTemporaryDir folder;
    QVERIFY(QDir(folder.path()).mkdir(QStringLiteral("sub")));
    QCOMPARE(InstanceLink::nameFor(folder.path()),
             InstanceLink::nameFor(folder.path() + QLatin1String("/sub/..")));
    // Nor does it matter whether the folder is there yet.
    const QString later = folder.filePath(QStringLiteral("later"));
    const QString before = InstanceLink::nameFor(later);
    QVERIFY(QDir().mkpath(later));
    QCOMPARE(InstanceLink::nameFor(later), before);
}

void InstanceLinkTest::leftBehindSocketIsTakenOver()
{
#ifdef Q_OS_WIN
    QSKIP("Pipes end with their program here.");
#else
    const QTemporaryDir folder;
    QString path = InstanceLink::nameFor(folder.path());
    if (!QDir::isAbsolutePath(path))
        path = QDir::temp().filePath(path);
    QFile leftBehind(path);
    QVERIFY(leftBehind.open(QIODevice::WriteOnly));
    leftBehind.close();
    InstanceLink first(folder.path());
    QCOMPARE(outcomeOf(first, {}), Outcome::Listens);
    InstanceLink second(folder.path());
    QCOMPARE(outcomeOf(second, {}), Outcome::HandedOver);
#endif
}

void InstanceLinkTest::hungProgramIsNotWaitedForForever()
{
    const QTemporaryDir folder;
    QLocalServer hung;
    QVERIFY(hung.listen(InstanceLink::nameFor(folder.path())));
    InstanceLink second(folder.path());
    QCOMPARE(outcomeOf(second, {QStringLiteral("/a")}), Outcome::Listens);
}

void InstanceLinkTest::relativePathsAndGarbageAreIgnored()
{
    const QTemporaryDir folder;
    InstanceLink first(folder.path());
    QSignalSpy received(&first, &InstanceLink::received);
    QCOMPARE(outcomeOf(first, {}), Outcome::Listens);
    QLocalSocket socket;
    socket.connectToServer(InstanceLink::nameFor(folder.path()));
    QVERIFY(socket.waitForConnected());
    socket.write("{\"files\": [\"relative\", 5, null, \"/good\"], \"account\": 5}\n");
    QTRY_COMPARE(received.size(), 1);
    QCOMPARE(received.at(0).at(0).toStringList(), QStringList{QStringLiteral("/good")});
    QLocalSocket garbage;
    garbage.connectToServer(InstanceLink::nameFor(folder.path()));
    QVERIFY(garbage.waitForConnected());
    garbage.write("{{{{\n");
    QTRY_COMPARE(received.size(), 2);
    QVERIFY(received.at(1).at(0).toStringList().isEmpty());
}

QTEST_GUILESS_MAIN(InstanceLinkTest)
#include "InstanceLinkTest.moc"

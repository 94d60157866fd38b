#include "app/emulator/ProgramOptions.h"
#include "tests/emulator/Bench.h"

#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

#include <csignal>

using namespace cosdrop;

namespace {

constexpr int patience = 60'000; // ms

QStringList arguments(const QString &root)
{
    return {QStringLiteral("--root=") + root,
            QStringLiteral("--appid"),
            QStringLiteral("10055004"),
            QStringLiteral("--bucket"),
            QStringLiteral("accesslog"),
            QStringLiteral("--secret-id=AKIDtest"),
            QStringLiteral("--secret-key=test-secret-key")};
}

} // namespace

class ProgramTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void tellsWhereItListensAndEndsOnSignals_data();
    void tellsWhereItListensAndEndsOnSignals();
    void takesKeysFromTheEnvironment();
    void refusesToLeaveLoopback();
    void refusesBadArguments_data();
    void refusesBadArguments();
    void sessionsOutliveAKill();
    void readsAllOptions();

private:
    /// The URL it says it listens on.
    QUrl start(QProcess &program, const QStringList &with)
    {
        program.start(QStringLiteral(PROGRAMS_DIR "/cos-emulator"), with);
        QByteArray line;
        while (!line.endsWith('\n') && program.waitForReadyRead(patience))
            line += program.readAllStandardOutput();
        const QByteArray prefix = "listening on ";
        return line.startsWith(prefix)
                   ? QUrl(QString::fromLatin1(line.mid(prefix.size()).trimmed()))
                   : QUrl();
    }
};

void ProgramTest::tellsWhereItListensAndEndsOnSignals_data()
{
    QTest::addColumn<int>("signal");
    QTest::newRow("SIGINT") << SIGINT;
    QTest::newRow("SIGTERM") << SIGTERM;
}

void ProgramTest::tellsWhereItListensAndEndsOnSignals()
{
    QFETCH(int, signal);
    const QTemporaryDir folder;
    QProcess program;
    const QUrl url = start(program, arguments(folder.path()));
    QCOMPARE(url.host(), QStringLiteral("127.0.0.1"));
    RawClient client(url);
    QCOMPARE(client.post(QStringLiteral("/a"), {{"op", "upload"}, {"filecontent", "x"}}).code, 0);
    QVERIFY(QFile::exists(folder.filePath(QStringLiteral("accesslog/a"))));
    ::kill(static_cast<pid_t>(program.processId()), signal);
    QVERIFY(program.waitForFinished(patience));
    QCOMPARE(program.exitStatus(), QProcess::NormalExit);
    QCOMPARE(program.exitCode(), 0);
    QCOMPARE(program.readAllStandardError(), QByteArray());
}

void ProgramTest::takesKeysFromTheEnvironment()
{
    const QTemporaryDir folder;
    QProcess program;
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.insert(QStringLiteral("COS_SECRET_ID"), QStringLiteral("AKIDtest"));
    environment.insert(QStringLiteral("COS_SECRET_KEY"), QStringLiteral("test-secret-key"));
    program.setProcessEnvironment(environment);
    RawClient client(start(program, arguments(folder.path()).first(5)));
    QCOMPARE(client.get(QStringLiteral("/"), "op=stat").code, 0);
    program.terminate();
    QVERIFY(program.waitForFinished(patience));
    QCOMPARE(program.exitCode(), 0);
}

void ProgramTest::refusesToLeaveLoopback()
{
    const QTemporaryDir folder;
    QProcess program;
    program.start(QStringLiteral(PROGRAMS_DIR "/cos-emulator"), arguments(folder.path())
                                                                    << QStringLiteral("--listen")
                                                                    << QStringLiteral("0.0.0.0:0"));
    QVERIFY(program.waitForFinished(patience));
    QCOMPARE(program.exitCode(), 2);
    QVERIFY(program.readAllStandardError().contains("listens on loopback only"));
    QCOMPARE(program.readAllStandardOutput(), QByteArray());
}

void ProgramTest::refusesBadArguments_data()
{
    QTest::addColumn<QStringList>("more");
    QTest::newRow("unknown option") << QStringList{QStringLiteral("--wrong")};
    QTest::newRow("positional") << QStringList{QStringLiteral("file")};
    QTest::newRow("no port") << QStringList{QStringLiteral("--listen=127.0.0.1:")};
    QTest::newRow("port too large") << QStringList{QStringLiteral("--listen=127.0.0.1:70000")};
    QTest::newRow("clock skew") << QStringList{QStringLiteral("--clock-skew=soon")};
    QTest::newRow("slice size") << QStringList{QStringLiteral("--slice-size=1000")};
    QTest::newRow("faults file") << QStringList{QStringLiteral("--faults=/nowhere.json")};
    QTest::newRow("empty bucket") << QStringList{QStringLiteral("--bucket=")};
}

void ProgramTest::refusesBadArguments()
{
    QFETCH(QStringList, more);
    const QTemporaryDir folder;
    QProcess program;
    program.start(QStringLiteral(PROGRAMS_DIR "/cos-emulator"), arguments(folder.path()) + more);
    QVERIFY(program.waitForFinished(patience));
    QCOMPARE(program.exitCode(), 2);
    QVERIFY(program.readAllStandardError().startsWith("cos-emulator: "));
}

void ProgramTest::sessionsOutliveAKill()
{
    const QTemporaryDir folder;
    const QString path = QStringLiteral("/big.bin");
    const TestFile file{testBytes(700'000)};
    QString session;
    {
        QProcess program;
        RawClient client(start(program, arguments(folder.path())));
        session = client.post(path, file.init()).text("session");
        QCOMPARE(client.post(path, file.slice(session, 0)).code, 0);
        program.kill();
        QVERIFY(program.waitForFinished(patience));
    }
    QProcess program;
    RawClient client(start(program, arguments(folder.path())));
    QCOMPARE(client.post(path, {{"op", "upload_slice_list"}}).text("session"), session);
    QCOMPARE(client.post(path, file.slice(session, 1)).code, 0);
    QCOMPARE(client.post(path, file.finish(session)).code, 0);
    program.terminate();
    QVERIFY(program.waitForFinished(patience));
}

void ProgramTest::readsAllOptions()
{
    const QStringList all = QStringList{QStringLiteral("cos-emulator")}
                            + arguments(QStringLiteral("/r"))
                            + QStringList{QStringLiteral("--listen"),
                                          QStringLiteral("[::1]:8080"),
                                          QStringLiteral("--serial"),
                                          QStringLiteral("--require-directories"),
                                          QStringLiteral("--clock-skew"),
                                          QStringLiteral("-3600"),
                                          QStringLiteral("--slice-size=524288"),
                                          QStringLiteral("--faults=f.json")};
    const auto options = parseProgramOptions(all);
    QVERIFY(options.has_value());
    QCOMPARE(options->listenAddress, QStringLiteral("::1"));
    QCOMPARE(options->port, quint16(8080));
    QCOMPARE(options->root, QStringLiteral("/r"));
    QCOMPARE(options->appId, QStringLiteral("10055004"));
    QCOMPARE(options->bucket, QStringLiteral("accesslog"));
    QCOMPARE(options->secretId, QStringLiteral("AKIDtest"));
    QCOMPARE(options->secretKey, QStringLiteral("test-secret-key"));
    QVERIFY(options->serial);
    QVERIFY(options->requireDirectories);
    QCOMPARE(options->clockSkew, std::chrono::seconds(-3600));
    QCOMPARE(options->forcedSliceSize, 524288);
    QCOMPARE(options->faultsFile, QStringLiteral("f.json"));
    QVERIFY(!parseProgramOptions({QStringLiteral("cos-emulator")}).has_value());
}

QTEST_GUILESS_MAIN(ProgramTest)
#include "ProgramTest.moc"

#include "core/engine/ConnectionTester.h"

#include "app/emulator/CosEmulator.h"

#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace cosdrop;

using Outcome = ConnectionFinding::Outcome;
using Step = ConnectionStep;

namespace {

const QString appId = QStringLiteral("10055004");
const QString bucketName = QStringLiteral("team");

/// A real server, and what is right to reach it.
class Bench
{
public:
    explicit Bench(std::chrono::seconds clockSkew = std::chrono::seconds(0))
    {
        EmulatorOptions options;
        options.root = folder.path();
        options.appId = appId;
        options.bucket = bucketName;
        options.secretId = keys.secretId;
        options.secretKey = QString::fromLatin1(keys.secretKey);
        options.clockSkew = clockSkew;
        server = std::make_unique<CosEmulator>(options);
        isListening = server->start().has_value();
        target = {server->endpoint(), appId, bucketName, QStringLiteral("team")};
    }

    int requests(const QString &op) const
    {
        int count = 0;
        const QList<EmulatorRequest> log = server->requests();
        for (const EmulatorRequest &request : log)
            count += request.op == op && request.code == 0 && request.httpStatus == 200;
        return count;
    }

    /// No object is left: what was put there was removed.
    bool isEmpty() const
    {
        return requests(QStringLiteral("upload")) == requests(QStringLiteral("delete"));
    }

    QTemporaryDir folder;
    Credentials keys{QStringLiteral("AKIDtest"), QByteArrayLiteral("secret")};
    std::unique_ptr<CosEmulator> server;
    Target target;
    bool isListening = false;
};

} // namespace

class ConnectionTesterTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyStepPassesAndNothingIsLeft();
    void wrongClockIsToldAndCorrected();
    void failureIsToldAtItsStep_data();
    void failureIsToldAtItsStep();
    void refusedWriteIsToldAndTakenBack();
    void objectThatStaysIsNamed();
    void cancelledTestLeavesNothing();
    void destroyedTestLeavesNothing();

private:
    static QList<ConnectionFinding> run(const Target &target, const Credentials &keys)
    {
        ConnectionTester tester;
        QList<ConnectionFinding> findings;
        connect(&tester, &ConnectionTester::found, &tester,
                [&findings](const ConnectionFinding &finding) { findings.append(finding); });
        QSignalSpy finished(&tester, &ConnectionTester::finished);
        tester.start(target, keys, {});
        return finished.wait(60000) ? findings : QList<ConnectionFinding>();
    }

    static QList<Outcome> outcomes(const QList<ConnectionFinding> &findings)
    {
        QList<Outcome> all;
        for (qsizetype i = 0; i < findings.size(); ++i) {
            if (findings.at(i).step != Step(i))
                return {};
            all.append(findings.at(i).outcome);
        }
        return all;
    }
};

void ConnectionTesterTest::everyStepPassesAndNothingIsLeft()
{
    const Bench bench;
    QVERIFY(bench.isListening);
    QCOMPARE(outcomes(run(bench.target, bench.keys)), QList<Outcome>(5, Outcome::Passed));
    QCOMPARE(bench.requests(QStringLiteral("upload")), 1);
    QVERIFY(bench.isEmpty());
}

void ConnectionTesterTest::wrongClockIsToldAndCorrected()
{
    const Bench bench(std::chrono::hours(1));
    QVERIFY(bench.isListening);
    const auto findings = run(bench.target, bench.keys);
    QCOMPARE(outcomes(findings), (QList<Outcome>{Outcome::Passed, Outcome::Warned, Outcome::Passed,
                                                 Outcome::Passed, Outcome::Passed}));
    QVERIFY(qAbs(findings.at(1).clockOffset.count() - 3600) < 60);
}

void ConnectionTesterTest::failureIsToldAtItsStep_data()
{
    QTest::addColumn<int>("step");
    QTest::addColumn<QString>("appid");
    QTest::addColumn<QString>("bucket");
    QTest::addColumn<QString>("secretId");
    QTest::addColumn<QByteArray>("secretKey");
    const QString id = QStringLiteral("AKIDtest");
    const QByteArray key = QByteArrayLiteral("secret");
    QTest::newRow("secret") << int(Step::Signature) << appId << bucketName << id
                            << QByteArrayLiteral("other");
    QTest::newRow("key") << int(Step::Signature) << appId << bucketName
                         << QStringLiteral("AKIDother") << key;
    QTest::newRow("appid") << int(Step::Signature) << QStringLiteral("7") << bucketName << id
                           << key;
    QTest::newRow("bucket") << int(Step::Bucket) << appId << QStringLiteral("nobody") << id << key;
}

void ConnectionTesterTest::failureIsToldAtItsStep()
{
    QFETCH(int, step);
    QFETCH(QString, appid);
    QFETCH(QString, bucket);
    QFETCH(QString, secretId);
    QFETCH(QByteArray, secretKey);
    const Bench bench;
    QVERIFY(bench.isListening);
    Target target = bench.target;
    target.appId = appid;
    target.bucket = bucket;
    const auto findings = run(target, {secretId, secretKey});
    QCOMPARE(findings.size(), step + 1);
    QCOMPARE(findings.constLast().step, Step(step));
    QCOMPARE(findings.constLast().outcome, Outcome::Failed);
    QVERIFY(findings.constLast().error);
    QCOMPARE(bench.requests(QStringLiteral("upload")), 0);
}

void ConnectionTesterTest::refusedWriteIsToldAndTakenBack()
{
    const Bench bench;
    QVERIFY(bench.isListening);
    EmulatorFault lost;
    lost.op = QStringLiteral("upload");
    lost.drop = EmulatorFault::Drop::After;
    lost.times = -1;
    bench.server->setFaults({lost});
    const auto findings = run(bench.target, bench.keys);
    QCOMPARE(findings.size(), 5);
    QCOMPARE(findings.constLast().outcome, Outcome::Failed);
    QCOMPARE(findings.constLast().error->kind, ErrorKind::ConnectionLost);
    QCOMPARE(bench.requests(QStringLiteral("delete")), 1);
}

void ConnectionTesterTest::objectThatStaysIsNamed()
{
    const Bench bench;
    QVERIFY(bench.isListening);
    EmulatorFault refused;
    refused.op = QStringLiteral("delete");
    refused.code = -181;
    refused.times = -1;
    bench.server->setFaults({refused});
    const auto findings = run(bench.target, bench.keys);
    QCOMPARE(findings.size(), 5);
    QCOMPARE(findings.constLast().outcome, Outcome::Warned);
    QVERIFY(findings.constLast().leftBehind.startsWith(QStringLiteral("/cosdrop-test-")));
}

void ConnectionTesterTest::cancelledTestLeavesNothing()
{
    const Bench bench;
    QVERIFY(bench.isListening);
    EmulatorFault late;
    late.op = QStringLiteral("upload");
    late.delay = std::chrono::milliseconds(300);
    bench.server->setFaults({late});
    ConnectionTester tester;
    QSignalSpy finished(&tester, &ConnectionTester::finished);
    int told = 0;
    connect(&tester, &ConnectionTester::found, &tester, [&](const ConnectionFinding &finding) {
        ++told;
        if (finding.step == Step::Bucket)
            tester.cancel();
    });
    tester.start(bench.target, bench.keys, {});
    QVERIFY(finished.wait(60000));
    QCOMPARE(told, 4);
    QCOMPARE(bench.requests(QStringLiteral("upload")), 1);
    QVERIFY(bench.isEmpty());
}

void ConnectionTesterTest::destroyedTestLeavesNothing()
{
    const Bench bench;
    QVERIFY(bench.isListening);
    {
        ConnectionTester tester;
        tester.start(bench.target, bench.keys, {});
        QSignalSpy found(&tester, &ConnectionTester::found);
        QTRY_VERIFY_WITH_TIMEOUT(found.size() >= 4, 60000);
    }
    QVERIFY(bench.isEmpty());
}

QTEST_GUILESS_MAIN(ConnectionTesterTest)
#include "ConnectionTesterTest.moc"

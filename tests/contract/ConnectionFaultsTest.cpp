// Connections that break, stall or crawl between CosJsonApi and the server.

#include "tests/contract/ContractQueue.h"
#include "tests/contract/ProxiedBackend.h"
#include "tests/support/TestFiles.h"

#include <QTemporaryDir>
#include <QtTest/QtTest>

using namespace cosdrop;
using namespace cosdrop::test;

namespace {

using Script = TcpProxy::Script;
using Direction = TcpProxy::Direction;

const QString objectPath = QStringLiteral("/dir/file.bin");

} // namespace

Q_DECLARE_METATYPE(TcpProxy::Script)

class ConnectionFaultsTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void recoversFromBrokenConnections_data();
    void recoversFromBrokenConnections();
    void crawlingConnectionIsNoStall();
    void waitsForAServerThatTakesNoConnections();
    void brokenConnectionsForEverEndInFailed_data();
    void brokenConnectionsForEverEndInFailed();

private:
    void expectDone(ContractQueue &uploads, const QString &file) const;

    QTemporaryDir m_folder;
    QString m_sliced;
    QString m_whole;
};

void ConnectionFaultsTest::initTestCase()
{
    m_sliced = m_folder.filePath(QStringLiteral("sliced.bin"));
    m_whole = m_folder.filePath(QStringLiteral("whole.bin"));
    QVERIFY(makeFile(m_sliced, slicedSize));
    QVERIFY(makeFile(m_whole, wholeSize));
}

void ConnectionFaultsTest::expectDone(ContractQueue &uploads, const QString &file) const
{
    const UploadSnapshot end = uploads.last();
    const QString said = uploadStateName(end.state) + u' '
                         + (end.error ? errorKindName(end.error->kind) : QString());
    QVERIFY2(end.state == UploadState::Done, qPrintable(said));
    QCOMPARE(uploads.backend.objectSha1(objectPath), sha1OfFile(file));
    QCOMPARE(uploads.backend.unfinishedUploads(), 0);
    QVERIFY(uploads.mostUnfinished() <= 1);
    QVERIFY2(uploads.storage.fault().isEmpty(), qPrintable(uploads.storage.fault()));
}

void ConnectionFaultsTest::recoversFromBrokenConnections_data()
{
    QTest::addColumn<Script>("script");
    QTest::addColumn<int>("connections");
    QTest::addColumn<bool>("whole");
    using Make = Script (*)(Direction, qint64);
    const std::pair<const char *, Make> faults[] = {{"reset", Script::reset},
                                                    {"cut", Script::cut},
                                                    {"half-closed", Script::halfClose},
                                                    {"stalled", Script::stall}};
    const std::pair<Direction, QList<qint64>> places[] = {
        {Direction::ToServer, {0, 150, 60'000, 300'000}}, {Direction::ToClient, {0, 60, 700}}};
    for (const auto &[name, make] : faults) {
        for (const auto &[direction, offsets] : places) {
            for (const qint64 after : offsets) {
                for (const bool whole : {false, true}) {
                    // An address that has never answered is not waited for three times.
                    const int several = make == &Script::stall ? 2 : 3;
                    for (const int connections : {1, several}) {
                        const QString row =
                            QStringLiteral("%1 %2 after %3, %4 connections, %5")
                                .arg(QString::fromLatin1(name), direction == Direction::ToServer
                                                                    ? QStringLiteral("sending")
                                                                    : QStringLiteral("receiving"))
                                .arg(after)
                                .arg(connections)
                                .arg(whole ? QStringLiteral("whole") : QStringLiteral("slices"));
                        if (!whole || connections == 1)
                            QTest::newRow(qPrintable(row))
                                << make(direction, after) << connections << whole;
                    }
                }
            }
        }
    }
}

void ConnectionFaultsTest::recoversFromBrokenConnections()
{
    QFETCH(Script, script);
    QFETCH(int, connections);
    QFETCH(bool, whole);
    const auto backend = makeProxiedBackend();
    for (int connection = 1; connection <= connections; ++connection)
        backend->proxy().setScriptFor(connection, script);
    ContractQueue uploads(*backend);
    const QString file = whole ? m_whole : m_sliced;
    uploads.add(uploads.spec(file, objectPath));
    QVERIFY(uploads.finish());
    // A server may answer the half of a head that it got, with a status and no word of COS.
    const auto error = uploads.last().error;
    if (script.fault == Script::Fault::HalfClose && error && error->httpStatus == 400)
        QVERIFY(error->kind == ErrorKind::Refused);
    else
        expectDone(uploads, file);
}

void ConnectionFaultsTest::crawlingConnectionIsNoStall()
{
    // A slice takes a second, and the whole longer than a connection may stand still.
    ContractOptions options;
    options.serial = true;
    options.stall = std::chrono::seconds(3);
    const auto backend = makeProxiedBackend(options);
    backend->proxy().setScript(Script::trickle(550'000));
    ContractQueue uploads(*backend);
    uploads.add(uploads.spec(m_sliced, objectPath));
    QVERIFY(uploads.finish());
    expectDone(uploads, m_sliced);
    QCOMPARE(uploads.storage.slicesSent(), 5);
}

void ConnectionFaultsTest::waitsForAServerThatTakesNoConnections()
{
    const auto backend = makeProxiedBackend();
    ContractQueue uploads(*backend);
    int failures = 0;
    bool isDown = false;
    uploads.setHook([&](const QString &op, const QString &, bool succeeded) {
        if (op == QStringLiteral("upload_slice_data") && succeeded && !isDown) {
            isDown = true;
            backend->proxy().refuse();
            backend->proxy().resetOpen();
        } else if (!succeeded && isDown && ++failures == 6) {
            backend->proxy().listen();
        }
    });
    uploads.add(uploads.spec(m_sliced, objectPath));
    QVERIFY(uploads.finish());
    QVERIFY(failures >= 6);
    expectDone(uploads, m_sliced);
}

void ConnectionFaultsTest::brokenConnectionsForEverEndInFailed_data()
{
    QTest::addColumn<Script>("script");
    QTest::newRow("reset in the body") << Script::reset(Direction::ToServer, 60'000);
    QTest::newRow("reset before an answer") << Script::reset(Direction::ToClient, 0);
    QTest::newRow("cut in an answer") << Script::cut(Direction::ToClient, 60);
}

void ConnectionFaultsTest::brokenConnectionsForEverEndInFailed()
{
    QFETCH(Script, script);
    const auto backend = makeProxiedBackend();
    backend->proxy().setScript(script);
    ContractQueue uploads(*backend);
    uploads.add(uploads.spec(m_sliced, objectPath));
    QVERIFY(uploads.finish());
    const UploadSnapshot end = uploads.last();
    QCOMPARE(uploadStateName(end.state), uploadStateName(UploadState::Failed));
    QVERIFY(end.error && isConnectivity(end.error->kind));
    QVERIFY(backend->objectSha1(objectPath).isEmpty());
    QVERIFY(uploads.storage.requests() < 100);
}

QTEST_GUILESS_MAIN(ConnectionFaultsTest)
#include "ConnectionFaultsTest.moc"

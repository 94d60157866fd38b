#include "core/cos/LowDelaySockets.h"

#include "tests/cos/ApiFixture.h"

#include <QTcpServer>
#include <QTcpSocket>

using namespace cosdrop;
using namespace cosdrop::test;

class LowDelaySocketsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void changesConnectionsToTheirPortsOnly();
    void isAppliedToEveryConnectionOfUploads_data();
    void isAppliedToEveryConnectionOfUploads();
};

void LowDelaySocketsTest::changesConnectionsToTheirPortsOnly()
{
#ifndef Q_OS_UNIX
    QSKIP("There is no list of descriptors here.");
#endif
    QTcpServer meant;
    QTcpServer other;
    QVERIFY(meant.listen(QHostAddress::LocalHost));
    QVERIFY(other.listen(QHostAddress::LocalHost));
    QTcpSocket first;
    QTcpSocket second;
    first.connectToHost(meant.serverAddress(), meant.serverPort());
    second.connectToHost(other.serverAddress(), other.serverPort());
    TRY_VERIFY(first.state() == QAbstractSocket::ConnectedState
               && second.state() == QAbstractSocket::ConnectedState);
    QCOMPARE(first.socketOption(QAbstractSocket::LowDelayOption).toInt(), 0);

    QCOMPARE(makeLowDelay({meant.serverPort()}), 1);
    QVERIFY(first.socketOption(QAbstractSocket::LowDelayOption).toInt() != 0);
    QCOMPARE(second.socketOption(QAbstractSocket::LowDelayOption).toInt(), 0);
    QCOMPARE(makeLowDelay({meant.serverPort()}), 0);
    QCOMPARE(makeLowDelay({1, other.serverPort()}), 1);
    QVERIFY(second.socketOption(QAbstractSocket::LowDelayOption).toInt() != 0);
}

void LowDelaySocketsTest::isAppliedToEveryConnectionOfUploads_data()
{
    QTest::addColumn<bool>("statFirst");
    QTest::newRow("slices") << false;
    QTest::newRow("stat, then slices") << true;
}

void LowDelaySocketsTest::isAppliedToEveryConnectionOfUploads()
{
    QFETCH(bool, statFirst);
    ApiFixture fixture;
    fixture.server.holdAnswers(true);
    Answer<ObjectStat> stats;
    Answer<SliceReply> slices;
    constexpr int requests = 24;
    for (int i = 0; i < requests; ++i) {
        if (statFirst)
            fixture.api->stat(fixture.object(), stats.done());
        else
            fixture.api->uploadSlice(fixture.object(), fixture.slice(100'000), {}, slices.done());
    }
    TRY_VERIFY(fixture.server.completeRequests() == requests);
    fixture.server.holdAnswers(false);
    TRY_VERIFY(stats.calls() + slices.calls() == requests);
    QCOMPARE(fixture.server.connections(), requests);
    QCOMPARE(makeLowDelay({static_cast<quint16>(fixture.server.url().port())}), 0);
}

QTEST_GUILESS_MAIN(LowDelaySocketsTest)
#include "LowDelaySocketsTest.moc"

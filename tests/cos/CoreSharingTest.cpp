#include "core/base/CoreHold.h"
#include "tests/cos/ApiFixture.h"
#include "tests/support/ThreadCores.h"

using namespace cosdrop;
using namespace cosdrop::test;

namespace {

constexpr qint64 large = 4 * 1024 * 1024; // bytes

QList<qint64> httpThreads()
{
    return CoreHold::threadsNamed("QNetworkAccessManager thread");
}

} // namespace

/// The test's thread is the engine's here.
class CoreSharingTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void oneSliceSharesACoreWithItsThread();
    void nextSliceSharesACoreAgain();
    void secondRequestEndsIt();
    void requestThatIsBeingSignedEndsIt();
    void abortEndsIt();
    void endsWithTheApi();
    void severalRequestsShareNone_data();
    void severalRequestsShareNone();
    void smallBodySharesNone();
    void threadOfAnotherIsNotTaken();

private:
    /// Begins a slice that is answered no earlier than the server may.
    RequestId sendSlice(ApiFixture &fixture, qint64 size);

    QList<int> m_all;
    Answer<SliceReply> m_slices;
};

void CoreSharingTest::init()
{
    if (!hasSeveralCores())
        QSKIP("There is one core, or no list of a thread's cores.");
    m_all = coresOf();
    m_slices = {};
    // Those of the test before, which the system ends a little later than Qt says.
    TRY_VERIFY(httpThreads().isEmpty());
}

void CoreSharingTest::cleanup()
{
    QCOMPARE(coresOf(), m_all);
}

RequestId CoreSharingTest::sendSlice(ApiFixture &fixture, qint64 size)
{
    fixture.server.holdAnswers(true);
    return fixture.api->uploadSlice(fixture.object(), fixture.slice(size), {}, m_slices.done());
}

void CoreSharingTest::oneSliceSharesACoreWithItsThread()
{
    ApiFixture fixture;
    sendSlice(fixture, large);
    TRY_VERIFY(fixture.server.completeRequests() == 1);
    QCOMPARE(httpThreads().size(), 1);
    QCOMPARE(coresOf().size(), 1);
    QCOMPARE(coresOf(httpThreads().first()), coresOf());

    fixture.server.holdAnswers(false);
    TRY_VERIFY(m_slices.came());
    QCOMPARE(coresOf(), m_all);
    QCOMPARE(coresOf(httpThreads().first()), m_all);
}

void CoreSharingTest::nextSliceSharesACoreAgain()
{
    ApiFixture fixture;
    sendSlice(fixture, large);
    TRY_VERIFY(fixture.server.completeRequests() == 1);
    fixture.server.holdAnswers(false);
    TRY_VERIFY(m_slices.calls() == 1);

    sendSlice(fixture, large);
    TRY_VERIFY(fixture.server.completeRequests() == 2);
    QCOMPARE(coresOf().size(), 1);
    QCOMPARE(coresOf(httpThreads().first()), coresOf());
    fixture.server.holdAnswers(false);
    TRY_VERIFY(m_slices.calls() == 2);
}

void CoreSharingTest::secondRequestEndsIt()
{
    ApiFixture fixture;
    sendSlice(fixture, large);
    TRY_VERIFY(fixture.server.completeRequests() == 1);
    QCOMPARE(coresOf().size(), 1);

    Answer<ObjectStat> stats;
    fixture.api->stat(fixture.object(), stats.done());
    QCOMPARE(coresOf(), m_all);
    QCOMPARE(coresOf(httpThreads().first()), m_all);
    fixture.server.holdAnswers(false);
    TRY_VERIFY(m_slices.came() && stats.came());
}

void CoreSharingTest::requestThatIsBeingSignedEndsIt()
{
    ApiFixture fixture;
    sendSlice(fixture, large);
    TRY_VERIFY(fixture.server.completeRequests() == 1);
    QCOMPARE(coresOf().size(), 1);

    fixture.authorizer.holdBack = true;
    Answer<ObjectStat> stats;
    fixture.api->stat(fixture.object(), stats.done());
    QCOMPARE(coresOf(), m_all);
}

void CoreSharingTest::abortEndsIt()
{
    ApiFixture fixture;
    const RequestId slice = sendSlice(fixture, large);
    TRY_VERIFY(fixture.server.completeRequests() == 1);
    QCOMPARE(coresOf().size(), 1);
    fixture.api->abort(slice);
    QCOMPARE(coresOf(), m_all);
    QCOMPARE(coresOf(httpThreads().first()), m_all);
}

void CoreSharingTest::endsWithTheApi()
{
    ApiFixture fixture;
    sendSlice(fixture, large);
    TRY_VERIFY(fixture.server.completeRequests() == 1);
    QCOMPARE(coresOf().size(), 1);
    fixture.api.reset();
    QCOMPARE(coresOf(), m_all);
}

void CoreSharingTest::severalRequestsShareNone_data()
{
    QTest::addColumn<int>("requests");
    QTest::newRow("of one lane and another") << 2;
    QTest::newRow("of all lanes") << 8;
}

void CoreSharingTest::severalRequestsShareNone()
{
    QFETCH(int, requests);
    ApiFixture fixture;
    for (int i = 0; i < requests; ++i)
        sendSlice(fixture, large);
    TRY_VERIFY(fixture.server.completeRequests() == requests);
    QCOMPARE(coresOf(), m_all);
    for (const qint64 thread : httpThreads())
        QCOMPARE(coresOf(thread), m_all);
    fixture.server.holdAnswers(false);
    TRY_VERIFY(m_slices.calls() == requests);
}

void CoreSharingTest::smallBodySharesNone()
{
    ApiFixture fixture;
    sendSlice(fixture, 100'000);
    TRY_VERIFY(fixture.server.completeRequests() == 1);
    QCOMPARE(coresOf(), m_all);
    fixture.server.holdAnswers(false);
    TRY_VERIFY(m_slices.came());
}

void CoreSharingTest::threadOfAnotherIsNotTaken()
{
    ApiFixture before;
    sendSlice(before, 1000);
    TRY_VERIFY(before.server.completeRequests() == 1);
    const qint64 foreign = httpThreads().first();

    ApiFixture fixture;
    sendSlice(fixture, large);
    TRY_VERIFY(fixture.server.completeRequests() == 1);
    QCOMPARE(coresOf().size(), 1);
    QCOMPARE(coresOf(foreign), m_all);
}

QTEST_GUILESS_MAIN(CoreSharingTest)
#include "CoreSharingTest.moc"

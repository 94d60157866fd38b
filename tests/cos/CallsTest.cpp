#include "tests/cos/ApiFixture.h"

#include <QThread>

#include <algorithm>

using namespace cosdrop;
using namespace cosdrop::test;
using namespace std::chrono_literals;

/// When CosJsonApi answers, and that it can be stopped at any time.
class CallsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void answersOnceAndNeverFromInsideTheCall();
    void waitsForASignatureThatComesLater();
    void isAnsweredWithTheAuthorizersError();
    void isSilentBehindAnAbort_data();
    void isSilentBehindAnAbort();
    void closesTheConnectionOfAnAbortedRequestAtOnce();
    void survivesAnAbortFromItsOwnProgress();
    void survivesAnAbortOfWhatIsAboutToAnswer();
    void survivesAnAbortOfWhatIsNotThere();
    void isSilentBehindItsDestruction();
    void survivesItsDestructionInAnAnswer();
    void takesCallsFromInsideAnAnswer();
    void sendsManyAtOnceAndQueuesTheRest();
    void letsAbortedRequestsGoFromTheQueue();
};

void CallsTest::answersOnceAndNeverFromInsideTheCall()
{
    ApiFixture fixture;
    Answer<ObjectStat> answer;
    fixture.api->stat(fixture.object(), answer.done());
    QVERIFY(!answer.came());
    TRY_VERIFY(answer.came());
    fixture.authorizer.error = makeError(ErrorKind::KeysMissing);
    Answer<ObjectStat> refused;
    fixture.api->stat(fixture.object(), refused.done());
    QVERIFY(!refused.came());
    TRY_VERIFY(refused.came());
    QCOMPARE(answer.calls(), 1);
    QCOMPARE(refused.calls(), 1);
}

void CallsTest::waitsForASignatureThatComesLater()
{
    ApiFixture fixture;
    fixture.authorizer.holdBack = true;
    Answer<void> answer;
    fixture.api->remove(fixture.object(), answer.done());
    QCOMPARE(fixture.authorizer.questions.size(), 1);
    QCoreApplication::processEvents();
    QVERIFY(!answer.came());
    fixture.authorizer.held("late signature");
    TRY_VERIFY(answer.came());
    QCOMPARE(fixture.server.requests().first().header("Authorization"),
             QByteArray("late signature"));
}

void CallsTest::isAnsweredWithTheAuthorizersError()
{
    ApiFixture fixture;
    fixture.authorizer.error = makeError(ErrorKind::KeysMissing, QStringLiteral("none are kept"));
    Answer<void> answer;
    fixture.api->remove(fixture.object(), answer.done());
    TRY_VERIFY(answer.came());
    QCOMPARE(answer.error(), *fixture.authorizer.error);
    QCOMPARE(fixture.server.requests().size(), 0);
}

void CallsTest::isSilentBehindAnAbort_data()
{
    QTest::addColumn<QString>("when");
    for (const char *when : {"at once", "before the signature", "after the request"})
        QTest::newRow(when) << QString::fromLatin1(when);
}

void CallsTest::isSilentBehindAnAbort()
{
    QFETCH(QString, when);
    ApiFixture fixture;
    ScriptedAnswer slow = ScriptedAnswer::success();
    slow.delay = 50ms;
    fixture.server.setHandler([slow](const RecordedRequest &) { return slow; });
    fixture.authorizer.holdBack = when == u"before the signature";

    Answer<void> aborted;
    const RequestId id = fixture.api->remove(fixture.object(), aborted.done());
    if (when == u"after the request")
        TRY_VERIFY(fixture.server.completeRequests() == 1);
    fixture.api->abort(id);
    if (fixture.authorizer.holdBack)
        fixture.authorizer.held("too late");

    fixture.authorizer.holdBack = false;
    Answer<void> other;
    fixture.api->remove(fixture.object(), other.done());
    TRY_VERIFY(other.came());
    QVERIFY(!aborted.came());
}

void CallsTest::closesTheConnectionOfAnAbortedRequestAtOnce()
{
    ApiFixture fixture;
    ScriptedAnswer silent;
    silent.fault = ScriptedAnswer::Fault::Silence;
    fixture.server.answerNext(silent);
    Answer<void> answer;
    const RequestId id = fixture.api->remove(fixture.object(), answer.done());
    TRY_VERIFY(fixture.server.completeRequests() == 1);
    QCOMPARE(fixture.server.openConnections(), 1);
    fixture.api->abort(id);
    TRY_VERIFY(fixture.server.openConnections() == 0);
    QVERIFY(!answer.came());
}

void CallsTest::survivesAnAbortFromItsOwnProgress()
{
    ApiFixture fixture;
    RequestId id{};
    int reports = 0;
    Answer<SliceReply> answer;
    id = fixture.api->uploadSlice(
        fixture.object(), fixture.slice(20 * 1024 * 1024),
        [&](qint64) {
            ++reports;
            fixture.api->abort(id);
        },
        answer.done());
    TRY_VERIFY(reports > 0);
    Answer<void> other;
    fixture.api->remove(fixture.object(), other.done());
    TRY_VERIFY(other.came());
    QVERIFY(!answer.came());
    QCOMPARE(reports, 1);
}

void CallsTest::survivesAnAbortOfWhatIsAboutToAnswer()
{
    ApiFixture fixture;
    for (int round = 0; round < 20; ++round) {
        fixture.server.holdAnswers(true);
        QList<RequestId> ids;
        int answers = 0;
        for (int i = 0; i < 6; ++i) {
            ids.append(fixture.api->remove(fixture.object(), [&](const Result<void> &) {
                ++answers;
                for (const RequestId id : std::as_const(ids))
                    fixture.api->abort(id);
            }));
        }
        TRY_VERIFY(fixture.server.completeRequests() == 7 * round + 6);
        fixture.server.holdAnswers(false);
        // All answers are there before the engine's thread looks at the first.
        QThread::msleep(20);
        TRY_VERIFY(answers > 0);
        Answer<void> behind;
        fixture.api->remove(fixture.object(), behind.done());
        TRY_VERIFY(behind.came());
        QCOMPARE(answers, 1);
    }
}

void CallsTest::survivesAnAbortOfWhatIsNotThere()
{
    ApiFixture fixture;
    fixture.api->abort(RequestId{});
    fixture.api->abort(RequestId{77});
    Answer<void> answer;
    const RequestId id = fixture.api->remove(fixture.object(), answer.done());
    QVERIFY(id != RequestId{});
    TRY_VERIFY(answer.came());
    fixture.api->abort(id);
    fixture.api->abort(id);
    QCOMPARE(answer.calls(), 1);
}

void CallsTest::isSilentBehindItsDestruction()
{
    ApiFixture fixture;
    ScriptedAnswer slow = ScriptedAnswer::success();
    slow.delay = 20ms;
    fixture.server.setHandler([slow](const RecordedRequest &) { return slow; });
    Answer<SliceReply> slices;
    Answer<void> held;
    for (int i = 0; i < 30; ++i)
        fixture.api->uploadSlice(fixture.object(), fixture.slice(100'000), {}, slices.done());
    fixture.authorizer.holdBack = true;
    fixture.api->remove(fixture.object(), held.done());
    TRY_VERIFY(fixture.server.completeRequests() > 2);
    const int before = slices.calls();
    fixture.api.reset();
    fixture.authorizer.held("for nobody");
    TRY_VERIFY(fixture.server.openConnections() == 0);
    QCOMPARE(slices.calls(), before);
    QVERIFY(!held.came());
}

void CallsTest::survivesItsDestructionInAnAnswer()
{
    ApiFixture fixture;
    bool called = false;
    for (int i = 0; i < 3; ++i)
        fixture.api->stat(fixture.object(), {});
    fixture.api->remove(fixture.object(), [&](const Result<void> &) {
        called = true;
        fixture.api.reset();
    });
    TRY_VERIFY(called);
    TRY_VERIFY(fixture.server.openConnections() == 0);
}

void CallsTest::takesCallsFromInsideAnAnswer()
{
    ApiFixture fixture;
    int left = 50;
    std::function<void(Result<void>)> again = [&](const Result<void> &) {
        if (--left > 0)
            fixture.api->remove(fixture.object(), again);
    };
    fixture.api->remove(fixture.object(), again);
    TRY_VERIFY(left == 0);
    QCOMPARE(fixture.server.requests().size(), 50);
}

void CallsTest::sendsManyAtOnceAndQueuesTheRest()
{
    ApiFixture fixture;
    fixture.server.holdAnswers(true);
    Answer<SliceReply> answers;
    for (int i = 0; i < 100; ++i)
        fixture.api->uploadSlice(fixture.object(), fixture.slice(1000), {}, answers.done());
    TRY_VERIFY(fixture.server.completeRequests() == 24);
    fixture.server.holdAnswers(false);
    TRY_VERIFY(answers.calls() == 100);
    QCOMPARE(fixture.server.mostAtOnce(), 24);
    QCOMPARE(fixture.server.requests().size(), 100);
}

void CallsTest::letsAbortedRequestsGoFromTheQueue()
{
    ApiFixture fixture;
    fixture.server.holdAnswers(true);
    Answer<void> aborted;
    Answer<void> kept;
    QList<RequestId> ids;
    for (int i = 0; i < 48; ++i)
        ids.append(fixture.api->remove(fixture.object(), aborted.done()));
    fixture.api->remove(fixture.object(QStringLiteral("/kept")), kept.done());
    TRY_VERIFY(fixture.server.completeRequests() == 24);
    std::reverse(ids.begin(), ids.end()); // those that wait first
    for (const RequestId id : std::as_const(ids))
        fixture.api->abort(id);
    fixture.server.holdAnswers(false);
    TRY_VERIFY(kept.came());
    QVERIFY(!aborted.came());
    QCOMPARE(fixture.server.requests().size(), 25);
}

QTEST_GUILESS_MAIN(CallsTest)
#include "CallsTest.moc"

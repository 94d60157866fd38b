#include "tests/cos/ApiFixture.h"

#include <QDateTime>
#include <QLocale>
#include <QSignalSpy>
#include <QThread>

#include <algorithm>

using namespace cosdrop;
using namespace cosdrop::test;
using namespace std::chrono_literals;

namespace {

QByteArray httpDate(std::chrono::seconds shift)
{
    const QDateTime moment = QDateTime::currentDateTimeUtc().addSecs(shift.count());
    return QLocale::c()
        .toString(moment, QStringLiteral("ddd, dd MMM yyyy hh:mm:ss 'GMT'"))
        .toLatin1();
}

ScriptedAnswer dated(ScriptedAnswer answer, std::chrono::seconds shift)
{
    answer.headers.append(HttpHeader("Date", httpDate(shift)));
    return answer;
}

std::chrono::seconds now()
{
    return std::chrono::seconds(QDateTime::currentSecsSinceEpoch());
}

bool isNear(std::chrono::seconds one, std::chrono::seconds other)
{
    return std::chrono::abs(one - other) <= 20s;
}

} // namespace

/// When CosJsonApi answers, with which clock it signs, and that it can be stopped at any time.
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
    void learnsTheServersClock();
    void signsAfreshWhenTheClockWasWrong_data();
    void signsAfreshWhenTheClockWasWrong();
    void signsAfreshOnlyOnce();
    void doesNotSignAfreshWithoutReason_data();
    void doesNotSignAfreshWithoutReason();
    void signsWithTheServersClockThroughALocalJump();
    void ignoresTheClockOfAStranger();
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
    fixture.authorizer.error =
        makeError(ErrorKind::SignatureServerFailed, QStringLiteral("it is down"));
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

void CallsTest::learnsTheServersClock()
{
    ApiFixture fixture;
    QSignalSpy spy(&*fixture.api, &CosJsonApi::clockOffsetChanged);
    const auto ask = [&fixture](const ScriptedAnswer &scripted) {
        fixture.server.answerNext(scripted);
        Answer<void> answer;
        fixture.api->remove(fixture.object(), answer.done());
        TRY_VERIFY(answer.came());
    };
    ask(dated(ScriptedAnswer::success(), 0s));
    QCOMPARE(fixture.api->clockOffset(), 0s);
    QCOMPARE(spy.size(), 0);
    ask(dated(ScriptedAnswer::error(-197, 404), 3600s));
    QVERIFY(isNear(fixture.api->clockOffset(), 3600s));
    QCOMPARE(spy.size(), 1);
    QCOMPARE(spy.last().first().toLongLong(), fixture.api->clockOffset().count());
    ask(dated(ScriptedAnswer::success(), 3600s));
    QCOMPARE(spy.size(), 1);
    QVERIFY(isNear(fixture.authorizer.questions.last().serverNow, now() + 3600s));
    ask(ScriptedAnswer::success());
    QVERIFY(isNear(fixture.api->clockOffset(), 3600s));
    ask(dated(ScriptedAnswer::success(), 0s));
    QCOMPARE(fixture.api->clockOffset(), 0s);
    QCOMPARE(spy.size(), 2);
}

void CallsTest::signsAfreshWhenTheClockWasWrong_data()
{
    QTest::addColumn<int>("code");
    QTest::addColumn<qint64>("shift");
    for (const int code : {-59, -96}) {
        for (const qint64 shift : {-86400, -3600, 60, 3600, 86400 * 365})
            QTest::addRow("%d, %lld s", code, static_cast<long long>(shift)) << code << shift;
    }
}

void CallsTest::signsAfreshWhenTheClockWasWrong()
{
    QFETCH(int, code);
    QFETCH(qint64, shift);
    const std::chrono::seconds offset(shift);
    ApiFixture fixture;
    fixture.server.answerNext(dated(ScriptedAnswer::error(code, 403), offset));
    fixture.server.answerNext(dated(ScriptedAnswer::success(), offset));
    const QByteArray bytes(300'000, 'z');
    Answer<SliceReply> answer;
    fixture.api->uploadSlice(fixture.object(), {QStringLiteral("s"), 0, bytes, {}}, {},
                             answer.done());
    TRY_VERIFY(answer.came());
    QCOMPARE(answer.outcome(), QStringLiteral("success"));
    QCOMPARE(fixture.server.requests().size(), 2);
    QCOMPARE(fixture.server.requests().last().field("filecontent"), bytes);
    QCOMPARE(fixture.server.requests().last().header("Authorization"), QByteArray("signature-2"));
    QVERIFY(isNear(fixture.authorizer.questions[0].serverNow, now()));
    QVERIFY(isNear(fixture.authorizer.questions[1].serverNow, now() + offset));
}

void CallsTest::signsAfreshOnlyOnce()
{
    ApiFixture fixture;
    int shift = 0;
    fixture.server.setHandler([&shift](const RecordedRequest &) {
        shift += 3600;
        return dated(ScriptedAnswer::error(-96, 403), std::chrono::seconds(shift));
    });
    Answer<void> answer;
    fixture.api->remove(fixture.object(), answer.done());
    TRY_VERIFY(answer.came());
    QCOMPARE(answer.outcome(), QStringLiteral("signature_expired"));
    QCOMPARE(fixture.server.requests().size(), 2);
}

void CallsTest::doesNotSignAfreshWithoutReason_data()
{
    QTest::addColumn<ScriptedAnswer>("answer");
    QTest::newRow("no date") << ScriptedAnswer::error(-96, 403);
    QTest::newRow("clock is right") << dated(ScriptedAnswer::error(-96, 403), 0s);
    ScriptedAnswer odd = ScriptedAnswer::error(-96, 403);
    odd.headers.append(HttpHeader("Date", "yesterday"));
    QTest::newRow("date that is none") << odd;
    QTest::newRow("another error") << dated(ScriptedAnswer::error(-97, 403), 3600s);
}

void CallsTest::doesNotSignAfreshWithoutReason()
{
    QFETCH(ScriptedAnswer, answer);
    ApiFixture fixture;
    fixture.server.setHandler([answer](const RecordedRequest &) { return answer; });
    Answer<void> result;
    fixture.api->remove(fixture.object(), result.done());
    TRY_VERIFY(result.came());
    QVERIFY(!result.succeeded());
    QCOMPARE(fixture.server.requests().size(), 1);
}

void CallsTest::signsWithTheServersClockThroughALocalJump()
{
    ApiFixture fixture;
    fixture.server.answerNext(dated(ScriptedAnswer::success(), 0s));
    Answer<void> before;
    fixture.api->remove(fixture.object(), before.done());
    TRY_VERIFY(before.came());

    fixture.clock.shift = -7200s;
    fixture.server.answerNext(dated(ScriptedAnswer::error(-96, 403), 0s));
    fixture.server.answerNext(dated(ScriptedAnswer::success(), 0s));
    Answer<void> behind;
    fixture.api->remove(fixture.object(), behind.done());
    TRY_VERIFY(behind.came());
    QCOMPARE(behind.outcome(), QStringLiteral("success"));
    QVERIFY(isNear(fixture.api->clockOffset(), 7200s));
    QVERIFY(isNear(fixture.authorizer.questions.last().serverNow, now()));
}

void CallsTest::ignoresTheClockOfAStranger()
{
    ApiFixture fixture;
    ScriptedAnswer page;
    page.headers = {HttpHeader("Content-Type", "text/html")};
    page.body = "<html></html>";
    fixture.server.answerNext(dated(page, 86400s));
    Answer<void> answer;
    fixture.api->remove(fixture.object(), answer.done());
    TRY_VERIFY(answer.came());
    QCOMPARE(answer.outcome(), QStringLiteral("not_cos"));
    QCOMPARE(fixture.api->clockOffset(), 0s);
}

QTEST_GUILESS_MAIN(CallsTest)
#include "CallsTest.moc"

#include "tests/cos/ApiFixture.h"

#include <QDateTime>
#include <QLocale>
#include <QSignalSpy>

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

/// With which clock CosJsonApi signs.
class SigningClockTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void learnsTheServersClock();
    void signsAfreshWhenTheClockWasWrong_data();
    void signsAfreshWhenTheClockWasWrong();
    void signsAfreshOnlyOnce();
    void doesNotSignAfreshWithoutReason_data();
    void doesNotSignAfreshWithoutReason();
    void signsWithTheServersClockThroughALocalJump();
    void ignoresTheClockOfAStranger();
};

void SigningClockTest::learnsTheServersClock()
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

void SigningClockTest::signsAfreshWhenTheClockWasWrong_data()
{
    QTest::addColumn<int>("code");
    QTest::addColumn<qint64>("shift");
    for (const int code : {-59, -96}) {
        for (const qint64 shift : {-86400, -3600, 60, 3600, 86400 * 365})
            QTest::addRow("%d, %lld s", code, static_cast<long long>(shift)) << code << shift;
    }
}

void SigningClockTest::signsAfreshWhenTheClockWasWrong()
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

void SigningClockTest::signsAfreshOnlyOnce()
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

void SigningClockTest::doesNotSignAfreshWithoutReason_data()
{
    QTest::addColumn<ScriptedAnswer>("answer");
    QTest::newRow("no date") << ScriptedAnswer::error(-96, 403);
    QTest::newRow("clock is right") << dated(ScriptedAnswer::error(-96, 403), 0s);
    ScriptedAnswer odd = ScriptedAnswer::error(-96, 403);
    odd.headers.append(HttpHeader("Date", "yesterday"));
    QTest::newRow("date that is none") << odd;
    QTest::newRow("another error") << dated(ScriptedAnswer::error(-97, 403), 3600s);
}

void SigningClockTest::doesNotSignAfreshWithoutReason()
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

void SigningClockTest::signsWithTheServersClockThroughALocalJump()
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

void SigningClockTest::ignoresTheClockOfAStranger()
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

QTEST_GUILESS_MAIN(SigningClockTest)
#include "SigningClockTest.moc"

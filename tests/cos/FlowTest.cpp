#include "tests/cos/ApiFixture.h"
#include "tests/support/Patience.h"

#include <QElapsedTimer>

#include <algorithm>
#include <array>

using namespace cosdrop;
using namespace cosdrop::test;
using namespace std::chrono_literals;

namespace {

ScriptedAnswer faulty(ScriptedAnswer::Fault fault, qint64 keep = 0)
{
    ScriptedAnswer answer = ScriptedAnswer::success();
    answer.fault = fault;
    answer.keep = keep;
    return answer;
}

} // namespace

/// How CosJsonApi treats a line that stands still, and a speed limit.
class FlowTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void givesUpWhenNothingMoves_data();
    void givesUpWhenNothingMoves();
    void waitsForAServerThatThinksItOver();
    void waitsForAServerThatReadsSlowly();
    void doesNotTakeATurnInTheQueueForAStall();
    void keepsToTheSpeedLimit_data();
    void keepsToTheSpeedLimit();
    void sharesTheSpeedLimitFairly();
    void followsAChangeOfTheSpeedLimit();
    void doesNotTakeALowLimitForAStall();
};

void FlowTest::givesUpWhenNothingMoves_data()
{
    QTest::addColumn<ScriptedAnswer>("answer");
    using Fault = ScriptedAnswer::Fault;
    QTest::newRow("no answer") << faulty(Fault::Silence);
    QTest::newRow("reads nothing") << faulty(Fault::StopReading, 0);
    QTest::newRow("stops reading") << faulty(Fault::StopReading, 1024 * 1024);
    ScriptedAnswer half = ScriptedAnswer::success();
    half.fault = Fault::StallInAnswer;
    half.keep = 10;
    QTest::newRow("half an answer") << half;
}

void FlowTest::givesUpWhenNothingMoves()
{
    QFETCH(ScriptedAnswer, answer);
    ApiFixture fixture;
    fixture.setStallTimeout(400ms);
    fixture.server.answerNext(answer);
    QElapsedTimer timer;
    timer.start();
    Answer<SliceReply> result;
    fixture.api->uploadSlice(fixture.object(), fixture.slice(16 * 1024 * 1024), {}, result.done());
    TRY_VERIFY(result.came());
    QCOMPARE(result.outcome(), QStringLiteral("timeout"));
    QVERIFY(timer.elapsed() >= 400);
    TRY_VERIFY(fixture.server.openConnections() == 0
               || answer.fault == ScriptedAnswer::Fault::StopReading);

    Answer<void> next;
    fixture.api->remove(fixture.object(), next.done());
    TRY_VERIFY(next.came());
    QCOMPARE(next.outcome(), QStringLiteral("success"));
}

void FlowTest::waitsForAServerThatThinksItOver()
{
    ApiFixture fixture;
    fixture.setStallTimeout(3s);
    ScriptedAnswer slow = ScriptedAnswer::success();
    slow.delay = 1500ms;
    fixture.server.answerNext(slow);
    Answer<SliceReply> result;
    fixture.api->uploadSlice(fixture.object(), fixture.slice(1000), {}, result.done());
    TRY_VERIFY(result.came());
    QCOMPARE(result.outcome(), QStringLiteral("success"));
}

void FlowTest::waitsForAServerThatReadsSlowly()
{
    ApiFixture fixture;
    fixture.setStallTimeout(1s);
    fixture.server.readAtMost(4 * 1024 * 1024); // a second: longer than the timeout in all
    Answer<SliceReply> result;
    fixture.api->uploadSlice(fixture.object(), fixture.slice(12 * 1024 * 1024), {}, result.done());
    TRY_VERIFY(result.came());
    QCOMPARE(result.outcome(), QStringLiteral("success"));
}

void FlowTest::doesNotTakeATurnInTheQueueForAStall()
{
    ApiFixture fixture;
    fixture.setStallTimeout(1s);
    ScriptedAnswer slow = ScriptedAnswer::success();
    slow.delay = 400ms;
    fixture.server.setHandler([slow](const RecordedRequest &) { return slow; });
    Answer<void> answers;
    int failures = 0;
    for (int i = 0; i < 96; ++i) {
        fixture.api->remove(fixture.object(),
                            [&, done = answers.done()](const Result<void> &result) {
                                failures += result ? 0 : 1;
                                done(result);
                            });
    }
    TRY_VERIFY(answers.calls() == 96);
    QCOMPARE(failures, 0);
}

void FlowTest::keepsToTheSpeedLimit_data()
{
    QTest::addColumn<qint64>("rate");
    QTest::addColumn<int>("requests");
    QTest::newRow("slow, one") << qint64(100'000) << 1;
    QTest::newRow("one") << qint64(1'000'000) << 1;
    QTest::newRow("twelve") << qint64(2'000'000) << 12;
    QTest::newRow("fast, twelve") << qint64(20'000'000) << 12;
}

void FlowTest::keepsToTheSpeedLimit()
{
    QFETCH(qint64, rate);
    QFETCH(int, requests);
    ApiFixture fixture;
    fixture.setRate(rate);
    QElapsedTimer timer;
    QList<std::pair<qint64, qint64>> arrivals; // ms, bytes
    connect(&fixture.server, &ScriptedHttpServer::bodyBytesReceived, this, [&](qint64 bytes) {
        arrivals.append({timer.elapsed(), bytes});
    });
    timer.start();
    Answer<SliceReply> answers;
    const qint64 total = rate * 2;
    for (int i = 0; i < requests; ++i)
        fixture.api->uploadSlice(fixture.object(), fixture.slice(total / requests), {},
                                 answers.done());
    TRY_VERIFY(answers.calls() == requests);
    const qint64 elapsed = timer.elapsed();
    QVERIFY2(elapsed >= 1'850 && elapsed < patient(3'500), qPrintable(QString::number(elapsed)));

    // No second carries more than 130 %, whenever it begins.
    for (const auto &[begin, ignored] : std::as_const(arrivals)) {
        qint64 bytes = 0;
        for (const auto &[moment, size] : std::as_const(arrivals)) {
            if (moment >= begin && moment < begin + 1000)
                bytes += size;
        }
        QVERIFY2(bytes <= rate * 13 / 10, qPrintable(QString::number(bytes)));
    }
}

void FlowTest::sharesTheSpeedLimitFairly()
{
    ApiFixture fixture;
    fixture.setRate(2'000'000);
    std::array<qint64, 4> sent{};
    QList<RequestId> ids;
    Answer<SliceReply> answers;
    for (qint64 &mine : sent) {
        ids.append(fixture.api->uploadSlice(
            fixture.object(), fixture.slice(20'000'000), [&mine](qint64 bytes) { mine = bytes; },
            answers.done()));
    }
    const auto all = [&sent] {
        return sent[0] + sent[1] + sent[2] + sent[3];
    };
    TRY_VERIFY(all() > 4'000'000);
    for (const RequestId id : std::as_const(ids))
        fixture.api->abort(id);
    const auto [least, most] = std::minmax_element(sent.begin(), sent.end());
    QVERIFY2(*most < *least * 3 / 2, qPrintable(QStringLiteral("%1 %2").arg(*least).arg(*most)));
}

void FlowTest::followsAChangeOfTheSpeedLimit()
{
    ApiFixture fixture;
    fixture.setRate(50'000);
    qint64 sent = 0;
    Answer<SliceReply> answer;
    fixture.api->uploadSlice(
        fixture.object(), fixture.slice(30'000'000), [&](qint64 bytes) { sent = bytes; },
        answer.done());
    TRY_VERIFY(sent > 25'000);
    QVERIFY(sent < 1'000'000);
    fixture.setRate(0);
    TRY_VERIFY(sent > 4'000'000);
    TRY_VERIFY(answer.came());
    QCOMPARE(answer.outcome(), QStringLiteral("success"));

    Answer<SliceReply> second;
    sent = 0;
    fixture.server.readAtMost(8'000'000);
    fixture.api->uploadSlice(
        fixture.object(), fixture.slice(30'000'000), [&](qint64 bytes) { sent = bytes; },
        second.done());
    TRY_VERIFY(sent > 0);
    fixture.setRate(2'000'000);
    const qint64 before = sent;
    QElapsedTimer timer;
    timer.start();
    // What is reported lags behind by what moved in a tenth of a second.
    TRY_VERIFY(sent > before + 6'000'000);
    QVERIFY2(timer.elapsed() > 1500, qPrintable(QString::number(timer.elapsed())));
}

void FlowTest::doesNotTakeALowLimitForAStall()
{
    ApiFixture fixture;
    fixture.settings.stallTimeout = 300ms;
    fixture.setRate(3'000);
    Answer<SliceReply> answers;
    for (int i = 0; i < 6; ++i)
        fixture.api->uploadSlice(fixture.object(), fixture.slice(1'000), {}, answers.done());
    TRY_VERIFY(answers.calls() == 6);
    QCOMPARE(answers.outcome(), QStringLiteral("success"));
    QCOMPARE(fixture.server.completeRequests(), 6);
}

QTEST_GUILESS_MAIN(FlowTest)
#include "FlowTest.moc"

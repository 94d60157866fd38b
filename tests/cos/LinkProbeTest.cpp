#include "core/cos/LinkProbe.h"

#include "tests/support/ScriptedHttpServer.h"

#include <QSignalSpy>
#include <QTest>

#include <optional>

using namespace cosdrop;
using namespace cosdrop::test;

using Answer = LinkProbe::Answer;
using Answers = QList<Answer>;

class LinkProbeTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void statusDecides_data();
    void statusDecides();
    void headThatIsNotWantedIsFollowedByAGetOfOneByte();
    void wholeObjectIsNotFetched();
    void redirectIsFollowed();
    void deadServerIsSilent();
    void silentServerIsGivenUpInTime();
    void manyLinksAreAskedAFewAtATime();
    void everyLinkIsReachedHoweverLongAllOfThemTake();
    void hostThatNeverAnswersIsNotAskedForTheRest();
    void answerThatDripsForEverIsGivenUp();
    void hurryTellsWhatIsKnownByThen();
    void newerQuestionEndsTheOlderOne();
    void whatIsNoWebAddressIsRefused();

private:
    static QUrl at(const ScriptedHttpServer &server, const QString &path)
    {
        return QUrl(server.url().toString() + path);
    }

    static ScriptedAnswer status(int number)
    {
        ScriptedAnswer answer;
        answer.status = number;
        return answer;
    }

    std::optional<Answers> ask(LinkProbe &probe, const QList<QUrl> &links)
    {
        std::optional<Answers> answers;
        probe.ask(links, [&answers](const Answers &given) { answers = given; });
        if (!QTest::qWaitFor([&answers] { return answers.has_value(); }, 30000))
            return std::nullopt;
        return answers;
    }
};

void LinkProbeTest::statusDecides_data()
{
    QTest::addColumn<int>("head");
    QTest::addColumn<int>("get");
    QTest::addColumn<bool>("good");
    QTest::newRow("ok") << 200 << 500 << true;
    QTest::newRow("gone") << 404 << 200 << false;
    QTest::newRow("trouble") << 503 << 200 << false;
    QTest::newRow("no head") << 405 << 206 << true;
    QTest::newRow("signed for GET") << 403 << 200 << true;
    QTest::newRow("private") << 403 << 403 << false;
    QTest::newRow("empty object") << 501 << 416 << true;
}

void LinkProbeTest::statusDecides()
{
    QFETCH(int, head);
    QFETCH(int, get);
    QFETCH(bool, good);
    ScriptedHttpServer server;
    server.setHandler([head, get](const RecordedRequest &request) {
        return status(request.method == "HEAD" ? head : get);
    });
    LinkProbe probe;
    const auto answers = ask(probe, {at(server, QStringLiteral("/a"))});
    QVERIFY(answers);
    QCOMPARE(*answers, Answers{good ? Answer::Good : Answer::Refused});
}

void LinkProbeTest::headThatIsNotWantedIsFollowedByAGetOfOneByte()
{
    ScriptedHttpServer server;
    server.answerNext(status(405));
    server.answerNext(status(206));
    LinkProbe probe;
    QVERIFY(ask(probe, {at(server, QStringLiteral("/a%20b%2B"))}));
    QCOMPARE(server.requests().size(), 2);
    QCOMPARE(server.requests().at(0).method, QByteArray("HEAD"));
    QCOMPARE(server.requests().at(1).method, QByteArray("GET"));
    QCOMPARE(server.requests().at(1).header("Range"), QByteArray("bytes=0-0"));
    QCOMPARE(server.requests().at(1).target, QByteArray("/a%20b%2B"));
    QVERIFY(server.requests().at(1).header("Authorization").isEmpty());
}

void LinkProbeTest::wholeObjectIsNotFetched()
{
    ScriptedHttpServer server;
    server.answerNext(status(405));
    ScriptedAnswer endless = status(200);
    endless.body = QByteArray(1000, 'x');
    endless.fault = ScriptedAnswer::Fault::StallInAnswer;
    endless.keep = 10;
    server.answerNext(endless);
    LinkProbe probe(std::chrono::seconds(60));
    const auto answers = ask(probe, {at(server, QStringLiteral("/a"))});
    QVERIFY(answers);
    QCOMPARE(*answers, Answers{Answer::Good});
}

void LinkProbeTest::redirectIsFollowed()
{
    ScriptedHttpServer server;
    server.setHandler([](const RecordedRequest &request) {
        ScriptedAnswer answer = status(request.target == "/a" ? 302 : 404);
        if (request.target == "/a")
            answer.headers.append(HttpHeader("Location", "/b"));
        return answer;
    });
    LinkProbe probe;
    const auto answers = ask(probe, {at(server, QStringLiteral("/a"))});
    QVERIFY(answers);
    QCOMPARE(*answers, Answers{Answer::Refused});
}

void LinkProbeTest::deadServerIsSilent()
{
    QUrl gone;
    {
        const ScriptedHttpServer server;
        gone = at(server, QStringLiteral("/a"));
    }
    LinkProbe probe;
    const auto answers = ask(probe, {gone});
    QVERIFY(answers);
    QCOMPARE(*answers, Answers{Answer::Silent});
}

void LinkProbeTest::silentServerIsGivenUpInTime()
{
    ScriptedHttpServer server;
    server.holdAnswers(true);
    LinkProbe probe(std::chrono::milliseconds(200));
    const auto answers = ask(probe, {at(server, QStringLiteral("/a"))});
    QVERIFY(answers);
    QCOMPARE(*answers, Answers{Answer::Silent});
}

void LinkProbeTest::manyLinksAreAskedAFewAtATime()
{
    ScriptedHttpServer server;
    server.setHandler([](const RecordedRequest &request) {
        return status(request.target.endsWith('3') ? 404 : 200);
    });
    QList<QUrl> links;
    Answers wanted;
    for (int i = 0; i < 40; ++i) {
        links.append(at(server, QStringLiteral("/%1").arg(i)));
        wanted.append(i % 10 == 3 ? Answer::Refused : Answer::Good);
    }
    LinkProbe probe;
    const auto answers = ask(probe, links);
    QVERIFY(answers);
    QCOMPARE(*answers, wanted);
    QVERIFY(server.mostAtOnce() <= LinkProbe::mostAtOnce);
}

void LinkProbeTest::everyLinkIsReachedHoweverLongAllOfThemTake()
{
    ScriptedHttpServer server;
    server.setHandler([](const RecordedRequest &) {
        ScriptedAnswer answer = status(200);
        answer.delay = std::chrono::milliseconds(100);
        return answer;
    });
    // Six at a time of these take seven times as long as one link may.
    constexpr std::chrono::milliseconds patience{500};
    QList<QUrl> links;
    for (int i = 0; i < 200; ++i)
        links.append(at(server, QStringLiteral("/%1").arg(i)));
    LinkProbe probe(patience);
    QSignalSpy advanced(&probe, &LinkProbe::advanced);
    const auto answers = ask(probe, links);
    QVERIFY(answers);
    QCOMPARE(answers->count(Answer::Good), links.size());
    QCOMPARE(advanced.size(), links.size());
    QCOMPARE(advanced.constLast(), (QVariantList{links.size(), links.size()}));
}

void LinkProbeTest::hostThatNeverAnswersIsNotAskedForTheRest()
{
    ScriptedHttpServer dead;
    dead.holdAnswers(true);
    ScriptedHttpServer alive;
    alive.setHandler([](const RecordedRequest &) { return status(200); });
    QList<QUrl> links;
    Answers wanted;
    for (int i = 0; i < 100; ++i) {
        const bool isDead = i % 2 == 0;
        links.append(at(isDead ? dead : alive, QStringLiteral("/%1").arg(i)));
        wanted.append(isDead ? Answer::Silent : Answer::Good);
    }
    LinkProbe probe(std::chrono::milliseconds(200));
    const auto answers = ask(probe, links);
    QVERIFY(answers);
    QCOMPARE(*answers, wanted);
    QVERIFY(dead.requests().size() < LinkProbe::mostInSilence + LinkProbe::mostAtOnce);
}

void LinkProbeTest::answerThatDripsForEverIsGivenUp()
{
    ScriptedHttpServer server;
    // Each step comes in time, and there is always one more.
    server.setHandler([](const RecordedRequest &request) {
        ScriptedAnswer answer = status(302);
        answer.delay = std::chrono::milliseconds(50);
        answer.headers.append(HttpHeader("Location", request.target + "x"));
        return answer;
    });
    LinkProbe probe(std::chrono::milliseconds(200));
    const auto answers = ask(probe, {at(server, QStringLiteral("/a"))});
    QVERIFY(answers);
    QCOMPARE(*answers, Answers{Answer::Silent});
    QVERIFY(server.requests().size() < 30);
}

void LinkProbeTest::hurryTellsWhatIsKnownByThen()
{
    ScriptedHttpServer server;
    server.setHandler([](const RecordedRequest &request) {
        ScriptedAnswer answer = status(200);
        if (request.target != "/0")
            answer.fault = ScriptedAnswer::Fault::Silence;
        return answer;
    });
    QList<QUrl> links;
    for (int i = 0; i < 20; ++i)
        links.append(at(server, QStringLiteral("/%1").arg(i)));
    LinkProbe probe(std::chrono::seconds(60));
    connect(&probe, &LinkProbe::advanced, this, [&probe] { probe.hurry(); });
    const auto answers = ask(probe, links);
    QVERIFY(answers);
    QCOMPARE(*answers, Answers{Answer::Good} + Answers(19, Answer::Unasked));
}

void LinkProbeTest::newerQuestionEndsTheOlderOne()
{
    ScriptedHttpServer server;
    LinkProbe probe;
    bool first = false;
    probe.ask({at(server, QStringLiteral("/a"))}, [&first](const Answers &) { first = true; });
    const auto second = ask(probe, {at(server, QStringLiteral("/b"))});
    QVERIFY(second);
    QVERIFY(!first);
    QCOMPARE(server.requests().constLast().target, QByteArray("/b"));
}

void LinkProbeTest::whatIsNoWebAddressIsRefused()
{
    LinkProbe probe;
    const auto answers = ask(
        probe, {QUrl(QStringLiteral("file:///etc/passwd")), QUrl(), QUrl(QStringLiteral("/a"))});
    QVERIFY(answers);
    QCOMPARE(*answers, Answers(3, Answer::Refused));
}

QTEST_GUILESS_MAIN(LinkProbeTest)
#include "LinkProbeTest.moc"

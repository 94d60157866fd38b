#include "core/account/KeyAuthorizer.h"
#include "core/base/Clock.h"
#include "core/cos/CosJsonApi.h"
#include "tests/support/ScriptedHttpServer.h"

#include <QTest>

using namespace cosdrop;
using namespace cosdrop::test;

/// A connection that closes before the answer leaves open what the server did. It is for the caller
/// to find out: nothing goes out a second time by itself.
class LostReplyTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void sendsNothingAgainOnAFreshConnection();
    void sendsNothingAgainOnAUsedConnection();

private:
    ObjectAddress object() const;
    std::optional<Result<void>> removeOnce();

    SystemClock m_clock;
    KeyAuthorizer m_authorizer;
    std::unique_ptr<ScriptedHttpServer> m_server;
    std::unique_ptr<CosJsonApi> m_api;
};

void LostReplyTest::init()
{
    m_authorizer.setCredentials(QString(), {QStringLiteral("id"), "key"});
    m_server = std::make_unique<ScriptedHttpServer>();
    m_api = std::make_unique<CosJsonApi>(m_authorizer, m_clock);
}

void LostReplyTest::cleanup()
{
    m_api.reset();
    m_server.reset();
}

ObjectAddress LostReplyTest::object() const
{
    const Target target{m_server->url(), QStringLiteral("10055004"), QStringLiteral("bucket"), {}};
    return {target, *ObjectPath::parse(QStringLiteral("/a.bin"))};
}

std::optional<Result<void>> LostReplyTest::removeOnce()
{
    std::optional<Result<void>> answer;
    m_api->remove(object(), [&answer](const Result<void> &result) { answer = result; });
    const bool came = QTest::qWaitFor([&answer] { return answer.has_value(); }, 20'000);
    return came ? answer : std::nullopt;
}

void LostReplyTest::sendsNothingAgainOnAFreshConnection()
{
    ScriptedAnswer lost;
    lost.fault = ScriptedAnswer::Fault::Drop;
    m_server->answerNext(lost);
    const auto answer = removeOnce();
    QVERIFY(answer);
    QVERIFY(!answer->has_value());
    QCOMPARE(answer->error().kind, ErrorKind::ConnectionLost);
    QCOMPARE(m_server->requests().size(), 1);
}

void LostReplyTest::sendsNothingAgainOnAUsedConnection()
{
    ScriptedAnswer lost;
    lost.fault = ScriptedAnswer::Fault::Drop;
    m_server->answerNext(ScriptedAnswer::success());
    m_server->answerNext(lost);
    const auto first = removeOnce();
    QVERIFY(first && first->has_value());
    const auto second = removeOnce();
    QVERIFY(second);
    QVERIFY(!second->has_value());
    QCOMPARE(second->error().kind, ErrorKind::ConnectionLost);
    QCOMPARE(m_server->requests().size(), 2);
    QCOMPARE(m_server->requests().at(1).connection, 0);
}

QTEST_GUILESS_MAIN(LostReplyTest)
#include "LostReplyTest.moc"

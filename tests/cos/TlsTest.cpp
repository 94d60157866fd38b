#include "core/cos/CosJsonApi.h"
#include "tests/cos/ApiFixture.h"
#include "tests/cos/TestCertificate.h"

#include <QSslConfiguration>
#include <QSslServer>
#include <QSslSocket>

using namespace cosdrop;
using namespace cosdrop::test;

namespace {

std::unique_ptr<QTcpServer> tlsServer(const TestCertificate &identity)
{
    auto server = std::make_unique<QSslServer>();
    QSslConfiguration configuration = QSslConfiguration::defaultConfiguration();
    configuration.setLocalCertificate(identity.certificate);
    configuration.setPrivateKey(identity.key);
    configuration.setPeerVerifyMode(QSslSocket::VerifyNone);
    server->setSslConfiguration(configuration);
    return server;
}

/// While it lives, new connections trust this certificate.
class Trust
{
public:
    explicit Trust(const QSslCertificate &certificate)
    {
        QSslConfiguration configuration = m_before;
        configuration.addCaCertificate(certificate);
        QSslConfiguration::setDefaultConfiguration(configuration);
    }

    Trust(const Trust &) = delete;
    Trust &operator=(const Trust &) = delete;

    ~Trust() { QSslConfiguration::setDefaultConfiguration(m_before); }

private:
    QSslConfiguration m_before = QSslConfiguration::defaultConfiguration();
};

} // namespace

class TlsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void sendsSlicesOverTls();
    void refusesACertificateThatIsNotTrusted();
    void tellsOfAConnectionThatWasClosedMeanwhile();

private:
    std::optional<TestCertificate> m_identity;
};

void TlsTest::initTestCase()
{
    if (!QSslSocket::supportsSsl())
        QSKIP("Qt has no TLS here.");
    m_identity.emplace();
    QVERIFY(!m_identity->certificate.isNull());
    QVERIFY(!m_identity->key.isNull());
}

void TlsTest::sendsSlicesOverTls()
{
    const Trust trust(m_identity->certificate);
    ApiFixture fixture(tlsServer(*m_identity));
    const QByteArray bytes = QByteArray("0123456789abcdef").repeated(3 * 65536);
    Answer<SliceReply> answers;
    for (int i = 0; i < 8; ++i) {
        fixture.api->uploadSlice(fixture.object(), {QStringLiteral("s"), 0, bytes, {}}, {},
                                 answers.done());
    }
    TRY_VERIFY(answers.calls() == 8);
    QCOMPARE(answers.outcome(), QStringLiteral("success"));
    QCOMPARE(fixture.server.completeRequests(), 8);
    for (const RecordedRequest &request : fixture.server.requests())
        QVERIFY(request.field("filecontent") == bytes);
}

void TlsTest::refusesACertificateThatIsNotTrusted()
{
    ApiFixture fixture(tlsServer(*m_identity));
    Answer<ObjectStat> answer;
    fixture.api->stat(fixture.object(), answer.done());
    TRY_VERIFY(answer.came());
    QCOMPARE(answer.outcome(), QStringLiteral("tls_failed"));
    QCOMPARE(fixture.server.requests().size(), 0);
}

void TlsTest::tellsOfAConnectionThatWasClosedMeanwhile()
{
    const Trust trust(m_identity->certificate);
    ApiFixture fixture(tlsServer(*m_identity));
    const QByteArray bytes = QByteArray("0123456789abcdef").repeated(65536);
    for (int i = 0; i < 5; ++i) {
        Answer<SliceReply> answer;
        fixture.api->uploadSlice(fixture.object(), {QStringLiteral("s"), 0, bytes, {}}, {},
                                 answer.done());
        fixture.server.closeIdleConnections();
        TRY_VERIFY(answer.came());
        // Which of the two depends on whether the close arrives before the request leaves.
        QVERIFY2(answer.outcome() == u"success" || answer.outcome() == u"connection_lost",
                 qPrintable(answer.outcome()));
        if (answer.outcome() == u"success")
            QVERIFY(fixture.server.requests().last().field("filecontent") == bytes);
        QVERIFY(fixture.server.requests().size() <= i + 1);
    }
}

QTEST_GUILESS_MAIN(TlsTest)
#include "TlsTest.moc"

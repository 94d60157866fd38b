#include "app/emulator/SignatureCheck.h"
#include "tests/emulator/Bench.h"

#include <QDateTime>
#include <QLocale>
#include <QTest>

using namespace cosdrop;
using emulator::RequestTarget;
using emulator::SignatureCheck;
using namespace std::chrono_literals;

namespace {

// Published in the COS documents, with a key that is no longer one.
const QByteArray publishedId = "AKIDUfLUEUigQiXqm7CVSspKJnuaiIKtxqAv";
const QByteArray publishedKey = "bLcPnl88WU30VY57ipRhSePfPdOfSruK";
const QByteArray publishedMulti =
    "v6+um3VE3lxGz97PmnSg6+/V9PZhPTIwMDAwMSZiPW5ld2J1Y2tldCZrPUFLSURVZkxVRVVpZ1FpWHFtN0NWU3NwS0"
    "pudWFpSUt0eHFBdiZlPTE0NzA3MzcwMDAmdD0xNDcwNzM2OTQwJnI9NDkwMjU4OTQzJmY9";
const QByteArray publishedSingle =
    "CkZ0/gWkHy3f76ER7k6yXgzq7w1hPTIwMDAwMSZiPW5ld2J1Y2tldCZrPUFLSURVZkxVRVVpZ1FpWHFtN0NWU3NwS0"
    "pudWFpSUt0eHFBdiZlPTAmdD0xNDcwNzM2OTQwJnI9NDkwMjU4OTQzJmY9LzIwMDAwMS9uZXdidWNrZXQvdGVuY2Vu"
    "dF90ZXN0LmpwZw==";

RequestTarget published(const QString &path)
{
    RequestTarget target;
    target.appId = "200001";
    target.bucket = "newbucket";
    target.path = path;
    return target;
}

int codeOf(const emulator::Outcome<void> &outcome)
{
    return outcome ? 0 : outcome.error().code;
}

} // namespace

class SignatureTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void takesThePublishedSignatures();
    void theTestSignsAsPublished();
    void eachFieldIsChecked_data();
    void eachFieldIsChecked();
    void orderOfTheFieldsDoesNotMatter();
    void wrongSecretIsRefused();
    void onlyStandardBase64IsTaken_data();
    void onlyStandardBase64IsTaken();
    void fileIdOfAMultiEffectSignatureIsAPrefix_data();
    void fileIdOfAMultiEffectSignatureIsAPrefix();
    void deleteNeedsASingleEffectSignature();
    void singleEffectSignatureIsForDeleteOnly();
    void singleEffectSignatureIsUsedUp();
    void singleEffectSignatureIsForOnePath();
    void isTakenFromTheQueryToo();
    void isNotTakenTwice();
    void skewedClockShowsInDateAndInChecks_data();
    void skewedClockShowsInDateAndInChecks();
};

void SignatureTest::takesThePublishedSignatures()
{
    SignatureCheck check("200001", publishedId, publishedKey);
    QCOMPARE(codeOf(check.check(publishedMulti, published(QStringLiteral("/any.txt")),
                                SignatureCheck::Kind::MultiEffect, 1470736950s)),
             0);
    QCOMPARE(codeOf(check.check(publishedMulti, published(QStringLiteral("/any.txt")),
                                SignatureCheck::Kind::MultiEffect, 1470737001s)),
             -96);
    QCOMPARE(codeOf(check.check(publishedSingle, published(QStringLiteral("/tencent_test.jpg")),
                                SignatureCheck::Kind::SingleEffect, 1470736950s)),
             0);
}

void SignatureTest::theTestSignsAsPublished()
{
    QCOMPARE(TestSigner::sign("a=200001&b=newbucket&k=AKIDUfLUEUigQiXqm7CVSspKJnuaiIKtxqAv&e="
                              "1470737000&t=1470736940&r=490258943&f=",
                              publishedKey),
             publishedMulti);
}

void SignatureTest::eachFieldIsChecked_data()
{
    QTest::addColumn<QByteArray>("plain");
    QTest::addColumn<int>("code");
    const QByteArray now = QByteArray::number(QDateTime::currentSecsSinceEpoch());
    const QByteArray soon = QByteArray::number(QDateTime::currentSecsSinceEpoch() + 600);
    const auto plain = [&](const QByteArray &from, const QByteArray &to) {
        const QByteArray good =
            "a=10055004&b=accesslog&k=AKIDtest&e=" + soon + "&t=" + now + "&r=12345&f=";
        return QByteArray(good).replace(from, to);
    };
    const auto number = [](qint64 seconds) {
        return QByteArray::number(QDateTime::currentSecsSinceEpoch() + seconds);
    };
    QTest::newRow("good") << plain("", "") << 0;
    QTest::newRow("another appid") << plain("a=10055004", "a=10055005") << -80;
    QTest::newRow("another bucket") << plain("b=accesslog", "b=accesslogs") << -61;
    QTest::newRow("unknown SecretId") << plain("k=AKIDtest", "k=AKIDother") << -79;
    QTest::newRow("expired") << plain("e=" + soon, "e=" + number(-5)) << -96;
    QTest::newRow("e is t") << plain("e=" + soon + "&t=" + now,
                                     "e=" + number(20) + "&t=" + number(20))
                            << -96;
    QTest::newRow("a little in the future") << plain("t=" + now, "t=" + number(20)) << 0;
    QTest::newRow("from the future") << plain("t=" + now, "t=" + number(120)) << -96;
    QTest::newRow("90 days") << plain("e=" + soon,
                                      "e=" + QByteArray::number(now.toLongLong() + 90 * 86400))
                             << 0;
    QTest::newRow("over 90 days") << plain(
        "e=" + soon, "e=" + QByteArray::number(now.toLongLong() + 90 * 86400 + 1))
                                  << -96;
    QTest::newRow("r with 10 digits") << plain("r=12345", "r=4294967295") << 0;
    QTest::newRow("r with 11 digits") << plain("r=12345", "r=12345678901") << -81;
    QTest::newRow("r is hex") << plain("r=12345", "r=12ab") << -81;
    QTest::newRow("r is empty") << plain("r=12345", "r=") << -81;
    QTest::newRow("e is signed") << plain("e=" + soon, "e=+" + soon) << -81;
    QTest::newRow("field missing") << plain("&f=", "") << -81;
    QTest::newRow("field twice") << plain("&f=", "&f=&f=") << -81;
    QTest::newRow("unknown field") << plain("&f=", "&f=&u=1") << -81;
    QTest::newRow("single-effect for an upload") << plain("e=" + soon, "e=0") << -97;
}

void SignatureTest::eachFieldIsChecked()
{
    QFETCH(QByteArray, plain);
    QFETCH(int, code);
    Bench bench;
    bench.start();
    const RawForm form{{"op", "upload"}, {"filecontent", "x"}};
    const RawAnswer answer = bench.client().post(QStringLiteral("/a.txt"), form,
                                                 TestSigner::sign(plain, "test-secret-key"));
    QCOMPARE(answer.code, code);
    QCOMPARE(answer.status, code == 0 ? 200 : 403);
    QCOMPARE(bench.emulator().objects().isEmpty(), code != 0);
}

void SignatureTest::orderOfTheFieldsDoesNotMatter()
{
    Bench bench;
    bench.start();
    const QByteArray now = QByteArray::number(QDateTime::currentSecsSinceEpoch());
    const QByteArray soon = QByteArray::number(QDateTime::currentSecsSinceEpoch() + 60);
    const QByteArray plain =
        "f=&r=1&t=" + now + "&e=" + soon + "&k=AKIDtest&b=accesslog&a=10055004";
    const RawForm form{{"op", "upload"}, {"filecontent", "x"}};
    QCOMPARE(bench.client()
                 .post(QStringLiteral("/a"), form, TestSigner::sign(plain, "test-secret-key"))
                 .code,
             0);
}

void SignatureTest::wrongSecretIsRefused()
{
    Bench bench;
    bench.start();
    const RawForm form{{"op", "upload"}, {"filecontent", "x"}};
    const auto upload = [&](const QByteArray &signature) {
        return bench.client().post(QStringLiteral("/a"), form, signature).code;
    };
    TestSigner other;
    other.secretKey = "another";
    QCOMPARE(upload(other.multiEffect()), -97);
    QByteArray bent = TestSigner().multiEffect();
    bent[0] = bent[0] == 'A' ? 'B' : 'A';
    QCOMPARE(upload(bent), -97);
    QCOMPARE(upload(""), -81);
    QCOMPARE(upload(TestSigner().multiEffect()), 0);
}

void SignatureTest::onlyStandardBase64IsTaken_data()
{
    QTest::addColumn<QByteArray>("signature");
    QTest::newRow("words") << QByteArray("not a signature");
    QTest::newRow("plain text only") << QByteArray("a=200001&b=newbucket").toBase64();
    QTest::newRow("HMAC only") << publishedSingle.left(28);
    QTest::newRow("no padding") << publishedSingle.chopped(2);
    QTest::newRow("half the padding") << publishedSingle.chopped(1);
    QTest::newRow("more padding") << publishedSingle + '=';
    QTest::newRow("URL alphabet") << QByteArray(publishedSingle).replace('/', '_');
    QTest::newRow("line break") << QByteArray(publishedSingle).insert(76, "\r\n");
    QTest::newRow("loose bits") << publishedSingle.chopped(3) + "x==";
}

void SignatureTest::onlyStandardBase64IsTaken()
{
    QFETCH(QByteArray, signature);
    SignatureCheck check("200001", publishedId, publishedKey);
    QCOMPARE(codeOf(check.check(signature, published(QStringLiteral("/tencent_test.jpg")),
                                SignatureCheck::Kind::SingleEffect, 1470736950s)),
             -81);
}

void SignatureTest::fileIdOfAMultiEffectSignatureIsAPrefix_data()
{
    QTest::addColumn<QByteArray>("fileId");
    QTest::addColumn<int>("code");
    QTest::newRow("none") << QByteArray() << 0;
    QTest::newRow("the object") << QByteArray("/10055004/accesslog/dir/%E4%BD%A0%20a.txt") << 0;
    QTest::newRow("its directory") << QByteArray("/10055004/accesslog/dir/") << 0;
    QTest::newRow("another object") << QByteArray("/10055004/accesslog/dir/b.txt") << -63;
    QTest::newRow("another bucket") << QByteArray("/10055004/other/dir/") << -63;
    QTest::newRow("not encoded") << QByteArray("/10055004/accesslog/dir/\xE4\xBD\xA0") << -63;
    QTest::newRow("longer than the path")
        << QByteArray("/10055004/accesslog/dir/%E4%BD%A0%20a.txt.gz") << -63;
}

void SignatureTest::fileIdOfAMultiEffectSignatureIsAPrefix()
{
    QFETCH(QByteArray, fileId);
    QFETCH(int, code);
    Bench bench;
    bench.start();
    TestSigner signer;
    signer.fileId = fileId;
    const RawForm form{{"op", "upload"}, {"filecontent", "x"}};
    QCOMPARE(bench.client().post(QStringLiteral("/dir/你 a.txt"), form, signer.multiEffect()).code,
             code);
}

void SignatureTest::deleteNeedsASingleEffectSignature()
{
    Bench bench;
    bench.start();
    bench.upload(QStringLiteral("/a.txt"), "x");
    const RawForm form{{"op", "delete"}};
    const RawAnswer refused =
        bench.client().post(QStringLiteral("/a.txt"), form, TestSigner().multiEffect());
    QCOMPARE(refused.code, -97);
    QCOMPARE(refused.status, 403);
    QCOMPARE(bench.emulator().objects(), QStringList{QStringLiteral("/a.txt")});
    QCOMPARE(bench.client().post(QStringLiteral("/a.txt"), form).code, 0);
    QCOMPARE(bench.emulator().objects(), QStringList());
}

void SignatureTest::singleEffectSignatureIsForDeleteOnly()
{
    Bench bench;
    bench.start();
    const QByteArray signature = TestSigner().singleEffect(QStringLiteral("/a.txt"));
    QCOMPARE(bench.client().get(QStringLiteral("/a.txt"), "op=stat", signature).code, -97);
    const RawForm form{{"op", "upload_slice_list"}};
    QCOMPARE(bench.client().post(QStringLiteral("/a.txt"), form, signature).code, -97);
}

void SignatureTest::singleEffectSignatureIsUsedUp()
{
    Bench bench;
    bench.start();
    bench.upload(QStringLiteral("/a.txt"), "x");
    const RawForm form{{"op", "delete"}};
    const QByteArray signature = TestSigner().singleEffect(QStringLiteral("/a.txt"));
    QCOMPARE(bench.client().post(QStringLiteral("/a.txt"), form, signature).code, 0);
    bench.upload(QStringLiteral("/a.txt"), "x");
    QCOMPARE(bench.client().post(QStringLiteral("/a.txt"), form, signature).code, -96);
    QCOMPARE(bench.emulator().objects().size(), 1);
}

void SignatureTest::singleEffectSignatureIsForOnePath()
{
    Bench bench;
    bench.start();
    bench.upload(QStringLiteral("/dir/a b.txt"), "x");
    const RawForm form{{"op", "delete"}};
    const auto remove = [&](const QByteArray &signature) {
        return bench.client().post(QStringLiteral("/dir/a b.txt"), form, signature).code;
    };
    QCOMPARE(remove(TestSigner().singleEffect(QStringLiteral("/dir/"))), -63);
    QCOMPARE(remove(TestSigner().singleEffect(QStringLiteral("/dir/a b.tx"))), -63);
    const QByteArray now = QByteArray::number(QDateTime::currentSecsSinceEpoch());
    QCOMPARE(remove(TestSigner::sign("a=10055004&b=accesslog&k=AKIDtest&e=0&t=" + now + "&r=1&f=",
                                     "test-secret-key")),
             -63);
    QCOMPARE(remove(TestSigner().singleEffect(QStringLiteral("/dir/a b.txt"))), 0);
}

void SignatureTest::isTakenFromTheQueryToo()
{
    Bench bench;
    bench.start();
    bench.upload(QStringLiteral("/a.txt"), "x");
    const QByteArray signature = TestSigner().multiEffect();
    const QByteArray target = bench.client().target(QStringLiteral("/a.txt"));
    const auto stat = [&](const QByteArray &query) {
        return bench.client().send("GET", target + "?op=stat&sign=" + query, {}).code;
    };
    QCOMPARE(stat(signature.toPercentEncoding()), 0);
    QCOMPARE(stat(signature.toPercentEncoding().replace("%3D", "=") + '+'), -5999);
    const RawAnswer posted =
        bench.client().send("POST", target + "?sign=" + signature.toPercentEncoding(),
                            {{"Content-Type", RawClient::multipartType()}},
                            RawClient::multipart({{"op", "upload_slice_list"}}));
    QCOMPARE(posted.code, 0);
}

void SignatureTest::isNotTakenTwice()
{
    Bench bench;
    bench.start();
    const QByteArray signature = TestSigner().multiEffect();
    const RawAnswer answer =
        bench.client().send("GET",
                            bench.client().target(QStringLiteral("/a.txt"))
                                + "?op=stat&sign=" + signature.toPercentEncoding(),
                            {{"Authorization", signature}});
    QCOMPARE(answer.code, -81);
}

void SignatureTest::skewedClockShowsInDateAndInChecks_data()
{
    QTest::addColumn<qint64>("skew");
    QTest::newRow("right") << qint64(0);
    QTest::newRow("an hour ahead") << qint64(3600);
    QTest::newRow("an hour behind") << qint64(-3600);
}

void SignatureTest::skewedClockShowsInDateAndInChecks()
{
    QFETCH(qint64, skew);
    Bench bench;
    bench.options.clockSkew = std::chrono::seconds(skew);
    bench.start();
    const RawAnswer ours = bench.client().get(QStringLiteral("/a.txt"), "op=stat");
    QCOMPARE(ours.code, skew == 0 ? -197 : -96);
    const QString date = QString::fromLatin1(ours.headers.value("date"));
    QVERIFY(date.endsWith(u" GMT"));
    QDateTime serverTime =
        QLocale::c().toDateTime(date.chopped(4), QStringLiteral("ddd, dd MMM yyyy HH:mm:ss"));
    serverTime.setTimeSpec(Qt::UTC);
    QVERIFY(serverTime.isValid());
    const qint64 ahead = serverTime.toSecsSinceEpoch() - QDateTime::currentSecsSinceEpoch();
    QVERIFY2(qAbs(ahead - skew) <= 5, qPrintable(QString::number(ahead)));

    TestSigner signer;
    signer.now = serverTime.toSecsSinceEpoch();
    QCOMPARE(bench.client().get(QStringLiteral("/a.txt"), "op=stat", signer.multiEffect()).code,
             -197);
}

QTEST_GUILESS_MAIN(SignatureTest)
#include "SignatureTest.moc"

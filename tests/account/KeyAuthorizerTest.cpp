#include "core/account/KeyAuthorizer.h"

#include <QCryptographicHash>
#include <QMap>
#include <QMessageAuthenticationCode>
#include <QTest>

using namespace cosdrop;
using namespace std::chrono_literals;

namespace {

constexpr std::chrono::seconds moment = 1'472'647'600s;
const Credentials keys{QStringLiteral("AKIDexample"), "secret of the example"};

Target targetOf(const QString &profile)
{
    return {QUrl(QStringLiteral("https://gz.file.myqcloud.com")), QStringLiteral("200001"),
            QStringLiteral("newbucket"), profile};
}

/// An Authorization header, taken apart and its digest checked with Qt's own HMAC.
struct Decoded
{
    explicit Decoded(const QByteArray &authorization, const QByteArray &secretKey = keys.secretKey)
    {
        const QByteArray bytes = QByteArray::fromBase64(authorization);
        const QByteArray plain = bytes.mid(20);
        valid = bytes.left(20)
                == QMessageAuthenticationCode::hash(plain, secretKey, QCryptographicHash::Sha1);
        for (const QByteArray &field : plain.split('&')) {
            const qsizetype equals = field.indexOf('=');
            fields.insert(field.left(equals), field.mid(equals + 1));
        }
    }

    bool valid = false;
    QMap<QByteArray, QByteArray> fields;
};

Result<QByteArray> authorize(KeyAuthorizer &authorizer, SignatureScope scope,
                             const QString &profile = {},
                             const QString &path = QStringLiteral("/dir/设 +.txt"))
{
    Result<QByteArray> result = fail(ErrorKind::Internal);
    authorizer.authorize(targetOf(profile), ObjectPath::parse(path).value(), scope, moment,
                         [&result](const Result<QByteArray> &answer) { result = answer; });
    return result;
}

} // namespace

class KeyAuthorizerTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void signsForTheWholeBucketForAnHour();
    void bindsASingleEffectSignatureToItsObject();
    void usesAnotherRandomNumberEachTime();
    void prefersTheProfilesOwnKeys();
    void saysThatKeysAreMissing();
};

void KeyAuthorizerTest::signsForTheWholeBucketForAnHour()
{
    KeyAuthorizer authorizer;
    authorizer.setCredentials(QString(), keys);
    const Decoded signature(authorize(authorizer, SignatureScope::MultiEffect).value());
    QVERIFY(signature.valid);
    QCOMPARE(signature.fields.size(), 7);
    QCOMPARE(signature.fields["a"], QByteArray("200001"));
    QCOMPARE(signature.fields["b"], QByteArray("newbucket"));
    QCOMPARE(signature.fields["k"], QByteArray("AKIDexample"));
    QCOMPARE(signature.fields["t"], QByteArray("1472647600"));
    QCOMPARE(signature.fields["e"], QByteArray("1472651200"));
    QCOMPARE(signature.fields["f"], QByteArray());
}

void KeyAuthorizerTest::bindsASingleEffectSignatureToItsObject()
{
    KeyAuthorizer authorizer;
    authorizer.setCredentials(QString(), keys);
    const Decoded signature(authorize(authorizer, SignatureScope::SingleEffect).value());
    QVERIFY(signature.valid);
    QCOMPARE(signature.fields["e"], QByteArray("0"));
    QCOMPARE(signature.fields["t"], QByteArray("1472647600"));
    QCOMPARE(signature.fields["f"], QByteArray("/200001/newbucket/dir/%E8%AE%BE%20%2B.txt"));
}

void KeyAuthorizerTest::usesAnotherRandomNumberEachTime()
{
    KeyAuthorizer authorizer;
    authorizer.setCredentials(QString(), keys);
    QSet<QByteArray> numbers;
    for (int i = 0; i < 200; ++i) {
        const Decoded signature(authorize(authorizer, SignatureScope::MultiEffect).value());
        const QByteArray number = signature.fields["r"];
        bool decimal = false;
        number.toULongLong(&decimal);
        QVERIFY(decimal && number.size() <= 10);
        numbers.insert(number);
    }
    QVERIFY(numbers.size() > 195);
}

void KeyAuthorizerTest::prefersTheProfilesOwnKeys()
{
    const Credentials others{QStringLiteral("AKIDteam"), "secret of the team"};
    KeyAuthorizer authorizer;
    authorizer.setCredentials(QString(), keys);
    authorizer.setCredentials(QStringLiteral("team"), others);
    const auto idFor = [&authorizer](const char *profile) {
        return Decoded(
                   authorize(authorizer, SignatureScope::MultiEffect, QString::fromLatin1(profile))
                       .value())
            .fields["k"];
    };
    QCOMPARE(idFor("team"), QByteArray("AKIDteam"));
    QCOMPARE(idFor("other"), QByteArray("AKIDexample"));
    QCOMPARE(idFor(""), QByteArray("AKIDexample"));
    authorizer.setCredentials(QStringLiteral("team"), {});
    QCOMPARE(idFor("team"), QByteArray("AKIDexample"));
}

void KeyAuthorizerTest::saysThatKeysAreMissing()
{
    KeyAuthorizer authorizer;
    const auto kindFor = [&authorizer](const char *profile) {
        return authorize(authorizer, SignatureScope::MultiEffect, QString::fromLatin1(profile))
            .error()
            .kind;
    };
    QCOMPARE(kindFor(""), ErrorKind::KeysMissing);
    authorizer.setCredentials(QStringLiteral("team"), keys);
    QCOMPARE(kindFor(""), ErrorKind::KeysMissing);
    QCOMPARE(kindFor("other"), ErrorKind::KeysMissing);
    authorizer.setCredentials(QStringLiteral("team"), {QStringLiteral("AKID"), {}});
    QCOMPARE(kindFor("team"), ErrorKind::KeysMissing);
}

QTEST_GUILESS_MAIN(KeyAuthorizerTest)
#include "KeyAuthorizerTest.moc"

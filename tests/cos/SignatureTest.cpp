#include "core/cos/Signature.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QMap>
#include <QTest>

using namespace cosdrop;

namespace {

/// What is printed on the page upload_slice_finish of the COS documents.
const QByteArray seedPageAuthorization =
    "uusZlBVdpHf800YuKImvK5zvw75hPTEwMDU1MDA0Jms9QUtJRHpuOHd3S1VYanhpeFFBa1JCQzJEUlhCdFBkN0NybEpR"
    "JmU9MTQ3MjY0Nzc4MCZ0PTE0NzI2NDc2MDAmcj0xMDYwMzQ1OTM4JmY9JmI9YWNjZXNzbG9n";

QMap<QByteArray, QByteArray> fieldsOf(const QByteArray &plain)
{
    QMap<QByteArray, QByteArray> fields;
    for (const QByteArray &field : plain.split('&')) {
        const qsizetype equals = field.indexOf('=');
        fields.insert(field.left(equals), field.mid(equals + 1));
    }
    return fields;
}

} // namespace

class SignatureTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void makesThePublishedSignatures_data();
    void makesThePublishedSignatures();
    void hasTheFieldsOfTheSeedPage();
    void carriesADigestInFrontOfThePlainText();
    void hasNoLineBreaksHoweverLong();
};

void SignatureTest::makesThePublishedSignatures_data()
{
    QTest::addColumn<QByteArray>("plain");
    QTest::addColumn<QByteArray>("secretKey");
    QTest::addColumn<QByteArray>("authorization");

    QFile file(QStringLiteral(TEST_DATA_DIR "/data/vectors.json"));
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QJsonArray vectors =
        QJsonDocument::fromJson(file.readAll()).object().value(u"signatures").toArray();
    QCOMPARE(vectors.size(), 2);
    for (const auto &vector : vectors) {
        QTest::newRow(vector[u"kind"].toString().toUtf8().constData())
            << vector[u"plain"].toString().toUtf8() << vector[u"secret_key"].toString().toUtf8()
            << vector[u"authorization"].toString().toUtf8();
    }
}

void SignatureTest::makesThePublishedSignatures()
{
    QFETCH(QByteArray, plain);
    QFETCH(QByteArray, secretKey);
    QFETCH(QByteArray, authorization);

    const auto published = fieldsOf(plain);
    SignatureFields fields;
    fields.appId = QString::fromUtf8(published["a"]);
    fields.bucket = QString::fromUtf8(published["b"]);
    fields.secretId = QString::fromUtf8(published["k"]);
    fields.expires = published["e"].toLongLong();
    fields.now = published["t"].toLongLong();
    fields.random = published["r"].toUInt();
    fields.fileId = published["f"];

    QCOMPARE(signaturePlainText(fields), plain);
    QCOMPARE(sign(plain, secretKey), authorization);
}

void SignatureTest::hasTheFieldsOfTheSeedPage()
{
    // The page does not print its key, so the digest cannot be made again; the rest can.
    const QByteArray decoded = QByteArray::fromBase64(seedPageAuthorization);
    const auto published = fieldsOf(decoded.sliced(20));

    SignatureFields fields;
    fields.appId = QStringLiteral("10055004");
    fields.bucket = QStringLiteral("accesslog");
    fields.secretId = QStringLiteral("AKIDzn8wwKUXjxixQAkRBC2DRXBtPd7CrlJQ");
    fields.expires = 1472647780;
    fields.now = 1472647600;
    fields.random = 1060345938;

    QCOMPARE(fieldsOf(signaturePlainText(fields)), published);
    QCOMPARE(sign(signaturePlainText(fields), "any key").size(), seedPageAuthorization.size());
}

void SignatureTest::carriesADigestInFrontOfThePlainText()
{
    const QByteArray plain = "a=1&b=2";
    const QByteArray one = QByteArray::fromBase64(sign(plain, "key"));
    const QByteArray other = QByteArray::fromBase64(sign(plain, "another key"));
    QCOMPARE(one.sliced(20), plain);
    QVERIFY(one.first(20) != other.first(20));
    QCOMPARE(QByteArray::fromBase64(sign(plain, {})).sliced(20), plain);
}

void SignatureTest::hasNoLineBreaksHoweverLong()
{
    SignatureFields fields;
    fields.appId = QStringLiteral("200001");
    fields.fileId = QByteArray(5000, 'x');
    const QByteArray signature = sign(signaturePlainText(fields), QByteArray(200, 'k'));
    QVERIFY(!signature.contains('\n'));
    QVERIFY(!signature.contains('\r'));
    QCOMPARE(QByteArray::fromBase64(signature).sliced(20), signaturePlainText(fields));
}

QTEST_GUILESS_MAIN(SignatureTest)
#include "SignatureTest.moc"

#include "core/cos/Forms.h"

#include "tests/cos/Sha1States.h"
#include "tests/support/Patience.h"

#include <QCryptographicHash>
#include <QElapsedTimer>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

using namespace cosdrop;

namespace {

const QByteArray anySha = "c4dd3c8cdd8d7c95603dd67f1cd873d5f9148b29";

Digests digestsOf(const QByteArray &content)
{
    return {QCryptographicHash::hash(content, QCryptographicHash::Sha1).toHex(),
            test::sha1States(content, Digests::step)};
}

} // namespace

class FormsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initCarriesWhatTheDocumentsAsk();
    void initLeavesOutWhatIsNotKnown();
    void sliceCarriesShaOnlyAfterInitDid();
    void finishIsTheFormOfTheSeedPage();
    void wholeCarriesContentAndConflictRule();
    void othersCarryTheirOperationAlone();
    void uploadPartsAreThePublishedOnes_data();
    void uploadPartsAreThePublishedOnes();
    void uploadPartsOfTwoHundredThousandSlicesAreQuick();
    void uploadPartsNeedTheDigestsOfThatFile();
};

void FormsTest::initCarriesWhatTheDocumentsAsk()
{
    InitRequest request;
    request.fileSize = 107374182400;
    request.sliceSize = 1048576;
    request.sha1 = anySha;
    request.uploadParts = "[]";
    QCOMPARE(initForm(request), (Form{{"op", "upload_slice_init"},
                                      {"filesize", "107374182400"},
                                      {"slice_size", "1048576"},
                                      {"sha", anySha},
                                      {"uploadparts", "[]"},
                                      {"insertOnly", "1"}}));
    request.overwrite = true;
    QCOMPARE(initForm(request).last(), (FormField{"insertOnly", "0"}));
}

void FormsTest::initLeavesOutWhatIsNotKnown()
{
    InitRequest request;
    request.fileSize = 9000000;
    request.sliceSize = 524288;
    request.uploadParts = "[]"; // goes with sha only
    QCOMPARE(initForm(request), (Form{{"op", "upload_slice_init"},
                                      {"filesize", "9000000"},
                                      {"slice_size", "524288"},
                                      {"insertOnly", "1"}}));
}

void FormsTest::sliceCarriesShaOnlyAfterInitDid()
{
    SliceRequest request;
    request.session = QStringLiteral("a session");
    request.offset = 5368709120;
    request.bytes = QByteArray("\0\r\n--bytes\xff", 11);
    QCOMPARE(sliceForm(request), (Form{{"op", "upload_slice_data"},
                                       {"session", "a session"},
                                       {"offset", "5368709120"},
                                       {"filecontent", request.bytes}}));
    request.sha1 = anySha;
    QCOMPARE(sliceForm(request).last(), (FormField{"sha", anySha}));
}

void FormsTest::finishIsTheFormOfTheSeedPage()
{
    const QByteArray session = "58ccd1b3120e85c4ebb7b786154408df4fe22230cb8f328d41599b237661855d62"
                               "42793ba2481c1ac0b1277051003cab";
    FinishRequest request;
    request.session = QString::fromLatin1(session);
    request.fileSize = 36864;
    const Form printed{{"op", "upload_slice_finish"}, {"session", session}, {"filesize", "36864"}};
    QCOMPARE(finishForm(request), printed);
    request.sha1 = anySha;
    QCOMPARE(finishForm(request), printed + Form({{"sha", anySha}}));
}

void FormsTest::wholeCarriesContentAndConflictRule()
{
    WholeRequest request;
    QCOMPARE(wholeForm(request),
             (Form{{"op", "upload"}, {"filecontent", ""}, {"insertOnly", "1"}}));
    request.bytes = "bytes";
    request.sha1 = anySha;
    request.overwrite = true;
    QCOMPARE(
        wholeForm(request),
        (Form{{"op", "upload"}, {"filecontent", "bytes"}, {"sha", anySha}, {"insertOnly", "0"}}));
}

void FormsTest::othersCarryTheirOperationAlone()
{
    QCOMPARE(listForm(), (Form{{"op", "upload_slice_list"}}));
    QCOMPARE(createForm(), (Form{{"op", "create"}}));
    QCOMPARE(removeForm(), (Form{{"op", "delete"}}));
}

void FormsTest::uploadPartsAreThePublishedOnes_data()
{
    QTest::addColumn<int>("length");
    QTest::addColumn<int>("sliceSize");
    QTest::addColumn<QByteArray>("sha");
    QTest::addColumn<QJsonArray>("parts");

    QFile file(QStringLiteral(TEST_DATA_DIR "/data/vectors.json"));
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QJsonArray vectors =
        QJsonDocument::fromJson(file.readAll()).object().value(u"uploadparts").toArray();
    QCOMPARE(vectors.size(), 6);
    for (const auto &vector : vectors) {
        QTest::addRow("%d", vector[u"length"].toInt())
            << vector[u"length"].toInt() << vector[u"slice_size"].toInt()
            << vector[u"sha"].toString().toLatin1() << vector[u"uploadparts"].toArray();
    }
}

void FormsTest::uploadPartsAreThePublishedOnes()
{
    QFETCH(int, length);
    QFETCH(int, sliceSize);
    QFETCH(QByteArray, sha);
    QFETCH(QJsonArray, parts);

    const Digests digests = digestsOf(test::vectorContent(length));
    QCOMPARE(digests.sha1, sha);

    QByteArray expected = "[";
    for (const auto &part : std::as_const(parts)) {
        if (expected.size() > 1)
            expected += ',';
        expected += "{\"offset\":" + QByteArray::number(part[u"offset"].toInteger())
                    + ",\"datalen\":" + QByteArray::number(part[u"datalen"].toInteger())
                    + ",\"datasha\":\"" + part[u"datasha"].toString().toLatin1() + "\"}";
    }
    QCOMPARE(uploadPartsJson(digests, length, sliceSize), expected + ']');
}

void FormsTest::uploadPartsOfTwoHundredThousandSlicesAreQuick()
{
    const qint64 slices = 200'000;
    const qint64 size = slices * Digests::step;
    const Digests digests{anySha, QByteArray((slices - 1) * 20, '\x5a')};
    QElapsedTimer timer;
    timer.start();
    const QByteArray json = uploadPartsJson(digests, size, Digests::step);
    QVERIFY2(timer.elapsed() < test::patient(1000), qPrintable(QString::number(timer.elapsed())));

    QJsonParseError error;
    const QJsonArray parts = QJsonDocument::fromJson(json, &error).array();
    QCOMPARE(error.error, QJsonParseError::NoError);
    QCOMPARE(parts.size(), slices);
    QCOMPARE(parts.last()[u"offset"].toInteger(), size - Digests::step);
    QCOMPARE(parts.last()[u"datasha"].toString().toLatin1(), anySha);
    QCOMPARE(parts.first()[u"datasha"].toString(), QStringLiteral("5a").repeated(20));
}

void FormsTest::uploadPartsNeedTheDigestsOfThatFile()
{
    const Digests digests = digestsOf(test::vectorContent(2 * Digests::step + 1));
    const qint64 size = 2 * Digests::step + 1;
    QVERIFY(!uploadPartsJson(digests, size, Digests::step).isEmpty());
    QVERIFY(uploadPartsJson(digests, size + Digests::step, Digests::step).isEmpty());
    QVERIFY(uploadPartsJson(digests, size - Digests::step, Digests::step).isEmpty());
    QVERIFY(uploadPartsJson(digests, size, Digests::step + 1).isEmpty());
    QVERIFY(uploadPartsJson(digests, size, 0).isEmpty());
    QVERIFY(uploadPartsJson(digests, -1, Digests::step).isEmpty());
}

QTEST_GUILESS_MAIN(FormsTest)
#include "FormsTest.moc"

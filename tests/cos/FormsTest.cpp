#include "core/cos/Forms.h"

#include <QTest>

using namespace cosdrop;

namespace {

const QByteArray anySha = "c4dd3c8cdd8d7c95603dd67f1cd873d5f9148b29";

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
};

void FormsTest::initCarriesWhatTheDocumentsAsk()
{
    const qint64 size = 3 * Digests::step;
    InitRequest request;
    request.fileSize = size;
    request.sliceSize = 1048576;
    request.digests = {anySha, QByteArray(2 * Digests::stateBytes, 's')};
    const UploadParts parts{request.digests, size, 1048576};
    QCOMPARE(initForm(request), (Form{{"op", "upload_slice_init"},
                                      {"filesize", "1572864"},
                                      {"slice_size", "1048576"},
                                      {"sha", anySha},
                                      {"uploadparts", {}, parts},
                                      {"insertOnly", "1"}}));
    request.overwrite = true;
    QCOMPARE(initForm(request).last(), (FormField{"insertOnly", "0"}));
}

void FormsTest::initLeavesOutWhatIsNotKnown()
{
    InitRequest request;
    request.fileSize = 9000000;
    request.sliceSize = 524288;
    request.digests.states = QByteArray(17 * Digests::stateBytes, 's'); // goes with sha only
    Form expected{{"op", "upload_slice_init"},
                  {"filesize", "9000000"},
                  {"slice_size", "524288"},
                  {"insertOnly", "1"}};
    QCOMPARE(initForm(request), expected);

    // Of a resumed upload with another file's states the SHA-1 alone would still be right.
    request.digests = {anySha, QByteArray(Digests::stateBytes, 's')};
    expected.insert(3, {"sha", anySha});
    QCOMPARE(initForm(request), expected);
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

QTEST_GUILESS_MAIN(FormsTest)
#include "FormsTest.moc"

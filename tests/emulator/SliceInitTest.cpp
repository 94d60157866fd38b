#include "tests/emulator/Bench.h"

#include <QTest>

using namespace cosdrop;

namespace {

const QString path = QStringLiteral("/dir/big.bin");

} // namespace

class SliceInitTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();

    void givesASession();
    void refusesWhatIsMalformed_data();
    void refusesWhatIsMalformed();
    void refusesBadUploadParts_data();
    void refusesBadUploadParts();
    void sameFileUnfinished();
    void otherFileUnfinished();
    void withoutShaItIsAnotherFile();
    void sameObjectThereIsInstant();
    void otherObjectThereIsRefused();
    void insertOnly0OverwritesAtFinish();
    void bytesElsewhereAreCopiedAtOnce();
    void rulesOfThePathComeBeforeTheCopy();
    void serverForcesItsSliceSize();
    void hugeSizesLeaveNothingBehind();

private:
    std::unique_ptr<Bench> m_bench;
    TestFile m_file{testBytes(1'200'000)};
};

void SliceInitTest::init()
{
    m_bench = std::make_unique<Bench>();
    m_bench->start();
}

void SliceInitTest::givesASession()
{
    for (const qsizetype size : {524288, 1048576, 2097152, 3145728}) {
        const QString object = QStringLiteral("/%1").arg(size);
        const TestFile file{m_file.bytes, size};
        const RawAnswer answer = m_bench->client().post(object, file.init());
        QCOMPARE(answer.code, 0);
        QVERIFY(!answer.text("session").isEmpty());
        QCOMPARE(answer.data.value(u"slice_size").toInt(), size);
        QVERIFY(!answer.data.contains(u"serial_upload"));
        QVERIFY(!answer.data.contains(u"access_url"));
    }
    QCOMPARE(m_bench->emulator().unfinishedUploads(), 4);
}

void SliceInitTest::refusesWhatIsMalformed_data()
{
    QTest::addColumn<QByteArray>("field");
    QTest::addColumn<QByteArray>("value");
    QTest::addColumn<int>("code");
    const auto row = [](const char *name, const QByteArray &field, const QByteArray &value,
                        int code) {
        QTest::newRow(name) << field << value << code;
    };
    row("no filesize", "filesize", {}, -5999);
    row("filesize 0", "filesize", "0", -5999);
    row("negative filesize", "filesize", "-1", -5999);
    row("filesize with a sign", "filesize", "+1200000", -5999);
    row("filesize in floating point", "filesize", "1.2e6", -5999);
    row("filesize with a space", "filesize", " 1200000", -5999);
    row("no slice_size", "slice_size", {}, -5999);
    row("slice_size of 512 KB", "slice_size", "512000", -284);
    row("slice_size of 4 MiB", "slice_size", "4194304", -284);
    row("slice_size 0", "slice_size", "0", -284);
    row("upper-case sha", "sha", "DA39A3EE5E6B4B0D3255BFEF95601890AFD80709", -5999);
    row("short sha", "sha", "da39", -5999);
    row("empty sha", "sha", "", -5999);
    row("no sha beside uploadparts", "sha", {}, -5965);
    row("insertOnly", "insertOnly", "true", -5999);
    row("unknown field", "sliceSize", "524288", -5999);
}

void SliceInitTest::refusesWhatIsMalformed()
{
    QFETCH(QByteArray, field);
    QFETCH(QByteArray, value);
    QFETCH(int, code);
    const RawAnswer answer = m_bench->client().post(path, with(m_file.init(), field, value));
    QCOMPARE(answer.code, code);
    QCOMPARE(answer.status, 400);
    QCOMPARE(m_bench->emulator().unfinishedUploads(), 0);
    QCOMPARE(m_bench->client().post(QStringLiteral("/dir/"), m_file.init()).code, -180);
}

void SliceInitTest::refusesBadUploadParts_data()
{
    QTest::addColumn<QByteArray>("parts");
    const QByteArray good = uploadParts(m_file.bytes, m_file.sliceSize);
    const auto bent = [&](const char *name, const QByteArray &from, const QByteArray &to) {
        QByteArray parts = good;
        QVERIFY(parts.contains(from));
        parts.replace(parts.indexOf(from), from.size(), to);
        QTest::newRow(name) << parts;
    };
    QTest::newRow("missing") << QByteArray();
    QTest::newRow("empty") << QByteArray("");
    QTest::newRow("no JSON") << good.chopped(1);
    QTest::newRow("an object") << "{\"parts\":" + good + '}';
    QTest::newRow("none") << QByteArray("[]");
    QTest::newRow("of other slices") << uploadParts(m_file.bytes, 1048576);
    QTest::newRow("one too many") << good.chopped(1) + ",{}]";
    bent("offset", "\"offset\":524288", "\"offset\":524287");
    bent("offset as text", "\"offset\":524288", "\"offset\":\"524288\"");
    bent("datalen", "\"datalen\":524288", "\"datalen\":524289");
    bent("datalen of the last", "\"datalen\":151424", "\"datalen\":524288");
    bent("upper-case datasha", "ec14d2ad", "EC14D2AD");
    bent("cut datasha", "ec14d2ad", "");
    bent("unknown name", "\"offset\":0", "\"offset\":0,\"x\":1");
    bent("missing name", "\"offset\":0,", "");
    bent("last datasha is not sha", shaOf(m_file.bytes), shaOf("another"));
}

void SliceInitTest::refusesBadUploadParts()
{
    QFETCH(QByteArray, parts);
    const RawAnswer answer =
        m_bench->client().post(path, with(m_file.init(), "uploadparts", parts));
    QCOMPARE(answer.code, -5965);
    QCOMPARE(answer.status, 400);
    QCOMPARE(m_bench->emulator().unfinishedUploads(), 0);
}

void SliceInitTest::sameFileUnfinished()
{
    m_bench->begin(path, m_file);
    const RawAnswer again = m_bench->client().post(path, m_file.init());
    QCOMPARE(again.code, -4019);
    QCOMPARE(again.status, 409);
    const TestFile otherSlices{m_file.bytes, 1048576};
    QCOMPARE(m_bench->client().post(path, otherSlices.init()).code, -4019);
    QCOMPARE(m_bench->emulator().unfinishedUploads(), 1);
}

void SliceInitTest::otherFileUnfinished()
{
    m_bench->begin(path, m_file);
    const TestFile other{testBytes(1'200'001)};
    const RawAnswer answer = m_bench->client().post(path, other.init());
    QCOMPARE(answer.code, -4020);
    QCOMPARE(answer.status, 409);
    QCOMPARE(m_bench->client().post(path, {{"op", "delete"}}).code, 0);
    QCOMPARE(m_bench->client().post(path, other.init()).code, 0);
    QCOMPARE(m_bench->emulator().unfinishedUploads(), 1);
}

void SliceInitTest::withoutShaItIsAnotherFile()
{
    const TestFile plain{m_file.bytes, m_file.sliceSize, false};
    m_bench->begin(path, plain);
    QCOMPARE(m_bench->client().post(path, plain.init()).code, -4020);
    QCOMPARE(m_bench->client().post(path, m_file.init()).code, -4020);
    const QString other = QStringLiteral("/other");
    m_bench->begin(other, m_file);
    QCOMPARE(m_bench->client().post(other, plain.init()).code, -4020);
}

void SliceInitTest::sameObjectThereIsInstant()
{
    QCOMPARE(m_bench->uploadInSlices(path, m_file).code, 0);
    const RawAnswer again = m_bench->client().post(path, m_file.init());
    QCOMPARE(again.code, 0);
    QVERIFY(again.text("access_url").endsWith(path));
    QVERIFY(!again.data.contains(u"session"));
    QCOMPARE(m_bench->emulator().unfinishedUploads(), 0);
    const TestFile plain{m_file.bytes, m_file.sliceSize, false};
    QCOMPARE(m_bench->client().post(path, plain.init()).code, -177);
}

void SliceInitTest::otherObjectThereIsRefused()
{
    m_bench->upload(path, "small");
    const RawAnswer answer = m_bench->client().post(path, m_file.init());
    QCOMPARE(answer.code, -177);
    QCOMPARE(answer.status, 409);
    QCOMPARE(m_bench->client().post(path, with(m_file.init(), "insertOnly", "1")).code, -177);
    QCOMPARE(m_bench->emulator().unfinishedUploads(), 0);
}

void SliceInitTest::insertOnly0OverwritesAtFinish()
{
    m_bench->upload(path, "small");
    const RawAnswer begun = m_bench->client().post(path, with(m_file.init(), "insertOnly", "0"));
    QCOMPARE(begun.code, 0);
    const QString session = begun.text("session");
    for (qsizetype index = 0; index < m_file.sliceCount(); ++index)
        QCOMPARE(m_bench->client().post(path, m_file.slice(session, index)).code, 0);
    QCOMPARE(m_bench->stored(path), QByteArray("small"));
    QCOMPARE(m_bench->client().post(path, m_file.finish(session)).code, 0);
    QCOMPARE(m_bench->stored(path), m_file.bytes);
}

void SliceInitTest::bytesElsewhereAreCopiedAtOnce()
{
    QCOMPARE(m_bench->uploadInSlices(QStringLiteral("/first"), m_file).code, 0);
    const RawAnswer answer = m_bench->client().post(path, m_file.init());
    QCOMPARE(answer.code, 0);
    QVERIFY(answer.text("access_url").endsWith(path));
    QCOMPARE(m_bench->stored(path), m_file.bytes);
    QVERIFY(m_bench->emulator().objectFile(path)
            != m_bench->emulator().objectFile(QStringLiteral("/first")));
    // Over another object only where that is wished for.
    m_bench->upload(QStringLiteral("/third"), "x");
    QCOMPARE(m_bench->client().post(QStringLiteral("/third"), m_file.init()).code, -177);
    QCOMPARE(m_bench->client()
                 .post(QStringLiteral("/third"), with(m_file.init(), "insertOnly", "0"))
                 .code,
             0);
    QCOMPARE(m_bench->stored(QStringLiteral("/third")), m_file.bytes);
}

void SliceInitTest::rulesOfThePathComeBeforeTheCopy()
{
    QCOMPARE(m_bench->uploadInSlices(QStringLiteral("/first"), m_file).code, 0);
    const TestFile other{testBytes(700'000)};
    m_bench->begin(path, other);
    QCOMPARE(m_bench->client().post(path, m_file.init()).code, -4020);
    QCOMPARE(m_bench->emulator().objects(), QStringList{QStringLiteral("/first")});
}

void SliceInitTest::serverForcesItsSliceSize()
{
    m_bench->options.forcedSliceSize = 1048576;
    m_bench->start();
    const RawAnswer begun = m_bench->client().post(path, m_file.init());
    QCOMPARE(begun.code, 0);
    QCOMPARE(begun.data.value(u"slice_size").toInt(), 1048576);
    const QString session = begun.text("session");
    QCOMPARE(m_bench->client().post(path, m_file.slice(session, 1)).code, -5999);
    const TestFile forced{m_file.bytes, 1048576};
    for (qsizetype index = 0; index < forced.sliceCount(); ++index)
        QCOMPARE(m_bench->client().post(path, forced.slice(session, index)).code, 0);
    QCOMPARE(m_bench->client().post(path, forced.finish(session)).code, 0);
    QCOMPARE(m_bench->stored(path), m_file.bytes);
}

void SliceInitTest::hugeSizesLeaveNothingBehind()
{
    const TestFile plain{m_file.bytes, m_file.sliceSize, false};
    const QByteArray huge = QByteArray::number(qint64{5} << 40);
    QCOMPARE(m_bench->client().post(path, with(plain.init(), "filesize", huge)).code, -5999);
    QCOMPARE(m_bench->emulator().unfinishedUploads(), 0);
}

QTEST_GUILESS_MAIN(SliceInitTest)
#include "SliceInitTest.moc"

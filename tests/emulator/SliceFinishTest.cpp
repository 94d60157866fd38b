#include "tests/emulator/Bench.h"

#include <QDeadlineTimer>
#include <QFile>
#include <QTest>

#include <future>

using namespace cosdrop;

namespace {

const QString path = QStringLiteral("/dir/big.bin");

} // namespace

class SliceFinishTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();

    void finishIsStrict();
    void finishChecksTheBytesOnDisk();
    void finishShaIsThatOfInit();
    void finishWithoutShaTakesTheBytesAsTheyAre();
    void finishDoesNotOverwriteWhatCameBetween();
    void finishOfAGoneSession();
    void noUploadIsUnfinishedOnceItsObjectIsThere();

private:
    RawAnswer send(const QString &session, qsizetype index)
    {
        return m_bench->client().post(path, m_file.slice(session, index));
    }

    std::unique_ptr<Bench> m_bench;
    TestFile m_file{testBytes(4 * 524288 + 1000)};
};

void SliceFinishTest::init()
{
    m_bench = std::make_unique<Bench>();
    m_bench->start();
}

void SliceFinishTest::finishIsStrict()
{
    auto &client = m_bench->client();
    const QString session = m_bench->begin(path, m_file);
    const RawForm finish = m_file.finish(session);
    for (const qsizetype index : {0, 1, 2, 3})
        send(session, index);
    const RawAnswer missing = client.post(path, finish);
    QCOMPARE(missing.code, -175);
    QCOMPARE(missing.status, 400);
    send(session, 4);
    QCOMPARE(client.post(path, with(finish, "filesize", "2098151")).code, -175);
    QCOMPARE(client.post(path, with(finish, "filesize", {})).code, -5999);
    const RawAnswer withoutSha = client.post(path, with(finish, "sha", {}));
    QCOMPARE(withoutSha.code, -29094);
    QCOMPARE(withoutSha.status, 400);
    const RawAnswer wrongSha = client.post(path, with(finish, "sha", shaOf("another")));
    QCOMPARE(wrongSha.code, -4016);
    QCOMPARE(wrongSha.status, 409);
    QCOMPARE(client.post(path, with(finish, "session", "0123")).code, -197);
    QCOMPARE(m_bench->emulator().objects(), QStringList());
    QCOMPARE(client.post(path, finish).code, 0);
}

void SliceFinishTest::finishChecksTheBytesOnDisk()
{
    const QString session = m_bench->begin(path, m_file);
    for (qsizetype index = 0; index < m_file.sliceCount(); ++index)
        QCOMPARE(send(session, index).code, 0);
    QFile data(m_bench->options.root + QStringLiteral("/.cos/sessions/") + session
               + QStringLiteral("/data"));
    QVERIFY(data.open(QIODevice::ReadWrite));
    QVERIFY(data.seek(700'000));
    QVERIFY(data.putChar('\0') && data.putChar('\0'));
    data.close();
    QCOMPARE(m_bench->client().post(path, m_file.finish(session)).code, -4016);
    QCOMPARE(m_bench->emulator().objects(), QStringList());
}

void SliceFinishTest::finishShaIsThatOfInit()
{
    // Slices of another size than init's are checked by the whole only.
    m_bench->options.forcedSliceSize = 1048576;
    m_bench->start();
    const TestFile promised{testBytes(700'000)};
    const TestFile sent{QByteArray(700'000, 'x'), 1048576};
    const QString session = m_bench->begin(path, promised);
    const RawForm slice = with(sent.slice(session, 0), "sha", shaOf(promised.bytes));
    QCOMPARE(m_bench->client().post(path, slice).code, 0);
    QCOMPARE(m_bench->client().post(path, sent.finish(session)).code, -4016);
    QCOMPARE(m_bench->client().post(path, promised.finish(session)).code, -4016);
    QCOMPARE(m_bench->emulator().objects(), QStringList());
}

void SliceFinishTest::finishWithoutShaTakesTheBytesAsTheyAre()
{
    const TestFile plain{m_file.bytes, m_file.sliceSize, false};
    const QString session = m_bench->begin(path, plain);
    for (qsizetype index = 0; index < plain.sliceCount(); ++index)
        QCOMPARE(m_bench->client().post(path, plain.slice(session, index)).code, 0);
    const RawForm finish = plain.finish(session);
    QCOMPARE(m_bench->client().post(path, with(finish, "sha", shaOf("another"))).code, -4016);
    QCOMPARE(m_bench->client().post(path, finish).code, 0);
    QCOMPARE(m_bench->stored(path), plain.bytes);
}

void SliceFinishTest::finishDoesNotOverwriteWhatCameBetween()
{
    const QString session = m_bench->begin(path, m_file);
    for (qsizetype index = 0; index < m_file.sliceCount(); ++index)
        send(session, index);
    m_bench->upload(path, "came between");
    QCOMPARE(m_bench->client().post(path, m_file.finish(session)).code, -177);
    QCOMPARE(m_bench->stored(path), QByteArray("came between"));
    QCOMPARE(m_bench->emulator().unfinishedUploads(), 1);
}

void SliceFinishTest::finishOfAGoneSession()
{
    const QString session = m_bench->begin(path, m_file);
    for (qsizetype index = 0; index < m_file.sliceCount(); ++index)
        send(session, index);
    QCOMPARE(m_bench->client().post(path, m_file.finish(session)).code, 0);
    const RawAnswer again = m_bench->client().post(path, m_file.finish(session));
    QCOMPARE(again.code, -197);
    QCOMPARE(again.status, 404);
    QCOMPARE(send(session, 0).code, -197);
}

void SliceFinishTest::noUploadIsUnfinishedOnceItsObjectIsThere()
{
    const QString session = m_bench->begin(path, m_file);
    for (qsizetype index = 0; index < m_file.sliceCount(); ++index)
        send(session, index);
    // So many files take their time to be removed, and the object is there before they are gone.
    const QString folder = m_bench->options.root + QStringLiteral("/.cos/sessions/") + session;
    for (int i = 0; i < 3000; ++i) {
        QFile more(folder + QStringLiteral("/%1").arg(i));
        QVERIFY(more.open(QIODevice::WriteOnly));
    }
    auto finished = std::async(std::launch::async, [this, &session] {
        return m_bench->client().post(path, m_file.finish(session)).code;
    });
    const QDeadlineTimer patience(60'000);
    while (m_bench->emulator().objects().isEmpty() && !patience.hasExpired()) {
    }
    QCOMPARE(m_bench->emulator().unfinishedUploads(), 0);
    QCOMPARE(finished.get(), 0);
}

QTEST_GUILESS_MAIN(SliceFinishTest)
#include "SliceFinishTest.moc"

#include "tests/emulator/Bench.h"

#include <QDir>
#include <QJsonArray>
#include <QTest>

#include <algorithm>
#include <atomic>
#include <thread>
#include <vector>

using namespace cosdrop;
using namespace std::chrono_literals;

namespace {

const QString path = QStringLiteral("/dir/big.bin");

QList<qint64> offsetsOf(const RawAnswer &list)
{
    QList<qint64> offsets;
    const QJsonArray parts = list.data.value(u"listparts").toArray();
    for (const QJsonValue part : parts)
        offsets.append(part[u"offset"].toInteger());
    return offsets;
}

} // namespace

class SliceDataTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();

    void assemblesTheFile_data();
    void assemblesTheFile();
    void slicesMayComeInAnyOrder();
    void slicesMayComeAtOnce();
    void refusesSlicesOfAWrongShape_data();
    void refusesSlicesOfAWrongShape();
    void sessionIsOfOnePath();
    void shaOfASliceIsThatOfInit();
    void wrongSliceIsRefusedAtOnce();
    void wrongSliceIsRefusedWhenTheBeginningIsWhole();
    void sliceMayBeSentAgain();
    void serialTakesTheNextSliceOnly();
    void listTellsWhatIsThere();
    void droppedSliceIsMissing();
    void forgottenSessionsAreGone();
    void countsSlicesUnderWay();

private:
    RawAnswer send(const QString &session, qsizetype index)
    {
        return m_bench->client().post(path, m_file.slice(session, index));
    }

    RawAnswer list() { return m_bench->client().post(path, {{"op", "upload_slice_list"}}); }

    std::unique_ptr<Bench> m_bench;
    TestFile m_file{testBytes(4 * 524288 + 1000)};
};

void SliceDataTest::init()
{
    m_bench = std::make_unique<Bench>();
    m_bench->start();
}

void SliceDataTest::assemblesTheFile_data()
{
    QTest::addColumn<qsizetype>("size");
    QTest::addColumn<qsizetype>("sliceSize");
    QTest::addColumn<bool>("hashed");
    for (const bool hashed : {true, false}) {
        for (const qsizetype size : {1, 524287, 524288, 524289, 1048576, 6291457}) {
            for (const qsizetype slice : {524288, 3145728}) {
                QTest::addRow("%d in %d%s", int(size), int(slice), hashed ? "" : " without sha")
                    << size << slice << hashed;
            }
        }
    }
}

void SliceDataTest::assemblesTheFile()
{
    QFETCH(qsizetype, size);
    QFETCH(qsizetype, sliceSize);
    QFETCH(bool, hashed);
    const TestFile file{testBytes(size), sliceSize, hashed};
    const RawAnswer answer = m_bench->uploadInSlices(path, file);
    QCOMPARE(answer.code, 0);
    QVERIFY(answer.text("access_url").endsWith(path));
    QCOMPARE(m_bench->stored(path), file.bytes);
    QCOMPARE(m_bench->emulator().unfinishedUploads(), 0);
    QVERIFY(QDir(m_bench->options.root + QStringLiteral("/.cos/sessions")).isEmpty());
    const RawAnswer stat = m_bench->client().get(path, "op=stat");
    QCOMPARE(stat.text("sha").toLatin1(), shaOf(file.bytes));
}

void SliceDataTest::slicesMayComeInAnyOrder()
{
    const QString session = m_bench->begin(path, m_file);
    for (const qsizetype index : {3, 1, 4, 0, 2})
        QCOMPARE(send(session, index).code, 0);
    QCOMPARE(m_bench->client().post(path, m_file.finish(session)).code, 0);
    QCOMPARE(m_bench->stored(path), m_file.bytes);
}

void SliceDataTest::slicesMayComeAtOnce()
{
    const TestFile file{testBytes(32 * 524288 - 7)};
    const QString session = m_bench->begin(path, file);
    std::atomic<qsizetype> next = 0;
    std::atomic<int> failures = 0;
    std::vector<std::thread> threads(8);
    for (std::thread &thread : threads) {
        thread = std::thread([&] {
            RawClient client(m_bench->emulator().endpoint());
            for (qsizetype index = next++; index < file.sliceCount(); index = next++) {
                if (client.post(path, file.slice(session, index)).code != 0)
                    ++failures;
            }
        });
    }
    for (std::thread &thread : threads)
        thread.join();
    QCOMPARE(failures.load(), 0);
    QCOMPARE(m_bench->client().post(path, file.finish(session)).code, 0);
    QCOMPARE(m_bench->stored(path), file.bytes);
}

void SliceDataTest::refusesSlicesOfAWrongShape_data()
{
    QTest::addColumn<QByteArray>("offset");
    QTest::addColumn<qsizetype>("size");
    const auto row = [](const char *name, const QByteArray &offset, qsizetype size) {
        QTest::newRow(name) << offset << size;
    };
    row("offset between slices", "1", 524288);
    row("offset of a sub-block", "262144", 524288);
    row("offset behind the end", "2621440", 524288);
    row("negative offset", "-524288", 524288);
    row("no offset", {}, 524288);
    row("offset in hex", "0x0", 524288);
    row("too short", "0", 524287);
    row("too long", "0", 524289);
    row("empty", "0", 0);
    row("last too long", "2097152", 524288);
    row("last too short", "2097152", 999);
}

void SliceDataTest::refusesSlicesOfAWrongShape()
{
    QFETCH(QByteArray, offset);
    QFETCH(qsizetype, size);
    const QString session = m_bench->begin(path, m_file);
    RawForm form = with(m_file.slice(session, 0), "offset", offset);
    form = with(form, "filecontent", m_file.bytes.left(size));
    const RawAnswer answer = m_bench->client().post(path, form);
    QCOMPARE(answer.code, -5999);
    QCOMPARE(answer.status, 400);
    QCOMPARE(offsetsOf(list()), QList<qint64>());
}

void SliceDataTest::sessionIsOfOnePath()
{
    const QString session = m_bench->begin(path, m_file);
    const RawAnswer elsewhere =
        m_bench->client().post(QStringLiteral("/dir/other.bin"), m_file.slice(session, 0));
    QCOMPARE(elsewhere.code, -197);
    QCOMPARE(elsewhere.status, 404);
    QCOMPARE(send(QStringLiteral("0123456789"), 0).code, -197);
    QCOMPARE(m_bench->client().post(path, with(m_file.slice(session, 0), "session", {})).code,
             -5999);
}

void SliceDataTest::shaOfASliceIsThatOfInit()
{
    const QString session = m_bench->begin(path, m_file);
    const RawForm slice = m_file.slice(session, 0);
    const RawAnswer wrong = m_bench->client().post(path, with(slice, "sha", shaOf("another")));
    QCOMPARE(wrong.code, -4016);
    QCOMPARE(wrong.status, 409);
    QCOMPARE(m_bench->client().post(path, with(slice, "sha", {})).code, 0);

    const TestFile plain{m_file.bytes, m_file.sliceSize, false};
    const QString plainPath = QStringLiteral("/plain");
    const QString plainSession = m_bench->begin(plainPath, plain);
    QCOMPARE(m_bench->client()
                 .post(plainPath, with(plain.slice(plainSession, 0), "sha", shaOf(plain.bytes)))
                 .code,
             -5999);
}

void SliceDataTest::wrongSliceIsRefusedAtOnce()
{
    const QString session = m_bench->begin(path, m_file);
    QCOMPARE(send(session, 0).code, 0);
    const QByteArray wrong = QByteArray(m_file.sliceSize, 'x');
    const RawAnswer refused =
        m_bench->client().post(path, with(m_file.slice(session, 1), "filecontent", wrong));
    QCOMPARE(refused.code, -4016);
    QCOMPARE(refused.status, 409);
    QCOMPARE(offsetsOf(list()), QList<qint64>{0});
    QCOMPARE(send(session, 1).code, 0);
    QCOMPARE(offsetsOf(list()), (QList<qint64>{0, 524288}));
}

void SliceDataTest::wrongSliceIsRefusedWhenTheBeginningIsWhole()
{
    const QString session = m_bench->begin(path, m_file);
    const QByteArray wrong = QByteArray(m_file.sliceSize, 'x');
    QCOMPARE(send(session, 3).code, 0);
    QCOMPARE(
        m_bench->client().post(path, with(m_file.slice(session, 1), "filecontent", wrong)).code, 0);
    QCOMPARE(send(session, 0).code, -4016);
    QCOMPARE(offsetsOf(list()), (QList<qint64>{0, 3 * 524288}));
    for (const qsizetype index : {1, 2, 4})
        QCOMPARE(send(session, index).code, 0);
    QCOMPARE(m_bench->client().post(path, m_file.finish(session)).code, 0);
    QCOMPARE(m_bench->stored(path), m_file.bytes);
}

void SliceDataTest::sliceMayBeSentAgain()
{
    for (const bool hashed : {true, false}) {
        const QString object = hashed ? path : QStringLiteral("/plain");
        const TestFile file{m_file.bytes, m_file.sliceSize, hashed};
        const QString session = m_bench->begin(object, file);
        QCOMPARE(m_bench->client().post(object, file.slice(session, 0)).code, 0);
        QCOMPARE(m_bench->client().post(object, file.slice(session, 0)).code, 0);
        const QByteArray other(m_file.sliceSize, 'x');
        QCOMPARE(
            m_bench->client().post(object, with(file.slice(session, 0), "filecontent", other)).code,
            -4016);
    }
}

void SliceDataTest::serialTakesTheNextSliceOnly()
{
    m_bench->options.serial = true;
    m_bench->start();
    const RawAnswer begun = m_bench->client().post(path, m_file.init());
    QCOMPARE(begun.data.value(u"serial_upload").toInt(), 1);
    const QString session = begun.text("session");
    QCOMPARE(send(session, 1).code, -5999);
    const RawAnswer first = send(session, 0);
    QCOMPARE(first.code, 0);
    QCOMPARE(first.data.value(u"serial_upload").toInt(), 1);
    QCOMPARE(send(session, 0).code, 0);
    QCOMPARE(send(session, 2).code, -5999);
    QCOMPARE(send(session, 1).code, 0);
    QCOMPARE(list().data.value(u"serial_upload").toInt(), 1);
    for (const qsizetype index : {2, 3, 4})
        QCOMPARE(send(session, index).code, 0);
    QCOMPARE(m_bench->client().post(path, m_file.finish(session)).code, 0);
}

void SliceDataTest::listTellsWhatIsThere()
{
    const RawAnswer nothing = list();
    QCOMPARE(nothing.code, -197);
    QCOMPARE(nothing.status, 404);

    const QString session = m_bench->begin(path, m_file);
    const RawAnswer empty = list();
    QCOMPARE(empty.code, 0);
    QVERIFY(!empty.data.contains(u"listparts"));
    send(session, 4);
    send(session, 1);
    const RawAnswer two = list();
    QCOMPARE(two.text("session"), session);
    QCOMPARE(two.data.value(u"slice_size").toInt(), 524288);
    QCOMPARE(two.data.value(u"filesize").toInt(), m_file.bytes.size());
    QCOMPARE(two.text("sha").toLatin1(), shaOf(m_file.bytes));
    QCOMPARE(offsetsOf(two), (QList<qint64>{524288, 4 * 524288}));
    QCOMPARE(two.data.value(u"listparts").toArray().at(1)[u"datalen"].toInt(), 1000);

    for (const qsizetype index : {0, 2, 3})
        send(session, index);
    m_bench->client().post(path, m_file.finish(session));
    const RawAnswer whole = list();
    QCOMPARE(whole.code, 0);
    QVERIFY(whole.text("access_url").endsWith(path));
    QVERIFY(!whole.data.contains(u"session"));
    QCOMPARE(m_bench->client().post(path, {{"op", "upload_slice_list"}, {"session", "x"}}).code,
             -5999);
}

void SliceDataTest::droppedSliceIsMissing()
{
    const QString session = m_bench->begin(path, m_file);
    for (qsizetype index = 0; index < m_file.sliceCount(); ++index)
        send(session, index);
    m_bench->emulator().dropSlices(path, 524288);
    QCOMPARE(offsetsOf(list()), (QList<qint64>{0, 2 * 524288, 3 * 524288, 4 * 524288}));
    QCOMPARE(m_bench->client().post(path, m_file.finish(session)).code, -175);
    const QByteArray wrong(m_file.sliceSize, 'x');
    QCOMPARE(
        m_bench->client().post(path, with(m_file.slice(session, 1), "filecontent", wrong)).code,
        -4016);
    QCOMPARE(send(session, 1).code, 0);
    QCOMPARE(m_bench->client().post(path, m_file.finish(session)).code, 0);
    QCOMPARE(m_bench->stored(path), m_file.bytes);
}

void SliceDataTest::forgottenSessionsAreGone()
{
    const QString session = m_bench->begin(path, m_file);
    send(session, 0);
    m_bench->emulator().forgetSessions();
    QCOMPARE(m_bench->emulator().unfinishedUploads(), 0);
    QCOMPARE(send(session, 1).code, -197);
    QCOMPARE(list().code, -197);
    QVERIFY(!m_bench->begin(path, m_file).isEmpty());
}

void SliceDataTest::countsSlicesUnderWay()
{
    QCOMPARE(m_bench->emulator().maxParallelSlices(), 0);
    const QString session = m_bench->begin(path, m_file);
    send(session, 0);
    send(session, 1);
    QCOMPARE(m_bench->emulator().maxParallelSlices(), 1);
    EmulatorFault late;
    late.op = QStringLiteral("upload_slice_data");
    late.delay = 1s;
    late.times = -1;
    m_bench->emulator().setFaults({late});
    std::vector<std::thread> threads;
    for (const qsizetype index : {2, 3, 4}) {
        threads.emplace_back([&, index] {
            RawClient client(m_bench->emulator().endpoint());
            client.post(path, m_file.slice(session, index));
        });
    }
    for (std::thread &thread : threads)
        thread.join();
    QCOMPARE(m_bench->emulator().maxParallelSlices(), 3);
}

QTEST_GUILESS_MAIN(SliceDataTest)
#include "SliceDataTest.moc"

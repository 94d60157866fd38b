#include "app/emulator/FaultScript.h"

#include "tests/emulator/Bench.h"

#include <QFile>
#include <QTest>

using namespace cosdrop;
using namespace std::chrono_literals;
using Drop = EmulatorFault::Drop;

namespace {

const QString path = QStringLiteral("/dir/a.bin");

} // namespace

class FaultScriptTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();

    void readsEveryName();
    void refusesUnknownNamesAndValues_data();
    void refusesUnknownNamesAndValues();
    void globs_data();
    void globs();
    void countsSkipAndTimes();
    void firstThatIsDueIsTaken();
    void meetsOnlySlicesBeyondANumber();
    void replacingBeginsAnew();
    void matchesOpPathAndOffset();
    void readsItsFileAtTheStart();

private:
    void script(const EmulatorFault &fault) { m_bench->emulator().setFaults({fault}); }

    RawAnswer stat() { return m_bench->client().get(path, "op=stat"); }

    std::unique_ptr<Bench> m_bench;
    TestFile m_file{testBytes(1'100'000)};
};

void FaultScriptTest::init()
{
    m_bench = std::make_unique<Bench>();
    m_bench->start();
}

void FaultScriptTest::readsEveryName()
{
    const auto faults = parseFaults(R"([
        {"op": "upload", "path": "/a*", "offset": 1048576, "beyond": 4, "skip": 2,
         "times": -1, "status": 503, "code": -71, "html": true, "redirect": "http://x/", "hang_ms": 10,
         "drop": "middle", "retry_after": 3, "delay_ms": 20, "date_offset": -3600,
         "cut_json": true, "empty": true, "wrong_type": "session", "missing_links": true,
         "forget_session": true, "lose_slice": true, "corrupt": true},
        {"drop": "before"}, {"drop": "after"}, {}])");
    QVERIFY(faults.has_value());
    QCOMPARE(faults->size(), 4);
    EmulatorFault all;
    all.op = QStringLiteral("upload");
    all.path = QStringLiteral("/a*");
    all.offset = 1048576;
    all.beyond = 4;
    all.skip = 2;
    all.times = -1;
    all.status = 503;
    all.code = -71;
    all.html = true;
    all.redirect = QStringLiteral("http://x/");
    all.hang = 10ms;
    all.drop = Drop::Middle;
    all.retryAfter = 3;
    all.delay = 20ms;
    all.dateOffset = -3600s;
    all.cutJson = true;
    all.empty = true;
    all.wrongType = QStringLiteral("session");
    all.missingLinks = true;
    all.forgetSession = true;
    all.loseSlice = true;
    all.corrupt = true;
    QCOMPARE(faults->at(0), all);
    QCOMPARE(faults->at(1).drop, Drop::Before);
    QCOMPARE(faults->at(2).drop, Drop::After);
    QCOMPARE(faults->at(3), EmulatorFault());
    QCOMPARE(EmulatorFault().times, 1);
}

void FaultScriptTest::refusesUnknownNamesAndValues_data()
{
    QTest::addColumn<QByteArray>("json");
    QTest::newRow("no JSON") << QByteArray("[{]");
    QTest::newRow("an object") << QByteArray("{}");
    QTest::newRow("not objects") << QByteArray("[1]");
    QTest::newRow("unknown name") << QByteArray(R"([{"sometimes": 1}])");
    QTest::newRow("fraction") << QByteArray(R"([{"times": 1.5}])");
    QTest::newRow("text for a number") << QByteArray(R"([{"status": "503"}])");
    QTest::newRow("too large") << QByteArray(R"([{"status": 5000000000}])");
    QTest::newRow("number for a flag") << QByteArray(R"([{"html": 1}])");
    QTest::newRow("number for a text") << QByteArray(R"([{"op": 1}])");
    QTest::newRow("unknown drop") << QByteArray(R"([{"drop": "later"}])");
}

void FaultScriptTest::refusesUnknownNamesAndValues()
{
    QFETCH(QByteArray, json);
    const auto faults = parseFaults(json);
    QVERIFY(!faults.has_value());
    QCOMPARE(faults.error().kind, ErrorKind::BadParameters);
    QVERIFY(!faults.error().detail.isEmpty());
}

void FaultScriptTest::globs_data()
{
    QTest::addColumn<QString>("pattern");
    QTest::addColumn<QString>("text");
    QTest::addColumn<bool>("matches");
    const auto row = [](const QString &pattern, const QString &text, bool matches) {
        QTest::addRow("%s %s", qPrintable(pattern), qPrintable(text)) << pattern << text << matches;
    };
    row(QStringLiteral("*"), QStringLiteral("/a/b"), true);
    row(QStringLiteral("*"), QString(), true);
    row(QStringLiteral("/a"), QStringLiteral("/a"), true);
    row(QStringLiteral("/a"), QStringLiteral("/ab"), false);
    row(QStringLiteral("/a*"), QStringLiteral("/ab/c"), true);
    row(QStringLiteral("*.bin"), QStringLiteral("/a.bin.bin"), true);
    row(QStringLiteral("*.bin"), QStringLiteral("/a.bin.b"), false);
    row(QStringLiteral("/*a*b"), QStringLiteral("/xaxaxb"), true);
    row(QStringLiteral("/?"), QStringLiteral("/你"), true);
    row(QStringLiteral("/?"), QStringLiteral("/"), false);
    row(QStringLiteral("/[a]"), QStringLiteral("/a"), false);
}

void FaultScriptTest::globs()
{
    QFETCH(QString, pattern);
    QFETCH(QString, text);
    QFETCH(bool, matches);
    QCOMPARE(emulator::globMatches(pattern, text), matches);
}

void FaultScriptTest::countsSkipAndTimes()
{
    EmulatorFault fault = faultOf(R"({"op": "stat", "status": 503, "skip": 2, "times": 2})");
    script(fault);
    QList<int> statuses;
    for (int i = 0; i < 6; ++i)
        statuses.append(stat().status);
    QCOMPARE(statuses, (QList<int>{404, 404, 503, 503, 404, 404}));
    fault.times = -1;
    script(fault);
    statuses.clear();
    for (int i = 0; i < 5; ++i)
        statuses.append(stat().status);
    QCOMPARE(statuses, (QList<int>{404, 404, 503, 503, 503}));
}

void FaultScriptTest::firstThatIsDueIsTaken()
{
    emulator::FaultScript faults;
    EmulatorFault first = faultOf(R"({"status": 500})");
    EmulatorFault second = faultOf(R"({"status": 501, "skip": 1})");
    faults.set({first, second});
    const auto take = [&] {
        const auto fault = faults.take(QStringLiteral("stat"), path, {});
        return fault ? fault->status : 0;
    };
    QCOMPARE(take(), 500);
    QCOMPARE(take(), 501);
    QCOMPARE(take(), 0);
}

void FaultScriptTest::meetsOnlySlicesBeyondANumber()
{
    emulator::FaultScript faults;
    faults.set({faultOf(R"({"op": "upload_slice_data", "beyond": 2, "times": -1, "code": -71})")});
    QVERIFY(faults.looksAtSlices());
    const auto meets = [&faults](int underWay) {
        return faults.take(QStringLiteral("upload_slice_data"), path, {0, underWay}).has_value();
    };
    QVERIFY(!meets(1));
    QVERIFY(!meets(2));
    QVERIFY(meets(3));
    QVERIFY(!meets(2));
}

void FaultScriptTest::replacingBeginsAnew()
{
    const EmulatorFault fault = faultOf(R"({"status": 503})");
    script(fault);
    QCOMPARE(stat().status, 503);
    QCOMPARE(stat().status, 404);
    script(fault);
    QCOMPARE(stat().status, 503);
    m_bench->emulator().setFaults({});
    QCOMPARE(stat().status, 404);
}

void FaultScriptTest::matchesOpPathAndOffset()
{
    const QString session = m_bench->begin(path, m_file);
    script(
        faultOf(R"({"op": "upload_slice_data", "path": "/dir/*", "offset": 524288, "code": -71})"));
    QCOMPARE(m_bench->client().post(path, m_file.slice(session, 0)).code, 0);
    QCOMPARE(m_bench->client().post(path, m_file.slice(session, 2)).code, 0);
    // The offset is found also where it comes behind the bytes.
    RawForm lastOffset = m_file.slice(session, 1);
    lastOffset.append(lastOffset.takeAt(2));
    QCOMPARE(lastOffset.last().first, QByteArray("offset"));
    QCOMPARE(m_bench->client().post(path, lastOffset).code, -71);
    QCOMPARE(m_bench->client().post(path, m_file.slice(session, 1)).code, 0);
    script(faultOf(R"({"path": "/other/*", "code": -71})"));
    QCOMPARE(stat().code, -197);
}

void FaultScriptTest::readsItsFileAtTheStart()
{
    QFile file(m_bench->options.root + QStringLiteral("/faults.json"));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(R"([{"op": "stat", "code": -196}])");
    file.close();
    m_bench->options.faultsFile = file.fileName();
    m_bench->start();
    QCOMPARE(stat().code, -196);
    QCOMPARE(stat().code, -197);
    EmulatorOptions options = m_bench->options;
    options.faultsFile = m_bench->options.root + QStringLiteral("/none.json");
    QVERIFY(!CosEmulator(options).start().has_value());
}

QTEST_GUILESS_MAIN(FaultScriptTest)
#include "FaultScriptTest.moc"

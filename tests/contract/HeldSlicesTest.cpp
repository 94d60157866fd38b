// Slices that wait for their turn to set out when the server or the network gets in trouble.

#include "tests/contract/Scenario.h"
#include "tests/support/TestFiles.h"

#include <QTemporaryDir>
#include <QtTest/QtTest>

using namespace cosdrop;
using namespace cosdrop::test;
using namespace std::chrono_literals;

namespace {

const QString objectPath = QStringLiteral("/dir/file.bin");
const QString sliceOp = QStringLiteral("upload_slice_data");
constexpr int slices = 10;
constexpr int atOnce = 4;

/// Slow answers to the first slices, so that those behind them are to set out well apart: when
/// the first of these meets `trouble`, the others wait for their turn, or are still being read.
/// A read that takes long may change the order; the rule holds all the same.
QList<EmulatorFault> troubleAmongWaitingSlices(EmulatorFault trouble)
{
    trouble.op = sliceOp;
    trouble.offset = atOnce * contractSlice;
    EmulatorFault slow;
    slow.op = sliceOp;
    slow.times = atOnce;
    slow.delay = 600ms;
    return {trouble, slow};
}

} // namespace

class HeldSlicesTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();

    void noSliceSetsOutBeforeTheServersTimeIsOver_data() { bothBackends(); }

    void noSliceSetsOutBeforeTheServersTimeIsOver();

    void noSliceSetsOutBetweenALossAndTheList_data() { bothBackends(); }

    void noSliceSetsOutBetweenALossAndTheList();

private:
    QTemporaryDir m_folder;
    QString m_file;
    std::unique_ptr<ContractBackend> m_backend;
};

void HeldSlicesTest::initTestCase()
{
    m_file = m_folder.filePath(QStringLiteral("file.bin"));
    QVERIFY(makeFile(m_file, slices * contractSlice, 1));
}

void HeldSlicesTest::init()
{
    QFETCH(QString, where);
    ContractOptions options;
    options.stall = 10s;
    m_backend = makeBackend(where, options);
}

void HeldSlicesTest::noSliceSetsOutBeforeTheServersTimeIsOver()
{
    EmulatorFault busy;
    busy.code = -71;
    busy.status = 503;
    busy.retryAfter = 1;
    m_backend->setFaults(troubleAmongWaitingSlices(busy));
    ContractQueue uploads(*m_backend);
    int sentThen = 0;
    int sentJustBefore = 0;
    uploads.setHook([&](const QString &op, const QString &, bool succeeded) {
        if (op != sliceOp || succeeded)
            return;
        sentThen = uploads.storage.slicesSent();
        m_backend->clock().callAfter(990ms, uploads.queue.get(),
                                     [&] { sentJustBefore = uploads.storage.slicesSent(); });
    });
    uploads.add(uploads.spec(m_file, objectPath));
    QVERIFY(uploads.finish());
    QCOMPARE(notDone(uploads, m_file, objectPath), QString());
    QVERIFY(sentThen > 0);
    QCOMPARE(sentJustBefore, sentThen);
    QCOMPARE(uploads.storage.slicesSent(), slices + 1);
}

void HeldSlicesTest::noSliceSetsOutBetweenALossAndTheList()
{
    EmulatorFault lost;
    lost.drop = EmulatorFault::Drop::Before;
    m_backend->setFaults(troubleAmongWaitingSlices(lost));
    ContractQueue uploads(*m_backend);
    int sentThen = 0;
    int sentBeforeTheList = 0;
    uploads.setHook([&](const QString &op, const QString &, bool succeeded) {
        if (op == sliceOp && !succeeded)
            sentThen = uploads.storage.slicesSent();
        else if (op == QStringLiteral("upload_slice_list"))
            sentBeforeTheList = uploads.storage.slicesSent();
    });
    uploads.add(uploads.spec(m_file, objectPath));
    QVERIFY(uploads.finish());
    QCOMPARE(notDone(uploads, m_file, objectPath), QString());
    QVERIFY(sentThen > 0);
    QCOMPARE(sentBeforeTheList, sentThen);
    QCOMPARE(uploads.storage.slicesSent(), slices + 1);
}

QTEST_GUILESS_MAIN(HeldSlicesTest)
#include "HeldSlicesTest.moc"

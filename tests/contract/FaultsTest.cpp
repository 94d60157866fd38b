// Every fault with every request of an upload, through a StorageApi in memory and through HTTP.

#include "tests/contract/ContractQueue.h"
#include "tests/contract/FaultRows.h"
#include "tests/support/TestFiles.h"

#include <QTemporaryDir>
#include <QtTest/QtTest>

using namespace cosdrop;
using namespace cosdrop::test;

namespace {

enum class Where { Memory, Emulator };

const QString objectPath = QStringLiteral("/dir/file.bin");

std::unique_ptr<ContractBackend> makeBackend(Where where)
{
    return where == Where::Memory ? makeMemoryBackend() : makeEmulatorBackend();
}

/// Begins an upload of other bytes at the path, as another program would. Whether that worked.
bool beginAnothers(ContractBackend &backend)
{
    bool isBegun = false;
    bool isAnswered = false;
    InitRequest request;
    request.fileSize = slicedSize;
    request.sliceSize = contractSlice;
    const auto path = ObjectPath::parse(objectPath);
    backend.storage().createDirectory(
        {backend.target(), path->parents().last()}, [&](const Result<void> &) {
            backend.storage().initSlices({backend.target(), *path}, request,
                                         [&](const Result<InitReply> &reply) {
                                             isBegun = reply.has_value();
                                             isAnswered = true;
                                         });
        });
    return QTest::qWaitFor([&] { return isAnswered; }, 10'000) && isBegun;
}

} // namespace

Q_DECLARE_METATYPE(cosdrop::test::FaultRow)
Q_DECLARE_METATYPE(Where)

class FaultsTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void recoversOrSaysWhy_data();
    void recoversOrSaysWhy();
    void everyCodeMeansWhatTheTableSays_data();
    void everyCodeMeansWhatTheTableSays();
    void endsWhereAFaultDoesNot_data();
    void endsWhereAFaultDoesNot();

private:
    void addRows(const QList<FaultRow> &rows);
    void play();

    QTemporaryDir m_folder;
    QString m_sliced;
    QString m_whole;
};

void FaultsTest::initTestCase()
{
    m_sliced = m_folder.filePath(QStringLiteral("sliced.bin"));
    m_whole = m_folder.filePath(QStringLiteral("whole.bin"));
    QVERIFY(makeFile(m_sliced, slicedSize));
    QVERIFY(makeFile(m_whole, wholeSize));
}

void FaultsTest::addRows(const QList<FaultRow> &rows)
{
    QTest::addColumn<Where>("where");
    QTest::addColumn<FaultRow>("row");
    for (const auto &[where, name] :
         {std::pair(Where::Memory, "memory: "), std::pair(Where::Emulator, "emulator: ")}) {
        for (const FaultRow &row : rows)
            QTest::newRow(name + row.name.toUtf8()) << where << row;
    }
}

void FaultsTest::play()
{
    QFETCH(Where, where);
    QFETCH(FaultRow, row);
    const auto backend = makeBackend(where);
    const bool isRemoval = row.op == QStringLiteral("delete");
    if (isRemoval)
        QVERIFY(beginAnothers(*backend));
    QList<EmulatorFault> faults{row.fault};
    if (row.op == QStringLiteral("upload_slice_list")) {
        EmulatorFault before;
        before.op = QStringLiteral("upload_slice_data");
        before.skip = 2;
        before.drop = EmulatorFault::Drop::After;
        faults.append(before);
    }
    backend->setFaults(faults);

    ContractQueue uploads(*backend);
    const QString file = row.op == QStringLiteral("upload") ? m_whole : m_sliced;
    uploads.add(
        uploads.spec(file, objectPath, isRemoval ? ConflictRule::Overwrite : ConflictRule::Fail));
    QVERIFY(uploads.finish());

    const UploadSnapshot end = uploads.last();
    const QString said =
        QStringLiteral("%1: %2 %3")
            .arg(uploadStateName(end.state), end.error ? errorKindName(end.error->kind) : QString(),
                 end.error ? end.error->detail : QString());
    const bool isDone = end.state == UploadState::Done;
    const bool recovered = isDone && row.ending.orDone;
    QVERIFY2(end.state == row.ending.state || recovered, qPrintable(said));
    if (row.ending.kind && !recovered)
        QVERIFY2(end.error && end.error->kind == *row.ending.kind, qPrintable(said));
    if (isDone) {
        QCOMPARE(backend->objectSha1(objectPath), sha1OfFile(file));
        QCOMPARE(backend->unfinishedUploads(), 0);
        QVERIFY(!end.links.accessUrl().isEmpty());
    }
    QVERIFY2(uploads.storage.fault().isEmpty(), qPrintable(uploads.storage.fault()));
    QVERIFY(uploads.mostUnfinished() <= 1);
    QVERIFY2(uploads.storage.requests() < 400,
             qPrintable(QString::number(uploads.storage.requests())));
}

void FaultsTest::recoversOrSaysWhy_data()
{
    addRows(faultRows());
}

void FaultsTest::recoversOrSaysWhy()
{
    play();
}

void FaultsTest::everyCodeMeansWhatTheTableSays_data()
{
    addRows(codeRows());
}

void FaultsTest::everyCodeMeansWhatTheTableSays()
{
    play();
}

void FaultsTest::endsWhereAFaultDoesNot_data()
{
    addRows(endlessRows());
}

void FaultsTest::endsWhereAFaultDoesNot()
{
    play();
}

QTEST_GUILESS_MAIN(FaultsTest)
#include "FaultsTest.moc"

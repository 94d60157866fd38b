// A computer whose clock is wrong by an hour, and one whose clock jumps.

#include "tests/contract/ContractQueue.h"
#include "tests/support/TestFiles.h"

#include <QTemporaryDir>
#include <QtTest/QtTest>

using namespace cosdrop;
using namespace cosdrop::test;

namespace {
const QString objectPath = QStringLiteral("/dir/file.bin");
}

class ClockSkewTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void uploadsAndTakesBackWithAWrongClock_data();
    void uploadsAndTakesBackWithAWrongClock();
    void oneWrongDateDoesNoHarm_data();
    void oneWrongDateDoesNoHarm();

private:
    QTemporaryDir m_folder;
};

void ClockSkewTest::uploadsAndTakesBackWithAWrongClock_data()
{
    QTest::addColumn<int>("seconds");
    QTest::addColumn<bool>("whole");
    for (const int hours : {-1, 1}) {
        QTest::addRow("%+d h, slices", hours) << hours * 3600 << false;
        QTest::addRow("%+d h, whole", hours) << hours * 3600 << true;
    }
}

void ClockSkewTest::uploadsAndTakesBackWithAWrongClock()
{
    QFETCH(int, seconds);
    QFETCH(bool, whole);
    const QString file = m_folder.filePath(QStringLiteral("file.bin"));
    QVERIFY(makeFile(file, whole ? wholeSize : slicedSize));
    ContractOptions options;
    options.clockSkew = std::chrono::seconds(seconds);
    const auto backend = makeEmulatorBackend(options);
    ContractQueue uploads(*backend);
    uploads.add(uploads.spec(file, objectPath));
    QVERIFY(uploads.finish());
    QCOMPARE(uploadStateName(uploads.last().state), uploadStateName(UploadState::Done));
    QCOMPARE(backend->objectSha1(objectPath), sha1OfFile(file));
    // Only the first request was signed with the wrong time.
    QVERIFY(backend->requests(QStringLiteral("create")) <= 2);
    // What went in one request has been compared by the server already.
    QCOMPARE(backend->requests(QStringLiteral("stat")), whole ? 0 : 1);

    // delete has a signature of its own kind.
    ContractQueue cancelled(*backend);
    UploadQueue *queue = cancelled.queue.get();
    cancelled.setHook([&](const QString &op, const QString &, bool) {
        if (op == QStringLiteral("upload_slice_data"))
            QMetaObject::invokeMethod(
                queue, [&] { queue->cancel({UploadId{1}}); }, Qt::QueuedConnection);
    });
    const QString large = m_folder.filePath(QStringLiteral("large.bin"));
    QVERIFY(makeFile(large, slicedSize, 4));
    cancelled.add(cancelled.spec(large, QStringLiteral("/dir/large.bin")));
    QVERIFY(cancelled.finish());
    QCOMPARE(uploadStateName(cancelled.last().state), uploadStateName(UploadState::Cancelled));
    QCOMPARE(backend->unfinishedUploads(), 0);
}

void ClockSkewTest::oneWrongDateDoesNoHarm_data()
{
    QTest::addColumn<QString>("op");
    for (const char *op : {"create", "upload_slice_init", "upload_slice_data"})
        QTest::newRow(op) << QString::fromLatin1(op);
}

void ClockSkewTest::oneWrongDateDoesNoHarm()
{
    QFETCH(QString, op);
    const QString file = m_folder.filePath(QStringLiteral("file.bin"));
    QVERIFY(makeFile(file, slicedSize));
    const auto backend = makeEmulatorBackend();
    EmulatorFault wrong;
    wrong.op = op;
    wrong.dateOffset = std::chrono::hours(5);
    backend->setFaults({wrong});
    ContractQueue uploads(*backend);
    uploads.add(uploads.spec(file, objectPath));
    QVERIFY(uploads.finish());
    QCOMPARE(uploadStateName(uploads.last().state), uploadStateName(UploadState::Done));
    QCOMPARE(backend->objectSha1(objectPath), sha1OfFile(file));
}

QTEST_GUILESS_MAIN(ClockSkewTest)
#include "ClockSkewTest.moc"

#include "tests/cli/TestBucket.h"
#include "tests/support/TestFiles.h"

#include <QTest>

using namespace cosdrop;
using namespace cosdrop::test;
using namespace Qt::StringLiterals;

namespace {

constexpr qint64 KiB = 1024;
constexpr qint64 MiB = 1024 * KiB;

} // namespace

/// Files of every size that decides something, through the real program.
class CliSizesTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void uploadsEverySize_data();
    void uploadsEverySize();
    void uploadsAroundSliceEnds_data();
    void uploadsAroundSliceEnds();
    void takesTheServersSliceSize();
    void uploadsWithoutHash();
    void isDoneAtOnceWhereTheServerHasTheBytes();
};

void CliSizesTest::uploadsEverySize_data()
{
    QTest::addColumn<qint64>("size");
    QTest::addColumn<bool>("serial");
    QTest::addColumn<int>("slices");
    QTest::newRow("empty") << qint64(0) << false << 0;
    QTest::newRow("one byte") << qint64(1) << false << 0;
    QTest::newRow("8 MiB") << 8 * MiB << false << 0;
    QTest::newRow("8 MiB + 1") << 8 * MiB + 1 << false << 9;
    QTest::newRow("20 MiB") << 20 * MiB << false << 20;
    QTest::newRow("100 MiB") << 100 * MiB << false << 100;
    QTest::newRow("empty, serial") << qint64(0) << true << 0;
    QTest::newRow("8 MiB + 1, serial") << 8 * MiB + 1 << true << 9;
    QTest::newRow("20 MiB, serial") << 20 * MiB << true << 20;
}

void CliSizesTest::uploadsEverySize()
{
    QFETCH(qint64, size);
    QFETCH(bool, serial);
    QFETCH(int, slices);
    TestBucket bucket([serial](EmulatorOptions &options) { options.serial = serial; });
    QVERIFY(bucket.isValid());
    const QString file = bucket.makeFile(u"data.bin"_s, size, 7);

    const CliResult result = bucket.run(bucket.upload({file}));
    QVERIFY2(result.status == 0, result.told().constData());
    const QJsonObject object = result.object();
    QCOMPARE(object.value(u"state").toString(), u"done"_s);
    QCOMPARE(object.value(u"bytes").toInteger(-1), size);
    QCOMPARE(object.value(u"sent_bytes").toInteger(-1), size);
    QCOMPARE(object.value(u"sha1").toString().toLatin1(), sha1OfFile(file));
    QVERIFY(bucket.holds(u"/data.bin"_s, file));
    QCOMPARE(bucket.server().objects(), QStringList(u"/data.bin"_s));

    QCOMPARE(bucket.sentSlices(u"/data.bin"_s).size(), slices);
    QCOMPARE(bucket.count(u"upload"_s), slices == 0 ? 1 : 0);
    QCOMPARE(bucket.server().unfinishedUploads(), 0);
    const int atOnce = bucket.server().maxParallelSlices();
    if (slices > 0 && serial)
        QCOMPARE(atOnce, 1);
    else if (slices >= 20)
        QVERIFY2(atOnce > 1 && atOnce <= 4, QByteArray::number(atOnce).constData());
}

void CliSizesTest::uploadsAroundSliceEnds_data()
{
    QTest::addColumn<qint64>("slice");
    QTest::newRow("512 KiB") << 512 * KiB;
    QTest::newRow("1 MiB") << MiB;
    QTest::newRow("2 MiB") << 2 * MiB;
    QTest::newRow("3 MiB") << 3 * MiB;
}

void CliSizesTest::uploadsAroundSliceEnds()
{
    QFETCH(qint64, slice);
    TestBucket bucket;
    QVERIFY(bucket.isValid());
    const qint64 exact = (8 * MiB / slice + 1) * slice;
    QStringList files;
    for (const qint64 size : {exact - 1, exact, exact + 1})
        files.append(bucket.makeFile(QString::number(size), size, static_cast<quint64>(size)));

    const CliResult result = bucket.run(bucket.upload(
        QStringList{u"--slice-size"_s, QString::number(slice), u"--parallel-slices"_s, u"2"_s}
        + files));
    QVERIFY2(result.status == 0, result.told().constData());
    QCOMPARE(result.objects().size(), 3);
    for (const QString &file : std::as_const(files)) {
        const qint64 size = QFileInfo(file).size();
        const QString path = u'/' + QString::number(size);
        QVERIFY(bucket.holds(path, file));
        QList<qint64> offsets = bucket.sentSlices(path);
        std::sort(offsets.begin(), offsets.end());
        QList<qint64> expected;
        for (qint64 offset = 0; offset < size; offset += slice)
            expected.append(offset);
        QCOMPARE(offsets, expected);
    }
    QVERIFY(bucket.server().maxParallelSlices() <= 2);
}

void CliSizesTest::takesTheServersSliceSize()
{
    TestBucket bucket([](EmulatorOptions &options) { options.forcedSliceSize = 512 * KiB; });
    QVERIFY(bucket.isValid());
    const QString file = bucket.makeFile(u"big"_s, 9 * MiB + 5);
    const CliResult result = bucket.run(bucket.upload({u"--slice-size"_s, u"3145728"_s, file}));
    QVERIFY2(result.status == 0, result.told().constData());
    QVERIFY(bucket.holds(u"/big"_s, file));
    QCOMPARE(bucket.sentSlices(u"/big"_s).size(), 19);
}

void CliSizesTest::uploadsWithoutHash()
{
    TestBucket bucket;
    QVERIFY(bucket.isValid());
    const QStringList files{bucket.makeFile(u"small"_s, 1000),
                            bucket.makeFile(u"big"_s, 9 * MiB + 5)};
    const CliResult result = bucket.run(bucket.upload(QStringList(u"--no-hash"_s) + files));
    QVERIFY2(result.status == 0, result.told().constData());
    QCOMPARE(result.objects().size(), 2);
    for (const QJsonObject &object : result.objects())
        QCOMPARE(object.value(u"sha1").toString(), QString());
    QVERIFY(bucket.holds(u"/small"_s, files[0]));
    QVERIFY(bucket.holds(u"/big"_s, files[1]));
}

void CliSizesTest::isDoneAtOnceWhereTheServerHasTheBytes()
{
    TestBucket bucket;
    QVERIFY(bucket.isValid());
    const QString file = bucket.makeFile(u"first"_s, 9 * MiB);
    const QString twin = bucket.makeFile(u"second"_s, 9 * MiB);
    QCOMPARE(bucket.run(bucket.upload({file})).status, 0);
    bucket.server().clearRequests();

    const CliResult result = bucket.run(bucket.upload({twin}));
    QVERIFY2(result.status == 0, result.told().constData());
    const QJsonObject object = result.object();
    QCOMPARE(object.value(u"instant"), QJsonValue(true));
    QCOMPARE(object.value(u"sent_bytes").toInteger(-1), 0);
    QCOMPARE(object.value(u"state").toString(), u"done"_s);
    QVERIFY(!object.value(u"access_url").toString().isEmpty());
    QVERIFY(bucket.holds(u"/second"_s, twin));
    QCOMPARE(bucket.count(u"upload_slice_data"_s), 0);
}

QTEST_GUILESS_MAIN(CliSizesTest)
#include "CliSizesTest.moc"

#include "core/receipt/Receipt.h"
#include "tests/cli/TestBucket.h"
#include "tests/support/TestFiles.h"

#include <QFile>
#include <QJsonDocument>
#include <QTest>

using namespace cosdrop;
using namespace cosdrop::test;
using namespace Qt::StringLiterals;

/// cosdrop-cli verify against the emulator.
class CliVerifyTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everythingIsAsItWas_data();
    void everythingIsAsItWas();
    void changedAndMissingObjectsAreTold();
    void jsonHasALineForEachEntryInOrder();
    void passingTroubleIsTriedAgain();
    void lastingTroubleIsNoSuccess();
    void withoutASha1TheSizeIsCompared();
    void badReceiptIsAUsageError_data();
    void badReceiptIsAUsageError();
    void receiptThatIsTooLongIsRefused();
    void missingKeysAreAUsageError();
    void foreignServerGetsNoSignature();
    void namedServerIsAskedInstead();

private:
    /// Uploads files and gives a receipt's entries for them.
    static QList<ReceiptEntry> upload(TestBucket &bucket, const QStringList &names)
    {
        QList<ReceiptEntry> entries;
        for (const QString &name : names) {
            const QString file = bucket.makeFile(name, 1000 + entries.size());
            const QJsonObject done = bucket.run(bucket.upload({file})).object();
            ReceiptEntry entry;
            entry.name = name;
            entry.path = done.value(u"path").toString();
            entry.size = done.value(u"bytes").toInteger();
            entry.sha1 = done.value(u"sha1").toString().toLatin1();
            entry.accessUrl = done.value(u"access_url").toString();
            entry.endpoint = bucket.server().endpoint();
            entry.appId = QString::fromLatin1(TestBucket::appId);
            entry.bucket = QString::fromLatin1(TestBucket::bucketName);
            entries.append(entry);
        }
        return entries;
    }

    static QString write(const TestBucket &bucket, const QByteArray &bytes)
    {
        const QString path = bucket.folder() + u"/receipt"_s;
        return writeFile(path, bytes) ? path : QString();
    }

    static CliResult verify(const TestBucket &bucket, const QByteArray &bytes,
                            const QStringList &options = {})
    {
        return bucket.run(QStringList{u"verify"_s, write(bucket, bytes)} + options);
    }

    /// Puts another object in an object's place.
    static bool replace(TestBucket &bucket, const QString &name, qint64 size)
    {
        const QString file = bucket.makeFile(name, size, 77);
        return bucket.run(bucket.upload({u"--on-conflict"_s, u"overwrite"_s, file})).status == 0;
    }
};

void CliVerifyTest::everythingIsAsItWas_data()
{
    QTest::addColumn<bool>("csv");
    QTest::newRow("csv") << true;
    QTest::newRow("json") << false;
}

void CliVerifyTest::everythingIsAsItWas()
{
    QFETCH(bool, csv);
    TestBucket bucket;
    QVERIFY(bucket.isValid());
    const auto entries =
        upload(bucket, {u"设计稿 v3, (final).psd"_s, u"=1+1"_s, u"'@a'"_s, u"a+b&c#d%.txt"_s});
    const CliResult result =
        verify(bucket, csv ? Receipt::toCsv(entries) : Receipt::toJson(entries));
    QVERIFY2(result.status == 0, result.told().constData());
    QCOMPARE(result.lines().size(), 4);
    for (qsizetype i = 0; i < 4; ++i)
        QCOMPARE(result.lines().at(i), "ok\t" + entries.at(i).path.toUtf8());
    QVERIFY(result.err.contains("4 of 4 objects are as the receipt says."));
}

void CliVerifyTest::changedAndMissingObjectsAreTold()
{
    TestBucket bucket;
    QVERIFY(bucket.isValid());
    QList<ReceiptEntry> entries = upload(bucket, {u"same"_s, u"other bytes"_s, u"other size"_s});
    QVERIFY(replace(bucket, u"other bytes"_s, entries.at(1).size));
    QVERIFY(replace(bucket, u"other size"_s, 5));
    ReceiptEntry gone = entries.constFirst();
    gone.path = u"/gone"_s;
    entries.append(gone);
    const CliResult result = verify(bucket, Receipt::toCsv(entries));
    QCOMPARE(result.status, 1);
    QCOMPARE(result.lines().at(0), QByteArray("ok\t/same"));
    QVERIFY2(result.lines().at(1).startsWith("changed\t/other bytes\t"), result.told().constData());
    QVERIFY(result.lines().at(2).startsWith("changed\t/other size\twas 1002 bytes"));
    QVERIFY(result.lines().at(3).startsWith("missing\t/gone\t"));
    QVERIFY(result.err.contains("1 of 4 objects are as the receipt says."));
}

void CliVerifyTest::jsonHasALineForEachEntryInOrder()
{
    TestBucket bucket;
    QVERIFY(bucket.isValid());
    QList<ReceiptEntry> entries = upload(bucket, {u"a"_s});
    for (int i = 0; i < 30; ++i) {
        ReceiptEntry gone = entries.constFirst();
        gone.path = u"/gone %1"_s.arg(i);
        entries.append(gone);
    }
    const CliResult result = verify(bucket, Receipt::toJson(entries), {u"--json"_s});
    QCOMPARE(result.status, 1);
    QCOMPARE(result.lines().size(), 31);
    for (int i = 0; i < 31; ++i) {
        const QJsonObject line = QJsonDocument::fromJson(result.lines().at(i)).object();
        QCOMPARE(line.value(u"path").toString(), entries.at(i).path);
        QCOMPARE(line.value(u"result").toString(), i == 0 ? u"ok"_s : u"missing"_s);
        QVERIFY(line.value(u"error").isNull());
        QCOMPARE(line.value(u"found_sha1").toString(),
                 i == 0 ? QString::fromLatin1(entries.at(0).sha1) : QString());
    }
}

void CliVerifyTest::passingTroubleIsTriedAgain()
{
    TestBucket bucket;
    QVERIFY(bucket.isValid());
    const auto entries = upload(bucket, {u"a"_s});
    EmulatorFault fault;
    fault.op = u"stat"_s;
    fault.status = 503;
    fault.times = 2;
    bucket.setFaults({fault});
    const CliResult result = verify(bucket, Receipt::toJson(entries));
    QVERIFY2(result.status == 0, result.told().constData());
    QCOMPARE(result.lines(), QList<QByteArray>{"ok\t/a"});
}

void CliVerifyTest::lastingTroubleIsNoSuccess()
{
    TestBucket bucket;
    QVERIFY(bucket.isValid());
    const auto entries = upload(bucket, {u"a"_s});
    CliProgram program;
    program.setVariable(u"COS_SECRET_ID"_s, QString::fromLatin1(bucket.secretId()));
    program.setVariable(u"COS_SECRET_KEY"_s, u"wrong"_s);
    const CliResult result =
        program.run({u"verify"_s, write(bucket, Receipt::toJson(entries)), u"--json"_s});
    QCOMPARE(result.status, 1);
    const QJsonObject line = QJsonDocument::fromJson(result.lines().at(0)).object();
    QCOMPARE(line.value(u"result").toString(), u"error"_s);
    QCOMPARE(line.value(u"error").toObject().value(u"kind").toString(), u"signature_wrong"_s);
}

void CliVerifyTest::withoutASha1TheSizeIsCompared()
{
    TestBucket bucket;
    QVERIFY(bucket.isValid());
    auto entries = upload(bucket, {u"a"_s, u"b"_s});
    entries[0].sha1.clear();
    entries[1].sha1.clear();
    entries[1].size += 1;
    const CliResult result = verify(bucket, Receipt::toCsv(entries));
    QCOMPARE(result.status, 1);
    QVERIFY(result.lines().at(0).startsWith("size_only\t/a\t"));
    QVERIFY(result.lines().at(1).startsWith("changed\t/b\t"));
}

void CliVerifyTest::badReceiptIsAUsageError_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<QByteArray>("says");
    const TestBucket bucket;
    QTest::newRow("none") << QStringList() << QByteArray("Which receipt?");
    QTest::newRow("two") << QStringList{u"a"_s, u"b"_s} << QByteArray("Which receipt?");
    QTest::newRow("not there") << QStringList{u"no such file"_s} << QByteArray("cannot be read");
    QTest::newRow("folder") << QStringList{u"/"_s} << QByteArray("cannot be read");
    QTest::newRow("garbage") << QStringList{CliProgram::path()} << QByteArray("neither JSON nor");
}

void CliVerifyTest::badReceiptIsAUsageError()
{
    QFETCH(QStringList, arguments);
    QFETCH(QByteArray, says);
    const TestBucket bucket;
    QVERIFY(bucket.isValid());
    const CliResult result = bucket.run(QStringList{u"verify"_s} + arguments);
    QCOMPARE(result.status, 2);
    QVERIFY2(result.err.contains(says), result.told().constData());
    QVERIFY(result.out.isEmpty());
}

void CliVerifyTest::receiptThatIsTooLongIsRefused()
{
    TestBucket bucket;
    QVERIFY(bucket.isValid());
    const QString path = write(bucket, Receipt::toCsv(upload(bucket, {u"a"_s})));
    QFile file(path);
    QVERIFY(file.resize(qint64(256) * 1024 * 1024 + 1));
    const CliResult result = bucket.run({u"verify"_s, path});
    QCOMPARE(result.status, 2);
    QVERIFY2(result.err.contains("too long"), result.told().constData());
}

void CliVerifyTest::missingKeysAreAUsageError()
{
    TestBucket bucket;
    QVERIFY(bucket.isValid());
    const auto entries = upload(bucket, {u"a"_s});
    CliProgram program;
    program.setVariable(u"COS_SECRET_ID"_s, {});
    program.setVariable(u"COS_SECRET_KEY"_s, {});
    const CliResult result = program.run({u"verify"_s, write(bucket, Receipt::toJson(entries))});
    QCOMPARE(result.status, 2);
    QVERIFY(result.err.contains("COS_SECRET_ID"));
}

void CliVerifyTest::foreignServerGetsNoSignature()
{
    TestBucket bucket;
    QVERIFY(bucket.isValid());
    auto entries = upload(bucket, {u"a"_s});
    entries[0].endpoint = QUrl(u"http://cos.example.invalid"_s);
    const CliResult result = verify(bucket, Receipt::toJson(entries));
    QCOMPARE(result.status, 2);
    QVERIFY(result.err.contains("--endpoint http://cos.example.invalid"));
    QVERIFY(result.out.isEmpty());
}

void CliVerifyTest::namedServerIsAskedInstead()
{
    TestBucket bucket;
    QVERIFY(bucket.isValid());
    auto entries = upload(bucket, {u"a"_s});
    entries[0].endpoint = QUrl(u"http://cos.example.invalid"_s);
    const CliResult result = verify(bucket, Receipt::toJson(entries),
                                    {u"--endpoint"_s, bucket.server().endpoint().toString()});
    QVERIFY2(result.status == 0, result.told().constData());
}

QTEST_GUILESS_MAIN(CliVerifyTest)
#include "CliVerifyTest.moc"

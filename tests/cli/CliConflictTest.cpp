#include "tests/cli/TestBucket.h"
#include "tests/support/TestFiles.h"

#include <QTest>

using namespace cosdrop;
using namespace cosdrop::test;
using namespace Qt::StringLiterals;

namespace {

constexpr qint64 small = 1000;
constexpr qint64 large = 9 * 1024 * 1024;

} // namespace

/// --on-conflict, where an object or another unfinished upload is at the path.
class CliConflictTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void followsTheRule_data();
    void followsTheRule();
    void takesTheNextFreeName();
    void mixesNoTwoFilesOfOneName_data();
    void mixesNoTwoFilesOfOneName();
    void followsTheRuleWhereAnotherIsUnfinished_data();
    void followsTheRuleWhereAnotherIsUnfinished();
    void goesOnWithTheSameUnfinishedFile();
    void resumeTakesARuleOfItsOwn();
};

void CliConflictTest::followsTheRule_data()
{
    QTest::addColumn<QString>("rule");
    QTest::addColumn<qint64>("size");
    QTest::addColumn<bool>("same");
    QTest::addColumn<int>("status");
    QTest::addColumn<QString>("state");
    for (const qint64 size : {small, large}) {
        const char *kind = size == small ? "whole" : "sliced";
        for (const char *rule : {"", "fail", "skip", "overwrite", "rename"}) {
            const QString name = QString::fromLatin1(rule);
            QTest::addRow("%s, %s, same", rule, kind) << name << size << true << 0 << u"done"_s;
            const bool fails = name.isEmpty() || name == u"fail";
            QTest::addRow("%s, %s, other", rule, kind) << name << size << false << (fails ? 1 : 0)
                                                       << (fails             ? u"failed"_s
                                                           : name == u"skip" ? u"skipped"_s
                                                                             : u"done"_s);
        }
    }
}

void CliConflictTest::followsTheRule()
{
    QFETCH(QString, rule);
    QFETCH(qint64, size);
    QFETCH(bool, same);
    QFETCH(int, status);
    QFETCH(QString, state);
    TestBucket bucket;
    QVERIFY(bucket.isValid());
    const QString before = bucket.makeFile(u"before/f.tar.gz"_s, size, 1);
    const QString file = bucket.makeFile(u"now/f.tar.gz"_s, size, same ? 1 : 2);
    const QString other = bucket.makeFile(u"now/other"_s, 10, 3);
    QCOMPARE(bucket.run(bucket.upload({before})).status, 0);

    QStringList arguments{file, other};
    if (!rule.isEmpty())
        arguments += {u"--on-conflict"_s, rule};
    const CliResult result = bucket.run(bucket.upload(arguments));
    QVERIFY2(result.status == status, result.told().constData());
    const QJsonObject object = result.objects().value(file);
    QCOMPARE(object.value(u"state").toString(), state);
    QVERIFY(bucket.holds(u"/other"_s, other));

    const bool renamed = rule == u"rename" && !same;
    QCOMPARE(object.value(u"path").toString(), renamed ? u"/f (2).tar.gz"_s : u"/f.tar.gz"_s);
    QCOMPARE(bucket.server().objects().size(), renamed ? 3 : 2);
    const bool replaced = rule == u"overwrite" && !same;
    QVERIFY(bucket.holds(u"/f.tar.gz"_s, replaced ? file : before));
    if (renamed)
        QVERIFY(bucket.holds(u"/f (2).tar.gz"_s, file));
    QCOMPARE(object.value(u"access_url").toString().isEmpty(), state != u"done");
    if (state != u"done") {
        QCOMPARE(object.value(u"error").toObject().value(u"kind").toString(), u"object_exists"_s);
        QVERIFY2(result.err.contains(file.toUtf8() + ": "), result.told().constData());
        QCOMPARE(result.err.contains("--on-conflict"), state == u"failed");
    } else {
        QVERIFY(object.value(u"error").isNull());
    }
    QCOMPARE(bucket.server().unfinishedUploads(), 0);
}

void CliConflictTest::takesTheNextFreeName()
{
    TestBucket bucket;
    QVERIFY(bucket.isValid());
    for (int i = 0; i < 4; ++i) {
        const QString file =
            bucket.makeFile(u"%1/f.txt"_s.arg(i), i < 2 ? small : large, static_cast<quint64>(i));
        const CliResult result = bucket.run(bucket.upload({u"--on-conflict"_s, u"rename"_s, file}));
        QVERIFY2(result.status == 0, result.told().constData());
        const QString path = i == 0 ? u"/f.txt"_s : u"/f (%1).txt"_s.arg(i + 1);
        QCOMPARE(result.object().value(u"path").toString(), path);
        QVERIFY(bucket.holds(path, file));
    }
    QCOMPARE(bucket.server().objects().size(), 4);
}

void CliConflictTest::mixesNoTwoFilesOfOneName_data()
{
    QTest::addColumn<QString>("rule");
    QTest::addColumn<qint64>("size");
    for (const qint64 size : {small, large}) {
        for (const char *rule : {"fail", "skip", "overwrite", "rename"})
            QTest::addRow("%s, %lld bytes", rule, size) << QString::fromLatin1(rule) << size;
    }
}

void CliConflictTest::mixesNoTwoFilesOfOneName()
{
    QFETCH(QString, rule);
    QFETCH(qint64, size);
    TestBucket bucket;
    QVERIFY(bucket.isValid());
    const QString first = bucket.makeFile(u"a/f"_s, size, 1);
    const QString second = bucket.makeFile(u"b/f"_s, size, 2);
    const CliResult result = bucket.run(bucket.upload({u"--on-conflict"_s, rule, first, second}));
    const auto objects = result.objects();
    QCOMPARE(objects.size(), 2);
    QCOMPARE(objects[first].value(u"state").toString(), u"done"_s);
    const QString state = objects[second].value(u"state").toString();
    QCOMPARE(state, rule == u"fail" ? u"failed"_s : rule == u"skip" ? u"skipped"_s : u"done"_s);
    QVERIFY2(result.status == (rule == u"fail" ? 1 : 0), result.told().constData());
    QVERIFY(bucket.holds(u"/f"_s, rule == u"overwrite" ? second : first));
    QCOMPARE(bucket.server().objects().size(), rule == u"rename" ? 2 : 1);
    if (rule == u"rename")
        QVERIFY(bucket.holds(u"/f (2)"_s, second));
    QCOMPARE(bucket.server().unfinishedUploads(), 0);
}

void CliConflictTest::followsTheRuleWhereAnotherIsUnfinished_data()
{
    QTest::addColumn<QString>("rule");
    QTest::addColumn<QString>("path");
    QTest::newRow("fail") << u"fail"_s << QString();
    QTest::newRow("skip") << u"skip"_s << QString();
    QTest::newRow("overwrite") << u"overwrite"_s << u"/f"_s;
    QTest::newRow("rename") << u"rename"_s << u"/f (2)"_s;
}

void CliConflictTest::followsTheRuleWhereAnotherIsUnfinished()
{
    QFETCH(QString, rule);
    QFETCH(QString, path);
    TestBucket bucket;
    QVERIFY(bucket.isValid());
    const QString theirs = bucket.makeFile(u"theirs/f"_s, large, 1);
    const QString ours = bucket.makeFile(u"ours/f"_s, large, 2);
    QVERIFY(bucket.leaveUnfinished(theirs));
    QCOMPARE(bucket.server().unfinishedUploads(), 1);
    bucket.forgetState();

    const CliResult result = bucket.run(bucket.upload({u"--on-conflict"_s, rule, ours}));
    const QJsonObject object = result.object();
    if (path.isEmpty()) {
        QVERIFY2(result.status == 1, result.told().constData());
        QCOMPARE(object.value(u"state").toString(), u"failed"_s);
        QCOMPARE(object.value(u"error").toObject().value(u"kind").toString(),
                 u"other_file_unfinished"_s);
        QCOMPARE(bucket.server().objects(), QStringList());
        QCOMPARE(bucket.server().unfinishedUploads(), 1);
        return;
    }
    QVERIFY2(result.status == 0, result.told().constData());
    QCOMPARE(object.value(u"path").toString(), path);
    QVERIFY(bucket.holds(path, ours));
    QCOMPARE(bucket.server().unfinishedUploads(), rule == u"rename" ? 1 : 0);
}

void CliConflictTest::goesOnWithTheSameUnfinishedFile()
{
    TestBucket bucket;
    QVERIFY(bucket.isValid());
    const QString file = bucket.makeFile(u"f"_s, large, 1);
    QVERIFY(bucket.leaveUnfinished(file));
    bucket.forgetState();
    const CliResult result = bucket.run(bucket.upload({file}));
    QVERIFY2(result.status == 0, result.told().constData());
    QVERIFY(bucket.holds(u"/f"_s, file));
    QCOMPARE(bucket.sentSlices(u"/f"_s).size(), 9);
    QCOMPARE(bucket.server().unfinishedUploads(), 0);
}

void CliConflictTest::resumeTakesARuleOfItsOwn()
{
    TestBucket bucket;
    QVERIFY(bucket.isValid());
    const QString before = bucket.makeFile(u"before/f"_s, large, 1);
    const QString file = bucket.makeFile(u"now/f"_s, large, 2);
    QCOMPARE(bucket.run(bucket.upload({before})).status, 0);
    QCOMPARE(bucket.run(bucket.upload({file})).status, 1);
    QCOMPARE(bucket.run(bucket.resume()).status, 1);
    const CliResult result = bucket.run(bucket.resume({u"--on-conflict"_s, u"rename"_s}));
    QVERIFY2(result.status == 0, result.told().constData());
    QCOMPARE(result.object().value(u"path").toString(), u"/f (2)"_s);
    QVERIFY(bucket.holds(u"/f"_s, before));
    QVERIFY(bucket.holds(u"/f (2)"_s, file));
}

QTEST_GUILESS_MAIN(CliConflictTest)
#include "CliConflictTest.moc"

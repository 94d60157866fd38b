#include "core/engine/AddBatch.h"

#include <QTest>

using namespace cosdrop;

using Trouble = ReviewItem::Trouble;

namespace {

NewUpload upload(const QString &localPath, const QString &objectPath, qint64 size = 10)
{
    NewUpload made;
    made.spec.localPath = localPath;
    made.spec.objectPath = objectPath;
    made.size = size;
    return made;
}

AddBatch batch(const QList<std::pair<QString, QString>> &files)
{
    AddBatch made;
    for (const auto &[local, object] : files)
        made.append(upload(local, object));
    return made;
}

QStringList objectPaths(AddBatch batch)
{
    QStringList paths;
    for (const NewUpload &each : batch.takeUploads())
        paths += each.spec.objectPath;
    return paths;
}

} // namespace

class AddBatchTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:

    void cleanBatchesHaveNoTroubles()
    {
        AddBatch files = batch({{QStringLiteral("/a"), QStringLiteral("/up/a")},
                                {QStringLiteral("/b"), QStringLiteral("/up/b")}});
        QVERIFY(files.troubles().isEmpty());
        QCOMPARE(files.files(), 2);
        QCOMPARE(files.bytes(), 20);
    }

    void theSameFileTwiceCountsOnce()
    {
        AddBatch files = batch({{QStringLiteral("/a"), QStringLiteral("/up/a")},
                                {QStringLiteral("/a"), QStringLiteral("/up/a")}});
        QCOMPARE(files.files(), 1);
        QCOMPARE(files.bytes(), 10);
        QVERIFY(files.troubles().isEmpty());
    }

    void illegalNamesGetALegalProposalOfTheirOwn()
    {
        const AddBatch files =
            batch({{QStringLiteral("/d/what?"), QStringLiteral("/up/d:/what?")},
                   {QStringLiteral("/d/what*"), QStringLiteral("/up/d:/what*")},
                   {QStringLiteral("/d_/what_"), QStringLiteral("/up/d_/what_")}});
        const QList<ReviewItem> items = files.troubles();
        QCOMPARE(items.size(), 2);
        QCOMPARE(items.at(0).trouble, Trouble::IllegalName);
        QCOMPARE(items.at(0).objectPath, QStringLiteral("/up/d:/what?"));
        QCOMPARE(items.at(0).proposal, QStringLiteral("/up/d_/what_ (2)"));
        QCOMPARE(items.at(1).proposal, QStringLiteral("/up/d_/what_ (3)"));
    }

    void theSecondFileOfATargetIsNumbered()
    {
        const AddBatch files =
            batch({{QStringLiteral("/1/a.txt"), QStringLiteral("/up/a.txt")},
                   {QStringLiteral("/2/a.txt"), QStringLiteral("/up/a.txt")},
                   {QStringLiteral("/3/a (2).txt"), QStringLiteral("/up/a (2).txt")}});
        const QList<ReviewItem> items = files.troubles();
        QCOMPARE(items.size(), 1);
        QCOMPARE(items.constFirst().trouble, Trouble::SameTarget);
        QCOMPARE(items.constFirst().localPath, QStringLiteral("/2/a.txt"));
        QCOMPARE(items.constFirst().proposal, QStringLiteral("/up/a (3).txt"));
    }

    void settlingGivesPathsAndLeavesOut()
    {
        AddBatch files = batch({{QStringLiteral("/1/a"), QStringLiteral("/up/a")},
                                {QStringLiteral("/2/a"), QStringLiteral("/up/a")},
                                {QStringLiteral("/b?"), QStringLiteral("/up/b?")}});
        files.settle({QString(), QStringLiteral("/up/b_")});
        QCOMPARE(objectPaths(files),
                 (QStringList{QStringLiteral("/up/a"), QStringLiteral("/up/b_")}));
        QCOMPARE(files.bytes(), 20);
        QVERIFY(files.troubles().isEmpty());
    }

    void whatIsTypedCanBeATroubleAgain()
    {
        AddBatch files = batch({{QStringLiteral("/a"), QStringLiteral("/up/a")},
                                {QStringLiteral("/b?"), QStringLiteral("/up/b?")}});
        files.settle({QStringLiteral("/up/a")});
        QCOMPARE(files.troubles().size(), 1);
        QCOMPARE(files.troubles().constFirst().trouble, Trouble::SameTarget);
    }
};

QTEST_GUILESS_MAIN(AddBatchTest)
#include "AddBatchTest.moc"

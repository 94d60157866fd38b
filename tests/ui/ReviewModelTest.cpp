#include "ui/ReviewModel.h"

#include <QAbstractItemModelTester>
#include <QTest>

using namespace cosdrop;

namespace {

QList<ReviewItem> twoItems()
{
    return {{ReviewItem::Trouble::IllegalName, QStringLiteral("/home/me/a?"),
             QStringLiteral("/2026/a?"), QStringLiteral("/2026/a_"), 10},
            {ReviewItem::Trouble::SameTarget, QStringLiteral("/home/you/b"),
             QStringLiteral("/2026/b"), QStringLiteral("/2026/b (2)"), 20}};
}

} // namespace

/// The table of files that cannot go where they would.
class ReviewModelTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void keepsTheRulesOfModelsWhileItIsEdited();
    void wrongPathIsToldToScreenReaders();
};

void ReviewModelTest::keepsTheRulesOfModelsWhileItIsEdited()
{
    ReviewModel model(twoItems());
    const QAbstractItemModelTester tester(&model);
    const QModelIndex target = model.index(0, ReviewModel::Target);
    QVERIFY(model.setData(target, QStringLiteral("/2026/c")));
    QCOMPARE(model.paths().constFirst(), QStringLiteral("/2026/c"));
    QVERIFY(model.setData(target, QStringLiteral("/2026/b (2)")));
    QVERIFY(!model.isSettled());
    const QModelIndex file = model.index(1, ReviewModel::File);
    QVERIFY(model.setData(file, Qt::Unchecked, Qt::CheckStateRole));
    QVERIFY(model.isSettled());
    QVERIFY(!model.flags(model.index(1, ReviewModel::Target)).testFlag(Qt::ItemIsEditable));
    QCOMPARE(model.leftOut(), 1);
}

void ReviewModelTest::wrongPathIsToldToScreenReaders()
{
    ReviewModel model(twoItems());
    const QModelIndex target = model.index(0, ReviewModel::Target);
    QVERIFY(target.data(Qt::AccessibleDescriptionRole).toString().isEmpty());
    QVERIFY(model.setData(target, QStringLiteral("/2026/a?")));
    QVERIFY(!target.data(Qt::AccessibleDescriptionRole).toString().isEmpty());
}

QTEST_GUILESS_MAIN(ReviewModelTest)
#include "ReviewModelTest.moc"

#include "core/transfer/SlicePlan.h"

#include <QtTest/QtTest>

using namespace cosdrop;

namespace {

constexpr qint64 slice = 1024 * 1024;

QList<int> takeAll(SlicePlan &plan)
{
    QList<int> taken;
    while (const auto index = plan.take())
        taken.append(*index);
    return taken;
}

} // namespace

class SlicePlanTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void cutsWithoutGapOrOverlap_data();
    void cutsWithoutGapOrOverlap();
    void takesInAscendingOrder();
    void leavesOutWhatTheServerLists();
    void countsOnlyExactMatchesAsListed_data();
    void countsOnlyExactMatchesAsListed();
    void listedTwiceCountsOnce();
    void sendsAgainWhatDidNotArrive();
    void putBackTwiceCountsOnce();
    void doneTwiceCountsOnce();
    void putBackDoesNotUndoWhatIsDone();
    void isCompleteOnlyWhenAllIsDone();
    void offsetsOfHugeFilesDoNotOverflow();
};

void SlicePlanTest::cutsWithoutGapOrOverlap_data()
{
    QTest::addColumn<qint64>("size");
    QTest::addColumn<qint64>("sliceSize");
    QTest::addColumn<int>("count");
    QTest::newRow("one byte") << qint64(1) << slice << 1;
    QTest::newRow("a byte less than a slice") << slice - 1 << slice << 1;
    QTest::newRow("a slice") << slice << slice << 1;
    QTest::newRow("a byte more than a slice") << slice + 1 << slice << 2;
    QTest::newRow("20 slices") << 20 * slice << slice << 20;
    QTest::newRow("half slices") << 20 * slice + 7 << slice / 2 << 41;
    QTest::newRow("3 MiB slices") << 100 * slice << 3 * slice << 34;
}

void SlicePlanTest::cutsWithoutGapOrOverlap()
{
    QFETCH(qint64, size);
    QFETCH(qint64, sliceSize);
    QFETCH(int, count);
    const SlicePlan plan(size, sliceSize);
    QCOMPARE(plan.count(), count);
    QCOMPARE(plan.fileSize(), size);
    QCOMPARE(plan.sliceSize(), sliceSize);
    qint64 end = 0;
    for (int index = 0; index < count; ++index) {
        const SliceRange range = plan.range(index);
        QCOMPARE(range.offset, end);
        QVERIFY(range.length > 0);
        QVERIFY(index == count - 1 ? range.length <= sliceSize : range.length == sliceSize);
        end += range.length;
    }
    QCOMPARE(end, size);
}

void SlicePlanTest::takesInAscendingOrder()
{
    SlicePlan plan(5 * slice, slice);
    QCOMPARE(plan.next(), 0);
    QCOMPARE(takeAll(plan), (QList<int>{0, 1, 2, 3, 4}));
    QCOMPARE(plan.inFlightCount(), 5);
    QVERIFY(!plan.next());
    QVERIFY(!plan.take());
    plan.putBack(3);
    QCOMPARE(plan.next(), 3);
}

void SlicePlanTest::leavesOutWhatTheServerLists()
{
    SlicePlan plan(4 * slice + 1, slice);
    plan.markListed({{0, slice}, {2 * slice, slice}, {4 * slice, 1}});
    QCOMPARE(plan.doneCount(), 3);
    QCOMPARE(plan.doneBytes(), 2 * slice + 1);
    QCOMPARE(takeAll(plan), (QList<int>{1, 3}));
}

void SlicePlanTest::countsOnlyExactMatchesAsListed_data()
{
    QTest::addColumn<qint64>("offset");
    QTest::addColumn<qint64>("length");
    QTest::newRow("between the slices") << slice / 2 << slice;
    QTest::newRow("too short") << slice << slice - 1;
    QTest::newRow("too long") << slice << slice + 1;
    QTest::newRow("empty") << slice << qint64(0);
    QTest::newRow("two slices at once") << qint64(0) << 2 * slice;
    QTest::newRow("a last slice of full length") << 3 * slice << slice;
    QTest::newRow("behind the end") << 4 * slice << slice;
    QTest::newRow("negative") << -slice << slice;
    QTest::newRow("negative length") << slice << -slice;
    QTest::newRow("far away") << std::numeric_limits<qint64>::max() / slice * slice << slice;
}

void SlicePlanTest::countsOnlyExactMatchesAsListed()
{
    QFETCH(qint64, offset);
    QFETCH(qint64, length);
    SlicePlan plan(3 * slice + 100, slice);
    const SlicePlan before = plan;
    plan.markListed({{offset, length}});
    QVERIFY(plan == before);
}

void SlicePlanTest::listedTwiceCountsOnce()
{
    SlicePlan plan(3 * slice, slice);
    plan.markListed({{slice, slice}, {slice, slice}});
    QCOMPARE(plan.doneCount(), 1);
    QCOMPARE(plan.doneBytes(), slice);
}

void SlicePlanTest::sendsAgainWhatDidNotArrive()
{
    SlicePlan plan(6 * slice, slice);
    for (int i = 0; i < 4; ++i)
        plan.take();
    plan.putBack(2);
    plan.putBack(1);
    QCOMPARE(plan.inFlightCount(), 2);
    QCOMPARE(takeAll(plan), (QList<int>{1, 2, 4, 5}));
}

void SlicePlanTest::putBackTwiceCountsOnce()
{
    SlicePlan plan(3 * slice, slice);
    plan.take();
    plan.take();
    plan.putBack(0);
    plan.putBack(0);
    QCOMPARE(plan.inFlightCount(), 1);
}

void SlicePlanTest::doneTwiceCountsOnce()
{
    SlicePlan plan(3 * slice, slice);
    plan.take();
    plan.markDone(0);
    plan.markDone(0);
    QCOMPARE(plan.doneCount(), 1);
    QCOMPARE(plan.inFlightCount(), 0);
    QCOMPARE(plan.doneBytes(), slice);
}

void SlicePlanTest::putBackDoesNotUndoWhatIsDone()
{
    SlicePlan plan(2 * slice, slice);
    plan.take();
    plan.markDone(0);
    plan.putBack(0);
    QCOMPARE(plan.state(0), SlicePlan::SliceState::Done);
    QCOMPARE(plan.doneCount(), 1);
    QCOMPARE(takeAll(plan), QList<int>{1});
}

void SlicePlanTest::isCompleteOnlyWhenAllIsDone()
{
    SlicePlan plan(2 * slice + 5, slice);
    for (const int index : takeAll(plan)) {
        QVERIFY(!plan.isComplete());
        plan.markDone(index);
    }
    QVERIFY(plan.isComplete());
    QCOMPARE(plan.doneBytes(), 2 * slice + 5);
}

void SlicePlanTest::offsetsOfHugeFilesDoNotOverflow()
{
    const qint64 size = 5'000'000'000'001;
    const SlicePlan plan(size, slice);
    const SliceRange last = plan.range(plan.count() - 1);
    QCOMPARE(last.offset + last.length, size);
    QCOMPARE(last.offset % slice, 0);
}

QTEST_GUILESS_MAIN(SlicePlanTest)
#include "SlicePlanTest.moc"

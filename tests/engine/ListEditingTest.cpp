// What a person does to the list while uploads run: order, names, removing with a way back.

#include "tests/engine/EngineBench.h"
#include "tests/support/TestFiles.h"

#include <QSignalSpy>
#include <QTest>

#include <memory>

using namespace cosdrop;
using namespace cosdrop::test;

namespace {

constexpr int soon = 20'000; // ms; a condition that does not come true by then has failed
constexpr qint64 MiB = 1024 * 1024;

int count(const QList<SliceRun> &runs, SliceRun::State state)
{
    int slices = 0;
    for (const SliceRun &run : runs)
        slices += run.state == state ? run.count : 0;
    return slices;
}

} // namespace

class ListEditingTest : public EngineBench
{
    Q_OBJECT

private:
    /// An engine that sends one file at a time.
    std::unique_ptr<Followed> start(qint64 bytesPerSecond) const
    {
        UploadEngine::Options options = engineOptions();
        options.settings.parallelFiles = 1;
        options.settings.bytesPerSecond = bytesPerSecond;
        return startEngine(options);
    }

    /// A big file that is being sent slowly, and small ones that wait behind it.
    std::unique_ptr<Followed> startWithWaiting(const QStringList &names) const
    {
        QStringList files{makeLocal(QStringLiteral("big"), 24 * MiB)};
        for (const QString &name : names)
            files += makeLocal(name, 100);
        auto followed = start(4 * MiB);
        followed->engine.add(request(files));
        return followed;
    }

    QStringList uploadedInOrder() const
    {
        QStringList paths;
        for (const EmulatorRequest &request : m_emulator->requests()) {
            if (request.op == QLatin1String("upload"))
                paths += request.path;
        }
        return paths;
    }

    int asked(const QString &op) const { return test::asked(*m_emulator, op); }

private Q_SLOTS:

    void uploadsGoInTheOrderTheyWereMovedTo()
    {
        auto followed = startWithWaiting(
            {QStringLiteral("a"), QStringLiteral("b"), QStringLiteral("c"), QStringLiteral("d")});
        QTRY_COMPARE_WITH_TIMEOUT(followed->all.size(), 5, soon);
        const auto id = [&followed](const QString &name) {
            return followed->named(name).id;
        };
        followed->engine.move({id(QStringLiteral("c")), id(QStringLiteral("d"))}, UploadId{},
                              UploadEngine::Side::Before);
        followed->engine.move({id(QStringLiteral("a"))}, id(QStringLiteral("b")),
                              UploadEngine::Side::After);
        const QStringList order{QStringLiteral("/up/c"), QStringLiteral("/up/d"),
                                QStringLiteral("/up/big"), QStringLiteral("/up/b"),
                                QStringLiteral("/up/a")};
        QTRY_COMPARE_WITH_TIMEOUT(followed->inOrder(), order, soon);
        followed.reset();

        followed = start(0);
        QTRY_COMPARE_WITH_TIMEOUT(followed->inOrder(), order, soon);
        QTRY_COMPARE_WITH_TIMEOUT(followed->totals.done, 5, soon);
        QCOMPARE(uploadedInOrder(),
                 (QStringList{order.at(0), order.at(1), order.at(3), order.at(4)}));
    }

    void waitingUploadsCanBeRenamedAndKeepTheirName()
    {
        auto followed = startWithWaiting({QStringLiteral("a")});
        QTRY_VERIFY_WITH_TIMEOUT(followed->named(QStringLiteral("a")).renamable, soon);
        QTRY_VERIFY_WITH_TIMEOUT(followed->named(QStringLiteral("big")).slicesDone > 0, soon);
        QVERIFY(!followed->named(QStringLiteral("big")).renamable);
        const UploadId id = followed->named(QStringLiteral("a")).id;
        followed->engine.rename(id, QStringLiteral("/up/what?"));
        followed->engine.rename(id, QStringLiteral("/up/other name"));
        const QString renamed = QStringLiteral("/up/other name");
        QTRY_COMPARE_WITH_TIMEOUT(followed->all.value(id).objectPath, renamed, soon);
        followed.reset();

        followed = start(0);
        QTRY_COMPARE_WITH_TIMEOUT(followed->totals.done, 2, soon);
        QCOMPARE(uploadedInOrder(), QStringList{renamed});
    }

    void anIllegalNameIsRepairedByRenaming()
    {
        auto followed = start(0);
        followed->engine.add(request({makeLocal(QStringLiteral("what?"), 100)}));
        QTRY_COMPARE_WITH_TIMEOUT(followed->totals.failed, 1, soon);
        const UploadSnapshot failed = followed->named(QStringLiteral("what?"));
        QVERIFY(failed.renamable);
        followed->engine.rename(failed.id, QStringLiteral("/up/what_"));
        QTRY_COMPARE_WITH_TIMEOUT(followed->totals.done, 1, soon);
        QCOMPARE(m_emulator->objects(), QStringList{QStringLiteral("/up/what_")});
    }

    void whatIsBroughtBackGoesOnWhereItWas()
    {
        auto followed = startWithWaiting({QStringLiteral("a")});
        QTRY_VERIFY_WITH_TIMEOUT(followed->named(QStringLiteral("big")).slicesDone >= 2, soon);
        const UploadSnapshot big = followed->named(QStringLiteral("big"));
        const UploadSnapshot small = followed->named(QStringLiteral("a"));
        followed->engine.shelve({big.id, small.id});
        QTRY_VERIFY_WITH_TIMEOUT(followed->all.isEmpty(), soon);
        QTRY_COMPARE_WITH_TIMEOUT(followed->totals.uploads, 0, soon);
        QCOMPARE(followed->totals.bytes, 0);
        QCOMPARE(m_emulator->unfinishedUploads(), 1);

        followed->engine.setSettings({});
        followed->engine.unshelve({big.id, small.id});
        QTRY_COMPARE_WITH_TIMEOUT(followed->totals.done, 2, soon);
        QCOMPARE(followed->totals.uploads, 2);
        QCOMPARE(followed->all.value(big.id).position, big.position);
        QCOMPARE(asked(QStringLiteral("upload_slice_init")), 1);
        QVERIFY(asked(QStringLiteral("upload_slice_data")) <= 24 + 4);
    }

    void whatWasPausedOrDoneComesBackSo()
    {
        auto followed = start(0);
        followed->engine.add(request({makeLocal(QStringLiteral("done"), 100)}));
        QTRY_COMPARE_WITH_TIMEOUT(followed->totals.done, 1, soon);
        EngineSettings slow;
        slow.bytesPerSecond = MiB;
        followed->engine.setSettings(slow);
        followed->engine.add(request({makeLocal(QStringLiteral("big"), 24 * MiB)}));
        QTRY_COMPARE_WITH_TIMEOUT(followed->all.size(), 2, soon);
        const QList<UploadId> ids = followed->all.keys();
        followed->engine.pauseAll();
        QTRY_COMPARE_WITH_TIMEOUT(followed->totals.paused, 1, soon);
        followed->engine.shelve(ids);
        QTRY_COMPARE_WITH_TIMEOUT(followed->totals.uploads, 0, soon);
        followed->engine.resumeAll();
        followed->engine.unshelve(ids);
        QTRY_COMPARE_WITH_TIMEOUT(followed->all.size(), 2, soon);
        QCOMPARE(followed->totals.paused, 1);
        QCOMPARE(followed->totals.done, 1);
    }

    void removingForGoodLeavesNothingAtTheServer()
    {
        auto followed = startWithWaiting({});
        QTRY_VERIFY_WITH_TIMEOUT(followed->named(QStringLiteral("big")).slicesDone >= 1, soon);
        const UploadId id = followed->named(QStringLiteral("big")).id;
        QSignalSpy removed(&followed->engine, &UploadEngine::removed);
        followed->engine.shelve({id});
        followed->engine.remove({id});
        QTRY_COMPARE_WITH_TIMEOUT(removed.size(), 1, soon);
        QVERIFY(followed->all.isEmpty());
        QCOMPARE(followed->totals.uploads, 0);
        QCOMPARE(m_emulator->unfinishedUploads(), 0);
    }

    void whatIsShelvedAtTheEndIsGoneWhereTheServerHasNothingOfIt()
    {
        auto followed = startWithWaiting({QStringLiteral("a"), QStringLiteral("b")});
        QTRY_VERIFY_WITH_TIMEOUT(followed->named(QStringLiteral("big")).slicesDone >= 1, soon);
        followed->engine.shelve({followed->named(QStringLiteral("a")).id});
        QTRY_COMPARE_WITH_TIMEOUT(followed->all.size(), 2, soon);
        followed.reset();
        followed = start(4 * MiB);
        QTRY_COMPARE_WITH_TIMEOUT(followed->inOrder(),
                                  (QStringList{QStringLiteral("/up/big"), QStringLiteral("/up/b")}),
                                  soon);
    }

    void whatIsRemovedAtTheEndStaysRemovedAndLeavesNothingAtTheServer_data()
    {
        QTest::addColumn<bool>("forGood");
        QTest::newRow("could still be brought back") << false;
        QTest::newRow("is on its way out") << true;
    }

    void whatIsRemovedAtTheEndStaysRemovedAndLeavesNothingAtTheServer()
    {
        QFETCH(bool, forGood);
        auto followed = startWithWaiting({QStringLiteral("a")});
        QTRY_VERIFY_WITH_TIMEOUT(followed->named(QStringLiteral("big")).slicesDone >= 1, soon);
        EmulatorFault silence;
        silence.op = QStringLiteral("delete");
        silence.times = -1;
        silence.hang = std::chrono::minutes(10);
        m_emulator->setFaults({silence});
        const UploadId id = followed->named(QStringLiteral("big")).id;
        followed->engine.shelve({id});
        if (forGood)
            followed->engine.remove({id});
        QTRY_COMPARE_WITH_TIMEOUT(followed->all.size(), 1, soon);
        followed.reset();
        QCOMPARE(m_emulator->unfinishedUploads(), 1);

        m_emulator->setFaults({});
        followed = start(0);
        QTRY_COMPARE_WITH_TIMEOUT(m_emulator->unfinishedUploads(), 0, soon);
        QTRY_COMPARE_WITH_TIMEOUT(followed->totals.done, 1, soon);
        QCOMPARE(followed->totals.uploads, 1);
        QCOMPARE(followed->inOrder(), QStringList{QStringLiteral("/up/a")});
        QCOMPARE(uploadedInOrder(), QStringList{QStringLiteral("/up/a")});
    }

    void whatLeavesComesBackWhenItIsAddedAgain()
    {
        auto followed = startWithWaiting({});
        QTRY_VERIFY_WITH_TIMEOUT(followed->named(QStringLiteral("big")).slicesDone >= 1, soon);
        followed->engine.shelve({followed->named(QStringLiteral("big")).id});
        QTRY_VERIFY_WITH_TIMEOUT(followed->all.isEmpty(), soon);
        followed.reset();

        // Nothing goes on by itself, and nothing is taken away by itself either.
        UploadEngine::Options options = engineOptions();
        options.startup = UploadEngine::Startup::Hold;
        followed = startEngine(options);
        followed->engine.add(request({m_folder->filePath(QStringLiteral("big"))}));
        QTRY_COMPARE_WITH_TIMEOUT(followed->totals.done, 1, soon);
        QCOMPARE(followed->totals.uploads, 1);
        QCOMPARE(asked(QStringLiteral("upload_slice_init")), 1);
    }

    void addingAShelvedFileAgainBringsItBack()
    {
        auto followed = startWithWaiting({QStringLiteral("a")});
        QTRY_COMPARE_WITH_TIMEOUT(followed->all.size(), 2, soon);
        const UploadId id = followed->named(QStringLiteral("a")).id;
        followed->engine.shelve({id});
        QTRY_COMPARE_WITH_TIMEOUT(followed->all.size(), 1, soon);
        followed->engine.add(request({m_folder->filePath(QStringLiteral("a"))}));
        QTRY_COMPARE_WITH_TIMEOUT(followed->named(QStringLiteral("a")).id, id, soon);
        QCOMPARE(followed->named(QStringLiteral("a")).state, UploadState::Queued);
    }

    void insightTellsSlicesAndLimit()
    {
        auto followed = startWithWaiting({QStringLiteral("a")});
        QTRY_COMPARE_WITH_TIMEOUT(followed->all.size(), 2, soon);
        followed->engine.watch(followed->named(QStringLiteral("big")).id);
        QTRY_VERIFY_WITH_TIMEOUT(count(followed->insight.slices, SliceRun::State::Sent) >= 2, soon);
        QVERIFY(count(followed->insight.slices, SliceRun::State::InFlight) > 0);
        QCOMPARE(count(followed->insight.slices, SliceRun::State::Sent)
                     + count(followed->insight.slices, SliceRun::State::InFlight)
                     + count(followed->insight.slices, SliceRun::State::Waiting),
                 24);
        QCOMPARE(followed->insight.sliceSize, MiB);
        QCOMPARE(followed->insight.speedLimit, 4 * MiB);
        const UploadId waiting = followed->named(QStringLiteral("a")).id;
        followed->engine.watch(waiting);
        QTRY_COMPARE_WITH_TIMEOUT(followed->insight.id, waiting, soon);
        QVERIFY(followed->insight.slices.isEmpty());
    }
};

QTEST_GUILESS_MAIN(ListEditingTest)
#include "ListEditingTest.moc"

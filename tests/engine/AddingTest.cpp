// Adding with a review: nothing is queued before each file has a place.

#include "tests/engine/EngineBench.h"
#include "tests/support/TestFiles.h"

#include <QDir>
#include <QFile>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

#include <memory>

using namespace cosdrop;
using namespace cosdrop::test;

namespace {

constexpr int soon = 20'000; // ms; a condition that does not come true by then has failed

} // namespace

class AddingTest : public EngineBench
{
    Q_OBJECT

private:
    QString local(const QString &name) const
    {
        const QString path = m_folder->filePath(QStringLiteral("files/") + name);
        return QDir().mkpath(QFileInfo(path).path()) && makeFile(path, 10) ? path : QString();
    }

    AddRequest request(const QStringList &paths) const
    {
        AddRequest request = EngineBench::request(paths);
        request.review = true;
        return request;
    }

    QStringList objects() const
    {
        QStringList all = m_emulator->objects();
        all.sort();
        return all;
    }

    std::unique_ptr<UploadEngine> m_engine;
    QueueTotals m_totals;

private Q_SLOTS:

    void init()
    {
        EngineBench::init();
        m_totals = {};
        m_engine = std::make_unique<UploadEngine>(UploadEngine::Options());
        connect(m_engine.get(), &UploadEngine::totalsChanged, this,
                [this](const QueueTotals &totals) { m_totals = totals; });
        startWithKeys(*m_engine);
    }

    void cleanup()
    {
        m_engine.reset();
        EngineBench::cleanup();
    }

    void aCleanBatchStartsByItself()
    {
        local(QStringLiteral("sub/a"));
        local(QStringLiteral("b"));
        QSignalSpy reviews(m_engine.get(), &UploadEngine::reviewWanted);
        m_engine->add(request({m_folder->filePath(QStringLiteral("files"))}));
        QTRY_COMPARE_WITH_TIMEOUT(m_totals.done, 2, soon);
        QVERIFY(reviews.isEmpty());
        QCOMPARE(objects(),
                 (QStringList{QStringLiteral("/up/files/b"), QStringLiteral("/up/files/sub/a")}));
    }

    void anAmbiguousBatchWaitsAndGoesAsSettled()
    {
        const QStringList files{local(QStringLiteral("1/a")), local(QStringLiteral("2/a")),
                                local(QStringLiteral("what?"))};
        QSignalSpy reviews(m_engine.get(), &UploadEngine::reviewWanted);
        QSignalSpy scanned(m_engine.get(), &UploadEngine::scanned);
        m_engine->add(request(files));
        QTRY_COMPARE_WITH_TIMEOUT(scanned.size(), 1, soon);
        QCOMPARE(reviews.size(), 1);
        const auto review = reviews.constFirst().constFirst().value<AddReview>();
        QCOMPARE(review.files, 3);
        QCOMPARE(review.bytes, 30);
        QCOMPARE(review.items.size(), 2);
        QCOMPARE(m_totals.uploads, 0);

        // In the way of the first one, so it is asked once more.
        m_engine->settle(review.ticket, {QStringLiteral("/up/a"), QStringLiteral("/up/what_")});
        QTRY_COMPARE_WITH_TIMEOUT(reviews.size(), 2, soon);
        const auto again = reviews.constLast().constFirst().value<AddReview>();
        QCOMPARE(again.items.size(), 1);
        QCOMPARE(m_totals.uploads, 0);
        m_engine->settle(again.ticket, {QStringLiteral("/up/second a")});
        QTRY_COMPARE_WITH_TIMEOUT(m_totals.done, 3, soon);
        QCOMPARE(objects(), (QStringList{QStringLiteral("/up/a"), QStringLiteral("/up/second a"),
                                         QStringLiteral("/up/what_")}));
    }

    void aFileGoesToAPathOfItsOwnAsItIsWritten()
    {
        const QString one = local(QStringLiteral("one"));
        AddRequest asked = request({one, local(QStringLiteral("two"))});
        asked.prefix = QStringLiteral("/up/");
        asked.objectPaths.insert(one, QStringLiteral("/{year}/other {uuid}"));
        m_engine->add(asked);
        QTRY_COMPARE_WITH_TIMEOUT(m_totals.done, 2, soon);
        QCOMPARE(objects(),
                 (QStringList{QStringLiteral("/up/two"), QStringLiteral("/{year}/other {uuid}")}));
    }

    void aDroppedReviewAddsNothing()
    {
        QSignalSpy reviews(m_engine.get(), &UploadEngine::reviewWanted);
        m_engine->add(request({local(QStringLiteral("good")), local(QStringLiteral("what?"))}));
        QTRY_COMPARE_WITH_TIMEOUT(reviews.size(), 1, soon);
        const auto review = reviews.constFirst().constFirst().value<AddReview>();
        m_engine->dropReview(review.ticket);
        m_engine->settle(review.ticket, {QStringLiteral("/up/x")});
        m_engine->add(request({local(QStringLiteral("other"))}));
        QTRY_COMPARE_WITH_TIMEOUT(m_totals.done, 1, soon);
        QCOMPARE(m_totals.uploads, 1);
        QCOMPARE(objects(), QStringList{QStringLiteral("/up/other")});
    }

    void aCancelledScanAddsNothing()
    {
        for (int i = 0; i < 3000; ++i) {
            QFile file(m_folder->filePath(QStringLiteral("%1").arg(i)));
            QVERIFY(file.open(QIODevice::WriteOnly));
        }
        QSignalSpy over(m_engine.get(), &UploadEngine::scanOver);
        m_engine->add(request({m_folder->path(), m_folder->path(), m_folder->path()}));
        m_engine->cancelScan();
        QTRY_VERIFY_WITH_TIMEOUT(!over.isEmpty(), soon);
        m_engine->add(request({local(QStringLiteral("other"))}));
        QTRY_COMPARE_WITH_TIMEOUT(m_totals.done, 1, soon);
        QCOMPARE(m_totals.uploads, 1);
    }

    void whatTheRulePassesOverIsTold()
    {
        const QDir files(m_folder->filePath(QStringLiteral("files")));
        local(QStringLiteral(".hidden"));
        local(QStringLiteral("real/a"));
        QVERIFY(files.mkpath(QStringLiteral("empty/inner")));
        QVERIFY(QFile::link(files.filePath(QStringLiteral("real")),
                            files.filePath(QStringLiteral("link to folder"))));
        QVERIFY(QFile::link(files.filePath(QStringLiteral(".hidden")),
                            files.filePath(QStringLiteral("link to file"))));
        QVERIFY(QFile::link(files.filePath(QStringLiteral("nowhere")),
                            files.filePath(QStringLiteral("link to nothing"))));
        QSignalSpy left(m_engine.get(), &UploadEngine::leftOut);
        m_engine->add(request({files.path()}));
        QTRY_COMPARE_WITH_TIMEOUT(m_totals.done, 3, soon);
        QCOMPARE(left.size(), 1);
        QCOMPARE(left.constFirst().constFirst().value<LeftOut>(), (LeftOut{1, 1, 1}));
        QVERIFY(objects().contains(QStringLiteral("/up/files/.hidden")));
        QVERIFY(objects().contains(QStringLiteral("/up/files/link to file")));
    }
};

QTEST_GUILESS_MAIN(AddingTest)
#include "AddingTest.moc"

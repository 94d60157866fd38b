#include "core/transfer/SliceSender.h"

#include "core/files/PooledLocalFiles.h"
#include "tests/support/ManualClock.h"
#include "tests/support/TestFiles.h"
#include "tests/transfer/UnaskedStorage.h"

#include <QTemporaryDir>

#include <deque>
#include <optional>

using namespace cosdrop;
using namespace cosdrop::test;
using namespace std::chrono_literals;

namespace {

constexpr qint64 sliceSize = 512 * 1024;
constexpr int slices = 5;
constexpr int longWait = 60'000; // ms

/// Keeps the slices it is given until the test answers them.
class HeldStorage final : public UnaskedStorage
{
public:
    struct Request
    {
        SliceRequest slice;
        Progress progress;
        Done<SliceReply> done;
    };

    RequestId uploadSlice(const ObjectAddress &, const SliceRequest &request, Progress progress,
                          Done<SliceReply> done) override
    {
        requests.push_back({request, std::move(progress), std::move(done)});
        return RequestId{static_cast<quint64>(requests.size())};
    }

    void abort(RequestId) override { ++aborted; }

    std::deque<Request> requests;
    int aborted = 0;
};

/// The computer's files; tells which ranges were asked for.
class WatchedFiles final : public LocalFiles
{
public:
    JobId fingerprint(const QString &path, Done<Fingerprint> done) override
    {
        return m_files.fingerprint(path, std::move(done));
    }

    JobId digest(const QString &path, Progress progress, Done<DigestedFile> done) override
    {
        return m_files.digest(path, std::move(progress), std::move(done));
    }

    JobId read(const QString &path, const Fingerprint &fingerprint, const SliceRange &range,
               const Digests &digests, Done<QByteArray> done) override
    {
        asked.append(range.offset);
        return m_files.read(path, fingerprint, range, digests,
                            [this, done = std::move(done)](Result<QByteArray> bytes) {
                                ++answered;
                                done(std::move(bytes));
                            });
    }

    void cancel(JobId job) override { m_files.cancel(job); }

    QList<qint64> asked;
    int answered = 0;

private:
    PooledLocalFiles m_files;
};

} // namespace

class SliceSenderTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();

    void sliceReadAheadSetsOutWithoutAnotherRead();
    void sliceAskedForWhileItIsReadAheadIsReadOnce();
    void sliceReadAheadInVainMakesRoomForAnother();
    void failedReadAheadIsTriedAgainInItsTurn();
    void whatWasReadAheadOfAnotherFileIsNotSent();
    void whatWasReadAheadForSlicesOfAnotherSizeIsNotSent_data();
    void whatWasReadAheadForSlicesOfAnotherSizeIsNotSent();
    void largeSliceIsNotReadAhead();
    void onlyWhatWouldBeReadIsWantedAhead();
    void slicesSetOutApart();
    void abortedSliceNeverSetsOut();
    void recalledSlicesNeverSetOut();
    void recallLeavesWhatIsOnItsWay();
    void recalledSliceSetsOutWhenItIsSentAgain();
    void turnsOfRecalledSlicesAreFree();
    void abortGivesUpWhatIsUnderWay();
    void countsBytesAlsoWhenABodyStartsAgain();

private:
    SliceSender::Slice slice(int index) const { return {index, {index * sliceSize, sliceSize}}; }

    void send(int index, std::chrono::milliseconds gap = 0ms)
    {
        m_sender->send(*m_source, slice(index), gap);
    }

    QList<qint64> sentOffsets() const
    {
        QList<qint64> offsets;
        for (const HeldStorage::Request &request : m_storage->requests)
            offsets.append(request.slice.offset);
        return offsets;
    }

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<ManualClock> m_clock;
    std::unique_ptr<HeldStorage> m_storage;
    std::unique_ptr<WatchedFiles> m_files;
    std::unique_ptr<SliceSender> m_sender;
    std::optional<SliceSender::Source> m_source;
    QByteArray m_content;
    qint64 m_moved = 0;
    QList<int> m_ended;
    std::optional<Error> m_error;
};

void SliceSenderTest::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    m_clock = std::make_unique<ManualClock>();
    m_storage = std::make_unique<HeldStorage>();
    m_files = std::make_unique<WatchedFiles>();
    m_moved = 0;
    m_ended.clear();
    m_error.reset();
    m_sender = std::make_unique<SliceSender>(
        *m_storage, *m_files, *m_clock, [this](qint64 more) { m_moved += more; },
        [this](int index, const Result<SliceReply> &reply, std::chrono::milliseconds) {
            m_ended.append(index);
            if (!reply)
                m_error = reply.error();
        });

    const QString path = m_folder->filePath(QStringLiteral("file"));
    m_content = randomBytes(slices * sliceSize);
    QVERIFY(writeFile(path, m_content));
    std::optional<Result<Fingerprint>> fingerprint;
    m_files->fingerprint(path, [&](const Result<Fingerprint> &found) { fingerprint = found; });
    QTRY_VERIFY_WITH_TIMEOUT(fingerprint, longWait);
    QVERIFY(*fingerprint);
    m_source.emplace(SliceSender::Source{path,
                                         **fingerprint,
                                         {},
                                         {{}, *ObjectPath::parse(QStringLiteral("file"))},
                                         QStringLiteral("session")});
}

void SliceSenderTest::cleanup()
{
    m_sender.reset();
    m_files.reset();
    m_storage.reset();
}

void SliceSenderTest::sliceReadAheadSetsOutWithoutAnotherRead()
{
    send(0);
    m_sender->readAhead(*m_source, slice(1));
    QTRY_COMPARE_WITH_TIMEOUT(m_files->answered, 2, longWait);
    QCOMPARE(sentOffsets(), QList<qint64>{0});

    send(1);
    QCOMPARE(sentOffsets(), (QList<qint64>{0, sliceSize}));
    QCOMPARE(m_storage->requests.back().slice.bytes, m_content.mid(sliceSize, sliceSize));
    QCOMPARE(m_files->asked, (QList<qint64>{0, sliceSize}));
}

void SliceSenderTest::sliceAskedForWhileItIsReadAheadIsReadOnce()
{
    m_sender->readAhead(*m_source, slice(1));
    send(1);
    QTRY_COMPARE_WITH_TIMEOUT(sentOffsets(), QList<qint64>{sliceSize}, longWait);
    QCOMPARE(m_files->asked, QList<qint64>{sliceSize});
}

void SliceSenderTest::sliceReadAheadInVainMakesRoomForAnother()
{
    m_sender->readAhead(*m_source, slice(1));
    QTRY_COMPARE_WITH_TIMEOUT(m_files->answered, 1, longWait);
    m_sender->readAhead(*m_source, slice(2));
    QTRY_COMPARE_WITH_TIMEOUT(m_files->answered, 2, longWait);
    send(2);
    QCOMPARE(sentOffsets(), QList<qint64>{2 * sliceSize});
}

void SliceSenderTest::failedReadAheadIsTriedAgainInItsTurn()
{
    QVERIFY(QFile::rename(m_source->localPath, m_source->localPath + QLatin1String(".away")));
    m_sender->readAhead(*m_source, slice(1));
    QTRY_COMPARE_WITH_TIMEOUT(m_files->answered, 1, longWait);
    QVERIFY(m_ended.isEmpty());

    send(1);
    QTRY_COMPARE_WITH_TIMEOUT(m_ended, QList<int>{1}, longWait);
    QVERIFY(m_error);
    QCOMPARE(m_error->kind, ErrorKind::FileMissing);
}

void SliceSenderTest::whatWasReadAheadOfAnotherFileIsNotSent()
{
    m_sender->readAhead(*m_source, slice(1));
    QTRY_COMPARE_WITH_TIMEOUT(m_files->answered, 1, longWait);
    m_source->fingerprint.mtimeNs += 1;
    send(1);
    QTRY_COMPARE_WITH_TIMEOUT(m_ended, QList<int>{1}, longWait);
    QCOMPARE(m_error->kind, ErrorKind::FileChanged);
    QVERIFY(m_storage->requests.empty());
}

void SliceSenderTest::whatWasReadAheadForSlicesOfAnotherSizeIsNotSent_data()
{
    QTest::addColumn<bool>("isRead");
    QTest::newRow("read") << true;
    QTest::newRow("being read") << false;
}

void SliceSenderTest::whatWasReadAheadForSlicesOfAnotherSizeIsNotSent()
{
    QFETCH(bool, isRead);
    m_sender->readAhead(*m_source, slice(1));
    if (isRead)
        QTRY_COMPARE_WITH_TIMEOUT(m_files->answered, 1, longWait);

    // Another session may have larger slices.
    m_source->session = QStringLiteral("another");
    const SliceSender::Slice larger{1, {2 * sliceSize, 2 * sliceSize}};
    QVERIFY(m_sender->wantsAhead(larger));
    m_sender->send(*m_source, larger, 0ms);
    QTRY_COMPARE_WITH_TIMEOUT(sentOffsets(), QList<qint64>{2 * sliceSize}, longWait);
    QVERIFY(m_storage->requests.back().slice.bytes == m_content.mid(2 * sliceSize, 2 * sliceSize));
}

void SliceSenderTest::largeSliceIsNotReadAhead()
{
    m_sender->readAhead(*m_source, {0, {0, 5 * 1024 * 1024}});
    QVERIFY(m_files->asked.isEmpty());
}

void SliceSenderTest::onlyWhatWouldBeReadIsWantedAhead()
{
    QVERIFY(m_sender->wantsAhead(slice(1)));
    m_sender->readAhead(*m_source, slice(1));
    QVERIFY(!m_sender->wantsAhead(slice(1)));
    QVERIFY(m_sender->wantsAhead(slice(2)));
    QTRY_COMPARE_WITH_TIMEOUT(m_files->answered, 1, longWait);
    QVERIFY(!m_sender->wantsAhead(slice(1)));
    send(1);
    QVERIFY(m_sender->wantsAhead(slice(1)));
    QVERIFY(!m_sender->wantsAhead({2, {0, 5 * 1024 * 1024}}));
}

void SliceSenderTest::slicesSetOutApart()
{
    for (int index = 0; index < 3; ++index)
        send(index, 10ms);
    QTRY_COMPARE_WITH_TIMEOUT(m_files->answered, 3, longWait);
    QCOMPARE(m_storage->requests.size(), 1U);
    m_clock->advance(9ms);
    QCOMPARE(m_storage->requests.size(), 1U);
    m_clock->advance(1ms);
    QCOMPARE(m_storage->requests.size(), 2U);
    m_clock->advance(10ms);
    QCOMPARE(m_storage->requests.size(), 3U);

    m_clock->advance(10ms);
    send(3, 10ms);
    QTRY_COMPARE_WITH_TIMEOUT(m_storage->requests.size(), 4U, longWait);
}

void SliceSenderTest::abortedSliceNeverSetsOut()
{
    send(0, 10ms);
    send(1, 10ms);
    QTRY_COMPARE_WITH_TIMEOUT(m_files->answered, 2, longWait);
    m_sender->abort();
    // The same slice again: the first one's turn is not its turn.
    send(1, 100ms);
    QTRY_COMPARE_WITH_TIMEOUT(m_files->answered, 3, longWait);
    m_clock->advance(99ms);
    QCOMPARE(m_storage->requests.size(), 1U);
    m_clock->advance(100ms);
    QCOMPARE(m_storage->requests.size(), 2U);
}

void SliceSenderTest::recalledSlicesNeverSetOut()
{
    send(0);
    QTRY_COMPARE_WITH_TIMEOUT(m_storage->requests.size(), 1U, longWait);
    send(1, 10ms); // waits for its turn
    QTRY_COMPARE_WITH_TIMEOUT(m_files->answered, 2, longWait);
    send(2, 10ms); // is being read
    QCOMPARE(m_sender->recall(), (std::vector<int>{1, 2}));
    QCOMPARE(m_sender->recall(), std::vector<int>());

    // Behind its read, that of the slice before is over, too.
    send(3, 10ms);
    QTRY_VERIFY_WITH_TIMEOUT(m_files->answered >= 3, longWait);
    m_clock->advance(1h);
    QCOMPARE(sentOffsets(), (QList<qint64>{0, 3 * sliceSize}));
    QVERIFY(m_ended.isEmpty());
}

void SliceSenderTest::recallLeavesWhatIsOnItsWay()
{
    send(0);
    QTRY_COMPARE_WITH_TIMEOUT(m_storage->requests.size(), 1U, longWait);
    HeldStorage::Request &request = m_storage->requests.front();
    request.progress(1000);
    QCOMPARE(m_sender->recall(), std::vector<int>());
    QCOMPARE(m_storage->aborted, 0);
    QCOMPARE(m_sender->bytesOnTheWay(), 1000);
    request.done(SliceReply());
    QCOMPARE(m_ended, QList<int>{0});
}

void SliceSenderTest::recalledSliceSetsOutWhenItIsSentAgain()
{
    send(0);
    QTRY_COMPARE_WITH_TIMEOUT(m_storage->requests.size(), 1U, longWait);
    send(1, 10ms);
    QTRY_COMPARE_WITH_TIMEOUT(m_files->answered, 2, longWait);
    m_sender->recall();
    send(1, 100ms);
    QTRY_COMPARE_WITH_TIMEOUT(m_files->answered, 3, longWait);
    // The turn it had before is not its turn.
    m_clock->advance(99ms);
    QCOMPARE(sentOffsets(), QList<qint64>{0});
    m_clock->advance(1ms);
    QCOMPARE(sentOffsets(), (QList<qint64>{0, sliceSize}));
    QCOMPARE(m_storage->requests.back().slice.bytes, m_content.mid(sliceSize, sliceSize));
}

void SliceSenderTest::turnsOfRecalledSlicesAreFree()
{
    send(0);
    QTRY_COMPARE_WITH_TIMEOUT(m_storage->requests.size(), 1U, longWait);
    for (int index = 1; index < 4; ++index)
        send(index, 1s);
    QTRY_COMPARE_WITH_TIMEOUT(m_files->answered, 4, longWait);
    m_sender->recall();
    m_clock->advance(1s);
    send(4, 1s);
    QTRY_COMPARE_WITH_TIMEOUT(sentOffsets(), (QList<qint64>{0, 4 * sliceSize}), longWait);
}

void SliceSenderTest::abortGivesUpWhatIsUnderWay()
{
    send(0);
    QTRY_COMPARE_WITH_TIMEOUT(m_storage->requests.size(), 1U, longWait);
    m_storage->requests.front().progress(1000);
    QCOMPARE(m_sender->bytesOnTheWay(), 1000);
    send(1);
    m_sender->abort();
    QCOMPARE(m_storage->aborted, 1);
    QCOMPARE(m_sender->bytesOnTheWay(), 0);
}

void SliceSenderTest::countsBytesAlsoWhenABodyStartsAgain()
{
    send(0);
    QTRY_COMPARE_WITH_TIMEOUT(m_storage->requests.size(), 1U, longWait);
    HeldStorage::Request &request = m_storage->requests.front();
    request.progress(1000);
    request.progress(300);
    QCOMPARE(m_sender->bytesOnTheWay(), 300);
    QCOMPARE(m_moved, 1300);
    request.done(SliceReply());
    QCOMPARE(m_moved, 1000 + sliceSize);
    QCOMPARE(m_sender->bytesOnTheWay(), 0);
    QCOMPARE(m_ended, QList<int>{0});
}

QTEST_GUILESS_MAIN(SliceSenderTest)
#include "SliceSenderTest.moc"

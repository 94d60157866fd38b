#include "tests/crash/CrashedUploads.h"
#include "tests/support/TestFiles.h"

#include <QDir>
#include <QMap>
#include <QRandomGenerator>
#include <QTest>

#include <algorithm>

using namespace cosdrop;
using namespace cosdrop::test;
using namespace Qt::StringLiterals;

namespace {

constexpr qint64 MiB = 1024 * 1024;
constexpr int mostKillsOfABatch = 6;

int setting(const char *name, int otherwise)
{
    bool isNumber = false;
    const int value = qEnvironmentVariableIntValue(name, &isNumber);
    return isNumber ? value : otherwise;
}

} // namespace

/// cosdrop-cli and the window, by turns, killed by SIGKILL at random moments until COSDROP_KILLS
/// (20) kills have met them, over batches of files of 1 to COSDROP_LARGEST_MIB (16) MiB.
/// COSDROP_SEED repeats a run.
class CrashRandomTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void isWholeAfterManyKills();

private:
    using Moment = std::function<bool()>;

    QStringList makeBatch(const TestBucket &bucket, int number);
    Moment randomMoment(TestBucket &bucket, qint64 batchBytes);
    int killOver(Victim victim, int batch, int most);

    int random(int below) { return static_cast<int>(m_random.bounded(below)); }

    int m_kills = 0;
    int m_largest = 0;
    QString m_fault; ///< of the last batch
    QRandomGenerator m_random;
};

void CrashRandomTest::initTestCase()
{
    m_kills = setting("COSDROP_KILLS", 20);
    m_largest = setting("COSDROP_LARGEST_MIB", 16);
    const int seed =
        setting("COSDROP_SEED", m_kills > 20 ? QRandomGenerator::system()->bounded(1'000'000) : 1);
    qInfo("COSDROP_SEED=%d COSDROP_KILLS=%d COSDROP_LARGEST_MIB=%d", seed, m_kills, m_largest);
    m_random.seed(static_cast<quint32>(seed));
}

QStringList CrashRandomTest::makeBatch(const TestBucket &bucket, int number)
{
    QStringList files;
    const int count = 1 + random(3);
    for (int i = 0; i < count; ++i) {
        const qint64 size = MiB + m_random.bounded(qint64(m_largest - 1) * MiB + 1);
        files.append(bucket.makeFile(u"%1-%2 批"_s.arg(number).arg(i), size, m_random.generate()));
    }
    return files;
}

/// Something to be seen from outside: requests or bytes that came to the server, or the growth of
/// the journal's log.
CrashRandomTest::Moment CrashRandomTest::randomMoment(TestBucket &bucket, qint64 batchBytes)
{
    switch (random(4)) {
    case 0: {
        const int requests = random(12);
        return [&bucket, requests] {
            return bucket.server().requests().size() > requests;
        };
    }
    case 1: {
        const qint64 bytes = m_random.bounded(batchBytes);
        return [&bucket, bytes] {
            qint64 came = 0;
            for (const EmulatorRequest &request : bucket.server().requests())
                came += request.bodyBytes;
            return came > bytes;
        };
    }
    case 2: {
        static const QStringList ops{u"create"_s,
                                     u"upload_slice_init"_s,
                                     u"upload_slice_list"_s,
                                     u"upload_slice_data"_s,
                                     u"upload_slice_finish"_s,
                                     u"stat"_s,
                                     u"upload"_s};
        const QString &op = ops.at(random(static_cast<int>(ops.size())));
        return [&bucket, op] {
            return bucket.count(op) > 0;
        };
    }
    default: {
        const QString log = bucket.stateFolder() + u"/journal.sqlite-wal"_s;
        const qint64 grown = QFileInfo(log).size() + random(200'000);
        return [log, grown] {
            return QFileInfo(log).size() >= grown;
        };
    }
    }
}

/// Gives how many kills met the batch.
int CrashRandomTest::killOver(Victim victim, int batch, int most)
{
    TestBucket bucket([this](EmulatorOptions &options) { options.serial = random(4) == 0; });
    const QStringList files = makeBatch(bucket, batch);
    qint64 bytes = 0;
    for (const QString &file : files)
        bytes += QFileInfo(file).size();
    UploadWish wish;
    wish.hash = random(5) > 0;
    if (random(2) == 0)
        wish.sliceSize = MiB / 2;
    CrashedUploads uploads(bucket, victim, files, u"/批 %1/"_s.arg(batch), wish);

    int kills = 0;
    while (kills < most) {
        const Moment moment = randomMoment(bucket, bytes);
        if (!(kills == 0 ? uploads.startUpload() : uploads.startResume()))
            qFatal("the program cannot be started");
        const bool killed = uploads.killAt(moment);
        m_fault = uploads.finish();
        if (!m_fault.isEmpty())
            return kills;
        // The last run is left alone where the first has been enough for it to be over.
        if (!killed)
            break;
        ++kills;
    }
    m_fault = uploads.complete();
    return kills;
}

void CrashRandomTest::isWholeAfterManyKills()
{
    QMap<Victim, int> kills{{Victim::Cli, 0}, {Victim::Window, 0}};
    int left = m_kills;
    int batches = 0;
    while (left > 0) {
        const Victim victim = batches % 2 == 0 ? Victim::Cli : Victim::Window;
        const int met = killOver(victim, batches++, std::min(left, mostKillsOfABatch));
        QVERIFY2(m_fault.isEmpty(), qPrintable(m_fault));
        kills[victim] += met;
        left -= met;
    }
    qInfo("%d kills of cosdrop-cli and %d of the window over %d batches", kills[Victim::Cli],
          kills[Victim::Window], batches);
    QVERIFY(kills[Victim::Cli] > 0 && kills[Victim::Window] > 0);
}

QTEST_GUILESS_MAIN(CrashRandomTest)
#include "CrashRandomTest.moc"

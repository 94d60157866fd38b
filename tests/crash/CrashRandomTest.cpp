#include "tests/crash/CrashedUploads.h"
#include "tests/support/TestFiles.h"

#include <QDir>
#include <QRandomGenerator>
#include <QTest>

using namespace cosdrop;
using namespace cosdrop::test;
using namespace Qt::StringLiterals;

namespace {

constexpr qint64 MiB = 1024 * 1024;
constexpr int mostKillsOfABatch = 8;

int setting(const char *name, int otherwise)
{
    bool isNumber = false;
    const int value = qEnvironmentVariableIntValue(name, &isNumber);
    return isNumber ? value : otherwise;
}

} // namespace

/// cosdrop-cli killed by SIGKILL at random moments until COSDROP_KILLS (20) kills have met it, over
/// batches of files of 1 to COSDROP_LARGEST_MIB (16) MiB. COSDROP_SEED repeats a run.
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

    int random(int below) { return static_cast<int>(m_random.bounded(below)); }

    int m_kills = 0;
    int m_largest = 0;
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

void CrashRandomTest::isWholeAfterManyKills()
{
    int kills = 0;
    int batches = 0;
    while (kills < m_kills) {
        TestBucket bucket([this](EmulatorOptions &options) { options.serial = random(4) == 0; });
        QVERIFY(bucket.isValid());
        const QStringList files = makeBatch(bucket, batches++);
        qint64 bytes = 0;
        for (const QString &file : files)
            bytes += QFileInfo(file).size();
        QStringList arguments;
        if (random(5) == 0)
            arguments.append(u"--no-hash"_s);
        if (random(2) == 0)
            arguments += {u"--slice-size"_s, u"524288"_s};
        CrashedUploads uploads(bucket, files, u"/批 %1/"_s.arg(batches), arguments);

        // The last run is left alone where the first has been enough for it to be over.
        for (int run = 0; run < mostKillsOfABatch && kills < m_kills; ++run) {
            const Moment moment = randomMoment(bucket, bytes);
            QVERIFY(run == 0 ? uploads.startUpload() : uploads.startResume());
            const bool killed = uploads.killAt(moment);
            const QString fault = uploads.finish();
            QVERIFY2(fault.isEmpty(), qPrintable(fault));
            if (!killed)
                break;
            ++kills;
        }
        const QString fault = uploads.complete();
        QVERIFY2(fault.isEmpty(), qPrintable(fault));
    }
    qInfo("%d kills over %d batches", kills, batches);
}

QTEST_GUILESS_MAIN(CrashRandomTest)
#include "CrashRandomTest.moc"

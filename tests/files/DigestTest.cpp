#include "core/files/CheckedReading.h"
#include "tests/files/FileFixture.h"
#include "tests/support/TestFiles.h"

#include <QCryptographicHash>
#include <QElapsedTimer>
#include <QFile>
#include <QTest>

#include <algorithm>

using namespace cosdrop;
using namespace cosdrop::test;

namespace {

constexpr qint64 step = Digests::step;
constexpr qint64 miB = 1024 * 1024;

} // namespace

class DigestTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:

    void init() { m_here = std::make_unique<FileFixture>(); }

    void cleanup() { m_here.reset(); }

    void digestsEverySize_data();
    void digestsEverySize();
    void smallFileComesWithTheBytesThatWereHashed_data();
    void smallFileComesWithTheBytesThatWereHashed();
    void digestGivesThePublishedStates();
    void digestTellsProgressInOrderAndTheLast();
    void digestCatchesAChangeUnderThePass_data();
    void digestCatchesAChangeUnderThePass();
    void cancelledDigestEndsInTheMiddle();

private:
    std::unique_ptr<FileFixture> m_here;
};

void DigestTest::digestsEverySize_data()
{
    QTest::addColumn<qint64>("size");
    for (const qint64 size :
         {qint64{0}, qint64{1}, step - 1, step, step + 1, 2 * step - 1, 2 * step, 2 * step + 1,
          4 * step, 4 * step + 1, 5 * step + 4711, 9 * step})
        QTest::addRow("%lld", size) << size;
}

void DigestTest::digestsEverySize()
{
    QFETCH(qint64, size);
    QVERIFY(makeFile(m_here->path("a"), size));
    const Result<DigestedFile> found = m_here->digest(m_here->path("a"));
    QVERIFY(found);
    QVERIFY(found->fingerprint == *m_here->fingerprint(m_here->path("a")));
    QCOMPARE(found->digests.sha1, sha1OfFile(m_here->path("a")));
    QCOMPARE(found->digests.states.size(), size == 0 ? 0 : (size - 1) / step * 20);
    QCOMPARE(found->digests.checksums.size(), (size + step - 1) / step * 16);
}

void DigestTest::smallFileComesWithTheBytesThatWereHashed_data()
{
    QTest::addColumn<qint64>("size");
    QTest::addColumn<bool>("isSmall");
    QTest::newRow("empty") << qint64{0} << true;
    QTest::newRow("4 KiB") << qint64{4096} << true;
    QTest::newRow("256 KiB") << qint64{256 * 1024} << true;
    QTest::newRow("larger") << qint64{256 * 1024 + 1} << false;
}

void DigestTest::smallFileComesWithTheBytesThatWereHashed()
{
    QFETCH(qint64, size);
    QFETCH(bool, isSmall);
    QVERIFY(makeFile(m_here->path("a"), size));
    const Result<DigestedFile> found = m_here->digest(m_here->path("a"));
    QVERIFY(found);
    QCOMPARE(found->content.isNull(), !isSmall);
    if (isSmall) {
        QCOMPARE(found->content.size(), size);
        QCOMPARE(QCryptographicHash::hash(found->content, QCryptographicHash::Sha1).toHex(),
                 found->digests.sha1);
    }
}

void DigestTest::digestGivesThePublishedStates()
{
    // From vectors.json: 2.5 MiB by 1 MiB.
    QVERIFY(writeFile(m_here->path("a"), vectorContent(2'621'440)));
    const Result<DigestedFile> found = m_here->digest(m_here->path("a"));
    QVERIFY(found);
    QCOMPARE(found->digests.sha1, QByteArray("744785c7a85f4d7bb9bce24abe40939e4ea864c6"));
    QCOMPARE(found->digests.states.size(), 4 * 20);
    QCOMPARE(found->digests.states.mid(20, 20).toHex(),
             QByteArray("3b95369be2141d98f4512587a2b76a891cd5e2de"));
    QCOMPARE(found->digests.states.mid(60, 20).toHex(),
             QByteArray("eab459fa1ff1153286ef7ddd16029db1a9bac9ea"));
}

void DigestTest::digestTellsProgressInOrderAndTheLast()
{
    const QString file = m_here->longFile("long", 512 * miB + 1);
    QList<qint64> told;
    Outcome<DigestedFile> outcome;
    QElapsedTimer timer;
    timer.start();
    m_here->files->digest(
        file,
        [&](qint64 bytesRead) {
            QVERIFY(!outcome.result);
            told.append(bytesRead);
        },
        outcome.take());
    QVERIFY(wait(outcome));
    QVERIFY(!told.isEmpty());
    QVERIFY(std::is_sorted(told.begin(), told.end()));
    QCOMPARE(told.last(), 512 * miB + 1);
    QVERIFY(told.size() <= timer.elapsed() / 100 + 1);
}

void DigestTest::digestCatchesAChangeUnderThePass_data()
{
    QTest::addColumn<QString>("change");
    QTest::addColumn<ErrorKind>("kind");
    QTest::addColumn<qint64>("size");
    // The longer one is read ahead by a thread.
    for (const qint64 size : {3 * step, 12 * step}) {
        for (const char *change : {"rewritten", "appended", "truncated", "replaced", "removed"})
            QTest::addRow("%s, %lld", change, size)
                << QString::fromLatin1(change)
                << (qstrcmp(change, "removed") == 0 ? ErrorKind::FileMissing
                                                    : ErrorKind::FileChanged)
                << size;
    }
}

void DigestTest::digestCatchesAChangeUnderThePass()
{
    QFETCH(QString, change);
    QFETCH(ErrorKind, kind);
    QFETCH(qint64, size);
    const QString file = m_here->path("a");
    QVERIFY(makeFile(file, size));
    QVERIFY(setModified(file, {1, 0}));
    QVERIFY(makeFile(m_here->path("other"), size));
    bool changed = false;
    const auto atTheFirstBuffer = [&](qint64) {
        if (std::exchange(changed, true))
            return;
        QFile opened(file);
        if (change == u"rewritten") {
            QVERIFY(opened.open(QIODevice::ReadWrite) && opened.seek(2 * step));
            QCOMPARE(opened.write("x"), 1);
        } else if (change == u"appended") {
            QVERIFY(opened.open(QIODevice::Append));
            QCOMPARE(opened.write("x"), 1);
        } else if (change == u"truncated") {
            QVERIFY(opened.resize(step));
        } else if (change == u"replaced") {
            QVERIFY(renameOver(m_here->path("other"), file));
        } else {
            QVERIFY(opened.remove());
        }
    };
    const std::atomic_bool cancelled = false;
    const Result<DigestedFile> found = digestFile(file, cancelled, atTheFirstBuffer);
    QVERIFY(changed);
    QCOMPARE(kindOf(found), kind);
}

void DigestTest::cancelledDigestEndsInTheMiddle()
{
    const QString file = m_here->longFile("long", 512 * miB);
    std::atomic_bool cancelled = false;
    qint64 latest = 0;
    const Result<DigestedFile> found = digestFile(file, cancelled, [&](qint64 bytesRead) {
        latest = bytesRead;
        cancelled = bytesRead >= 8 * step;
    });
    QVERIFY(!found);
    QCOMPARE(latest, 8 * step);
}

QTEST_GUILESS_MAIN(DigestTest)
#include "DigestTest.moc"

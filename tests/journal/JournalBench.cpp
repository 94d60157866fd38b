#include "core/journal/SqliteUploadJournal.h"
#include "tests/journal/SampleRecords.h"

#include <QElapsedTimer>
#include <QTemporaryDir>
#include <QTest>

using namespace cosdrop;
using namespace cosdrop::test;

/// How long the journal takes where it is used most. The limits are far above what it needs
/// (0.25 s, 0.7 s, 0.65 s, 0.1 s on two cores of a server), so that only a change of kind fails.
class JournalBench : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();

    void cleanup();

    void savesOneByOne();
    void savesAndLoadsManyAtOnce();

private:
    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<SqliteUploadJournal> m_journal;
};

void JournalBench::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    auto opened = SqliteUploadJournal::open(m_folder->path());
    QVERIFY(opened);
    m_journal = std::move(opened->journal);
}

void JournalBench::cleanup()
{
    m_journal.reset();
    m_folder.reset();
}

void JournalBench::savesOneByOne()
{
    QElapsedTimer timer;
    timer.start();
    for (int i = 1; i <= 10'000; ++i)
        QVERIFY(m_journal->save({fullRecord(i)}));
    const qint64 took = timer.elapsed();
    qInfo("10,000 saves in %lld ms", took);
    QVERIFY(took < 15'000);
}

void JournalBench::savesAndLoadsManyAtOnce()
{
    QList<UploadRecord> many;
    for (int i = 1; i <= 100'000; ++i)
        many.append(fullRecord(i));
    QElapsedTimer timer;
    timer.start();
    QVERIFY(m_journal->save(many));
    const qint64 save = timer.restart();
    const Result<QList<UploadRecord>> loaded = m_journal->load();
    const qint64 load = timer.restart();
    QVERIFY(loaded);
    QCOMPARE(loaded->size(), 100'000);
    QVERIFY(SqliteUploadJournal::open(m_folder->path()));
    qInfo("100,000 records saved in %lld ms, loaded in %lld ms, opened in %lld ms", save, load,
          timer.elapsed());
    QVERIFY(load < 15'000);
}

QTEST_GUILESS_MAIN(JournalBench)
#include "JournalBench.moc"

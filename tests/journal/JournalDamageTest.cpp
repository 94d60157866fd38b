#include "core/journal/SqliteUploadJournal.h"
#include "tests/journal/SampleRecords.h"
#include "tests/support/TestFiles.h"

#include <QDir>
#include <QFile>
#include <QRandomGenerator>
#include <QRegularExpression>
#include <QSqlDatabase>
#include <QSqlQuery>
#include <QTemporaryDir>
#include <QTest>

using namespace cosdrop;
using namespace cosdrop::test;

class JournalDamageTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void cleanup();

    void setsAsideATruncatedFile_data();
    void setsAsideATruncatedFile();
    void setsAsideAnEmptyFileWhoseLogIsLeft();
    void truncatedWithItsLogIsNeverGarbage_data();
    void truncatedWithItsLogIsNeverGarbage();
    void setsAsideRandomBytes_data();
    void setsAsideRandomBytes();
    void survivesRandomDamage_data();
    void survivesRandomDamage();
    void survivesADamagedLog();
    void setsAsideAnotherProgramsDatabase();
    void setsAsideAJournalWithoutItsTables();
    void setsAsideTwiceInOneSecond();
    void refusesAFutureSchemaAndLeavesItAlone();
    void takesAnUnknownStateForFailed();
    void finishesAFirstStartThatWasCutShort();

private:
    QString file() const { return m_folder->filePath(QStringLiteral("journal.sqlite")); }

    /// Changes the file as another program would.
    void execute(const QString &sql) const
    {
        {
            QSqlDatabase database =
                QSqlDatabase::addDatabase(QStringLiteral("QSQLITE"), QStringLiteral("other"));
            database.setDatabaseName(file());
            QVERIFY(database.open());
            QSqlQuery query(database);
            QVERIFY(query.exec(sql));
        }
        QSqlDatabase::removeDatabase(QStringLiteral("other"));
    }

    /// Opens what is there, expects it to be set aside unchanged, and a new one to work.
    void expectSetAside(const QByteArray &was) const
    {
        const auto opened = SqliteUploadJournal::open(m_folder->path());
        QVERIFY2(opened, opened ? "" : qPrintable(opened.error().detail));
        const QRegularExpression name(QStringLiteral("/journal\\.sqlite\\.damaged-\\d{8}-\\d{6}$"));
        QVERIFY2(name.match(opened->setAside).hasMatch(), qPrintable(opened->setAside));
        QVERIFY(readFile(opened->setAside) == was);
        expectWorks(*opened->journal);
    }

    void expectWorks(SqliteUploadJournal &journal) const
    {
        QCOMPARE(journal.load(), QList<UploadRecord>());
        QVERIFY(journal.save({fullRecord(7)}));
        QCOMPARE(journal.load(), QList{fullRecord(7)});
    }

    std::unique_ptr<QTemporaryDir> m_folder;
    QList<UploadRecord> m_records;
    QByteArray m_journal;     ///< a good journal's file, closed in order
    QByteArray m_openJournal; ///< the same of one that was not closed
    QByteArray m_openLog;     ///< and its write-ahead log
};

void JournalDamageTest::initTestCase()
{
    for (int i = 1; i <= 60; ++i)
        m_records.append(fullRecord(i));
    init();
    {
        const auto opened = SqliteUploadJournal::open(m_folder->path());
        QVERIFY(opened);
        QVERIFY(opened->journal->save(m_records));
    }
    m_journal = readFile(file());
    QVERIFY(m_journal.size() > 20'000);
    {
        const auto opened = SqliteUploadJournal::open(m_folder->path());
        QVERIFY(opened);
        for (UploadRecord &record : m_records) {
            record.sentBytes += 1;
            QVERIFY(opened->journal->save({record}));
        }
        m_openJournal = readFile(file());
        m_openLog = readFile(file() + QStringLiteral("-wal"));
    }
    QVERIFY(!m_openLog.isEmpty());
    QVERIFY(m_openJournal == m_journal);
    cleanup();
}

void JournalDamageTest::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    QVERIFY(m_folder->isValid());
}

void JournalDamageTest::cleanup()
{
    m_folder.reset();
}

void JournalDamageTest::setsAsideATruncatedFile_data()
{
    QTest::addColumn<qsizetype>("length");
    const qsizetype size = m_journal.size();
    QList<qsizetype> lengths = {1, 15, 16, 50, 99, 100, 101, 511, 512, 1024, size - 1, size / 2};
    for (qsizetype page = 4096; page < size; page += 4096)
        lengths << page - 1 << page << page + 1;
    for (const qsizetype length : lengths)
        QTest::addRow("%lld", static_cast<qint64>(length)) << length;
}

void JournalDamageTest::setsAsideATruncatedFile()
{
    QFETCH(qsizetype, length);
    QVERIFY(writeFile(file(), m_journal.first(length)));
    expectSetAside(m_journal.first(length));
}

void JournalDamageTest::setsAsideAnEmptyFileWhoseLogIsLeft()
{
    QVERIFY(writeFile(file(), {}));
    QVERIFY(writeFile(file() + QStringLiteral("-wal"), m_openLog));
    const auto opened = SqliteUploadJournal::open(m_folder->path());
    QVERIFY(opened);
    QVERIFY(!opened->setAside.isEmpty());
    QVERIFY(readFile(opened->setAside + QStringLiteral("-wal")) == m_openLog);
    expectWorks(*opened->journal);
}

void JournalDamageTest::truncatedWithItsLogIsNeverGarbage_data()
{
    QTest::addColumn<qsizetype>("length");
    for (qsizetype length = 4096; length <= m_journal.size(); length += 4096)
        QTest::addRow("%lld", static_cast<qint64>(length)) << length;
}

void JournalDamageTest::truncatedWithItsLogIsNeverGarbage()
{
    QFETCH(qsizetype, length);
    QVERIFY(writeFile(file(), m_openJournal.first(length)));
    QVERIFY(writeFile(file() + QStringLiteral("-wal"), m_openLog));
    const auto opened = SqliteUploadJournal::open(m_folder->path());
    QVERIFY(opened);
    if (opened->setAside.isEmpty()) {
        // The log alone held every page that was cut off.
        QCOMPARE(opened->journal->load(), m_records);
        return;
    }
    QVERIFY(length < m_openJournal.size());
    QVERIFY(readFile(opened->setAside) == m_openJournal.first(length));
    QVERIFY(readFile(opened->setAside + QStringLiteral("-wal")) == m_openLog);
    expectWorks(*opened->journal);
}

void JournalDamageTest::setsAsideRandomBytes_data()
{
    QTest::addColumn<qint64>("length");
    for (const qint64 length : {1, 16, 99, 100, 512, 4096, 4097, 100'000})
        QTest::addRow("%lld", length) << length;
}

void JournalDamageTest::setsAsideRandomBytes()
{
    QFETCH(qint64, length);
    const QByteArray bytes = randomBytes(length, 42);
    QVERIFY(writeFile(file(), bytes));
    expectSetAside(bytes);
}

void JournalDamageTest::survivesRandomDamage_data()
{
    QTest::addColumn<quint32>("seed");
    for (quint32 seed = 1; seed <= 300; ++seed)
        QTest::addRow("%u", seed) << seed;
}

void JournalDamageTest::survivesRandomDamage()
{
    QFETCH(quint32, seed);
    QRandomGenerator random(seed);
    QByteArray bytes = m_journal;
    const int places = random.bounded(1, 30);
    for (int i = 0; i < places; ++i) {
        // The file's own head is as likely as all the rest of it.
        const auto within = random.bounded(2) == 0 ? 4096 : static_cast<int>(bytes.size());
        const auto at = random.bounded(within);
        const int length =
            std::min<int>(random.bounded(1, 64), static_cast<int>(bytes.size()) - at);
        for (int j = 0; j < length; ++j)
            bytes[at + j] = static_cast<char>(random.bounded(256));
    }
    QVERIFY(writeFile(file(), bytes));
    const auto opened = SqliteUploadJournal::open(m_folder->path());
    if (!opened) {
        QVERIFY2(opened.error().detail.startsWith(QLatin1String("newer:")),
                 qPrintable(opened.error().detail));
        QVERIFY(readFile(file()) == bytes);
        return;
    }
    if (!opened->setAside.isEmpty()) {
        QVERIFY(readFile(opened->setAside) == bytes);
        expectWorks(*opened->journal);
        return;
    }
    // Only inside values, where SQLite cannot see it.
    const auto loaded = opened->journal->load();
    QVERIFY2(loaded, loaded ? "" : qPrintable(loaded.error().detail));
    QVERIFY(loaded->size() <= m_records.size());
    QVERIFY(opened->journal->save({fullRecord(1000)}));
}

void JournalDamageTest::survivesADamagedLog()
{
    for (qsizetype at = 0; at < m_openLog.size(); at += m_openLog.size() / 40) {
        const QTemporaryDir folder;
        const QString path = folder.filePath(QStringLiteral("journal.sqlite"));
        QByteArray log = m_openLog;
        log[at] = static_cast<char>(log.at(at) ^ 0x55);
        QVERIFY(writeFile(path, m_openJournal));
        QVERIFY(writeFile(path + QStringLiteral("-wal"), log));
        const auto opened = SqliteUploadJournal::open(folder.path());
        QVERIFY(opened);
        QCOMPARE(opened->setAside, QString());
        const auto loaded = opened->journal->load();
        QVERIFY(loaded);
        // The saves up to the damage are there, the later ones are not.
        bool before = true;
        QCOMPARE(loaded->size(), m_records.size());
        for (qsizetype i = 0; i < m_records.size(); ++i) {
            UploadRecord was = m_records.at(i);
            before = before && loaded->at(i) == was;
            was.sentBytes -= before ? 0 : 1;
            QCOMPARE(loaded->at(i), was);
        }
    }
}

void JournalDamageTest::setsAsideAnotherProgramsDatabase()
{
    execute(QStringLiteral("CREATE TABLE other (a)"));
    expectSetAside(readFile(file()));
}

void JournalDamageTest::setsAsideAJournalWithoutItsTables()
{
    QVERIFY(writeFile(file(), m_journal));
    execute(QStringLiteral("DROP TABLE digests"));
    expectSetAside(readFile(file()));
}

void JournalDamageTest::setsAsideTwiceInOneSecond()
{
    QStringList aside;
    for (int i = 0; i < 3; ++i) {
        QVERIFY(writeFile(file(), "damaged " + QByteArray::number(i)));
        const auto opened = SqliteUploadJournal::open(m_folder->path());
        QVERIFY(opened);
        aside.append(opened->setAside);
    }
    for (int i = 0; i < 3; ++i)
        QVERIFY(readFile(aside.at(i)) == "damaged " + QByteArray::number(i));
}

void JournalDamageTest::refusesAFutureSchemaAndLeavesItAlone()
{
    QVERIFY(writeFile(file(), m_journal));
    execute(QStringLiteral("CREATE TABLE future (a)"));
    execute(QStringLiteral("PRAGMA user_version = 99"));
    const QByteArray was = readFile(file());
    const auto opened = SqliteUploadJournal::open(m_folder->path());
    QVERIFY(!opened);
    QCOMPARE(opened.error().kind, ErrorKind::JournalFailed);
    QVERIFY2(opened.error().detail.startsWith(QLatin1String("newer:")),
             qPrintable(opened.error().detail));
    QVERIFY(readFile(file()) == was);
    const QDir folder(m_folder->path());
    QVERIFY(folder.entryList({QStringLiteral("*damaged*")}).isEmpty());
}

void JournalDamageTest::takesAnUnknownStateForFailed()
{
    QVERIFY(writeFile(file(), m_journal));
    execute(QStringLiteral("UPDATE uploads SET state = 'dome', error_kind = NULL WHERE id = 2"));
    const auto opened = SqliteUploadJournal::open(m_folder->path());
    QVERIFY(opened);
    const auto loaded = opened->journal->load();
    QVERIFY(loaded);
    QCOMPARE(loaded->at(1).state, UploadState::Failed);
    QVERIFY(loaded->at(1).error);
    QCOMPARE(loaded->at(1).error->kind, ErrorKind::JournalFailed);
}

void JournalDamageTest::finishesAFirstStartThatWasCutShort()
{
    QVERIFY(writeFile(file(), {}));
    QVERIFY(SqliteUploadJournal::open(m_folder->path()));
    QVERIFY(QFile::remove(file()));
    execute(QStringLiteral("PRAGMA journal_mode = WAL"));
    QVERIFY(QFile(file()).size() > 0);
    const auto opened = SqliteUploadJournal::open(m_folder->path());
    QVERIFY(opened);
    QCOMPARE(opened->setAside, QString());
    expectWorks(*opened->journal);
}

QTEST_GUILESS_MAIN(JournalDamageTest)
#include "JournalDamageTest.moc"

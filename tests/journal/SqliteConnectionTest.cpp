#include "core/journal/SqliteConnection.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace cosdrop;

class SqliteConnectionTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();

    void whatWasBoundIsReadBack();
    void emptyIsNotNull();
    void whatCannotBeBoundIsNotWritten();
    void statementRunsAgainAfterAFailure();
    void boundValuesOutliveTheCallersCopies();
    void rowsLeftAloneHoldNothingUp();
    void tellsTheNumberOfTheLatestRow();
    void failedWorkChangesNothing();
    void readOnlyConnectionWritesNothing();
    void fileThatIsNoDatabaseIsDamaged();

private:
    QString path() const { return m_folder->filePath(QStringLiteral("some.sqlite")); }

    SqliteStatement prepare(const QString &sql)
    {
        Result<SqliteStatement> prepared = m_connection->prepare(sql);
        if (!prepared)
            qFatal("%s", qPrintable(prepared.error().detail));
        return *std::move(prepared);
    }

    SqliteStatement insertion()
    {
        return prepare(QStringLiteral("INSERT INTO things (name, bytes) VALUES (?, ?)"));
    }

    qint64 count()
    {
        return m_connection->integer(QStringLiteral("SELECT count(*) FROM things")).value_or(-1);
    }

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<SqliteConnection> m_connection;
};

void SqliteConnectionTest::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    m_connection = std::make_unique<SqliteConnection>(path());
    QVERIFY(m_connection->open(SqliteConnection::Mode::ReadWrite));
    QVERIFY(m_connection->exec(QStringLiteral(
        "CREATE TABLE things (id INTEGER PRIMARY KEY, name TEXT UNIQUE NOT NULL, bytes BLOB)")));
}

void SqliteConnectionTest::cleanup()
{
    m_connection.reset();
    m_folder.reset();
}

void SqliteConnectionTest::whatWasBoundIsReadBack()
{
    const QString name = QStringLiteral("设计稿 🚀 a") + QChar(u'\0') + QStringLiteral("b");
    const QByteArray bytes("\0\xff\x80 x", 5);
    SqliteStatement insert = insertion();
    insert.bind(0, name);
    insert.bind(1, bytes);
    QVERIFY(insert.run());
    SqliteStatement select = prepare(QStringLiteral("SELECT name, bytes, id + ? FROM things"));
    select.bind(0, (qint64(1) << 40));
    QCOMPARE(select.next(), true);
    QCOMPARE(select.text(0), name);
    QCOMPARE(select.blob(1), bytes);
    QCOMPARE(select.integer(2), (qint64(1) << 40) + 1);
    QCOMPARE(select.next(), false);
}

void SqliteConnectionTest::emptyIsNotNull()
{
    SqliteStatement insert = insertion();
    insert.bind(0, QString());
    insert.bind(1, QByteArray());
    QVERIFY(insert.run());
    insert.bind(0, QStringLiteral("other"));
    insert.bindNull(1);
    QVERIFY(insert.run());
    SqliteStatement select = prepare(QStringLiteral("SELECT name, bytes FROM things ORDER BY id"));
    QCOMPARE(select.next(), true);
    QVERIFY(!select.isNull(0));
    QVERIFY(!select.isNull(1));
    QCOMPARE(select.next(), true);
    QVERIFY(select.isNull(1));
    QCOMPARE(select.blob(1), QByteArray());
}

void SqliteConnectionTest::whatCannotBeBoundIsNotWritten()
{
    SqliteStatement insert = insertion();
    insert.bind(0, QStringLiteral("one"));
    insert.bindNull(1);
    insert.bind(2, qint64(7)); // there is no such place
    const Result<void> failed = insert.run();
    QVERIFY(!failed);
    QCOMPARE(failed.error().kind, ErrorKind::JournalFailed);
    QCOMPARE(count(), 0);
    QVERIFY(insert.run());
    QCOMPARE(count(), 1);
}

void SqliteConnectionTest::statementRunsAgainAfterAFailure()
{
    SqliteStatement insert = insertion();
    insert.bind(0, QStringLiteral("one"));
    QVERIFY(insert.run());
    const Result<void> twice = insert.run();
    QVERIFY(!twice);
    QVERIFY2(twice.error().detail.startsWith(QLatin1String("other:")),
             qPrintable(twice.error().detail));
    QVERIFY(twice.error().detail.contains(QLatin1String("UNIQUE")));
    insert.bind(0, QStringLiteral("two"));
    QVERIFY(insert.run());
    QCOMPARE(count(), 2);
}

void SqliteConnectionTest::boundValuesOutliveTheCallersCopies()
{
    SqliteStatement insert = insertion();
    {
        QByteArray bytes(100'000, 'a');
        insert.bind(1, bytes);
        bytes.fill('b');
    }
    for (int i = 0; i < 2; ++i) {
        insert.bind(0, QString::number(i));
        QVERIFY(insert.run());
    }
    SqliteStatement select = prepare(QStringLiteral("SELECT bytes FROM things"));
    while (select.next().value_or(false))
        QCOMPARE(select.blob(0), QByteArray(100'000, 'a'));
    QCOMPARE(count(), 2);
}

void SqliteConnectionTest::rowsLeftAloneHoldNothingUp()
{
    SqliteStatement insert = insertion();
    for (int i = 0; i < 3; ++i) {
        insert.bind(0, QString::number(i));
        QVERIFY(insert.run());
    }
    const QString drop = QStringLiteral("DROP TABLE things");
    {
        SqliteStatement select = prepare(QStringLiteral("SELECT name FROM things ORDER BY id"));
        QCOMPARE(select.next(), true);
        QVERIFY(!m_connection->exec(drop));
    }
    QVERIFY(m_connection->exec(drop));
}

void SqliteConnectionTest::tellsTheNumberOfTheLatestRow()
{
    SqliteStatement insert = insertion();
    for (qint64 number = 1; number <= 3; ++number) {
        insert.bind(0, QString::number(number));
        QVERIFY(insert.run());
        QCOMPARE(m_connection->lastRowId(), number);
    }
}

void SqliteConnectionTest::failedWorkChangesNothing()
{
    SqliteStatement insert = insertion();
    const auto insertOne = [&] {
        insert.bind(0, QStringLiteral("one"));
        return insert.run();
    };
    const Result<void> failed = m_connection->transaction([&]() -> Result<void> {
        if (Result<void> done = insertOne(); !done)
            return done;
        return fail(ErrorKind::Internal, QStringLiteral("why"));
    });
    QVERIFY(!failed);
    QCOMPARE(failed.error().detail, QStringLiteral("why"));
    QCOMPARE(count(), 0);
    QVERIFY(m_connection->transaction(insertOne));
    QCOMPARE(count(), 1);
}

void SqliteConnectionTest::readOnlyConnectionWritesNothing()
{
    SqliteConnection reader(path());
    QVERIFY(reader.open(SqliteConnection::Mode::ReadOnly));
    const Result<void> failed =
        reader.exec(QStringLiteral("INSERT INTO things (name) VALUES ('no')"));
    QVERIFY(!failed);
    QVERIFY2(failed.error().detail.startsWith(QLatin1String("readonly:")),
             qPrintable(failed.error().detail));
    QCOMPARE(count(), 0);
    SqliteConnection missing(m_folder->filePath(QStringLiteral("missing")));
    QVERIFY(!missing.open(SqliteConnection::Mode::ReadOnly));
    QVERIFY(!QFile::exists(m_folder->filePath(QStringLiteral("missing"))));
}

void SqliteConnectionTest::fileThatIsNoDatabaseIsDamaged()
{
    const QString name = m_folder->filePath(QStringLiteral("text"));
    QFile file(name);
    QVERIFY(file.open(QIODevice::WriteOnly));
    QCOMPARE(file.write(QByteArray(5000, 'x')), 5000);
    file.close();
    SqliteConnection connection(name);
    QVERIFY(connection.open(SqliteConnection::Mode::ReadWrite));
    const Result<qint64> failed = connection.integer(QStringLiteral("PRAGMA user_version"));
    QVERIFY(!failed);
    QVERIFY(saysDamaged(failed.error()));
}

QTEST_GUILESS_MAIN(SqliteConnectionTest)
#include "SqliteConnectionTest.moc"

// What the engine does for all files that are added together, and what it remembers of them.

#include "tests/engine/EngineBench.h"

#include <QDir>
#include <QSignalSpy>
#include <QSqlDatabase>
#include <QSqlQuery>
#include <QTest>

#include <memory>

using namespace cosdrop;
using namespace cosdrop::test;

class EngineBatchTest : public EngineBench
{
    Q_OBJECT

private Q_SLOTS:
    void cleanup();

    void whatIsAddedTogetherSharesItsTimeAndItsPrefix();
    void historyOutlivesListAndRestart();
    void historyIsClearedInTurn();
    void historyThatCannotBeClearedIsTroubleUntilTheNextSave();
    void historyOfARunThatKeepsNothingIsEmpty();

private:
    static constexpr int soon = 20'000;

    void startEngine(bool keeps = true)
    {
        m_engine.reset();
        m_all.clear();
        m_pages.clear();
        m_engine =
            std::make_unique<UploadEngine>(keeps ? engineOptions() : UploadEngine::Options());
        connect(m_engine.get(), &UploadEngine::changed, this,
                [this](const QList<UploadSnapshot> &uploads) {
                    for (const UploadSnapshot &upload : uploads)
                        m_all.insert(upload.id, upload);
                });
        connect(m_engine.get(), &UploadEngine::removed, this, [this](const QList<UploadId> &ids) {
            for (const UploadId id : ids)
                m_all.remove(id);
        });
        connect(m_engine.get(), &UploadEngine::historyRead, this,
                [this](const HistoryPage &page) { m_pages.append(page); });
        startWithKeys(*m_engine);
    }

    void add(const QStringList &paths, const QString &prefix)
    {
        AddRequest wanted = request(paths);
        wanted.prefix = prefix;
        m_engine->add(wanted);
    }

    bool waitForDone(qsizetype count)
    {
        return QTest::qWaitFor(
            [this, count] {
                return m_all.size() == count
                       && std::all_of(m_all.cbegin(), m_all.cend(), [](const auto &upload) {
                              return upload.state == UploadState::Done;
                          });
            },
            soon);
    }

    bool waitForPages(qsizetype count)
    {
        return QTest::qWaitFor([this, count] { return m_pages.size() == count; }, soon);
    }

    /// Changes the journal's file behind the engine's back.
    bool changeJournal(const QString &sql)
    {
        const QString name = QStringLiteral("beside");
        bool good = false;
        {
            QSqlDatabase database = QSqlDatabase::addDatabase(QStringLiteral("QSQLITE"), name);
            database.setDatabaseName(m_folder->filePath(QStringLiteral("state/journal.sqlite")));
            good = database.open() && QSqlQuery(database).exec(sql);
        }
        QSqlDatabase::removeDatabase(name);
        return good;
    }

    QString file(const QString &name)
    {
        const QString path = m_folder->filePath(name);
        QDir().mkpath(QFileInfo(path).path());
        return makeFile(path, 100) ? path : QString();
    }

    std::unique_ptr<UploadEngine> m_engine;
    QHash<UploadId, UploadSnapshot> m_all;
    QList<HistoryPage> m_pages;
};

void EngineBatchTest::cleanup()
{
    m_engine.reset();
    EngineBench::cleanup();
}

void EngineBatchTest::whatIsAddedTogetherSharesItsTimeAndItsPrefix()
{
    startEngine();
    file(QStringLiteral("site/a.PNG"));
    file(QStringLiteral("site/b"));
    const QString site = m_folder->filePath(QStringLiteral("site"));
    add({site}, QStringLiteral("/{year}/{uuid}/{ext}/"));
    add({file(QStringLiteral("c.txt"))}, QStringLiteral("/{year}/{uuid}/{ext}/"));
    QVERIFY(waitForDone(3));
    QHash<QString, UploadSnapshot> byName;
    for (const UploadSnapshot &upload : std::as_const(m_all))
        byName.insert(upload.objectPath.section(u'/', -1), upload);
    const UploadSnapshot a = byName.value(QStringLiteral("a.PNG"));
    const UploadSnapshot b = byName.value(QStringLiteral("b"));
    const UploadSnapshot c = byName.value(QStringLiteral("c.txt"));
    QCOMPARE(a.added, b.added);
    QVERIFY(c.added > a.added);
    QVERIFY(a.finished >= a.added);
    const QString year = QString::number(QDate::currentDate().year());
    QCOMPARE(a.objectPath.section(u'/', 1, 1), year);
    const QString uuid = a.objectPath.section(u'/', 2, 2);
    QCOMPARE(uuid.size(), 36);
    QCOMPARE(a.objectPath, QStringLiteral("/%1/%2/png/site/a.PNG").arg(year, uuid));
    QCOMPARE(b.objectPath, QStringLiteral("/%1/%2/site/b").arg(year, uuid));
    QVERIFY(c.objectPath.section(u'/', 2, 2) != uuid);
}

void EngineBatchTest::historyOutlivesListAndRestart()
{
    startEngine();
    add({file(QStringLiteral("a.txt")), file(QStringLiteral("b.txt"))}, QStringLiteral("/x/"));
    QVERIFY(waitForDone(2));
    m_engine->remove(m_all.keys());
    QTRY_VERIFY_WITH_TIMEOUT(m_all.isEmpty(), soon);
    startEngine();
    HistoryQuery query;
    query.limit = 1;
    m_engine->askHistory(7, query);
    QVERIFY(waitForPages(1));
    QCOMPARE(m_pages.at(0).ticket, 7u);
    QCOMPARE(m_pages.at(0).entries.size(), 1);
    QVERIFY(!m_pages.at(0).isLast);
    QCOMPARE(m_pages.at(0).buckets, QStringList{QStringLiteral("team")});
    const HistoryEntry first = m_pages.at(0).entries.constFirst();
    QVERIFY(first.links.accessUrl().contains(QStringLiteral("/x/")));
    query.after = {first.finished, first.id};
    query.limit = 10;
    m_engine->askHistory(8, query);
    QVERIFY(waitForPages(2));
    QCOMPARE(m_pages.at(1).entries.size(), 1);
    QVERIFY(m_pages.at(1).isLast);
    QVERIFY(m_pages.at(1).entries.constFirst().objectPath != first.objectPath);
}

void EngineBatchTest::historyIsClearedInTurn()
{
    startEngine();
    add({file(QStringLiteral("a.txt"))}, QStringLiteral("/x/"));
    QVERIFY(waitForDone(1));
    m_engine->askHistory(1, {});
    m_engine->clearHistory();
    m_engine->askHistory(2, {});
    QVERIFY(waitForPages(2));
    QCOMPARE(m_pages.at(0).entries.size(), 1);
    QCOMPARE(m_pages.at(1).entries.size(), 0);
    QVERIFY(!m_pages.at(1).error);
    QCOMPARE(m_all.size(), 1);
}

void EngineBatchTest::historyThatCannotBeClearedIsTroubleUntilTheNextSave()
{
    startEngine();
    QList<bool> troubles;
    connect(m_engine.get(), &UploadEngine::journalTrouble, this,
            [&troubles](const std::optional<Error> &error) { troubles.append(error.has_value()); });
    add({file(QStringLiteral("a.txt"))}, QStringLiteral("/x/"));
    QVERIFY(waitForDone(1));
    QVERIFY(changeJournal(QStringLiteral("CREATE TRIGGER guard BEFORE DELETE ON history"
                                         " BEGIN SELECT RAISE(ABORT, 'kept'); END")));
    m_engine->clearHistory();
    QTRY_COMPARE_WITH_TIMEOUT(troubles, QList<bool>{true}, soon);
    QVERIFY(changeJournal(QStringLiteral("DROP TRIGGER guard")));
    add({file(QStringLiteral("b.txt"))}, QStringLiteral("/x/"));
    QVERIFY(waitForDone(2));
    QTRY_COMPARE_WITH_TIMEOUT(troubles, (QList<bool>{true, false}), soon);
}

void EngineBatchTest::historyOfARunThatKeepsNothingIsEmpty()
{
    startEngine(false);
    add({file(QStringLiteral("a.txt"))}, QStringLiteral("/x/"));
    QVERIFY(waitForDone(1));
    m_engine->askHistory(1, {});
    QVERIFY(waitForPages(1));
    QVERIFY(m_pages.at(0).entries.isEmpty() && m_pages.at(0).isLast && !m_pages.at(0).error);
}

QTEST_GUILESS_MAIN(EngineBatchTest)
#include "EngineBatchTest.moc"

// Many files that are added while the journal writes slowly, or not at all.

#include "core/engine/EngineCore.h"
#include "tests/engine/EngineBench.h"
#include "tests/support/Patience.h"

#include <QDir>
#include <QFile>
#include <QSet>
#include <QSignalSpy>
#include <QSqlDatabase>
#include <QSqlQuery>

using namespace cosdrop;
using namespace cosdrop::test;

namespace {

constexpr int soon = patient(30'000); // ms
constexpr int files = 6000;
/// Records that may wait for the journal, with the piece that went over it.
constexpr int mostWaiting = 4500;

/// Keeps everybody else from writing to a SQLite file.
class WriteLock
{
public:
    explicit WriteLock(const QString &file)
    {
        QSqlDatabase database = QSqlDatabase::addDatabase(QStringLiteral("QSQLITE"), name());
        database.setDatabaseName(file);
        m_isHeld = database.open() && QSqlQuery(database).exec(QStringLiteral("BEGIN IMMEDIATE"));
    }

    ~WriteLock() { QSqlDatabase::removeDatabase(name()); }

    WriteLock(const WriteLock &) = delete;
    WriteLock &operator=(const WriteLock &) = delete;

    bool isHeld() const { return m_isHeld; }

private:
    static QString name() { return QStringLiteral("lock"); }

    bool m_isHeld = false;
};

} // namespace

class HeldAddingTest final : public EngineBench
{
    Q_OBJECT

private Q_SLOTS:
    void noMoreIsAddedThanTheJournalKeepsUpWith_data();
    void noMoreIsAddedThanTheJournalKeepsUpWith();

private:
    QString makeFolder() const;

    /// Lets the thread do all that leads from one thing to the next without waiting.
    static void letAllGoOn();
};

QString HeldAddingTest::makeFolder() const
{
    const QDir folder(m_folder->filePath(QStringLiteral("many")));
    folder.mkpath(QStringLiteral("."));
    for (int number = 0; number < files; ++number) {
        QFile file(folder.filePath(QString::number(number)));
        if (!file.open(QIODevice::WriteOnly))
            return {};
    }
    return folder.path();
}

void HeldAddingTest::letAllGoOn()
{
    constexpr int pieces = files / 100;
    for (int turn = 0; turn < pieces; ++turn)
        QCoreApplication::processEvents();
}

void HeldAddingTest::noMoreIsAddedThanTheJournalKeepsUpWith_data()
{
    QTest::addColumn<bool>("review");
    QTest::newRow("found and added at once") << false;
    QTest::newRow("found, looked at, then added") << true;
}

void HeldAddingTest::noMoreIsAddedThanTheJournalKeepsUpWith()
{
    QFETCH(const bool, review);
    AddRequest request = EngineBench::request({makeFolder()});
    request.review = review;
    EngineCore core(engineOptions());
    core.open();
    qsizetype added = 0;
    QSet<UploadId> told;
    bool isFound = false;
    connect(core.adding(), &AddPipeline::ready, this,
            [&](const QList<NewUpload> &uploads) { added += uploads.size(); });
    connect(core.adding(), &AddPipeline::scanned, this, [&] { isFound = true; });
    connect(&core, &EngineCore::changed, this, [&](const QList<UploadSnapshot> &uploads) {
        for (const UploadSnapshot &upload : uploads)
            told.insert(upload.id);
    });
    {
        const WriteLock lock(m_folder->filePath(QStringLiteral("state/journal.sqlite")));
        QVERIFY(lock.isHeld());
        core.add(request);
        QTRY_VERIFY_WITH_TIMEOUT(isFound, soon);
        letAllGoOn();
        QVERIFY2(added <= mostWaiting, QByteArray::number(added).constData());
        QVERIFY(told.isEmpty());
    }
    QTRY_COMPARE_WITH_TIMEOUT(told.size(), files, soon);
    QCOMPARE(added, files);
    QSignalSpy stopped(&core, &EngineCore::stopped);
    core.stop();
    QTRY_COMPARE_WITH_TIMEOUT(stopped.size(), 1, soon);
}

QTEST_GUILESS_MAIN(HeldAddingTest)
#include "HeldAddingTest.moc"

#include "core/journal/SqliteUploadJournal.h"

#include "core/base/DamagedFile.h"
#include "core/journal/HistoryTable.h"
#include "core/journal/JournalSchema.h"
#include "core/journal/SavedDigests.h"
#include "core/journal/SqliteConnection.h"
#include "core/journal/StateFolder.h"
#include "core/journal/UploadRow.h"

#include <QDir>
#include <QFile>
#include <QSet>

#include <algorithm>
#include <optional>
#include <utility>

namespace cosdrop {

namespace {

const auto saveDigestsSql =
    QLatin1String("INSERT INTO digests (upload_id,sha1,states) VALUES (?,?,?)"
                  " ON CONFLICT (upload_id) DO UPDATE SET sha1=excluded.sha1,"
                  "states=excluded.states");
const auto dropDigestsSql = QLatin1String("DELETE FROM digests WHERE upload_id = ?");
const auto announceSql = QLatin1String("UPDATE uploads SET contacted = 1 WHERE id = ?");
const auto removeSql = QLatin1String("DELETE FROM uploads WHERE id = ?");

bool byPosition(const UploadRecord &a, const UploadRecord &b)
{
    return std::pair(a.position, a.id) < std::pair(b.position, b.id);
}

/// Moves the file and its companions away; gives the file's new path.
Result<QString> setAside(const QString &path)
{
    const QString aside = pathAside(path);
    for (const QLatin1String suffix :
         {QLatin1String("-shm"), QLatin1String("-wal"), QLatin1String("")}) {
        QFile file(path + suffix);
        if (file.exists() && !file.rename(aside + suffix))
            return fail(ErrorKind::JournalFailed,
                        QStringLiteral("readonly: cannot move %1 away: %2")
                            .arg(file.fileName(), file.errorString()));
    }
    return aside;
}

} // namespace

class SqliteUploadJournal::Private
{
public:
    explicit Private(const QString &path)
        : connection(path)
        , history(connection)
    {
    }

    Result<void> open()
    {
        if (Result<void> opened = connection.open(SqliteConnection::Mode::ReadWrite); !opened)
            return opened;
        const Result<QString> mode = connection.text(QStringLiteral("PRAGMA journal_mode = WAL"));
        if (!mode)
            return Failure(mode.error());
        // Some network drives cannot do WAL; without it only FULL survives a power cut.
        const bool wal = *mode == QLatin1String("wal");
        const QString synchronous = wal ? QStringLiteral("PRAGMA synchronous = NORMAL")
                                        : QStringLiteral("PRAGMA synchronous = FULL");
        if (Result<void> done = connection.exec(synchronous); !done)
            return done;
        if (Result<void> done = connection.exec(QStringLiteral("PRAGMA foreign_keys = ON")); !done)
            return done;
        if (Result<void> done = migrateJournal(connection); !done)
            return done;
        // A file that may only be read opens well enough: the first write would tell.
        if (Result<void> done = connection.transaction([] { return Result<void>(); }); !done)
            return done;
        return prepareAll();
    }

    Result<void> prepareAll()
    {
        using Wanted = std::pair<std::optional<SqliteStatement> *, QString>;
        for (const auto &[query, sql] :
             {Wanted(&m_select, UploadRow::selectSql()), Wanted(&m_upsert, UploadRow::upsertSql()),
              Wanted(&m_saveDigests, saveDigestsSql), Wanted(&m_dropDigests, dropDigestsSql),
              Wanted(&m_announce, announceSql), Wanted(&m_remove, removeSql)}) {
            Result<SqliteStatement> prepared = connection.prepare(sql);
            if (!prepared)
                return Failure(prepared.error());
            *query = *std::move(prepared);
        }
        return history.prepare();
    }

    Result<QList<UploadRecord>> load()
    {
        QList<UploadRecord> records;
        SavedDigests saved;
        QSet<SharedValue<Target>> targets;
        KeptLinks lastLinks;
        const Result<void> done = m_select->eachRow([&] {
            UploadRecord record = UploadRow::read(*m_select, lastLinks, endpoints);
            // One copy for all uploads to a bucket: a queue can be long.
            record.spec.target = *targets.insert(record.spec.target);
            if (record.links != KeptLinks())
                lastLinks = record.links;
            saved.note(record);
            records.append(std::move(record));
        });
        if (!done)
            return Failure(done.error());
        saved.noteNoMore();
        savedDigests = std::move(saved);
        std::sort(records.begin(), records.end(), byPosition);
        return records;
    }

    Result<void> save(const UploadRecord &record)
    {
        if (Result<void> done = history.note(record, endpoints); !done)
            return done;
        UploadRow::bind(*m_upsert, record, endpoints);
        if (Result<void> done = m_upsert->run(); !done)
            return done;
        if (savedDigests.has(record))
            return {};
        if (Result<void> done = saveDigests(record); !done)
            return done;
        savedDigests.note(record);
        return {};
    }

    Result<void> announce(UploadId id) { return runWith(*m_announce, id); }

    Result<void> remove(UploadId id) { return runWith(*m_remove, id); }

    /// All in one transaction.
    Result<void> forEach(const QList<UploadId> &ids, Result<void> (Private::*change)(UploadId))
    {
        return connection.transaction([&]() -> Result<void> {
            for (const UploadId id : ids) {
                if (Result<void> done = (this->*change)(id); !done)
                    return done;
            }
            return {};
        });
    }

    SqliteConnection connection;
    HistoryTable history;
    SavedDigests savedDigests;
    EndpointText endpoints;

private:
    static Result<void> runWith(SqliteStatement &statement, UploadId id)
    {
        statement.bind(0, static_cast<qint64>(id));
        return statement.run();
    }

    Result<void> saveDigests(const UploadRecord &record)
    {
        if (record.digests == Digests())
            return runWith(*m_dropDigests, record.id);
        m_saveDigests->bind(0, static_cast<qint64>(record.id));
        m_saveDigests->bind(1, record.digests.sha1);
        m_saveDigests->bind(2, record.digests.states);
        return m_saveDigests->run();
    }

    std::optional<SqliteStatement> m_select;
    std::optional<SqliteStatement> m_upsert;
    std::optional<SqliteStatement> m_saveDigests;
    std::optional<SqliteStatement> m_dropDigests;
    std::optional<SqliteStatement> m_announce;
    std::optional<SqliteStatement> m_remove;
};

SqliteUploadJournal::SqliteUploadJournal(std::unique_ptr<Private> opened)
    : d(std::move(opened))
{
}

SqliteUploadJournal::~SqliteUploadJournal() = default;

Result<SqliteUploadJournal::Opened> SqliteUploadJournal::open(const QString &folder)
{
    if (const Result<void> made = makeStateFolder(folder); !made)
        return Failure(made.error());
    const QString path = QDir(folder).absoluteFilePath(QStringLiteral("journal.sqlite"));
    const JournalFile file = inspectJournal(path);
    if (file == JournalFile::Newer)
        return fail(ErrorKind::JournalFailed,
                    QStringLiteral("newer: %1 was written by a newer version").arg(path));

    bool damaged = file == JournalFile::Damaged;
    QString aside;
    // Damage that shows only when the file is opened for writing gets the same second try.
    for (int attempt = 0;; ++attempt) {
        if (damaged) {
            Result<QString> moved = setAside(path);
            if (!moved)
                return Failure(moved.error());
            aside = *std::move(moved);
        }
        auto opened = std::make_unique<Private>(path);
        const Result<void> done = opened->open();
        if (done)
            return Opened{
                std::unique_ptr<SqliteUploadJournal>(new SqliteUploadJournal(std::move(opened))),
                aside};
        damaged = saysDamaged(done.error());
        if (!damaged || attempt > 0)
            return Failure(done.error());
    }
}

Result<QList<UploadRecord>> SqliteUploadJournal::load()
{
    return d->load();
}

Result<void> SqliteUploadJournal::save(const QList<UploadRecord> &records)
{
    Result<void> saved = d->connection.transaction([&]() -> Result<void> {
        for (const UploadRecord &record : records) {
            if (Result<void> done = d->save(record); !done)
                return done;
        }
        return d->history.forgetOldest();
    });
    if (!saved) {
        for (const UploadRecord &record : records)
            d->savedDigests.doubt(record.id);
    }
    return saved;
}

Result<void> SqliteUploadJournal::announce(const QList<UploadId> &ids)
{
    return d->forEach(ids, &Private::announce);
}

Result<void> SqliteUploadJournal::remove(const QList<UploadId> &ids)
{
    Result<void> removed = d->forEach(ids, &Private::remove);
    if (removed) {
        for (const UploadId id : ids)
            d->savedDigests.forget(id);
    }
    return removed;
}

Result<QList<HistoryEntry>> SqliteUploadJournal::history(const HistoryQuery &query)
{
    return d->history.read(query);
}

Result<QStringList> SqliteUploadJournal::historyBuckets()
{
    return d->history.buckets();
}

Result<void> SqliteUploadJournal::clearHistory()
{
    return d->history.clear();
}

} // namespace cosdrop

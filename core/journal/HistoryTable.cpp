#include "core/journal/HistoryTable.h"

#include <QStringList>

#include <algorithm>
#include <utility>
#include <variant>
#include <vector>

namespace cosdrop {

namespace {

const auto columns = QLatin1String(
    "upload_id,added_ms,finished_ms,local_path,object_path,endpoint,app_id,bucket,profile,size,"
    "sha1,access_url,source_url,resource_path,url,preview_url");

// What the queue holds as done already is no news: it may have been cleared from here since. An
// upload that is begun anew, and is done again, is the same upload.
const auto noteSql = QLatin1String(
    "INSERT INTO history (%1) SELECT ?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?"
    " WHERE NOT EXISTS (SELECT 1 FROM uploads WHERE id=? AND state='done' AND finished_ms=?)"
    " ON CONFLICT (upload_id, added_ms) DO UPDATE SET"
    " finished_ms=excluded.finished_ms,object_path=excluded.object_path,"
    "size=excluded.size,sha1=excluded.sha1,access_url=excluded.access_url,"
    "source_url=excluded.source_url,resource_path=excluded.resource_path,"
    "url=excluded.url,preview_url=excluded.preview_url");

// SQLite limits how long a pattern, and how deep a condition, may be. No path is that long.
constexpr qsizetype longestSearch = 1000;

const auto forgetSql =
    QLatin1String("DELETE FROM history WHERE id <= (SELECT max(id) FROM history) - ?");

/// A text to be found anywhere, for LIKE with ESCAPE '\'.
QString pattern(QString text)
{
    for (const QChar special : {u'\\', u'%', u'_'})
        text.replace(special, QString(u'\\') + special);
    return u'%' + text + u'%';
}

HistoryEntry entryOf(const SqliteStatement &row, EndpointText &endpoints)
{
    HistoryEntry entry;
    int column = 0;
    const auto text = [&] {
        return row.text(column++);
    };
    entry.id = row.integer(column++);
    entry.finished = std::chrono::milliseconds(row.integer(column++));
    entry.localPath = text();
    entry.objectPath = text();
    Target &target = entry.target.edit();
    target.endpoint = endpoints.read(text());
    target.appId = text();
    target.bucket = text();
    target.profile = text();
    entry.size = row.integer(column++);
    entry.sha1 = row.blob(column++);
    ObjectLinks links;
    links.accessUrl = text();
    links.sourceUrl = text();
    links.resourcePath = text();
    links.url = text();
    links.previewUrl = text();
    entry.links = links;
    return entry;
}

using Values = std::vector<std::variant<QString, qint64>>;

/// The conditions of a query, and what is bound to them.
std::pair<QStringList, Values> conditionsOf(const HistoryQuery &query)
{
    QStringList conditions;
    Values values;
    const QStringList words =
        query.text.left(longestSearch).simplified().split(u' ', Qt::SkipEmptyParts);
    for (const QString &word : words) {
        conditions += QStringLiteral("object_path LIKE ? ESCAPE '\\'");
        values.emplace_back(pattern(word));
    }
    if (!query.bucket.isEmpty()) {
        conditions += QStringLiteral("bucket = ?");
        values.emplace_back(query.bucket);
    }
    if (query.from) {
        conditions += QStringLiteral("finished_ms >= ?");
        values.emplace_back(qint64{query.from->count()});
    }
    if (query.until) {
        conditions += QStringLiteral("finished_ms < ?");
        values.emplace_back(qint64{query.until->count()});
    }
    if (query.after) {
        conditions += QStringLiteral("(finished_ms, id) < (?, ?)");
        values.emplace_back(qint64{query.after->first.count()});
        values.emplace_back(query.after->second);
    }
    return {conditions, values};
}

} // namespace

HistoryTable::HistoryTable(SqliteConnection &connection)
    : m_connection(connection)
{
}

QStringList HistoryTable::creation()
{
    return {
        QStringLiteral("CREATE TABLE history ("
                       " id INTEGER PRIMARY KEY AUTOINCREMENT,"
                       " upload_id INTEGER NOT NULL,"
                       " added_ms INTEGER NOT NULL,"
                       " finished_ms INTEGER NOT NULL,"
                       " local_path TEXT NOT NULL,"
                       " object_path TEXT NOT NULL,"
                       " endpoint TEXT NOT NULL,"
                       " app_id TEXT NOT NULL,"
                       " bucket TEXT NOT NULL,"
                       " profile TEXT NOT NULL,"
                       " size INTEGER NOT NULL,"
                       " sha1 BLOB NOT NULL,"
                       " access_url TEXT NOT NULL,"
                       " source_url TEXT NOT NULL,"
                       " resource_path TEXT NOT NULL,"
                       " url TEXT NOT NULL,"
                       " preview_url TEXT NOT NULL,"
                       " UNIQUE (upload_id, added_ms))"),
        QStringLiteral("CREATE INDEX history_by_time ON history (finished_ms, id)"),
        QStringLiteral("INSERT INTO history (upload_id,added_ms,finished_ms,local_path,object_path,"
                       "endpoint,app_id,bucket,profile,size,sha1,access_url,source_url,"
                       "resource_path,url,preview_url)"
                       " SELECT uploads.id,added_ms,finished_ms,local_path,object_path,endpoint,"
                       "app_id,bucket,profile,coalesce(file_size,added_size),coalesce(sha1,x''),"
                       "access_url,source_url,resource_path,url,preview_url"
                       " FROM uploads LEFT JOIN digests ON upload_id = uploads.id"
                       " WHERE state = 'done' AND finished_ms > 0 ORDER BY finished_ms"),
    };
}

Result<void> HistoryTable::prepare()
{
    auto note = m_connection.prepare(QString(noteSql).arg(columns));
    if (!note)
        return Failure(note.error());
    auto forget = m_connection.prepare(forgetSql);
    if (!forget)
        return Failure(forget.error());
    m_note = *std::move(note);
    m_forget = *std::move(forget);
    return {};
}

Result<void> HistoryTable::note(const UploadRecord &record, EndpointText &endpoints)
{
    if (record.state != UploadState::Done || record.finishedMs <= 0)
        return {};
    const Target &target = record.spec.target;
    const ObjectLinks links = record.links.all();
    int place = 0;
    const auto bind = [&](const auto &value) {
        m_note->bind(place++, value);
    };
    bind(static_cast<qint64>(record.id));
    bind(record.addedMs);
    bind(record.finishedMs);
    bind(record.spec.localPath);
    bind(record.spec.objectPath);
    bind(endpoints.of(target.endpoint));
    bind(target.appId);
    bind(target.bucket);
    bind(target.profile);
    bind(record.fingerprint ? record.fingerprint->size : record.size);
    bind(record.digests.sha1);
    bind(links.accessUrl);
    bind(links.sourceUrl);
    bind(links.resourcePath);
    bind(links.url);
    bind(links.previewUrl);
    bind(static_cast<qint64>(record.id));
    bind(record.finishedMs);
    if (Result<void> noted = m_note->run(); !noted)
        return noted;
    m_notedId = std::max(m_notedId, m_connection.lastRowId());
    return {};
}

Result<void> HistoryTable::forgetOldest()
{
    // Numbers ascend from 1 and are never given twice.
    if (std::exchange(m_notedId, 0) <= mostEntries)
        return {};
    m_forget->bind(0, mostEntries);
    return m_forget->run();
}

Result<QList<HistoryEntry>> HistoryTable::read(const HistoryQuery &query)
{
    const auto [conditions, values] = conditionsOf(query);
    QString sql = QStringLiteral("SELECT id,finished_ms,local_path,object_path,endpoint,app_id,"
                                 "bucket,profile,size,sha1,access_url,source_url,resource_path,url,"
                                 "preview_url FROM history");
    if (!conditions.isEmpty())
        sql += QLatin1String(" WHERE ") + conditions.join(QLatin1String(" AND "));
    sql += QLatin1String(" ORDER BY finished_ms DESC, id DESC LIMIT ?");
    Result<SqliteStatement> select = m_connection.prepare(sql);
    if (!select)
        return Failure(select.error());
    int place = 0;
    for (const auto &value : values)
        std::visit([&](const auto &held) { select->bind(place++, held); }, value);
    select->bind(place, qint64{query.limit});
    QList<HistoryEntry> entries;
    EndpointText endpoints;
    const Result<void> done = select->eachRow([&] { entries.append(entryOf(*select, endpoints)); });
    if (!done)
        return Failure(done.error());
    return entries;
}

Result<QStringList> HistoryTable::buckets()
{
    Result<SqliteStatement> select =
        m_connection.prepare(QStringLiteral("SELECT DISTINCT bucket FROM history ORDER BY bucket"));
    if (!select)
        return Failure(select.error());
    QStringList buckets;
    const Result<void> done = select->eachRow([&] { buckets.append(select->text(0)); });
    if (!done)
        return Failure(done.error());
    return buckets;
}

Result<void> HistoryTable::clear()
{
    return m_connection.transaction(
        [this] { return m_connection.exec(QStringLiteral("DELETE FROM history")); });
}

} // namespace cosdrop

#include "core/journal/HistoryTable.h"

#include <QVariantList>

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

/// Qt SQL stores a null QString as NULL.
QString notNull(const QString &text)
{
    return text.isNull() ? QStringLiteral("") : text;
}

/// A text to be found anywhere, for LIKE with ESCAPE '\'.
QString pattern(QString text)
{
    for (const QChar special : {u'\\', u'%', u'_'})
        text.replace(special, QString(u'\\') + special);
    return u'%' + text + u'%';
}

HistoryEntry entryOf(const QSqlQuery &row)
{
    HistoryEntry entry;
    int column = 0;
    const auto text = [&] {
        return row.value(column++).toString();
    };
    entry.id = row.value(column++).toLongLong();
    entry.finished = std::chrono::milliseconds(row.value(column++).toLongLong());
    entry.localPath = text();
    entry.objectPath = text();
    Target &target = entry.target.edit();
    target.endpoint = QUrl(text());
    target.appId = text();
    target.bucket = text();
    target.profile = text();
    entry.size = row.value(column++).toLongLong();
    entry.sha1 = row.value(column++).toByteArray();
    ObjectLinks links;
    links.accessUrl = text();
    links.sourceUrl = text();
    links.resourcePath = text();
    links.url = text();
    links.previewUrl = text();
    entry.links = links;
    return entry;
}

/// The conditions of a query, and what is bound to them.
std::pair<QStringList, QVariantList> conditionsOf(const HistoryQuery &query)
{
    QStringList conditions;
    QVariantList values;
    const QStringList words =
        query.text.left(longestSearch).simplified().split(u' ', Qt::SkipEmptyParts);
    for (const QString &word : words) {
        conditions += QStringLiteral("object_path LIKE ? ESCAPE '\\'");
        values += pattern(word);
    }
    if (!query.bucket.isEmpty()) {
        conditions += QStringLiteral("bucket = ?");
        values += query.bucket;
    }
    if (query.from) {
        conditions += QStringLiteral("finished_ms >= ?");
        values += qint64(query.from->count());
    }
    if (query.until) {
        conditions += QStringLiteral("finished_ms < ?");
        values += qint64(query.until->count());
    }
    if (query.after) {
        conditions += QStringLiteral("(finished_ms, id) < (?, ?)");
        values << qint64(query.after->first.count()) << query.after->second;
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

Result<void> HistoryTable::note(const UploadRecord &record)
{
    if (record.state != UploadState::Done || record.finishedMs <= 0)
        return {};
    const Target &target = record.spec.target;
    const ObjectLinks links = record.links.all();
    const QVariantList values{static_cast<qint64>(record.id),
                              record.addedMs,
                              record.finishedMs,
                              notNull(record.spec.localPath),
                              notNull(record.spec.objectPath),
                              QString::fromLatin1(target.endpoint.toEncoded()),
                              notNull(target.appId),
                              notNull(target.bucket),
                              notNull(target.profile),
                              record.fingerprint ? record.fingerprint->size : record.size,
                              record.digests.sha1.isNull() ? QByteArray("") : record.digests.sha1,
                              notNull(links.accessUrl),
                              notNull(links.sourceUrl),
                              notNull(links.resourcePath),
                              notNull(links.url),
                              notNull(links.previewUrl),
                              static_cast<qint64>(record.id),
                              record.finishedMs};
    for (int i = 0; i < values.size(); ++i)
        m_note->bindValue(i, values.at(i));
    if (Result<void> noted = m_connection.run(*m_note); !noted)
        return noted;
    m_forget->bindValue(0, mostEntries);
    return m_connection.run(*m_forget);
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
    Result<QSqlQuery> select = m_connection.prepare(sql);
    if (!select)
        return Failure(select.error());
    for (int i = 0; i < values.size(); ++i)
        select->bindValue(i, values.at(i));
    select->bindValue(int(values.size()), query.limit);
    if (!select->exec())
        return Failure(m_connection.errorOf(select->lastError()));
    QList<HistoryEntry> entries;
    while (select->next())
        entries.append(entryOf(*select));
    if (select->lastError().isValid())
        return Failure(m_connection.errorOf(select->lastError()));
    return entries;
}

Result<QStringList> HistoryTable::buckets()
{
    Result<QSqlQuery> select =
        m_connection.prepare(QStringLiteral("SELECT DISTINCT bucket FROM history ORDER BY bucket"));
    if (!select)
        return Failure(select.error());
    if (!select->exec())
        return Failure(m_connection.errorOf(select->lastError()));
    QStringList buckets;
    while (select->next())
        buckets.append(select->value(0).toString());
    return buckets;
}

Result<void> HistoryTable::clear()
{
    return m_connection.transaction(
        [this] { return m_connection.exec(QStringLiteral("DELETE FROM history")); });
}

} // namespace cosdrop

#include "core/journal/UploadRow.h"

#include <QStringList>

#include <concepts>
#include <optional>
#include <utility>

namespace cosdrop {

namespace {

/// What a row is written from. Nothing is copied but the links, which the record keeps packed.
struct WrittenRow
{
    const UploadRecord &record;
    const Target &target;
    const QString endpoint;
    const ObjectLinks links;
    const Boxed<Fingerprint> &fingerprint;
    const Boxed<Error> &error;
};

/// What a row is read into: what the record shares, packs or boxes stands beside it.
struct ReadRow
{
    UploadRecord record;
    Target target;
    QString endpoint;
    ObjectLinks links;
    std::optional<Fingerprint> fingerprint;
    std::optional<Error> error;
};

/// The columns of a row in their order, each with what stands in it. Those of an optional part
/// are NULL without it; the first one that is not makes it.
template <typename Row, typename Visitor>
void visitColumns(Row &row, Visitor &&column)
{
    auto &record = row.record;
    auto &spec = record.spec;
    column("id", record.id);
    column("position", record.position);
    column("state", record.state);
    column("paused", record.pausedByUser);
    column("local_path", spec.localPath);
    column("object_path", spec.objectPath);
    column("endpoint", row.endpoint);
    column("app_id", row.target.appId);
    column("bucket", row.target.bucket);
    column("profile", row.target.profile);
    column("conflict_rule", spec.conflictRule);
    column("hash", spec.hash);
    column("wanted_slice_size", spec.sliceSize);
    column("added_size", record.size);
    column.ofOptional("file_size", row.fingerprint, &Fingerprint::size);
    column.ofOptional("file_mtime_ns", row.fingerprint, &Fingerprint::mtimeNs);
    column.ofOptional("file_id", row.fingerprint, &Fingerprint::fileId);
    column("contacted", record.contacted);
    column("session", record.session);
    column("slice_size", record.sliceSize);
    column("adopted", record.adopted);
    column("serial", record.serial);
    column("safe_bytes", record.safeBytes);
    column("leaving", record.leaving);
    column("sent_bytes", record.sentBytes);
    column("added_ms", record.addedMs);
    column("finished_ms", record.finishedMs);
    column("active_ms", record.activeMs);
    column("instant", record.instant);
    column("access_url", row.links.accessUrl);
    column("source_url", row.links.sourceUrl);
    column("resource_path", row.links.resourcePath);
    column("url", row.links.url);
    column("preview_url", row.links.previewUrl);
    column.ofOptional("error_kind", row.error, &Error::kind);
    column.ofOptional("error_http_status", row.error, &Error::httpStatus);
    column.ofOptional("error_code", row.error, &Error::code);
    column.ofOptional("error_message", row.error, &Error::message);
    column.ofOptional("error_request_id", row.error, &Error::requestId);
    column.ofOptional("error_detail", row.error, &Error::detail);
    column.ofOptional("error_retry_after_ms", row.error, &Error::retryAfter);
}

class NameCollector
{
public:
    template <typename T>
    void operator()(const char *name, const T &)
    {
        m_names.append(QLatin1String(name));
    }

    template <typename Part, typename Member>
    void ofOptional(const char *name, const Part &, Member)
    {
        m_names.append(QLatin1String(name));
    }

    QStringList take() { return std::move(m_names); }

private:
    QStringList m_names;
};

class Binder
{
public:
    explicit Binder(SqliteStatement &statement)
        : m_statement(statement)
    {
    }

    template <typename T>
    void operator()(const char *, const T &value)
    {
        bind(value);
        ++m_place;
    }

    template <typename Part, typename Member>
    void ofOptional(const char *name, const Part &part, Member member)
    {
        if (part)
            return operator()(name, (*part).*member);
        m_statement.bindNull(m_place++);
    }

private:
    void bind(std::integral auto value) { m_statement.bind(m_place, qint64{value}); }

    void bind(const QString &text) { m_statement.bind(m_place, text); }

    void bind(const QByteArray &blob) { m_statement.bind(m_place, blob); }

    void bind(UploadId id) { bind(static_cast<qint64>(id)); }

    void bind(UploadState state) { bind(uploadStateName(state)); }

    void bind(ConflictRule rule) { bind(conflictRuleName(rule)); }

    void bind(ErrorKind kind) { bind(errorKindName(kind)); }

    void bind(const std::optional<std::chrono::milliseconds> &time)
    {
        if (time)
            bind(qint64{time->count()});
        else
            m_statement.bindNull(m_place);
    }

    SqliteStatement &m_statement;
    int m_place = 0;
};

class Reader
{
public:
    Reader(const SqliteStatement &statement, ReadRow &row)
        : m_statement(statement)
        , m_row(row)
    {
    }

    template <typename T>
    void operator()(const char *, T &value)
    {
        read(value);
        ++m_column;
    }

    template <typename Part, typename Member>
    void ofOptional(const char *, std::optional<Part> &part, Member member)
    {
        if (!m_statement.isNull(m_column)) {
            if (!part)
                part.emplace();
            read((*part).*member);
        }
        ++m_column;
    }

    int column() const { return m_column; }

    /// A state that this version never wrote comes from damage that SQLite could not see: the
    /// upload stands as failed, so that it is neither lost nor taken for done.
    void settleState()
    {
        if (m_unknownState)
            m_row.error =
                makeError(ErrorKind::JournalFailed,
                          QStringLiteral("damaged: unknown state \"%1\"").arg(*m_unknownState));
    }

private:
    template <std::integral T>
    void read(T &value)
    {
        value = static_cast<T>(m_statement.integer(m_column));
    }

    void read(QString &text) { text = m_statement.text(m_column); }

    void read(QByteArray &blob) { blob = m_statement.blob(m_column); }

    void read(UploadId &id) { id = static_cast<UploadId>(m_statement.integer(m_column)); }

    void read(UploadState &state)
    {
        const QString name = m_statement.text(m_column);
        const std::optional<UploadState> known = uploadStateFromName(name);
        state = known.value_or(UploadState::Failed);
        if (!known)
            m_unknownState = name;
    }

    void read(ConflictRule &rule)
    {
        rule = conflictRuleFromName(m_statement.text(m_column)).value_or(ConflictRule::Ask);
    }

    void read(ErrorKind &kind)
    {
        kind = errorKindFromName(m_statement.text(m_column)).value_or(ErrorKind::Internal);
    }

    void read(std::optional<std::chrono::milliseconds> &time)
    {
        time = std::chrono::milliseconds(m_statement.integer(m_column));
    }

    const SqliteStatement &m_statement;
    ReadRow &m_row;
    int m_column = 0;
    std::optional<QString> m_unknownState;
};

QStringList columnNames()
{
    ReadRow none;
    NameCollector names;
    visitColumns(none, names);
    return names.take();
}

} // namespace

QString UploadRow::upsertSql()
{
    const QStringList names = columnNames();
    QStringList updates;
    for (const QString &name : names)
        updates.append(name + QLatin1String("=excluded.") + name);
    const QStringList places(names.size(), QStringLiteral("?"));
    return QStringLiteral("INSERT INTO uploads (%1) VALUES (%2) ON CONFLICT (id) DO UPDATE SET %3")
        .arg(names.join(u','), places.join(u','), updates.join(u','));
}

void UploadRow::bind(SqliteStatement &upsert, const UploadRecord &record, EndpointText &endpoints)
{
    const Target &target = record.spec.target;
    const WrittenRow row{
        record,      target, endpoints.of(target.endpoint), record.links.all(), record.fingerprint,
        record.error};
    visitColumns(row, Binder(upsert));
}

QString UploadRow::selectSql()
{
    return QStringLiteral("SELECT %1,sha1,states FROM uploads LEFT JOIN digests ON upload_id = id")
        .arg(columnNames().join(u','));
}

UploadRecord UploadRow::read(const SqliteStatement &selected, const KeptLinks &like,
                             EndpointText &endpoints)
{
    ReadRow row;
    Reader reader(selected, row);
    visitColumns(row, reader);
    reader.settleState();
    UploadRecord &record = row.record;
    row.target.endpoint = endpoints.read(row.endpoint);
    record.spec.target = std::move(row.target);
    record.links = KeptLinks(row.links, like);
    record.fingerprint = std::move(row.fingerprint);
    record.error = std::move(row.error);
    record.digests.sha1 = selected.blob(reader.column());
    record.digests.states = selected.blob(reader.column() + 1);
    record.settle();
    return record;
}

} // namespace cosdrop

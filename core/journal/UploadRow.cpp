#include "core/journal/UploadRow.h"

#include <QStringList>
#include <QVariant>

#include <array>
#include <utility>

namespace cosdrop {

namespace {

/// A record with all of it open: what it shares or boxes stands beside it.
struct Row
{
    UploadRecord record;
    Target target;
    ObjectLinks links;
    std::optional<Fingerprint> fingerprint;
    std::optional<Error> error;
};

template <typename T>
std::optional<T> unboxed(const Boxed<T> &boxed)
{
    return boxed ? std::optional<T>(*boxed) : std::nullopt;
}

struct Column
{
    QLatin1String name;
    QVariant (*take)(const Row &row);
    void (*put)(Row &row, const QVariant &value);
};

/// Qt SQL stores a null QString or QByteArray as NULL.
QVariant notNull(const QString &text)
{
    return text.isNull() ? QStringLiteral("") : text;
}

QVariant notNull(const QByteArray &bytes)
{
    return bytes.isNull() ? QByteArray("") : bytes;
}

/// A state that this version never wrote comes from damage that SQLite could not see: the upload
/// stands as failed, so that it is neither lost nor taken for done.
void putState(Row &row, const QString &name)
{
    const std::optional<UploadState> state = uploadStateFromName(name);
    row.record.state = state.value_or(UploadState::Failed);
    if (!state)
        row.error = makeError(ErrorKind::JournalFailed,
                              QStringLiteral("damaged: unknown state \"%1\"").arg(name));
}

void putErrorKind(Row &row, const QVariant &value)
{
    if (!value.isNull())
        row.error = makeError(errorKindFromName(value.toString()).value_or(ErrorKind::Internal));
}

/// A plain member of the row, or of something in it, as a column.
template <auto... path>
struct Member;

template <auto first, auto... rest>
struct Member<first, rest...>
{
    static auto &in(auto &object)
    {
        if constexpr (sizeof...(rest) == 0)
            return object.*first;
        else
            return Member<rest...>::in(object.*first);
    }

    static QVariant take(const Row &row)
    {
        const auto &value = in(row);
        if constexpr (requires { value.isNull(); })
            return notNull(value);
        else
            return QVariant::fromValue(value);
    }

    static void put(Row &row, const QVariant &value)
    {
        auto &member = in(row);
        member = value.value<std::remove_reference_t<decltype(member)>>();
    }
};

template <auto... path>
constexpr Column column(const char *name)
{
    return {QLatin1String(name), &Member<path...>::take, &Member<path...>::put};
}

/// The same of something optional in the row: NULL without it. `first` of its columns makes it.
template <auto optional, auto member, bool first = false>
constexpr Column optionalColumn(const char *name)
{
    return {QLatin1String(name),
            [](const Row &row) -> QVariant {
                const auto &whole = row.*optional;
                if (!whole)
                    return {};
                const auto &value = (*whole).*member;
                if constexpr (requires { value.isNull(); })
                    return notNull(value);
                else
                    return QVariant::fromValue(value);
            },
            [](Row &row, const QVariant &value) {
                auto &whole = row.*optional;
                if (value.isNull())
                    return;
                if (first)
                    whole.emplace();
                if (whole)
                    (*whole).*member =
                        value.value<std::remove_reference_t<decltype((*whole).*member)>>();
            }};
}

using W = Row;
using R = UploadRecord;
using S = UploadSpec;
using T = Target;
using F = Fingerprint;
using L = ObjectLinks;
using E = Error;

const std::array columns{
    Column{QLatin1String("id"),
           [](const W &w) -> QVariant { return static_cast<qint64>(w.record.id); },
           [](W &w, const QVariant &v) {
               w.record.id = static_cast<UploadId>(v.toLongLong());
           }},
    column<&W::record, &R::position>("position"),
    Column{QLatin1String("state"),
           [](const W &w) -> QVariant { return uploadStateName(w.record.state); },
           [](W &w, const QVariant &v) {
               putState(w, v.toString());
           }},
    column<&W::record, &R::pausedByUser>("paused"),
    column<&W::record, &R::spec, &S::localPath>("local_path"),
    column<&W::record, &R::spec, &S::objectPath>("object_path"),
    Column{QLatin1String("endpoint"),
           [](const W &w) { return notNull(w.target.endpoint.toString(QUrl::FullyEncoded)); },
           [](W &w, const QVariant &v) {
               w.target.endpoint = QUrl(v.toString());
           }},
    column<&W::target, &T::appId>("app_id"),
    column<&W::target, &T::bucket>("bucket"),
    column<&W::target, &T::profile>("profile"),
    Column{QLatin1String("conflict_rule"),
           [](const W &w) { return QVariant(conflictRuleName(w.record.spec.conflictRule)); },
           [](W &w, const QVariant &v) {
               w.record.spec.conflictRule =
                   conflictRuleFromName(v.toString()).value_or(ConflictRule::Ask);
           }},
    column<&W::record, &R::spec, &S::hash>("hash"),
    column<&W::record, &R::spec, &S::sliceSize>("wanted_slice_size"),
    column<&W::record, &R::size>("added_size"),
    optionalColumn<&W::fingerprint, &F::size, true>("file_size"),
    optionalColumn<&W::fingerprint, &F::mtimeNs>("file_mtime_ns"),
    optionalColumn<&W::fingerprint, &F::fileId>("file_id"),
    column<&W::record, &R::contacted>("contacted"),
    column<&W::record, &R::session>("session"),
    column<&W::record, &R::sliceSize>("slice_size"),
    column<&W::record, &R::adopted>("adopted"),
    column<&W::record, &R::serial>("serial"),
    column<&W::record, &R::safeBytes>("safe_bytes"),
    column<&W::record, &R::leaving>("leaving"),
    column<&W::record, &R::sentBytes>("sent_bytes"),
    column<&W::record, &R::addedMs>("added_ms"),
    column<&W::record, &R::finishedMs>("finished_ms"),
    column<&W::record, &R::activeMs>("active_ms"),
    column<&W::record, &R::instant>("instant"),
    column<&W::links, &L::accessUrl>("access_url"),
    column<&W::links, &L::sourceUrl>("source_url"),
    column<&W::links, &L::resourcePath>("resource_path"),
    column<&W::links, &L::url>("url"),
    column<&W::links, &L::previewUrl>("preview_url"),
    Column{QLatin1String("error_kind"),
           [](const W &w) { return w.error ? QVariant(errorKindName(w.error->kind)) : QVariant(); },
           [](W &w, const QVariant &v) {
               putErrorKind(w, v);
           }},
    optionalColumn<&W::error, &E::httpStatus>("error_http_status"),
    optionalColumn<&W::error, &E::code>("error_code"),
    optionalColumn<&W::error, &E::message>("error_message"),
    optionalColumn<&W::error, &E::requestId>("error_request_id"),
    optionalColumn<&W::error, &E::detail>("error_detail"),
    Column{QLatin1String("error_retry_after_ms"),
           [](const W &w) {
               return w.error && w.error->retryAfter
                          ? QVariant::fromValue<qint64>(w.error->retryAfter->count())
                          : QVariant();
           },
           [](W &w, const QVariant &v) {
               if (w.error && !v.isNull())
                   w.error->retryAfter = std::chrono::milliseconds(v.toLongLong());
           }},
};

QStringList columnNames()
{
    QStringList names;
    for (const Column &each : columns)
        names.append(each.name);
    return names;
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

void UploadRow::bind(QSqlQuery &upsert, const UploadRecord &record)
{
    const Row row{record, record.spec.target, record.links.all(), unboxed(record.fingerprint),
                  unboxed(record.error)};
    const bool isFirst = upsert.boundValues().isEmpty();
    int place = 0;
    for (const Column &each : columns) {
        // Many uploads saved at once are alike in most of this, and binding is dear.
        const QVariant value = each.take(row);
        if (isFirst || upsert.boundValue(place) != value)
            upsert.bindValue(place, value);
        ++place;
    }
}

QString UploadRow::selectSql()
{
    return QStringLiteral("SELECT %1,sha1,states FROM uploads LEFT JOIN digests ON upload_id = id")
        .arg(columnNames().join(u','));
}

UploadRecord UploadRow::read(const QSqlQuery &selected, const KeptLinks &like)
{
    Row row;
    int place = 0;
    for (const Column &each : columns)
        each.put(row, selected.value(place++));
    UploadRecord &record = row.record;
    record.spec.target = std::move(row.target);
    record.links = KeptLinks(row.links, like);
    record.fingerprint = std::move(row.fingerprint);
    record.error = std::move(row.error);
    record.digests.sha1 = selected.value(place++).toByteArray();
    record.digests.states = selected.value(place).toByteArray();
    record.settle();
    return record;
}

} // namespace cosdrop

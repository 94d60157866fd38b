#include "core/journal/UploadRow.h"

#include <QStringList>
#include <QVariant>

#include <array>
#include <utility>

namespace cosdrop {

namespace {

struct Column
{
    QLatin1String name;
    QVariant (*take)(const UploadRecord &record);
    void (*put)(UploadRecord &record, const QVariant &value);
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
void putState(UploadRecord &record, const QString &name)
{
    const std::optional<UploadState> state = uploadStateFromName(name);
    record.state = state.value_or(UploadState::Failed);
    if (!state)
        record.error = makeError(ErrorKind::JournalFailed,
                                 QStringLiteral("damaged: unknown state \"%1\"").arg(name));
}

void putErrorKind(UploadRecord &record, const QVariant &value)
{
    if (!value.isNull())
        record.error = makeError(errorKindFromName(value.toString()).value_or(ErrorKind::Internal));
}

/// A plain member of the record, or of something in it, as a column.
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

    static QVariant take(const UploadRecord &record)
    {
        const auto &value = in(record);
        if constexpr (requires { value.isNull(); })
            return notNull(value);
        else
            return QVariant::fromValue(value);
    }

    static void put(UploadRecord &record, const QVariant &value)
    {
        auto &member = in(record);
        member = value.value<std::remove_reference_t<decltype(member)>>();
    }
};

template <auto... path>
constexpr Column column(const char *name)
{
    return {QLatin1String(name), &Member<path...>::take, &Member<path...>::put};
}

/// The same of something optional in the record: NULL without it. `first` of its columns makes it.
template <auto optional, auto member, bool first = false>
constexpr Column optionalColumn(const char *name)
{
    return {QLatin1String(name),
            [](const UploadRecord &record) -> QVariant {
                const auto &whole = record.*optional;
                if (!whole)
                    return {};
                const auto &value = (*whole).*member;
                if constexpr (requires { value.isNull(); })
                    return notNull(value);
                else
                    return QVariant::fromValue(value);
            },
            [](UploadRecord &record, const QVariant &value) {
                auto &whole = record.*optional;
                if (value.isNull())
                    return;
                if (first)
                    whole.emplace();
                if (whole)
                    (*whole).*member =
                        value.value<std::remove_reference_t<decltype((*whole).*member)>>();
            }};
}

using R = UploadRecord;
using S = UploadSpec;
using T = Target;
using F = Fingerprint;
using L = ObjectLinks;
using E = Error;

const std::array columns{
    Column{QLatin1String("id"), [](const R &r) -> QVariant { return static_cast<qint64>(r.id); },
           [](R &r, const QVariant &v) {
               r.id = static_cast<UploadId>(v.toLongLong());
           }},
    column<&R::position>("position"),
    Column{QLatin1String("state"), [](const R &r) -> QVariant { return uploadStateName(r.state); },
           [](R &r, const QVariant &v) {
               putState(r, v.toString());
           }},
    column<&R::pausedByUser>("paused"),
    column<&R::spec, &S::localPath>("local_path"),
    column<&R::spec, &S::objectPath>("object_path"),
    Column{QLatin1String("endpoint"),
           [](const R &r) { return notNull(r.spec.target.endpoint.toString(QUrl::FullyEncoded)); },
           [](R &r, const QVariant &v) {
               r.spec.target.endpoint = QUrl(v.toString());
           }},
    column<&R::spec, &S::target, &T::appId>("app_id"),
    column<&R::spec, &S::target, &T::bucket>("bucket"),
    column<&R::spec, &S::target, &T::profile>("profile"),
    Column{QLatin1String("conflict_rule"),
           [](const R &r) { return QVariant(conflictRuleName(r.spec.conflictRule)); },
           [](R &r, const QVariant &v) {
               r.spec.conflictRule = conflictRuleFromName(v.toString()).value_or(ConflictRule::Ask);
           }},
    column<&R::spec, &S::hash>("hash"),
    column<&R::spec, &S::sliceSize>("wanted_slice_size"),
    column<&R::size>("added_size"),
    optionalColumn<&R::fingerprint, &F::size, true>("file_size"),
    optionalColumn<&R::fingerprint, &F::mtimeNs>("file_mtime_ns"),
    optionalColumn<&R::fingerprint, &F::fileId>("file_id"),
    column<&R::contacted>("contacted"),
    column<&R::session>("session"),
    column<&R::sliceSize>("slice_size"),
    column<&R::adopted>("adopted"),
    column<&R::serial>("serial"),
    column<&R::safeBytes>("safe_bytes"),
    column<&R::leaving>("leaving"),
    column<&R::sentBytes>("sent_bytes"),
    column<&R::addedMs>("added_ms"),
    column<&R::finishedMs>("finished_ms"),
    column<&R::activeMs>("active_ms"),
    column<&R::instant>("instant"),
    column<&R::links, &L::accessUrl>("access_url"),
    column<&R::links, &L::sourceUrl>("source_url"),
    column<&R::links, &L::resourcePath>("resource_path"),
    column<&R::links, &L::url>("url"),
    column<&R::links, &L::previewUrl>("preview_url"),
    Column{QLatin1String("error_kind"),
           [](const R &r) { return r.error ? QVariant(errorKindName(r.error->kind)) : QVariant(); },
           [](R &r, const QVariant &v) {
               putErrorKind(r, v);
           }},
    optionalColumn<&R::error, &E::httpStatus>("error_http_status"),
    optionalColumn<&R::error, &E::code>("error_code"),
    optionalColumn<&R::error, &E::message>("error_message"),
    optionalColumn<&R::error, &E::requestId>("error_request_id"),
    optionalColumn<&R::error, &E::detail>("error_detail"),
    Column{QLatin1String("error_retry_after_ms"),
           [](const R &r) {
               return r.error && r.error->retryAfter
                          ? QVariant::fromValue<qint64>(r.error->retryAfter->count())
                          : QVariant();
           },
           [](R &r, const QVariant &v) {
               if (r.error && !v.isNull())
                   r.error->retryAfter = std::chrono::milliseconds(v.toLongLong());
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
    int place = 0;
    for (const Column &each : columns)
        upsert.bindValue(place++, each.take(record));
}

QString UploadRow::selectSql()
{
    return QStringLiteral("SELECT %1,sha1,states FROM uploads LEFT JOIN digests ON upload_id = id")
        .arg(columnNames().join(u','));
}

UploadRecord UploadRow::read(const QSqlQuery &selected)
{
    UploadRecord record;
    int place = 0;
    for (const Column &each : columns)
        each.put(record, selected.value(place++));
    record.digests.sha1 = selected.value(place++).toByteArray();
    record.digests.states = selected.value(place).toByteArray();
    return record;
}

} // namespace cosdrop

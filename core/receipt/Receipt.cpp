#include "core/receipt/Receipt.h"

#include "core/cos/ObjectPath.h"
#include "core/receipt/Csv.h"

#include <QHash>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QRegularExpression>

#include <array>

namespace cosdrop::Receipt {

namespace {

constexpr int formatVersion = 1;
const auto formatName = QLatin1String("cosdrop-receipt");

/// An entry's members as text, by the names that both formats use.
using Fields = QHash<QString, QString>;

constexpr std::array columns{
    QLatin1String("name"),     QLatin1String("path"),       QLatin1String("size"),
    QLatin1String("sha1"),     QLatin1String("access_url"), QLatin1String("source_url"),
    QLatin1String("finished"), QLatin1String("endpoint"),   QLatin1String("appid"),
    QLatin1String("bucket"),
};

QString timeText(const QDateTime &time)
{
    return time.isValid() ? time.toUTC().toString(Qt::ISODate) : QString();
}

Fields fieldsOf(const ReceiptEntry &entry)
{
    return {{columns[0], entry.name},
            {columns[1], entry.path},
            {columns[2], QString::number(entry.size)},
            {columns[3], QString::fromLatin1(entry.sha1)},
            {columns[4], entry.accessUrl},
            {columns[5], entry.sourceUrl},
            {columns[6], timeText(entry.finished)},
            {columns[7], QString::fromLatin1(entry.endpoint.toEncoded())},
            {columns[8], entry.appId},
            {columns[9], entry.bucket}};
}

bool matches(const QString &text, const char *pattern)
{
    const QRegularExpression whole(
        QRegularExpression::anchoredPattern(QString::fromLatin1(pattern)));
    return whole.match(text).hasMatch();
}

/// The entry, or the name of the field that cannot be used.
tl::expected<ReceiptEntry, QString> entryFrom(const Fields &fields)
{
    const auto wrong = [](int column) {
        return tl::unexpected(QString(columns.at(column)));
    };
    ReceiptEntry entry;
    const auto path = ObjectPath::parse(fields.value(columns[1]));
    if (!path || path->isDirectory())
        return wrong(1);
    entry.path = path->text();
    entry.name = fields.value(columns[0]);
    bool isNumber = false;
    entry.size = fields.value(columns[2]).toLongLong(&isNumber);
    if (!isNumber || entry.size < 0)
        return wrong(2);
    const QString sha1 = fields.value(columns[3]).toLower();
    if (!matches(sha1, "([0-9a-f]{40})?"))
        return wrong(3);
    entry.sha1 = sha1.toLatin1();
    entry.accessUrl = fields.value(columns[4]);
    entry.sourceUrl = fields.value(columns[5]);
    const QString finished = fields.value(columns[6]);
    entry.finished = QDateTime::fromString(finished, Qt::ISODate).toUTC();
    if (!finished.isEmpty() && !entry.finished.isValid())
        return wrong(6);
    entry.endpoint = QUrl(fields.value(columns[7]), QUrl::StrictMode);
    const QString scheme = entry.endpoint.scheme();
    if (!entry.endpoint.isValid() || entry.endpoint.host().isEmpty()
        || (scheme != u"https" && scheme != u"http") || !entry.endpoint.userInfo().isEmpty())
        return wrong(7);
    entry.appId = fields.value(columns[8]);
    if (!matches(entry.appId, "[0-9]+"))
        return wrong(8);
    entry.bucket = fields.value(columns[9]);
    if (!matches(entry.bucket, "[A-Za-z0-9._-]+"))
        return wrong(9);
    return entry;
}

Failure noReceipt(const QString &why)
{
    return fail(ErrorKind::BadParameters, why);
}

Result<QList<ReceiptEntry>> entriesFrom(const QList<Fields> &all)
{
    QList<ReceiptEntry> entries;
    for (const Fields &fields : all) {
        auto entry = entryFrom(fields);
        if (!entry)
            return noReceipt(QStringLiteral("Entry %1 has no usable \"%2\".")
                                 .arg(entries.size() + 1)
                                 .arg(entry.error()));
        entries.append(*std::move(entry));
    }
    if (entries.isEmpty())
        return noReceipt(QStringLiteral("It has no entries."));
    return entries;
}

Result<QList<ReceiptEntry>> fromJson(const QByteArray &bytes)
{
    QJsonParseError error;
    const QJsonDocument document = QJsonDocument::fromJson(bytes, &error);
    if (error.error != QJsonParseError::NoError)
        return noReceipt(QStringLiteral("It is no valid JSON: %1.").arg(error.errorString()));
    const QJsonObject root = document.object();
    if (root.value(u"format").toString() != formatName)
        return noReceipt(QStringLiteral("It is JSON, but no receipt."));
    if (root.value(u"version").toInteger() != formatVersion)
        return noReceipt(QStringLiteral("It was made by another version of Cosdrop."));
    QList<Fields> all;
    const QJsonArray objects = root.value(u"objects").toArray();
    for (const auto &value : objects) {
        const QJsonObject object = value.toObject();
        Fields fields;
        for (const QLatin1String column : columns) {
            const QJsonValue field = object.value(column);
            fields.insert(column, column == columns[2] && field.isDouble()
                                      ? QString::number(field.toInteger(-1))
                                      : field.toString());
        }
        all.append(fields);
    }
    return entriesFrom(all);
}

Result<QList<ReceiptEntry>> fromCsv(const QByteArray &bytes)
{
    const auto rows = Csv::read(bytes);
    if (!rows || rows->isEmpty())
        return noReceipt(QStringLiteral("It is neither JSON nor a CSV table in UTF-8."));
    const QStringList header = rows->constFirst();
    for (const int needed : {1, 2, 7, 8, 9}) {
        if (!header.contains(columns.at(needed)))
            return noReceipt(QStringLiteral("It is no receipt: there is no column \"%1\".")
                                 .arg(columns.at(needed)));
    }
    QList<Fields> all;
    for (qsizetype row = 1; row < rows->size(); ++row) {
        Fields fields;
        const QStringList &cells = rows->at(row);
        for (qsizetype i = 0; i < qMin(header.size(), cells.size()); ++i)
            fields.insert(header.at(i), cells.at(i));
        all.append(fields);
    }
    return entriesFrom(all);
}

/// Of an upload in the queue or in the history, which have the same names for what is in it.
template <typename Finished>
ReceiptEntry made(const Finished &upload)
{
    ReceiptEntry entry;
    entry.path = upload.objectPath;
    entry.name = upload.objectPath.section(u'/', -1);
    entry.size = upload.size;
    entry.sha1 = upload.sha1;
    entry.accessUrl = upload.links.accessUrl();
    entry.sourceUrl = upload.links.sourceUrl();
    if (upload.finished.count() > 0)
        entry.finished = QDateTime::fromSecsSinceEpoch(upload.finished.count() / 1000, Qt::UTC);
    entry.endpoint = upload.target->endpoint;
    entry.appId = upload.target->appId;
    entry.bucket = upload.target->bucket;
    return entry;
}

} // namespace

std::optional<ReceiptEntry> entryOf(const UploadSnapshot &upload)
{
    return upload.state == UploadState::Done ? std::optional(made(upload)) : std::nullopt;
}

ReceiptEntry entryOf(const HistoryEntry &finished)
{
    return made(finished);
}

QByteArray toJson(const QList<ReceiptEntry> &entries)
{
    QJsonArray objects;
    for (const ReceiptEntry &entry : entries) {
        const Fields fields = fieldsOf(entry);
        QJsonObject object;
        for (const QLatin1String column : columns)
            object.insert(column, fields.value(column));
        object.insert(columns[2], entry.size);
        objects.append(object);
    }
    const QJsonObject root{{QStringLiteral("format"), formatName},
                           {QStringLiteral("version"), formatVersion},
                           {QStringLiteral("objects"), objects}};
    return QJsonDocument(root).toJson();
}

QByteArray toCsv(const QList<ReceiptEntry> &entries)
{
    QList<QStringList> rows{QStringList(columns.begin(), columns.end())};
    for (const ReceiptEntry &entry : entries) {
        const Fields fields = fieldsOf(entry);
        QStringList row;
        for (const QLatin1String column : columns)
            row.append(fields.value(column));
        rows.append(row);
    }
    return Csv::write(rows);
}

Result<QList<ReceiptEntry>> fromBytes(const QByteArray &bytes)
{
    QByteArray text = bytes;
    if (text.startsWith("\xEF\xBB\xBF"))
        text.remove(0, 3);
    const QByteArray beginning = text.left(64).trimmed();
    return beginning.startsWith('{') || beginning.startsWith('[') ? fromJson(text) : fromCsv(text);
}

} // namespace cosdrop::Receipt

#include "app/emulator/SpoiledReply.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QStringList>

namespace cosdrop::emulator {

namespace {

/// A value of another JSON type, and none that could be read as the right one.
QJsonValue ofAnotherType(const QJsonValue &value)
{
    switch (value.type()) {
    case QJsonValue::Double:
        return QStringLiteral("many");
    case QJsonValue::String:
        return QJsonArray{1};
    case QJsonValue::Array:
        return QJsonObject{{QStringLiteral("a"), 1}};
    default:
        return QJsonArray{QStringLiteral("a")};
    }
}

void spoilField(QJsonObject &object, const QStringList &name)
{
    QJsonValue value = object.value(name.first());
    if (name.size() == 1) {
        value = ofAnotherType(value);
    } else if (value.isArray()) {
        QJsonArray changed;
        const QJsonArray entries = value.toArray();
        for (const QJsonValue entry : entries) {
            QJsonObject inner = entry.toObject();
            spoilField(inner, name.mid(1));
            changed.append(inner);
        }
        value = changed;
    } else {
        QJsonObject inner = value.toObject();
        spoilField(inner, name.mid(1));
        value = inner;
    }
    object.insert(name.first(), value);
}

bool isTopLevel(const QString &name)
{
    return name == u"code" || name == u"message" || name == u"request_id" || name == u"data";
}

} // namespace

QByteArray spoiledJson(const Reply &reply, const EmulatorFault &fault)
{
    if (fault.empty)
        return {};
    Reply changed = reply;
    if (fault.missingLinks) {
        for (const QString &link : {QStringLiteral("access_url"), QStringLiteral("source_url"),
                                    QStringLiteral("url"), QStringLiteral("resource_path")})
            changed.data.remove(link);
    }
    const QStringList name = fault.wrongType.split(u'.', Qt::SkipEmptyParts);
    const bool topLevel = name.size() == 1 && isTopLevel(name.first());
    if (!name.isEmpty() && !topLevel)
        spoilField(changed.data, name);
    QByteArray json = changed.json();
    if (topLevel) {
        QJsonObject object = QJsonDocument::fromJson(json).object();
        spoilField(object, name);
        json = QJsonDocument(object).toJson(QJsonDocument::Compact);
    }
    return fault.cutJson ? json.left(json.size() / 2) : json;
}

void addRetryAfter(const EmulatorFault &fault, httplib::Response &response)
{
    if (fault.retryAfter >= 0)
        response.set_header("Retry-After", std::to_string(fault.retryAfter));
}

} // namespace cosdrop::emulator

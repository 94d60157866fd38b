#include "app/emulator/EmulatorFault.h"

#include <QHash>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <cmath>
#include <functional>
#include <limits>

namespace cosdrop {

namespace {

using Reader = std::function<bool(EmulatorFault &, const QJsonValue &)>;

std::optional<qint64> integer(const QJsonValue &value)
{
    const double number = value.toDouble(std::nan(""));
    if (!value.isDouble() || number != std::floor(number) || std::abs(number) > 9e15)
        return std::nullopt;
    return static_cast<qint64>(number);
}

template <typename Number>
Reader number(Number EmulatorFault::*member)
{
    return [member](EmulatorFault &fault, const QJsonValue &value) {
        const auto read = integer(value);
        if (!read || *read < std::numeric_limits<Number>::min()
            || *read > std::numeric_limits<Number>::max())
            return false;
        fault.*member = static_cast<Number>(*read);
        return true;
    };
}

template <typename Duration>
Reader duration(Duration EmulatorFault::*member)
{
    return [member](EmulatorFault &fault, const QJsonValue &value) {
        const auto read = integer(value);
        if (read)
            fault.*member = Duration(*read);
        return read.has_value();
    };
}

Reader text(QString EmulatorFault::*member)
{
    return [member](EmulatorFault &fault, const QJsonValue &value) {
        fault.*member = value.toString();
        return value.isString();
    };
}

Reader flag(bool EmulatorFault::*member)
{
    return [member](EmulatorFault &fault, const QJsonValue &value) {
        fault.*member = value.toBool();
        return value.isBool();
    };
}

bool readDrop(EmulatorFault &fault, const QJsonValue &value)
{
    using Drop = EmulatorFault::Drop;
    const QString name = value.toString();
    if (name == u"before")
        fault.drop = Drop::Before;
    else if (name == u"middle")
        fault.drop = Drop::Middle;
    else if (name == u"after")
        fault.drop = Drop::After;
    return fault.drop != Drop::No;
}

QHash<QString, Reader> readers()
{
    using Fault = EmulatorFault;
    return {
        {QStringLiteral("op"), text(&Fault::op)},
        {QStringLiteral("path"), text(&Fault::path)},
        {QStringLiteral("offset"), number(&Fault::offset)},
        {QStringLiteral("beyond"), number(&Fault::beyond)},
        {QStringLiteral("skip"), number(&Fault::skip)},
        {QStringLiteral("times"), number(&Fault::times)},
        {QStringLiteral("status"), number(&Fault::status)},
        {QStringLiteral("code"), number(&Fault::code)},
        {QStringLiteral("html"), flag(&Fault::html)},
        {QStringLiteral("redirect"), text(&Fault::redirect)},
        {QStringLiteral("hang_ms"), duration(&Fault::hang)},
        {QStringLiteral("drop"), readDrop},
        {QStringLiteral("retry_after"), number(&Fault::retryAfter)},
        {QStringLiteral("delay_ms"), duration(&Fault::delay)},
        {QStringLiteral("date_offset"), duration(&Fault::dateOffset)},
        {QStringLiteral("cut_json"), flag(&Fault::cutJson)},
        {QStringLiteral("empty"), flag(&Fault::empty)},
        {QStringLiteral("wrong_type"), text(&Fault::wrongType)},
        {QStringLiteral("missing_links"), flag(&Fault::missingLinks)},
        {QStringLiteral("forget_session"), flag(&Fault::forgetSession)},
        {QStringLiteral("lose_slice"), flag(&Fault::loseSlice)},
        {QStringLiteral("corrupt"), flag(&Fault::corrupt)},
    };
}

Failure malformed(qsizetype entry, const QString &why)
{
    return fail(ErrorKind::BadParameters,
                QStringLiteral("Fault %1 of the faults file: %2.").arg(entry + 1).arg(why));
}

} // namespace

Result<QList<EmulatorFault>> parseFaults(const QByteArray &json)
{
    QJsonParseError error;
    const QJsonDocument document = QJsonDocument::fromJson(json, &error);
    if (!document.isArray()) {
        return fail(ErrorKind::BadParameters,
                    QStringLiteral("The faults file is not a JSON array (%1).")
                        .arg(error.error == QJsonParseError::NoError
                                 ? QStringLiteral("another value")
                                 : error.errorString()));
    }
    const QHash<QString, Reader> known = readers();
    QList<EmulatorFault> faults;
    const QJsonArray entries = document.array();
    for (const QJsonValue entry : entries) {
        if (!entry.isObject())
            return malformed(faults.size(), QStringLiteral("not an object"));
        const QJsonObject object = entry.toObject();
        EmulatorFault fault;
        for (auto item = object.begin(); item != object.end(); ++item) {
            const auto reader = known.find(item.key());
            if (reader == known.end())
                return malformed(faults.size(),
                                 QStringLiteral("unknown name \"%1\"").arg(item.key()));
            if (!reader.value()(fault, item.value()))
                return malformed(faults.size(),
                                 QStringLiteral("bad value of \"%1\"").arg(item.key()));
        }
        faults.append(fault);
    }
    return faults;
}

} // namespace cosdrop

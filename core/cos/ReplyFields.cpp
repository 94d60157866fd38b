#include "core/cos/ReplyFields.h"

#include <QJsonDocument>

#include <algorithm>
#include <limits>

namespace cosdrop {

namespace {

using std::chrono::milliseconds;
using std::chrono::seconds;

constexpr qsizetype longestShownText = 500;

/// A server's text, made fit for one line.
QString oneLine(const QString &text)
{
    QString line = text.left(longestShownText);
    std::replace_if(
        line.begin(), line.end(), [](QChar character) { return !character.isPrint(); }, u' ');
    return line.trimmed();
}

std::optional<milliseconds> retryAfterOf(const RawReply &reply)
{
    static constexpr qint64 longest = 7 * 24 * 3600;
    const QByteArray text = reply.retryAfter.trimmed();
    if (text.isEmpty())
        return std::nullopt;
    const bool digits =
        std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
    if (digits) {
        bool fits = false;
        const qint64 value = text.toLongLong(&fits);
        return seconds(fits ? std::min(value, longest) : longest);
    }
    const auto date = parseServerDate(text, reply.serverNow);
    if (!date)
        return std::nullopt;
    return std::clamp(*date - reply.serverNow, seconds(0), seconds(longest));
}

Error errorOf(const RawReply &reply, ErrorKind kind, const QString &detail)
{
    Error error = makeError(kind, detail);
    error.httpStatus = reply.httpStatus;
    error.retryAfter = retryAfterOf(reply);
    return error;
}

bool looksLikeHtml(const RawReply &reply)
{
    return reply.contentType.toLower().contains("html") || reply.body.trimmed().startsWith('<');
}

/// What an answer is that has no COS reply in its body.
Error notCosReply(const RawReply &reply, const QString &reason)
{
    const int status = reply.httpStatus;
    const QString detail = QStringLiteral("HTTP %1: %2").arg(status).arg(reason);
    if (status >= 500)
        return errorOf(reply, ErrorKind::ServerTrouble, detail);
    if (status == 429)
        return errorOf(reply, ErrorKind::TooFrequent, detail);
    if (status == 408)
        return errorOf(reply, ErrorKind::Timeout, detail);
    if (status == 407)
        return errorOf(reply, ErrorKind::ProxyFailed, detail);
    if (looksLikeHtml(reply))
        return errorOf(reply, ErrorKind::NotCos,
                       QStringLiteral("HTTP %1 with a web page").arg(status));
    if (status >= 400 && reply.body.trimmed().isEmpty())
        return errorOf(reply, ErrorKind::Refused, detail);
    const bool brokenOff =
        !reply.lengthKnown
        && (reply.body.isEmpty()
            || (reply.body.trimmed().startsWith('{') && !reply.body.trimmed().endsWith('}')));
    return errorOf(reply, brokenOff ? ErrorKind::ConnectionLost : ErrorKind::GarbledReply, detail);
}

QString textOrNumber(const QJsonValue &value)
{
    if (const auto number = jsonInteger(value); number && !value.isString())
        return QString::number(*number);
    return oneLine(value.toString());
}

} // namespace

std::optional<qint64> jsonInteger(const QJsonValue &value)
{
    if (value.isDouble()) {
        // toInteger gives its argument where the number is not whole or does not fit.
        const qint64 number = value.toInteger(0);
        return number == value.toInteger(1) ? std::optional(number) : std::nullopt;
    }
    if (!value.isString())
        return std::nullopt;
    const QString text = value.toString();
    const auto isDigit = [](QChar character) {
        return character >= u'0' && character <= u'9';
    };
    const qsizetype sign = text.startsWith(u'-') ? 1 : 0;
    if (text.size() == sign || !std::all_of(text.begin() + sign, text.end(), isDigit))
        return std::nullopt;
    bool fits = false;
    const qint64 number = text.toLongLong(&fits);
    return fits ? std::optional(number) : std::nullopt;
}

Result<ReplyFields> ReplyFields::open(const RawReply &reply)
{
    const int status = reply.httpStatus;
    if (status >= 300 && status < 400) {
        return Failure(errorOf(reply, ErrorKind::Redirected,
                               QStringLiteral("HTTP %1: a redirect is not followed").arg(status)));
    }

    QJsonParseError parseError;
    const QJsonDocument document = QJsonDocument::fromJson(reply.body, &parseError);
    if (parseError.error != QJsonParseError::NoError)
        return Failure(notCosReply(reply, QStringLiteral("no JSON: ") + parseError.errorString()));
    const QJsonObject envelope = document.object();
    const auto code = jsonInteger(envelope.value(u"code"));
    if (!code || *code < std::numeric_limits<int>::min() || *code > 0)
        return Failure(notCosReply(reply, QStringLiteral("JSON without a usable code")));

    Error error = errorOf(reply, ErrorKind::GarbledReply, {});
    error.code = static_cast<int>(*code);
    error.message = oneLine(envelope.value(u"message").toString());
    error.requestId = textOrNumber(envelope.value(u"request_id"));
    if (*code < 0) {
        error.kind = errorKindOfCode(error.code, status);
        return Failure(error);
    }
    if (status < 200 || status > 299) {
        Error refused = notCosReply(reply, QStringLiteral("success under an error's status"));
        refused.requestId = error.requestId;
        return Failure(refused);
    }

    const QJsonValue data = envelope.value(u"data");
    // PHP servers write an empty object as an empty array.
    const bool empty =
        data.isUndefined() || data.isNull() || (data.isArray() && data.toArray().isEmpty());
    if (!empty && !data.isObject()) {
        error.detail = QStringLiteral("data is not an object");
        return Failure(error);
    }
    return ReplyFields(data.toObject(), error);
}

ReplyFields::ReplyFields(const QJsonObject &data, const Error &faultTemplate)
    : m_data(data)
    , m_fault(faultTemplate)
{
}

QString ReplyFields::text(const QString &name)
{
    const QJsonValue value = m_data.value(name);
    if (!value.isUndefined() && !value.isNull() && !value.isString())
        setFault(QStringLiteral("%1 is not a text").arg(name));
    return value.toString();
}

QString ReplyFields::shownText(const QString &name) const
{
    return m_data.value(name).toString();
}

std::optional<qint64> ReplyFields::number(const QString &name, qint64 least)
{
    const QJsonValue value = m_data.value(name);
    if (value.isUndefined() || value.isNull())
        return std::nullopt;
    const auto number = jsonInteger(value);
    if (!number)
        setFault(QStringLiteral("%1 is not a whole number").arg(name));
    else if (*number < least)
        setFault(QStringLiteral("%1 is below %2").arg(name).arg(least));
    return number;
}

std::optional<qint64> ReplyFields::shownNumber(const QString &name) const
{
    return jsonInteger(m_data.value(name));
}

bool ReplyFields::flag(const QString &name)
{
    const QJsonValue value = m_data.value(name);
    if (value.isBool())
        return value.toBool();
    return number(name, 0).value_or(0) != 0;
}

QJsonArray ReplyFields::array(const QString &name)
{
    const QJsonValue value = m_data.value(name);
    if (!value.isUndefined() && !value.isNull() && !value.isArray())
        setFault(QStringLiteral("%1 is not a list").arg(name));
    return value.toArray();
}

QByteArray ReplyFields::sha1(const QString &name)
{
    const QString value = text(name);
    return value.left(value.indexOf(u'_')).trimmed().toLower().toUtf8();
}

ObjectLinks ReplyFields::links()
{
    ObjectLinks links;
    links.accessUrl = text(QStringLiteral("access_url"));
    links.sourceUrl = text(QStringLiteral("source_url"));
    links.resourcePath = text(QStringLiteral("resource_path"));
    links.url = text(QStringLiteral("url"));
    links.previewUrl = shownText(QStringLiteral("preview_url"));
    return links;
}

void ReplyFields::setFault(const QString &reason)
{
    if (!m_faulty)
        m_fault.detail = reason;
    m_faulty = true;
}

std::optional<Error> ReplyFields::fault() const
{
    return m_faulty ? std::optional(m_fault) : std::nullopt;
}

} // namespace cosdrop

#include "app/emulator/RequestTarget.h"

#include <QStringDecoder>

#include <algorithm>

namespace cosdrop::emulator {

namespace {

bool isUnreserved(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-'
           || c == '.' || c == '_' || c == '~';
}

int hexValue(char c)
{
    if (c >= '0' && c <= '9')
        return c - '0';
    if (c >= 'a' && c <= 'f')
        return c - 'a' + 10;
    if (c >= 'A' && c <= 'F')
        return c - 'A' + 10;
    return -1;
}

std::optional<QString> utf8Decoded(const QByteArray &bytes)
{
    QStringDecoder decoder(QStringDecoder::Utf8, QStringDecoder::Flag::Stateless);
    QString text = decoder.decode(bytes);
    if (decoder.hasError())
        return std::nullopt;
    return text;
}

bool isLegalSegment(QStringView segment)
{
    constexpr QStringView illegal = u"?*:|\\<>\"";
    if (segment.trimmed().isEmpty() || segment == u"." || segment == u"..")
        return false;
    return std::none_of(segment.begin(), segment.end(), [&](QChar c) {
        return illegal.contains(c) || c.category() == QChar::Other_Control;
    });
}

Outcome<QString> legalPath(const QByteArray &encoded, bool strict)
{
    const auto bytes = percentDecoded(encoded, strict);
    if (!bytes)
        return refuse(Code::IllegalPath, QStringLiteral("path is not percent-encoded"));
    const auto path = utf8Decoded(*bytes);
    if (!path)
        return refuse(Code::IllegalPath, QStringLiteral("path is not UTF-8"));
    if (*path == u"/")
        return *path;
    // An encoded slash would make one segment into two.
    if (encoded.toUpper().contains("%2F"))
        return refuse(Code::IllegalPath, QStringLiteral("encoded slash in path"));
    const QStringView inner =
        QStringView(*path).mid(1, path->size() - (path->endsWith(u'/') ? 2 : 1));
    for (const QStringView segment : inner.split(u'/')) {
        if (!isLegalSegment(segment))
            return refuse(Code::IllegalPath, QStringLiteral("illegal name in path"));
    }
    return *path;
}

/// The text up to the next slash, which stays in `rest`.
QByteArray takeSegment(QByteArray &rest)
{
    const qsizetype slash = rest.indexOf('/');
    const qsizetype end = slash < 0 ? rest.size() : slash;
    QByteArray segment = rest.first(end);
    rest.remove(0, end);
    return segment;
}

bool takePrefix(QByteArray &rest, const char *prefix)
{
    if (!rest.startsWith(prefix))
        return false;
    rest.remove(0, static_cast<qsizetype>(qstrlen(prefix)));
    return true;
}

Outcome<QHash<QByteArray, QByteArray>> parseQuery(const QByteArray &text)
{
    QHash<QByteArray, QByteArray> query;
    if (text.isEmpty())
        return query;
    for (const QByteArray &item : text.split('&')) {
        const qsizetype equals = item.indexOf('=');
        // A "+" left as it is in a signature means a space to many servers.
        const bool strict = item.startsWith("sign=");
        const auto value = percentDecoded(item.mid(equals + 1), strict);
        if (equals <= 0 || !value)
            return refuse(Code::BadParameters, QStringLiteral("query is malformed"));
        if (query.contains(item.left(equals)))
            return refuse(Code::BadParameters, QStringLiteral("query item given twice"));
        query.insert(item.left(equals), *value);
    }
    return query;
}

} // namespace

std::optional<QByteArray> percentDecoded(const QByteArray &text, bool strict)
{
    QByteArray decoded;
    decoded.reserve(text.size());
    for (qsizetype i = 0; i < text.size(); ++i) {
        const char c = text[i];
        if (c != '%') {
            if (strict && !isUnreserved(c) && c != '/')
                return std::nullopt;
            decoded.append(c);
            continue;
        }
        const int high = i + 2 < text.size() ? hexValue(text[i + 1]) : -1;
        const int low = i + 2 < text.size() ? hexValue(text[i + 2]) : -1;
        if (high < 0 || low < 0)
            return std::nullopt;
        decoded.append(static_cast<char>(high * 16 + low));
        i += 2;
    }
    return decoded;
}

bool isBucketName(const QByteArray &name)
{
    if (name.isEmpty() || name.size() > 40 || name.startsWith('-') || name.endsWith('-'))
        return false;
    return std::all_of(name.begin(), name.end(), [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-';
    });
}

QByteArray encodedPath(const QString &path)
{
    return path.toUtf8().toPercentEncoding("/");
}

QString parentDirectory(const QString &path)
{
    const qsizetype from = path.endsWith(u'/') ? path.size() - 2 : path.size() - 1;
    return path.left(path.lastIndexOf(u'/', from) + 1);
}

Outcome<RequestTarget> parseTarget(const QByteArray &text)
{
    const qsizetype question = text.indexOf('?');
    QByteArray rest = question < 0 ? text : text.first(question);
    RequestTarget target;
    if (takePrefix(rest, "/files/v2/")) {
        target.appId = takeSegment(rest);
        if (!takePrefix(rest, "/"))
            return refuse(Code::BadParameters, QStringLiteral("URL names no bucket"));
    } else if (takePrefix(rest, "/cdn/") || takePrefix(rest, "/source/")) {
        target.kind = RequestTarget::Kind::Link;
    } else {
        return refuse(Code::BadParameters, QStringLiteral("URL is not one of this server's"));
    }
    target.bucket = takeSegment(rest);
    if (!isBucketName(target.bucket))
        return refuse(Code::BucketNameMalformed, QStringLiteral("bucket name is malformed"));
    if (rest.isEmpty())
        return refuse(Code::IllegalPath, QStringLiteral("URL has no path"));

    auto path = legalPath(rest, target.kind == RequestTarget::Kind::Api);
    if (!path)
        return tl::unexpected<Reply>(path.error());
    target.path = *path;
    if (question >= 0 && target.kind == RequestTarget::Kind::Api) {
        auto query = parseQuery(text.mid(question + 1));
        if (!query)
            return tl::unexpected<Reply>(query.error());
        target.query = *query;
    }
    return target;
}

} // namespace cosdrop::emulator

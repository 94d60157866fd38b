#include "core/cos/RequestUrl.h"

namespace cosdrop {

namespace {

/// What QNetworkAccessManager makes of a URL before it sends it.
QByteArray asSent(const QUrl &url)
{
    return url.toEncoded(QUrl::NormalizePathSegments | QUrl::FullyEncoded);
}

/// The path with "/-/.." behind each directory whose name begins with a dot.
QByteArray withDetours(const QByteArray &path)
{
    QByteArray result;
    const QList<QByteArray> segments = path.split('/');
    for (qsizetype i = 0; i < segments.size(); ++i) {
        const bool last = i == segments.size() - 1;
        result += segments[i];
        if (!last)
            result += segments[i].startsWith('.') ? "/-/../" : "/";
    }
    return result;
}

} // namespace

QUrl requestUrl(const ObjectAddress &object, const QByteArray &query)
{
    const QByteArray bucket = "/files/v2/" + QUrl::toPercentEncoding(object.target.appId) + '/'
                              + QUrl::toPercentEncoding(object.target.bucket);
    const QByteArray path = object.path.encoded();
    QUrl url = object.target.endpoint.adjusted(QUrl::RemoveUserInfo | QUrl::RemovePath
                                               | QUrl::RemoveQuery | QUrl::RemoveFragment);
    url.setPath(QString::fromLatin1(bucket + path), QUrl::StrictMode);
    if (!query.isEmpty())
        url.setQuery(QString::fromLatin1(query), QUrl::StrictMode);
    // QUrl (6.4) drops a directory whose name is a dot and one character when it removes dot
    // segments, unless such a segment follows it.
    if (path.contains("/.") && asSent(url) != url.toEncoded()) {
        QUrl detour = url;
        detour.setPath(QString::fromLatin1(bucket + withDetours(path)), QUrl::StrictMode);
        if (asSent(detour) == url.toEncoded())
            return detour;
    }
    return url;
}

} // namespace cosdrop

#include "core/cos/RequestUrl.h"

namespace cosdrop {

namespace {

QByteArray rootOf(const QUrl &endpoint)
{
    return endpoint
        .adjusted(QUrl::RemoveUserInfo | QUrl::RemovePath | QUrl::RemoveQuery
                  | QUrl::RemoveFragment)
        .toEncoded();
}

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
    const QByteArray root = rootOf(object.target.endpoint);
    const QByteArray bucket = "/files/v2/" + QUrl::toPercentEncoding(object.target.appId) + '/'
                              + QUrl::toPercentEncoding(object.target.bucket);
    const QByteArray path = object.path.encoded();
    const QByteArray tail = query.isEmpty() ? QByteArray() : '?' + query;

    const QByteArray wanted = root + bucket + path + tail;
    QUrl url = QUrl::fromEncoded(wanted, QUrl::StrictMode);
    if (asSent(url) == wanted)
        return url;
    // QUrl (6.4) drops a directory whose name is a dot and one character when it removes dot
    // segments, unless such a segment follows it.
    QUrl detour = QUrl::fromEncoded(root + bucket + withDetours(path) + tail, QUrl::StrictMode);
    if (asSent(detour) == wanted)
        return detour;
    return url;
}

} // namespace cosdrop

#pragma once

#include "app/emulator/Reply.h"

#include <QByteArray>
#include <QHash>
#include <QString>

#include <optional>

namespace cosdrop::emulator {

/// The request line's target, taken apart: /files/v2/<appid>/<bucket>/<path>?<query> of the API,
/// or /cdn/<bucket>/<path> and /source/<bucket>/<path> of the links.
struct RequestTarget
{
    enum class Kind { Api, Link };

    Kind kind = Kind::Api;
    QByteArray appId; ///< of the API only
    QByteArray bucket;
    QString path; ///< decoded, with a leading slash; a directory's ends in one
    QHash<QByteArray, QByteArray> query; ///< decoded

    bool isDirectory() const { return path.endsWith(u'/'); }
};

/// Strict: −180 for a path that is not percent-encoded UTF-8 or has an illegal name, −199 for a
/// malformed bucket name, −5999 for the rest. Links are read as browsers write them.
Outcome<RequestTarget> parseTarget(const QByteArray &target);

/// What percent-encoded text means; nothing where an escape is not one. With `strict`, nothing
/// either where a character other than "/" and RFC 3986's unreserved ones stands unencoded.
std::optional<QByteArray> percentDecoded(const QByteArray &text, bool strict);

/// Only lower-case letters, digits and inner hyphens, at most 40.
bool isBucketName(const QByteArray &name);

/// Percent-encoded, segment by segment.
QByteArray encodedPath(const QString &path);

/// The directory that holds `path`: "/a/b.txt" and "/a/b/" are both in "/a/".
QString parentDirectory(const QString &path);

} // namespace cosdrop::emulator

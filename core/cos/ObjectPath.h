#pragma once

#include "core/base/Result.h"

#include <QByteArray>
#include <QList>
#include <QString>

namespace cosdrop {

/// The path of an object or of a directory inside a bucket: "/2026/设计稿 v3.psd", "/2026/".
///
/// A value that is legal by construction. Illegal in a segment, by what the public SDKs refuse:
/// ? * : | \ < > " , blank segments, control characters; and, ours, "." and "..", which URLs fold.
/// Segments are percent-encoded as UTF-8 one at a time; RFC 3986 unreserved characters stay.
class ObjectPath
{
public:
    /// From decoded text. A missing leading slash is added; a trailing one makes a directory.
    /// Fails with IllegalName; the detail is the reason in English and names the character.
    static Result<ObjectPath> parse(const QString &decoded);

    bool isDirectory() const;
    bool isRoot() const;

    /// Decoded, with a leading slash.
    QString text() const { return m_text; }

    /// Percent-encoded, with a leading slash.
    QByteArray encoded() const;

    /// The last segment, decoded.
    QString name() const;

    /// The directories above, outermost first, without the root: "/a/", "/a/b/".
    QList<ObjectPath> parents() const;

    /// The same place with another last segment, or IllegalName.
    Result<ObjectPath> withName(const QString &name) const;

    bool operator==(const ObjectPath &) const = default;

private:
    explicit ObjectPath(QString text);

    QString m_text;
};

/// "report.tar.gz", 2 → "report (2).tar.gz"; ".profile", 2 → ".profile (2)". Shortened where the
/// result would be over 255 bytes of UTF-8, without cutting a character in two.
QString numberedName(const QString &name, int number);

/// What could be used instead of an illegal name: each illegal character becomes "_".
QString repairedName(const QString &name);

} // namespace cosdrop

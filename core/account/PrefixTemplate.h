#pragma once

#include <QDateTime>
#include <QString>

namespace cosdrop {

/// What the placeholders of a prefix stand for: one moment and one id for all that is added
/// together, so that a folder stays in one piece.
struct PrefixFacts
{
    QDateTime when; ///< local time
    QString uuid;   ///< 8-4-4-4-12 hex digits

    /// For what is added at this time (Unix ms), with an id of its own.
    static PrefixFacts at(qint64 unixMs);
};

/// Fills in {date} (2026-11-23), {year}, {month} (11) and leaves all else. Pure.
QString datedPrefix(const QString &pattern, const QDateTime &when);

/// The directory for one file: datedPrefix() with {uuid} and {ext} too, {ext} being what follows
/// the last dot of the file's name, in lower case. A part that comes out empty is left out; other
/// words in braces stay. Pure.
QString filledPrefix(const QString &pattern, const PrefixFacts &facts, const QString &fileName);

} // namespace cosdrop

#pragma once

#include "core/base/KeptLinks.h"
#include "core/base/Upload.h"

#include <QList>
#include <QMetaType>
#include <QStringList>

#include <chrono>
#include <optional>

namespace cosdrop {

/// A finished upload as it is remembered after it has left the queue.
struct HistoryEntry
{
    qint64 id = 0;                         ///< in the history
    std::chrono::milliseconds finished{0}; ///< Unix time
    QString localPath;
    QString objectPath; ///< decoded, with a leading slash
    SharedValue<Target> target;
    qint64 size = 0; ///< bytes
    QByteArray sha1; ///< hex; may be empty
    KeptLinks links;

    bool operator==(const HistoryEntry &) const = default;
};

/// What of the history is wanted: the newest entries that fit, a page at a time.
struct HistoryQuery
{
    QString text;   ///< parts of words, all of which are in the object's path; of ASCII, case does
                    ///< not count; what is behind the first 1000 characters does neither
    QString bucket; ///< empty: any
    std::optional<std::chrono::milliseconds> from;  ///< finished at that Unix time or later
    std::optional<std::chrono::milliseconds> until; ///< finished before that Unix time
    std::optional<std::pair<std::chrono::milliseconds, qint64>>
        after;       ///< finished and id of the last entry of the page before
    int limit = 200; ///< entries

    bool operator==(const HistoryQuery &) const = default;
};

/// The answer to a HistoryQuery.
struct HistoryPage
{
    quint64 ticket = 0;          ///< tells which question it answers
    QList<HistoryEntry> entries; ///< newest first
    bool isLast = true;
    QStringList buckets;        ///< all that the history knows, sorted; with a first page
    std::optional<Error> error; ///< set: the history could not be read
};

} // namespace cosdrop

Q_DECLARE_METATYPE(cosdrop::HistoryPage)

#pragma once

#include "core/base/Upload.h"

#include <QList>

#include <utility>
#include <vector>

namespace cosdrop {

/// Finds positions for uploads that are put between others, so that as few of the others as can be
/// have to be given new ones, however long the queue is. Pure.
class QueuePlaces
{
public:
    /// How far apart uploads stand that come one after another.
    static constexpr qint64 step = qint64(1) << 20;

    struct Place
    {
        UploadId id{};
        qint64 position = 0;

        bool operator==(const Place &) const = default;
    };

    /// `others` are all that stay, ascending and unlike; `at` is the index before which `moved` go,
    /// in their order. Gives the new places of those moved and of others that had to make room.
    static QList<Place> insert(const std::vector<Place> &others, size_t at,
                               const QList<UploadId> &moved);
};

} // namespace cosdrop

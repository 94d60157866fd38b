#include "core/transfer/QueuePlaces.h"

#include <algorithm>

namespace cosdrop {

namespace {

// With less room than this between them, others would soon have to make room again.
constexpr qint64 leastGap = 64;

} // namespace

QList<QueuePlaces::Place> QueuePlaces::insert(const std::vector<Place> &others, size_t at,
                                              const QList<UploadId> &moved)
{
    QList<UploadId> ids = moved;
    size_t first = at; // others[first … last) get new positions too
    size_t last = at;
    qint64 begin = 0;
    qint64 gap = 0;
    for (size_t reach = 1;; reach *= 2) {
        const auto parts = static_cast<qint64>(ids.size()) + 1;
        const bool isOpenBelow = first == 0;
        const bool isOpenAbove = last == others.size();
        const qint64 below = isOpenBelow ? 0 : others[first - 1].position;
        if (isOpenAbove) {
            gap = step;
            begin = below;
            break;
        }
        const qint64 above = others[last].position;
        gap = isOpenBelow ? step : (above - below) / parts;
        begin = isOpenBelow ? above - step * parts : below;
        // One place between two is taken as long as there is any; others are moved only for room.
        if (gap >= (first == last ? 1 : leastGap))
            break;
        first = at - std::min(at, reach);
        last = std::min(others.size(), at + reach);
        ids.clear();
        for (size_t i = first; i < last; ++i) {
            if (i == at)
                ids += moved;
            ids += others[i].id;
        }
        if (last == at)
            ids += moved;
    }
    QList<Place> places;
    places.reserve(ids.size());
    for (const UploadId id : std::as_const(ids))
        places.append({id, begin += gap});
    return places;
}

} // namespace cosdrop

#pragma once

#include <QList>

#include <utility>

namespace cosdrop {

/// Contiguous ranges (first, last) of row numbers that are sorted and unlike, the last range first:
/// the order in which rows can be taken out one range after another.
inline QList<std::pair<int, int>> rangesFromTheEnd(const QList<int> &sorted)
{
    QList<std::pair<int, int>> ranges;
    for (auto number = sorted.crbegin(); number != sorted.crend(); ++number) {
        if (!ranges.isEmpty() && ranges.constLast().first == *number + 1)
            ranges.last().first = *number;
        else
            ranges.append({*number, *number});
    }
    return ranges;
}

} // namespace cosdrop

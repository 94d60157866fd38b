#pragma once

#include <QLatin1String>
#include <QString>

#include <optional>

namespace cosdrop {

// Stable names of an enum's values, for files and arguments: `table` is an array of pairs of a
// value and its name as a QLatin1String. Any thread.

/// The name of a value, or the other one.
template <typename Table, typename Value>
QString nameIn(const Table &table, Value value, QLatin1String otherwise)
{
    for (const auto &[known, name] : table) {
        if (known == value)
            return name;
    }
    return otherwise;
}

/// The value of that name; nothing for a name that is none.
template <typename Table>
auto valueIn(const Table &table, const QString &wanted)
    -> std::optional<decltype(table.front().first)>
{
    for (const auto &[value, name] : table) {
        if (name == wanted)
            return value;
    }
    return std::nullopt;
}

} // namespace cosdrop

#pragma once

#include "core/base/UploadSnapshot.h"

#include <QString>

#include <array>

namespace cosdrop {

/// The groups that the filter chips show: every state belongs to exactly one besides All.
enum class QueueGroup { All, Active, Waiting, Paused, Failed, Done, Cancelled };

inline constexpr std::array queueGroups{
    QueueGroup::All,    QueueGroup::Active, QueueGroup::Waiting,  QueueGroup::Paused,
    QueueGroup::Failed, QueueGroup::Done,   QueueGroup::Cancelled};

/// Never All. Queued ones are waiting; skipped ones are done.
QueueGroup groupOf(UploadState state);

/// How many uploads each group has.
class GroupCounts
{
public:
    int of(QueueGroup group) const { return m_counts.at(size_t(group)); }

    void add(UploadState state, int number);

    bool operator==(const GroupCounts &) const = default;

private:
    std::array<int, queueGroups.size()> m_counts{};
};

} // namespace cosdrop

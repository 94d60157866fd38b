#include "ui/QueueGroup.h"

namespace cosdrop {

QueueGroup groupOf(UploadState state)
{
    switch (state) {
    case UploadState::Hashing:
    case UploadState::Preparing:
    case UploadState::Sending:
    case UploadState::Finishing:
    case UploadState::Verifying:
        return QueueGroup::Active;
    case UploadState::Queued:
    case UploadState::Waiting:
        return QueueGroup::Waiting;
    case UploadState::Paused:
        return QueueGroup::Paused;
    case UploadState::Failed:
        return QueueGroup::Failed;
    case UploadState::Done:
    case UploadState::Skipped:
        return QueueGroup::Done;
    case UploadState::Cancelled:
        return QueueGroup::Cancelled;
    }
    Q_UNREACHABLE();
}

void GroupCounts::add(UploadState state, int number)
{
    m_counts.at(size_t(groupOf(state))) += number;
    m_counts.at(size_t(QueueGroup::All)) += number;
}

} // namespace cosdrop

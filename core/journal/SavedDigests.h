#pragma once

#include "core/journal/UploadRecord.h"

#include <QHash>
#include <QSet>

namespace cosdrop {

/// What the journal's table of digests holds, as far as it is known, so that it is written only
/// when that changes. Of what has ended, which a long queue is full of and which is hardly ever
/// saved again, it knows no more than that there is something. A value.
class SavedDigests
{
public:
    /// Whether the table says of the upload what the record says.
    bool has(const UploadRecord &record) const;

    /// It does, now.
    void note(const UploadRecord &record);

    /// All that the table holds has been noted.
    void noteNoMore() { m_isComplete = true; }

    /// What the table says of the upload is not known.
    void doubt(UploadId id);

    /// The table says nothing of the upload any more.
    void forget(UploadId id);

private:
    QHash<UploadId, Digests> m_unfinished;
    QSet<UploadId> m_others; ///< of which the table may say something
    bool m_isComplete = false;
};

} // namespace cosdrop

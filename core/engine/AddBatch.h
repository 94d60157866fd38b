#pragma once

#include "core/engine/AddReview.h"
#include "core/transfer/UploadQueue.h"

#include <QSet>

#include <deque>
#include <utility>

namespace cosdrop {

/// The files of one add() that wait until it is clear where each of them goes. A value.
class AddBatch
{
public:
    /// The same file to the same place counts once.
    void append(const NewUpload &upload);

    qint64 files() const { return qint64(m_uploads.size()); }

    qint64 bytes() const { return m_bytes; }

    /// In small pieces of memory, which are of use again as soon as their uploads are gone: a batch
    /// can be long, and one large block that comes and goes has malloc() keep all smaller ones.
    using Uploads = std::deque<NewUpload>;

    /// All of them; the batch is of no more use.
    Uploads takeUploads() { return std::move(m_uploads); }

    /// What is in the way, in the order of the files; none: it can start.
    QList<ReviewItem> troubles() const;

    /// Gives the files of troubles() these paths, one each in that order; empty: leaves it out.
    void settle(const QStringList &objectPaths);

private:
    struct Found
    {
        size_t index;
        ReviewItem::Trouble trouble;
    };

    QList<Found> find() const;

    Uploads m_uploads;
    /// Of where from and where to; two numbers, because a batch can be long and its paths too.
    QSet<std::pair<size_t, size_t>> m_known;
    qint64 m_bytes = 0;
};

} // namespace cosdrop

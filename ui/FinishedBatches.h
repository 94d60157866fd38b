#pragma once

#include "core/base/UploadSnapshot.h"
#include "ui/LinkFormat.h"

#include <QHash>
#include <QList>
#include <QObject>
#include <QSet>

#include <map>
#include <optional>

namespace cosdrop {

class UploadCommands;

/// Notices when all files that were added together have come to an end. What is paused or asks
/// something does not hold the others up; when it goes on later, the batch ends once more, whole.
/// What had ended before this run is no part of it. Thread: the window's.
class FinishedBatches final : public QObject
{
    Q_OBJECT

public:
    /// `commands` outlives this object.
    explicit FinishedBatches(UploadCommands *commands, QObject *parent = nullptr);

Q_SIGNALS:
    /// The first upload of a batch was seen; `batch` is UploadSnapshot::added of all of them.
    void begun(qint64 batch);
    /// The links of what of it is done, in queue order; never empty.
    void ended(qint64 batch, const QList<cosdrop::LinkSubject> &links);

private:
    /// Of an upload that is done; no more of it than is needed, as a batch can be long.
    struct Done
    {
        qint64 position = 0;
        std::optional<LinkSubject> link;
    };

    struct Batch
    {
        QSet<UploadId> open;
        QSet<UploadId> resting; ///< paused, or asking
        QHash<UploadId, Done> done;
        bool hasNews = false;
    };

    void changed(const QList<UploadSnapshot> &uploads);
    void removed(const QList<UploadId> &ids);
    void takeOut(const QList<UploadId> &ids);
    void take(const UploadSnapshot &upload, Batch &batch);
    void endThose(const QSet<qint64> &touched);
    static QList<LinkSubject> linksOf(const Batch &batch);

    std::map<qint64, Batch> m_batches;
    QHash<UploadId, qint64> m_batchOf; ///< of open and resting ones
    QSet<UploadId> m_told;             ///< done ones of batches that are over
    bool m_isLoaded = false;
};

} // namespace cosdrop

#pragma once

#include "core/base/UploadSnapshot.h"

#include <QHash>
#include <QObject>
#include <QSet>

namespace cosdrop {

class UploadCommands;

/// What became of the uploads of one stretch of work.
struct Batch
{
    QList<UploadId> done; ///< with a link, in the order of the queue
    QString firstName;    ///< of the first done one
    int failed = 0;
    int asking = 0; ///< wait for an answer

    bool isEmpty() const { return done.isEmpty() && failed == 0 && asking == 0; }
};

/// Follows whether the engine is at work, and what came of it when it is at rest. What was done
/// in an earlier run does not count. Thread: the window's.
class Activity final : public QObject
{
    Q_OBJECT

public:
    /// `commands` outlive this object.
    explicit Activity(UploadCommands *commands, QObject *parent = nullptr);

    bool isBusy() const { return m_isBusy; }

    const QueueTotals &totals() const { return m_totals; }

Q_SIGNALS:
    void totalsChanged(const cosdrop::QueueTotals &totals);
    /// Something is being sent, or is about to be.
    void busyChanged(bool busy);
    /// Nothing goes on by itself any more, after something was done since the last time.
    void ended(const cosdrop::Batch &batch);

private:
    struct Finished
    {
        qint64 position;
        QString name;
    };

    void note(const UploadSnapshot &upload);
    void noteTotals(const QueueTotals &totals);
    void end();

    QueueTotals m_totals;
    bool m_isBusy = false;
    bool m_isLoaded = false; ///< what the state folder held has been told
    UploadId m_lastSeen{};
    QSet<UploadId> m_unfinished;
    QHash<UploadId, Finished> m_done;
    QSet<UploadId> m_failed;
    QSet<UploadId> m_asking;
    QSet<UploadId> m_askingTold;
};

} // namespace cosdrop

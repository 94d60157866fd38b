#pragma once

#include "core/base/UploadSnapshot.h"

#include <QObject>
#include <QTimer>

#include <deque>

namespace cosdrop {

class QueueModel;

/// Brings what the engine tells into the model: a few changes at once, many in pieces, so that the
/// window goes on answering while 100,000 rows come. The order of what was told is kept.
/// Thread: the window's.
class QueueFeed final : public QObject
{
    Q_OBJECT

public:
    /// `model` outlives this object.
    explicit QueueFeed(QueueModel *model, QObject *parent = nullptr);

    void changed(const QList<UploadSnapshot> &uploads);
    void removed(const QList<UploadId> &ids);

    /// Whether something is still to come into the model.
    bool isWaiting() const { return !m_steps.empty(); }

private:
    struct Step
    {
        QList<UploadSnapshot> uploads;
        QList<UploadId> gone;
        qsizetype next = 0; ///< of uploads
    };

    void add(Step step);
    void feed();

    QueueModel *m_model;
    std::deque<Step> m_steps;
    QTimer m_turn;
};

} // namespace cosdrop

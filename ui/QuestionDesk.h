#pragma once

#include "core/base/UploadSnapshot.h"

#include <QObject>
#include <QSet>

namespace cosdrop {

class QuestionBar;
class QueueModel;
class UploadCommands;

/// Puts the uploads' questions to the person one after the other, the selected upload's first, then
/// by place in the queue, and hands the answers to the engine. Thread: the window's.
class QuestionDesk final : public QObject
{
    Q_OBJECT

public:
    /// All outlive this object.
    QuestionDesk(const QueueModel *model, QuestionBar *bar, UploadCommands *commands,
                 QObject *parent = nullptr);

    /// Shows the question that is due now. `preferred` is the selected upload, or none.
    void refresh(UploadId preferred);

private:
    void forgetAnswersTo(const QList<UploadSnapshot> &uploads);

    const QueueModel *m_model;
    QuestionBar *m_bar;
    /// Answered here, not yet heard of from the engine again.
    QSet<UploadId> m_answered;
};

} // namespace cosdrop

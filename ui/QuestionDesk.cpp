#include "ui/QuestionDesk.h"

#include "ui/QuestionBar.h"
#include "ui/QueueModel.h"
#include "ui/UploadCommands.h"

namespace cosdrop {

QuestionDesk::QuestionDesk(const QueueModel *model, QuestionBar *bar, UploadCommands *commands,
                           QObject *parent)
    : QObject(parent)
    , m_model(model)
    , m_bar(bar)
{
    connect(bar, &QuestionBar::answered, this, [this, commands](UploadId id, Answer answer) {
        m_answered.insert(id);
        commands->answer({id}, answer);
        refresh(UploadId{});
    });
    connect(bar, &QuestionBar::answeredForAll, this,
            [this, commands](Question::Kind kind, Answer answer) {
                const QSet<UploadId> asking = m_model->asking();
                for (const UploadId id : asking) {
                    if (m_model->at(m_model->rowOf(id)).question->kind == kind)
                        m_answered.insert(id);
                }
                commands->answerAll(kind, answer);
                refresh(UploadId{});
            });
    connect(commands, &UploadCommands::changed, this, &QuestionDesk::forgetAnswersTo);
}

void QuestionDesk::forgetAnswersTo(const QList<UploadSnapshot> &uploads)
{
    if (m_answered.isEmpty())
        return;
    for (const UploadSnapshot &upload : uploads)
        m_answered.remove(upload.id);
}

void QuestionDesk::refresh(UploadId preferred)
{
    const UploadSnapshot *due = nullptr;
    for (const UploadId id : m_model->asking()) {
        if (m_answered.contains(id))
            continue;
        const UploadSnapshot &upload = m_model->at(m_model->rowOf(id));
        if (id == preferred) {
            due = &upload;
            break;
        }
        if (!due || upload.position < due->position)
            due = &upload;
    }
    if (!due) {
        m_bar->clear();
        return;
    }
    int sameKind = 0;
    for (const UploadId id : m_model->asking()) {
        const UploadSnapshot &upload = m_model->at(m_model->rowOf(id));
        if (!m_answered.contains(id) && upload.question->kind == due->question->kind)
            ++sameKind;
    }
    m_bar->ask(*due, sameKind);
}

} // namespace cosdrop

#include "ui/QueueFeed.h"

#include "ui/QueueModel.h"

#include <QElapsedTimer>

#include <utility>

namespace cosdrop {

namespace {

constexpr qsizetype piece = 250;
constexpr qint64 turnMs = 6;

} // namespace

QueueFeed::QueueFeed(QueueModel *model, QObject *parent)
    : QObject(parent)
    , m_model(model)
{
    m_turn.setInterval(0);
    connect(&m_turn, &QTimer::timeout, this, &QueueFeed::feed);
}

void QueueFeed::changed(const QList<UploadSnapshot> &uploads)
{
    if (m_steps.empty() && uploads.size() <= piece)
        m_model->apply(uploads);
    else
        add({uploads, {}});
}

void QueueFeed::removed(const QList<UploadId> &ids)
{
    if (m_steps.empty())
        m_model->remove(ids);
    else
        add({{}, ids});
}

void QueueFeed::add(Step step)
{
    m_steps.push_back(std::move(step));
    m_turn.start();
}

void QueueFeed::feed()
{
    QElapsedTimer spent;
    spent.start();
    while (!m_steps.empty() && spent.elapsed() < turnMs) {
        Step &step = m_steps.front();
        if (!step.gone.isEmpty())
            m_model->remove(step.gone);
        if (step.next < step.uploads.size())
            m_model->apply(step.uploads.mid(step.next, piece));
        step.next += piece;
        if (step.next >= step.uploads.size())
            m_steps.pop_front();
    }
    if (m_steps.empty())
        m_turn.stop();
}

} // namespace cosdrop

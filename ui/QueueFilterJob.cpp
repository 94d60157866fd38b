// How a long queue is filtered and sorted: on another thread, over values.

#include "core/base/Handover.h"
#include "ui/QueueFilterModel.h"
#include "ui/QueueSorting.h"

#include <algorithm>

namespace cosdrop {

void QueueFilterModel::beginJob()
{
    if (m_isPending) {
        m_isOutdated = true;
        *m_cancelled = true;
        return;
    }
    m_isPending = true;
    m_isOutdated = false;
    m_touched.clear();
    m_jobRows = m_model->rowCount();
    m_cancelled = std::make_shared<std::atomic_bool>(false);
    auto sorting = std::make_shared<QueueSorting>(m_order.column(), m_order.direction(), m_words);
    sorting->reserve(m_jobRows);
    for (int row = 0; row < m_jobRows; ++row) {
        const UploadSnapshot &upload = m_model->at(row);
        if (m_group == QueueGroup::All || groupOf(upload.state) == m_group)
            sorting->add(row, upload);
    }
    runIn(m_worker, [this, sorting, cancelled = m_cancelled] {
        const QList<int> rows = sorting->sorted(*cancelled);
        postTo(this, [this, rows] { endJob(rows); });
    });
}

void QueueFilterModel::endJob(const QList<int> &rows)
{
    m_isPending = false;
    if (m_isOutdated) {
        rebuild();
        return;
    }
    beginResetModel();
    takeRows(rows);
    endResetModel();
    QList<int> touched(m_touched.cbegin(), m_touched.cend());
    std::sort(touched.begin(), touched.end());
    if (!touched.isEmpty())
        sourceChanged(touched);
    QList<int> joining;
    for (int row = m_jobRows; row < m_model->rowCount(); ++row) {
        if (m_places.at(row) < 0 && accepts(row))
            joining.append(row);
    }
    showRows(joining);
}

} // namespace cosdrop

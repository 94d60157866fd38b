#include "ui/QueuePage.h"

#include "ui/DetailsPane.h"
#include "ui/FilterChips.h"
#include "ui/QuestionBar.h"
#include "ui/QuestionDesk.h"
#include "ui/QueueColumns.h"
#include "ui/QueueMover.h"
#include "ui/QueueView.h"
#include "ui/UploadCommands.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QMenu>
#include <QSplitter>
#include <QVBoxLayout>

#include <algorithm>
#include <utility>

namespace cosdrop {

namespace {

using Shown = QList<const UploadSnapshot *>;

// With more rows selected, what can be done to them is looked at less often.
constexpr qsizetype manySelected = 1000;

template <typename Allowed>
QList<UploadId> idsOf(const Shown &uploads, Allowed allowed)
{
    QList<UploadId> ids;
    for (const UploadSnapshot *upload : uploads) {
        Possible possible;
        possible.note(*upload);
        if (allowed(possible))
            ids.append(upload->id);
    }
    return ids;
}

} // namespace

QueuePage::QueuePage(QueueModel *model, UploadCommands *commands, QueueActions *actions,
                     QWidget *parent)
    : QWidget(parent)
    , m_model(model)
    , m_commands(commands)
    , m_actions(actions)
    , m_rows(new QueueFilterModel(model, this))
    , m_chips(new FilterChips(this))
    , m_questionBar(new QuestionBar(this))
    , m_view(new QueueView(m_rows, this))
    , m_details(new DetailsPane(this))
    , m_split(new QSplitter(Qt::Vertical, this))
    , m_questions(new QuestionDesk(model, m_questionBar, commands, this))
{
    layOut();
    connectActions(commands);
    auto *mover = new QueueMover(m_view, commands, actions, this);
    connect(mover, &QueueMover::said, this, &QueuePage::said);

    // Many changes in a row are looked at once.
    m_refresh.setSingleShot(true);
    m_refresh.setInterval(0);
    connect(&m_refresh, &QTimer::timeout, this, &QueuePage::refresh);
    const auto soon = [this] {
        m_refresh.start();
    };
    connect(m_view, &QueueView::selectedRowsChanged, this, soon);
    connect(model, &QueueModel::dataChanged, this, soon);
    connect(model, &QueueModel::summaryChanged, this, soon);
    connect(m_chips, &FilterChips::groupChosen, this, [this, soon](QueueGroup group) {
        m_rows->setGroup(group);
        soon();
    });
    connect(m_view, &QueueView::buttonClicked, this, &QueuePage::pressed);
    connect(m_view, &QWidget::customContextMenuRequested, this, &QueuePage::showMenu);
    connect(m_view, &QAbstractItemView::doubleClicked, this, [this](const QModelIndex &index) {
        if (index.column() != QueueModel::Buttons)
            m_actions->openLink->trigger();
    });
    connect(m_details, &DetailsPane::copyRequested, this, [this](const QString &text) {
        QGuiApplication::clipboard()->setText(text);
        Q_EMIT said(tr("Copied"));
    });
    connect(m_details, &DetailsPane::remedyRequested, this, &QueuePage::mend);
    connect(commands, &UploadCommands::insight, m_details, &DetailsPane::setInsight);
    refresh();
}

void QueuePage::layOut()
{
    m_split->addWidget(m_view);
    m_split->addWidget(m_details);
    m_split->setStretchFactor(0, 3);
    m_split->setStretchFactor(1, 1);
    m_split->setChildrenCollapsible(false);
    // What fits the usual details without scrolling, where the window has the room.
    m_split->setSizes({22 * fontMetrics().height(), 14 * fontMetrics().height()});
    m_details->setMinimumHeight(6 * fontMetrics().height());
    m_details->hide();
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_chips);
    layout->addWidget(m_questionBar);
    layout->addWidget(m_split, 1);
    m_view->addActions(m_actions->forQueue());
}

void QueuePage::connectActions(UploadCommands *commands)
{
    const auto selected = [this](bool Possible::*what) {
        return idsOf(m_view->selectedUploads(),
                     [what](const Possible &possible) { return possible.*what; });
    };
    connect(m_actions->pause, &QAction::triggered, this,
            [=] { commands->pause(selected(&Possible::pause)); });
    connect(m_actions->resume, &QAction::triggered, this,
            [=] { commands->resume(selected(&Possible::resume)); });
    connect(m_actions->cancel, &QAction::triggered, this,
            [=] { commands->cancel(selected(&Possible::cancel)); });
    connect(m_actions->remove, &QAction::triggered, this,
            [this, selected] { Q_EMIT removalWanted(selected(&Possible::remove)); });
    connect(m_actions->retry, &QAction::triggered, this, [this, commands] {
        commands->retry(idsOf(toRetry(), [](const Possible &possible) { return possible.retry; }));
    });
    connect(m_actions->pauseAll, &QAction::triggered, commands, [=] { commands->pauseAll(); });
    connect(m_actions->resumeAll, &QAction::triggered, commands, [=] { commands->resumeAll(); });
    connect(m_actions->selectBatch, &QAction::triggered, m_view, &QueueView::selectBatches);
    connect(m_actions->details, &QAction::toggled, this, &QueuePage::showDetails);
}

QList<const UploadSnapshot *> QueuePage::shownUploads() const
{
    Shown uploads;
    for (int row = 0; row < m_rows->rowCount(); ++row)
        uploads.append(&m_rows->at(row));
    std::sort(uploads.begin(), uploads.end(),
              [](const UploadSnapshot *one, const UploadSnapshot *other) {
                  return one->position < other->position;
              });
    return uploads;
}

QList<const UploadSnapshot *> QueuePage::toRetry() const
{
    const Shown uploads = m_view->selectedUploads();
    const bool all = uploads.isEmpty() && m_rows->group() == QueueGroup::Failed;
    return all ? shownUploads() : uploads;
}

void QueuePage::refresh()
{
    const QList<int> rows = m_view->selectedRows();
    Possible selected;
    for (const int row : rows) {
        selected.note(m_rows->at(row));
        if (selected.isAll())
            break;
    }
    const GroupCounts &counts = m_model->counts();
    if (rows.isEmpty() && m_rows->group() == QueueGroup::Failed)
        selected.retry = m_rows->rowCount() > 0;
    Possible any;
    any.pause = counts.of(QueueGroup::Active) + counts.of(QueueGroup::Waiting) > 0;
    any.resume = counts.of(QueueGroup::Paused) > 0;
    any.link = counts.of(QueueGroup::Done) > 0;
    m_actions->update(selected, any);
    m_refresh.setInterval(rows.size() > manySelected ? 300 : 0);
    m_chips->setCounts(counts);

    const bool one = rows.size() == 1;
    const UploadId id = one ? m_rows->at(rows.constFirst()).id : UploadId{};
    const bool isDetailed = m_details->isVisibleTo(this);
    m_questions->refresh(id);
    watch(isDetailed ? id : UploadId{});
    if (isDetailed) {
        m_details->show(one ? std::optional(m_rows->at(rows.constFirst())) : std::nullopt,
                        int(rows.size()), counts.of(QueueGroup::Active));
    }
}

void QueuePage::watch(UploadId id)
{
    if (std::exchange(m_watched, id) != id)
        m_commands->watch(id);
}

void QueuePage::mend(UploadId id, WayOut wayOut)
{
    const int row = m_model->rowOf(id);
    if (row < 0)
        return;
    switch (wayOut) {
    case WayOut::None:
        return;
    case WayOut::TryAgain:
        return m_commands->retry({id});
    case WayOut::EditAccount:
        Q_EMIT accountWanted(m_model->at(row).target.profile);
        return;
    case WayOut::Rename:
        m_actions->rename->trigger();
        return;
    }
    Q_UNREACHABLE();
}

void QueuePage::pressed(UploadId id, RowButton button)
{
    const int row = m_model->rowOf(id);
    if (row < 0)
        return;
    switch (button) {
    case RowButton::Pause:
        return m_commands->pause({id});
    case RowButton::Resume:
        return m_commands->resume({id});
    case RowButton::Cancel:
        return m_commands->cancel({id});
    case RowButton::Retry:
        return m_commands->retry({id});
    case RowButton::Remove:
        Q_EMIT removalWanted({id});
        return;
    case RowButton::CopyLink:
        return Q_EMIT copyLinkPressed(m_model->at(row));
    case RowButton::OpenLink:
        return Q_EMIT openLinkPressed(m_model->at(row));
    }
    Q_UNREACHABLE();
}

QList<UploadSnapshot> QueuePage::chosenUploads() const
{
    const Shown selected = m_view->selectedUploads();
    const Shown uploads = selected.isEmpty() ? shownUploads() : selected;
    QList<UploadSnapshot> chosen;
    chosen.reserve(uploads.size());
    for (const UploadSnapshot *upload : uploads)
        chosen.append(*upload);
    return chosen;
}

QList<UploadSnapshot> QueuePage::uploadsOf(const QList<UploadId> &ids) const
{
    QList<UploadSnapshot> uploads;
    for (const UploadId id : ids) {
        if (const int row = m_model->rowOf(id); row >= 0)
            uploads.append(m_model->at(row));
    }
    return uploads;
}

void QueuePage::showMenu(const QPoint &position)
{
    auto *menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    for (QAction *action : m_actions->forSelection()) {
        if (action)
            menu->addAction(action);
        else
            menu->addSeparator();
    }
    m_view->columns()->fillMenu(menu->addMenu(tr("Columns")));
    menu->popup(m_view->viewport()->mapToGlobal(position));
}

void QueuePage::setFilterText(const QString &text)
{
    m_rows->setText(text);
    m_refresh.start();
}

void QueuePage::showDetails(bool shown)
{
    m_details->setVisible(shown);
    refresh();
}

QByteArray QueuePage::saveSplit() const
{
    return m_split->saveState();
}

void QueuePage::restoreSplit(const QByteArray &saved)
{
    m_split->restoreState(saved);
}

} // namespace cosdrop

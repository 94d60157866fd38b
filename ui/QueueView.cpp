#include "ui/QueueView.h"

#include "ui/Icons.h"
#include "ui/LinkMime.h"
#include "ui/QueueColumns.h"
#include "ui/QueueDelegate.h"
#include "ui/RoomyStyle.h"

#include <QDrag>
#include <QDragEnterEvent>
#include <QHeaderView>
#include <QItemSelectionModel>
#include <QKeyEvent>
#include <QLineEdit>
#include <QMimeData>
#include <QPainter>
#include <QScrollBar>

#include <algorithm>
#include <utility>

namespace cosdrop {

QueueView::QueueView(QueueFilterModel *model, QWidget *parent)
    : QTableView(parent)
    , m_columns(new QueueColumns(this))
    , m_model(model)
{
    setHorizontalHeader(m_columns);
    // Before setModel(), so that it is asked while the selection is still there.
    connect(model, &QAbstractItemModel::modelAboutToBeReset, this, &QueueView::keepPlace);
    setModel(model);
    // To look as one whose whole column is selected, a head asks every row, each time it is
    // painted.
    m_columns->setSelectionModel(new QItemSelectionModel(model, m_columns));
    connect(model, &QAbstractItemModel::modelReset, this, &QueueView::findPlace);
    auto *delegate = new QueueDelegate(this);
    setItemDelegate(delegate);
    connect(delegate, &QueueDelegate::buttonClicked, this, &QueueView::buttonClicked);
    connect(delegate, &QueueDelegate::nameEntered, this, &QueueView::nameEntered);

    setObjectName(QStringLiteral("queue"));
    setAccessibleName(tr("Uploads"));
    setSelectionBehavior(SelectRows);
    setSelectionMode(ExtendedSelection);
    setEditTriggers(NoEditTriggers);
    setTabKeyNavigation(false);
    setShowGrid(false);
    setAlternatingRowColors(true);
    setWordWrap(false);
    setTextElideMode(Qt::ElideMiddle);
    setVerticalScrollMode(ScrollPerPixel);
    setHorizontalScrollMode(ScrollPerPixel);
    setContextMenuPolicy(Qt::CustomContextMenu);
    setCornerButtonEnabled(false);
    setFrameShape(QFrame::NoFrame);
    auto *roomy = new RoomyStyle;
    roomy->setParent(this); // setStyle() does not take it over
    setStyle(roomy);
    m_columns->setStyle(roomy);
    viewport()->setAttribute(Qt::WA_Hover);
    setMouseTracking(true);
    setDragEnabled(true);
    viewport()->setAcceptDrops(true);
    setUpColumns();
}

void QueueView::changeEvent(QEvent *event)
{
    QTableView::changeEvent(event);
    if (event->type() != QEvent::LanguageChange)
        return;
    setAccessibleName(tr("Uploads"));
    viewport()->update();
}

void QueueView::setUpColumns()
{
    QStyleOptionViewItem option;
    initViewItemOption(&option);
    verticalHeader()->hide();
    // One fixed height for all rows: nothing is measured, however many there are.
    verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    verticalHeader()->setDefaultSectionSize(itemDelegate()->sizeHint(option, {}).height());

    m_columns->setUp();
    setSortingEnabled(true);
}

const UploadSnapshot *QueueView::find(UploadId id) const
{
    const int row = m_model->rowOf(id);
    return row < 0 ? nullptr : &m_model->at(row);
}

void QueueView::editName()
{
    const QList<int> rows = selectedRows();
    if (rows.size() != 1)
        return;
    const QModelIndex name = m_model->index(rows.constFirst(), QueueModel::Name);
    if (!name.flags().testFlag(Qt::ItemIsEditable))
        return;
    selectionModel()->setCurrentIndex(name, QItemSelectionModel::NoUpdate);
    scrollTo(name);
    edit(name);
    auto *editor = qobject_cast<QLineEdit *>(indexWidget(name));
    // A new name mostly keeps its ending.
    if (const auto ending = editor ? editor->text().lastIndexOf(QLatin1Char('.')) : 0; ending > 0)
        editor->setSelection(0, int(ending));
}

QList<int> QueueView::selectedRows() const
{
    QList<int> rows;
    const QItemSelection selection = selectionModel()->selection();
    for (const QItemSelectionRange &range : selection) {
        for (int row = range.top(); row <= range.bottom(); ++row)
            rows.append(row);
    }
    return rows;
}

QList<const UploadSnapshot *> QueueView::selectedUploads() const
{
    QList<const UploadSnapshot *> uploads;
    const QList<int> rows = selectedRows();
    uploads.reserve(rows.size());
    for (const int row : rows)
        uploads.append(&m_model->at(row));
    std::sort(uploads.begin(), uploads.end(),
              [](const UploadSnapshot *one, const UploadSnapshot *other) {
                  return one->position < other->position;
              });
    return uploads;
}

void QueueView::selectWhere(const std::function<bool(const UploadSnapshot &)> &fits)
{
    QItemSelection selection;
    const int rows = m_model->rowCount();
    for (int row = 0; row < rows; ++row) {
        if (!fits(m_model->at(row)))
            continue;
        const int first = row;
        while (row + 1 < rows && fits(m_model->at(row + 1)))
            ++row;
        selection.append(QItemSelectionRange(m_model->index(first, 0),
                                             m_model->index(row, QueueModel::ColumnCount - 1)));
    }
    selectionModel()->select(selection, QItemSelectionModel::ClearAndSelect);
}

void QueueView::selectBatches()
{
    QSet<qint64> batches;
    const QList<int> rows = selectedRows();
    for (const int row : rows)
        batches.insert(m_model->at(row).added.count());
    selectWhere(
        [&batches](const UploadSnapshot &shown) { return batches.contains(shown.added.count()); });
}

void QueueView::keepPlace()
{
    m_selectedIds.clear();
    const QList<int> rows = selectedRows();
    for (const int row : rows)
        m_selectedIds.insert(m_model->at(row).id);
    const QModelIndex current = currentIndex();
    m_currentId = current.isValid() ? m_model->at(current.row()).id : UploadId{};
    m_scrolled = verticalScrollBar()->value();
}

void QueueView::findPlace()
{
    if (const int current = m_model->rowOf(m_currentId); current >= 0) {
        selectionModel()->setCurrentIndex(m_model->index(current, QueueModel::Name),
                                          QItemSelectionModel::NoUpdate);
    }
    if (!m_selectedIds.isEmpty())
        selectWhere(
            [this](const UploadSnapshot &shown) { return m_selectedIds.contains(shown.id); });
    verticalScrollBar()->setValue(m_scrolled);
    m_selectedIds.clear();
    Q_EMIT selectedRowsChanged();
}

QByteArray QueueView::saveColumns() const
{
    return m_columns->save();
}

void QueueView::restoreColumns(const QByteArray &saved)
{
    m_columns->restore(saved);
    sortByColumn(m_columns->sortIndicatorSection(), m_columns->sortIndicatorOrder());
}

void QueueView::keyPressEvent(QKeyEvent *event)
{
    // Where no link can be copied, the base class would put the cell's text on the clipboard.
    if (event->matches(QKeySequence::Copy))
        event->ignore();
    else
        QTableView::keyPressEvent(event);
}

QString QueueView::rowsMimeType()
{
    return QStringLiteral("application/x-cosdrop-rows");
}

void QueueView::startDrag(Qt::DropActions)
{
    if (selectedRows().isEmpty())
        return;
    auto *drag = new QDrag(this);
    drag->setMimeData(dragged().release());
    // This list takes it as a move; to other programs a link is only given.
    drag->exec(Qt::MoveAction | Qt::CopyAction | Qt::LinkAction, Qt::CopyAction);
}

std::unique_ptr<QMimeData> QueueView::dragged() const
{
    QList<LinkSubject> links;
    const QList<const UploadSnapshot *> uploads = selectedUploads();
    for (const UploadSnapshot *upload : uploads) {
        if (const auto subject = linkSubject(*upload))
            links.append(*subject);
    }
    auto mime = std::make_unique<QMimeData>();
    mime->setData(rowsMimeType(), QByteArray());
    putLinks(mime.get(), links);
    return mime;
}

int QueueView::gapAt(const QPoint &position) const
{
    const int row = rowAt(position.y());
    if (row < 0)
        return position.y() < 0 ? 0 : m_model->rowCount();
    const bool isLowerHalf = position.y() > rowViewportPosition(row) + rowHeight(row) / 2;
    return row + (isLowerHalf ? 1 : 0);
}

void QueueView::showGap(int row)
{
    if (std::exchange(m_gap, row) != row)
        viewport()->update();
}

void QueueView::dragEnterEvent(QDragEnterEvent *event)
{
    // Files are for the window as a whole.
    event->setAccepted(event->mimeData()->hasFormat(rowsMimeType()));
}

void QueueView::dragMoveEvent(QDragMoveEvent *event)
{
    QTableView::dragMoveEvent(event); // scrolls near the edges
    event->setDropAction(Qt::MoveAction);
    event->accept();
    showGap(gapAt(event->position().toPoint()));
}

void QueueView::dragLeaveEvent(QDragLeaveEvent *event)
{
    QTableView::dragLeaveEvent(event);
    showGap(-1);
}

void QueueView::dropEvent(QDropEvent *event)
{
    stopAutoScroll();
    setState(NoState);
    showGap(-1);
    event->setDropAction(Qt::MoveAction);
    event->accept();
    Q_EMIT rowsDropped(gapAt(event->position().toPoint()));
}

void QueueView::paintEvent(QPaintEvent *event)
{
    QTableView::paintEvent(event);
    if (m_gap >= 0) {
        const int y = m_gap < m_model->rowCount()
                          ? rowViewportPosition(m_gap)
                          : rowViewportPosition(m_gap - 1) + rowHeight(std::max(0, m_gap - 1));
        QPainter painter(viewport());
        painter.fillRect(0, std::max(0, y - 1), viewport()->width(), 2, accentColor(palette()));
    }
    if (m_model->rowCount() > 0 || !m_model->isFiltering())
        return;
    QPainter painter(viewport());
    painter.setPen(toneColor(Tone::Quiet, palette()));
    painter.drawText(viewport()->rect(), Qt::AlignCenter, tr("Nothing here matches the filter."));
}

QModelIndex QueueView::moveCursor(CursorAction action, Qt::KeyboardModifiers modifiers)
{
    const int rows = m_model->rowCount();
    if (rows > 0 && (action == MoveHome || action == MoveEnd))
        return m_model->index(action == MoveHome ? 0 : rows - 1, QueueModel::Name);
    return QTableView::moveCursor(action, modifiers);
}

void QueueView::selectionChanged(const QItemSelection &selected, const QItemSelection &deselected)
{
    QTableView::selectionChanged(selected, deselected);
    Q_EMIT selectedRowsChanged();
}

} // namespace cosdrop

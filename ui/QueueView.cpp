#include "ui/QueueView.h"

#include "ui/QueueDelegate.h"
#include "ui/RoomyStyle.h"

#include <QHeaderView>
#include <QItemSelectionModel>
#include <QKeyEvent>
#include <QPainter>
#include <QScrollBar>

#include <algorithm>

namespace cosdrop {

QueueView::QueueView(QueueFilterModel *model, QWidget *parent)
    : QTableView(parent)
    , m_model(model)
{
    // Before setModel(), so that it is asked while the selection is still there.
    connect(model, &QAbstractItemModel::modelAboutToBeReset, this, &QueueView::keepPlace);
    setModel(model);
    connect(model, &QAbstractItemModel::modelReset, this, &QueueView::findPlace);
    auto *delegate = new QueueDelegate(this);
    setItemDelegate(delegate);
    connect(delegate, &QueueDelegate::buttonClicked, this, &QueueView::buttonClicked);

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
    horizontalHeader()->setStyle(roomy);
    viewport()->setAttribute(Qt::WA_Hover);
    setMouseTracking(true);
    setUpColumns();
}

void QueueView::changeEvent(QEvent *event)
{
    QTableView::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        setAccessibleName(tr("Uploads"));
}

void QueueView::setUpColumns()
{
    QStyleOptionViewItem option;
    initViewItemOption(&option);
    verticalHeader()->hide();
    // One fixed height for all rows: nothing is measured, however many there are.
    verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    verticalHeader()->setDefaultSectionSize(itemDelegate()->sizeHint(option, {}).height());

    QHeaderView *header = horizontalHeader();
    header->setHighlightSections(false);
    header->setSectionsMovable(true);
    header->setStretchLastSection(false);
    header->setSortIndicatorClearable(true);
    header->setSortIndicator(-1, Qt::AscendingOrder);
    setSortingEnabled(true);

    const QFontMetrics metrics = fontMetrics();
    const int margins = 2 * style()->pixelMetric(QStyle::PM_HeaderMargin, nullptr, this);
    const auto widthOf = [&](const QString &widest) {
        return metrics.horizontalAdvance(widest) + margins + metrics.averageCharWidth();
    };
    header->setMinimumHeight(metrics.height() + margins / 2);
    header->setSectionResizeMode(QHeaderView::Interactive);
    header->resizeSection(QueueModel::Size, widthOf(QStringLiteral("9,999.9 MB")));
    header->resizeSection(QueueModel::Progress, 20 * metrics.averageCharWidth());
    header->resizeSection(QueueModel::Speed, widthOf(QStringLiteral("999.9 MB/s")));
    header->resizeSection(QueueModel::TimeLeft, widthOf(QStringLiteral("99 h 59 min")));
    header->resizeSection(QueueModel::State, 42 * metrics.averageCharWidth());
    header->resizeSection(QueueModel::Link, 30 * metrics.averageCharWidth());
    header->setMinimumSectionSize(4 * metrics.averageCharWidth());
    header->setSectionResizeMode(QueueModel::Name, QHeaderView::Stretch);
    header->setSectionResizeMode(QueueModel::Buttons, QHeaderView::Fixed);
    header->resizeSection(QueueModel::Buttons, QueueDelegate::buttonsWidth());
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
    QItemSelection selection;
    const int rows = m_model->rowCount();
    for (int row = 0; row < rows; ++row) {
        const UploadId id = m_model->at(row).id;
        if (id == m_currentId) {
            selectionModel()->setCurrentIndex(m_model->index(row, QueueModel::Name),
                                              QItemSelectionModel::NoUpdate);
        }
        if (!m_selectedIds.contains(id))
            continue;
        const int first = row;
        while (row + 1 < rows && m_selectedIds.contains(m_model->at(row + 1).id))
            ++row;
        selection.append(QItemSelectionRange(m_model->index(first, 0),
                                             m_model->index(row, QueueModel::ColumnCount - 1)));
    }
    if (!m_selectedIds.isEmpty())
        selectionModel()->select(selection, QItemSelectionModel::ClearAndSelect);
    verticalScrollBar()->setValue(m_scrolled);
    m_selectedIds.clear();
    Q_EMIT selectedRowsChanged();
}

QByteArray QueueView::saveColumns() const
{
    return horizontalHeader()->saveState();
}

void QueueView::restoreColumns(const QByteArray &saved)
{
    if (saved.isEmpty() || !horizontalHeader()->restoreState(saved))
        return;
    horizontalHeader()->setSectionResizeMode(QueueModel::Name, QHeaderView::Stretch);
    horizontalHeader()->setSectionResizeMode(QueueModel::Buttons, QHeaderView::Fixed);
    horizontalHeader()->resizeSection(QueueModel::Buttons, QueueDelegate::buttonsWidth());
    sortByColumn(horizontalHeader()->sortIndicatorSection(),
                 horizontalHeader()->sortIndicatorOrder());
}

void QueueView::keyPressEvent(QKeyEvent *event)
{
    // Where no link can be copied, the base class would put the cell's text on the clipboard.
    if (event->matches(QKeySequence::Copy))
        event->ignore();
    else
        QTableView::keyPressEvent(event);
}

void QueueView::paintEvent(QPaintEvent *event)
{
    QTableView::paintEvent(event);
    if (m_model->rowCount() > 0 || !m_model->isFiltering())
        return;
    QPainter painter(viewport());
    painter.setPen(palette().color(QPalette::PlaceholderText));
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

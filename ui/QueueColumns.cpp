#include "ui/QueueColumns.h"

#include "ui/QueueDelegate.h"
#include "ui/QueueModel.h"

#include <QMenu>

namespace cosdrop {

namespace {

/// What is saved is of use only to a program with the same columns.
QByteArray mark()
{
    return QByteArray::number(int(QueueModel::ColumnCount)) + ':';
}

} // namespace

QueueColumns::QueueColumns(QWidget *parent)
    : QHeaderView(Qt::Horizontal, parent)
{
    setHighlightSections(false);
    setSectionsMovable(true);
    setSectionsClickable(true);
    setStretchLastSection(false);
    setSortIndicatorClearable(true);
    setSortIndicator(-1, Qt::AscendingOrder);
    setContextMenuPolicy(Qt::CustomContextMenu);
    connect(this, &QWidget::customContextMenuRequested, this, &QueueColumns::showMenu);
}

void QueueColumns::setUp()
{
    const QFontMetrics metrics = fontMetrics();
    const int margins = 2 * style()->pixelMetric(QStyle::PM_HeaderMargin, nullptr, this);
    const auto widthOf = [&](const QString &widest) {
        return metrics.horizontalAdvance(widest) + margins + metrics.averageCharWidth();
    };
    setMinimumHeight(metrics.height() + margins / 2);
    setSectionResizeMode(Interactive);
    resizeSection(QueueModel::Size, widthOf(QStringLiteral("9,999.9 MB")));
    resizeSection(QueueModel::Progress, 20 * metrics.averageCharWidth());
    resizeSection(QueueModel::Speed, widthOf(QStringLiteral("999.9 MB/s")));
    resizeSection(QueueModel::TimeLeft, widthOf(QStringLiteral("99 h 59 min")));
    resizeSection(QueueModel::State, 42 * metrics.averageCharWidth());
    resizeSection(QueueModel::Link, 30 * metrics.averageCharWidth());
    resizeSection(QueueModel::Folder, 24 * metrics.averageCharWidth());
    resizeSection(QueueModel::Account, 16 * metrics.averageCharWidth());
    hideSection(QueueModel::Folder);
    hideSection(QueueModel::Account);
    setMinimumSectionSize(4 * metrics.averageCharWidth());
    setFixedModes();
}

void QueueColumns::setFixedModes()
{
    setSectionResizeMode(QueueModel::Name, Stretch);
    setSectionResizeMode(QueueModel::Buttons, Fixed);
    resizeSection(QueueModel::Buttons, QueueDelegate::buttonsWidth());
}

QByteArray QueueColumns::save() const
{
    return mark() + saveState();
}

void QueueColumns::restore(const QByteArray &saved)
{
    if (!saved.startsWith(mark()) || !restoreState(saved.mid(mark().size())))
        return;
    setFixedModes();
}

void QueueColumns::fillMenu(QMenu *menu)
{
    for (int place = 0; place < count(); ++place) {
        const int column = logicalIndex(place);
        const QString name = model()->headerData(column, Qt::Horizontal).toString();
        if (column == QueueModel::Name || name.isEmpty())
            continue;
        QAction *action = menu->addAction(name);
        action->setCheckable(true);
        action->setChecked(!isSectionHidden(column));
        connect(action, &QAction::toggled, this,
                [this, column](bool shown) { setSectionHidden(column, !shown); });
    }
}

void QueueColumns::showMenu(const QPoint &position)
{
    auto *menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    fillMenu(menu);
    menu->popup(mapToGlobal(position));
}

} // namespace cosdrop

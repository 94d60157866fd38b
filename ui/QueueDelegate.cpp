#include "ui/QueueDelegate.h"

#include "ui/Contrast.h"
#include "ui/Format.h"
#include "ui/Icons.h"
#include "ui/QueueGroup.h"
#include "ui/QueueModel.h"

#include <QAbstractItemView>
#include <QApplication>
#include <QCursor>
#include <QHelpEvent>
#include <QLineEdit>
#include <QMouseEvent>
#include <QPainter>
#include <QStyle>
#include <QToolTip>

#include <algorithm>

namespace cosdrop {

namespace {

constexpr int maxButtons = 2;
constexpr int buttonSide = 26;
constexpr int buttonGap = 2;
constexpr int iconSide = 16;
constexpr int rowPadding = 12;
constexpr int barMargin = 8;

QStyle *styleOf(const QStyleOptionViewItem &option)
{
    return option.widget ? option.widget->style() : QApplication::style();
}

/// What a style makes of a bar's colour: some shade it from top to bottom.
QColor shaded(const QColor &bar)
{
    constexpr int percent = 111;
    return bar.lighter(percent);
}

/// Makes a bar be seen on the view's ground, and its text be read on it; one that stands is grey.
void tuneBar(QPalette &palette, bool stands)
{
    constexpr double share = 0.25;
    constexpr double step = 0.01;
    const QColor text = palette.color(QPalette::Text);
    const QColor ground = palette.color(QPalette::Base);
    const QColor wanted = stands ? mixed(text, ground, share) : palette.color(QPalette::Highlight);
    QColor bar = wanted;
    for (double part = step; part < 1 && contrast(shaded(bar), ground) < pictureContrast;
         part += step)
        bar = mixed(text, wanted, part);
    const QColor usual = palette.color(QPalette::HighlightedText);
    QColor words = contrast(text, shaded(bar)) >= contrast(ground, shaded(bar)) ? text : ground;
    if (!stands && contrast(usual, shaded(bar)) >= textContrast)
        words = usual;
    palette.setColor(QPalette::Highlight, bar);
    palette.setColor(QPalette::HighlightedText, words);
}

QList<RowButton> buttonsOf(const QModelIndex &index)
{
    return index.data(QueueModel::ButtonsRole).value<QList<RowButton>>();
}

} // namespace

QueueDelegate::QueueDelegate(QObject *parent)
    : QStyledItemDelegate(parent)
{
}

int QueueDelegate::buttonsWidth()
{
    return maxButtons * (buttonSide + buttonGap) + 2 * buttonGap;
}

QRect QueueDelegate::buttonRect(const QRect &cell, int place)
{
    const int side = std::min(buttonSide, cell.height());
    return {cell.left() + buttonGap + place * (side + buttonGap),
            cell.top() + (cell.height() - side) / 2, side, side};
}

int QueueDelegate::placeAt(const QRect &cell, const QPoint &position, int count)
{
    for (int place = 0; place < count; ++place) {
        if (buttonRect(cell, place).contains(position))
            return place;
    }
    return -1;
}

void QueueDelegate::initStyleOption(QStyleOptionViewItem *option, const QModelIndex &index) const
{
    QStyledItemDelegate::initStyleOption(option, index);
    const bool selected = option->state.testFlag(QStyle::State_Selected);
    const auto state = UploadState(index.data(QueueModel::StateRole).toInt());
    if (index.column() == QueueModel::State) {
        // The end of a file's name tells most, of a sentence its beginning.
        option->textElideMode = Qt::ElideRight;
        if (state == UploadState::Failed && !selected)
            option->palette.setColor(QPalette::Text, toneColor(Tone::Attention, option->palette));
    }
    const bool aside = index.column() == QueueModel::Link || state == UploadState::Cancelled;
    if (aside && !selected)
        option->palette.setColor(QPalette::Text, toneColor(Tone::Quiet, option->palette));
    // The focus is shown for the row as a whole, by the selection.
    option->state.setFlag(QStyle::State_HasFocus, false);
}

QSize QueueDelegate::sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    QSize size = QStyledItemDelegate::sizeHint(option, index);
    size.setHeight(std::max(buttonSide + buttonGap, option.fontMetrics.height() + rowPadding));
    return size;
}

void QueueDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option,
                          const QModelIndex &index) const
{
    QStyledItemDelegate::paint(painter, option, index);
    if (index.column() == QueueModel::Progress) {
        paintProgress(painter, option, index);
    } else if (index.column() == QueueModel::Buttons) {
        paintButtons(painter, option, index);
    }
}

void QueueDelegate::paintProgress(QPainter *painter, const QStyleOptionViewItem &option,
                                  const QModelIndex &index) const
{
    const int percent = index.data(QueueModel::PercentRole).toInt();
    if (percent < 0)
        return;
    QStyleOptionProgressBar bar;
    bar.initFrom(option.widget);
    bar.state =
        QStyle::State_Enabled | QStyle::State_Horizontal | (option.state & QStyle::State_Active);
    bar.direction = option.direction;
    bar.palette = option.palette;
    const auto state = UploadState(index.data(QueueModel::StateRole).toInt());
    tuneBar(bar.palette, groupOf(state) != QueueGroup::Active);
    bar.fontMetrics = option.fontMetrics;
    const int height = option.fontMetrics.height() + 4;
    bar.rect = option.rect.adjusted(barMargin, 0, -barMargin, 0);
    bar.rect.setTop(option.rect.top() + (option.rect.height() - height) / 2);
    bar.rect.setHeight(height);
    bar.minimum = 0;
    bar.maximum = 100;
    bar.progress = percent;
    bar.text = Format().percent(percent, 100);
    bar.textVisible = true;
    bar.textAlignment = Qt::AlignCenter;
    styleOf(option)->drawControl(QStyle::CE_ProgressBar, &bar, painter, option.widget);
}

void QueueDelegate::paintButtons(QPainter *painter, const QStyleOptionViewItem &option,
                                 const QModelIndex &index) const
{
    const QList<RowButton> buttons = buttonsOf(index);
    int hovered = -1;
    if (option.widget && option.state.testFlag(QStyle::State_MouseOver)) {
        const auto *view = qobject_cast<const QAbstractItemView *>(option.widget);
        const QWidget *surface = view ? view->viewport() : option.widget;
        hovered = placeAt(option.rect, surface->mapFromGlobal(QCursor::pos()), int(buttons.size()));
    }
    const bool selected = option.state.testFlag(QStyle::State_Selected);
    for (int place = 0; place < buttons.size(); ++place) {
        QStyleOptionToolButton button;
        button.initFrom(option.widget);
        button.rect = buttonRect(option.rect, place);
        button.state = QStyle::State_Enabled | QStyle::State_AutoRaise;
        const bool pressed = m_pressedIndex == index && m_pressedPlace == place;
        if (place == hovered) {
            button.state |= QStyle::State_MouseOver;
            button.state |= pressed ? QStyle::State_Sunken : QStyle::State_Raised;
            styleOf(option)->drawPrimitive(QStyle::PE_PanelButtonTool, &button, painter,
                                           option.widget);
        }
        QRect icon(0, 0, iconSide, iconSide);
        icon.moveCenter(button.rect.center());
        const bool onHighlight = selected && place != hovered;
        Icons::action(rowButtonSymbol(buttons.at(place)))
            .paint(painter, icon, Qt::AlignCenter, onHighlight ? QIcon::Selected : QIcon::Normal);
    }
}

bool QueueDelegate::editorEvent(QEvent *event, QAbstractItemModel *model,
                                const QStyleOptionViewItem &option, const QModelIndex &index)
{
    const bool press =
        event->type() == QEvent::MouseButtonPress || event->type() == QEvent::MouseButtonDblClick;
    const bool release = event->type() == QEvent::MouseButtonRelease;
    if (index.column() != QueueModel::Buttons || (!press && !release))
        return QStyledItemDelegate::editorEvent(event, model, option, index);
    const auto *mouse = static_cast<QMouseEvent *>(event);
    if (mouse->button() != Qt::LeftButton)
        return false;
    const QList<RowButton> buttons = buttonsOf(index);
    const int place = placeAt(option.rect, mouse->position().toPoint(), int(buttons.size()));
    if (press) {
        m_pressedIndex = index;
        m_pressedPlace = place;
        return place >= 0;
    }
    const bool clicked = place >= 0 && m_pressedIndex == index && m_pressedPlace == place;
    m_pressedIndex = QModelIndex();
    m_pressedPlace = -1;
    if (clicked)
        Q_EMIT buttonClicked(UploadId(index.data(QueueModel::IdRole).toLongLong()),
                             buttons.at(place));
    return clicked;
}

QWidget *QueueDelegate::createEditor(QWidget *parent, const QStyleOptionViewItem &,
                                     const QModelIndex &index) const
{
    auto *editor = new QLineEdit(parent);
    editor->setObjectName(QStringLiteral("nameEditor"));
    editor->setAccessibleName(tr("Name in the bucket"));
    editor->setText(index.data(Qt::EditRole).toString());
    return editor;
}

void QueueDelegate::setEditorData(QWidget *, const QModelIndex &) const
{
    // Set once: the row goes on changing while the person types.
}

void QueueDelegate::setModelData(QWidget *editor, QAbstractItemModel *,
                                 const QModelIndex &index) const
{
    const auto *line = qobject_cast<QLineEdit *>(editor);
    Q_EMIT nameEntered(UploadId(index.data(QueueModel::IdRole).toLongLong()), line->text());
}

bool QueueDelegate::helpEvent(QHelpEvent *event, QAbstractItemView *view,
                              const QStyleOptionViewItem &option, const QModelIndex &index)
{
    if (event->type() != QEvent::ToolTip || index.column() != QueueModel::Buttons)
        return QStyledItemDelegate::helpEvent(event, view, option, index);
    const QList<RowButton> buttons = buttonsOf(index);
    const int place = placeAt(option.rect, event->pos(), int(buttons.size()));
    if (place >= 0)
        QToolTip::showText(event->globalPos(), rowButtonText(buttons.at(place)), view);
    else
        QToolTip::hideText();
    return true;
}

} // namespace cosdrop

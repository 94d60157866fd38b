#include "ui/SliceMap.h"

#include "ui/Icons.h"

#include <QEvent>
#include <QLocale>
#include <QPainter>

#include <algorithm>

namespace cosdrop {

namespace {

constexpr int side = 9;
constexpr int pitch = side + 2;
constexpr int mostRows = 6;

} // namespace

SliceMap::SliceMap(QWidget *parent)
    : QWidget(parent)
{
    setObjectName(QStringLiteral("sliceMap"));
    QSizePolicy policy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    policy.setHeightForWidth(true);
    setSizePolicy(policy);
}

int SliceMap::count(SliceRun::State state) const
{
    int count = 0;
    for (const SliceRun &run : m_slices)
        count += run.state == state ? run.count : 0;
    return count;
}

void SliceMap::setSlices(const QList<SliceRun> &slices)
{
    if (m_slices == slices)
        return;
    m_slices = slices;
    int counted = 0;
    for (const SliceRun &run : slices)
        counted += run.count;
    if (counted != m_count)
        updateGeometry();
    m_count = counted;
    describe();
    update();
}

void SliceMap::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::LanguageChange && !m_slices.isEmpty())
        describe();
}

void SliceMap::describe()
{
    const QLocale locale;
    const QString words = tr("Slices: %1 sent, %2 on their way, %3 waiting")
                              .arg(locale.toString(count(SliceRun::State::Sent)),
                                   locale.toString(count(SliceRun::State::InFlight)),
                                   locale.toString(count(SliceRun::State::Waiting)));
    setAccessibleName(words);
    setToolTip(words);
}

int SliceMap::perRow(int width) const
{
    return std::max(1, width / pitch);
}

int SliceMap::heightForWidth(int width) const
{
    const int rows = (m_count + perRow(width) - 1) / perRow(width);
    return std::clamp(rows, 1, mostRows) * pitch;
}

QSize SliceMap::sizeHint() const
{
    return {20 * pitch, heightForWidth(20 * pitch)};
}

QList<SliceMap::Cell> SliceMap::cells(const QList<SliceRun> &slices, int most)
{
    qint64 total = 0;
    for (const SliceRun &run : slices)
        total += run.count;
    const qint64 wanted = std::min<qint64>(total, most);
    QList<Cell> cells(wanted);
    qint64 first = 0;
    for (const SliceRun &run : slices) {
        const qint64 end = first + run.count;
        if (run.state != SliceRun::State::Waiting && run.count > 0) {
            // Cell c stands for the slices from c * total / wanted on.
            for (qint64 c = first * wanted / total; c < wanted; ++c) {
                const qint64 from = (c * total + wanted - 1) / wanted;
                const qint64 to = ((c + 1) * total + wanted - 1) / wanted;
                if (from >= end)
                    break;
                const qint64 shared = std::min(to, end) - std::max(from, first);
                if (shared <= 0)
                    continue;
                if (run.state == SliceRun::State::Sent)
                    cells[c].sent += double(shared) / double(to - from);
                else
                    cells[c].inFlight = true;
            }
        }
        first = end;
    }
    return cells;
}

void SliceMap::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    const int columns = perRow(width());
    const QList<Cell> shown = cells(m_slices, columns * mostRows);
    for (int i = 0; i < shown.size(); ++i) {
        const int column =
            layoutDirection() == Qt::RightToLeft ? columns - 1 - i % columns : i % columns;
        paintCell(painter, QRect(column * pitch, (i / columns) * pitch, side, side), shown.at(i));
    }
}

void SliceMap::paintCell(QPainter &painter, const QRect &place, const Cell &cell) const
{
    const QColor sent = toneColor(Tone::Good, palette());
    if (cell.sent > 0) {
        QRect filled = place;
        filled.setTop(place.bottom() + 1 - std::max(1, int(cell.sent * side)));
        painter.fillRect(filled, sent);
    }
    if (cell.inFlight)
        painter.fillRect(place, QBrush(accentColor(palette()), Qt::Dense3Pattern));
    painter.setPen(cell.sent >= 1 ? sent : toneColor(Tone::Quiet, palette()));
    painter.drawRect(place.adjusted(0, 0, -1, -1));
}

} // namespace cosdrop

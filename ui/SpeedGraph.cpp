#include "ui/SpeedGraph.h"

#include "ui/Format.h"
#include "ui/Icons.h"

#include <QEvent>
#include <QPainter>
#include <QPainterPath>

#include <algorithm>

namespace cosdrop {

SpeedGraph::SpeedGraph(QWidget *parent)
    : QWidget(parent)
{
    setObjectName(QStringLiteral("speedGraph"));
    describe();
    hide();
}

QSize SpeedGraph::sizeHint() const
{
    return {22 * fontMetrics().averageCharWidth(), fontMetrics().height()};
}

void SpeedGraph::add(double bytesPerSecond, std::chrono::seconds at)
{
    if (at == m_last) {
        m_values.last() = std::max(m_values.constLast(), bytesPerSecond);
        return;
    }
    // Nothing is shown before the first byte.
    if (m_values.isEmpty() && bytesPerSecond <= 0)
        return;
    const auto missing = m_values.isEmpty() ? 0 : (at - m_last).count() - 1;
    m_values.append(QList<double>(std::clamp<qsizetype>(missing, 0, seconds), 0.0));
    m_values.append(bytesPerSecond);
    if (m_values.size() > seconds)
        m_values.remove(0, m_values.size() - seconds);
    m_last = at;
    const bool isQuiet =
        std::all_of(m_values.cbegin(), m_values.cend(), [](double value) { return value <= 0; });
    setVisible(!isQuiet);
    describe();
    update();
}

void SpeedGraph::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        describe();
}

void SpeedGraph::describe()
{
    setAccessibleName(tr("Speed of the last minutes"));
    if (m_values.isEmpty())
        return;
    const Format format;
    const double most = *std::max_element(m_values.cbegin(), m_values.cend());
    //: both are speeds such as "18.4 MB/s"
    const QString text = tr("Now %1, at most %2 in the last minutes")
                             .arg(format.speed(std::max(1.0, m_values.constLast())),
                                  format.speed(std::max(1.0, most)));
    setToolTip(text);
    setAccessibleDescription(text);
}

void SpeedGraph::paintEvent(QPaintEvent *)
{
    if (m_values.isEmpty())
        return;
    const double most = std::max(1.0, *std::max_element(m_values.cbegin(), m_values.cend()));
    const QRectF room = QRectF(rect()).adjusted(0, 1, 0, -1);
    const double step = room.width() / (seconds - 1);
    const double start = room.right() - step * double(m_values.size() - 1);
    QPainterPath line;
    for (qsizetype i = 0; i < m_values.size(); ++i) {
        const QPointF point(start + step * double(i),
                            room.bottom() - room.height() * m_values.at(i) / most);
        i == 0 ? line.moveTo(point) : line.lineTo(point);
    }
    QPainterPath area = line;
    area.lineTo(room.bottomRight());
    area.lineTo(start, room.bottom());
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(palette().color(QPalette::Mid));
    painter.drawLine(room.bottomLeft(), room.bottomRight());
    QColor fill = accentColor(palette());
    painter.setPen(fill);
    painter.drawPath(line);
    fill.setAlphaF(0.35F);
    painter.fillPath(area, fill);
}

} // namespace cosdrop

#include "ui/DropFrame.h"

#include <QPainter>

namespace cosdrop {

namespace {

constexpr int margin = 6;
constexpr int frameWidth = 3;
constexpr int radius = 8;
constexpr int padding = 14;

} // namespace

DropFrame::DropFrame(QWidget *parent)
    : QWidget(parent)
{
    setAttribute(Qt::WA_TransparentForMouseEvents);
    setFocusPolicy(Qt::NoFocus);
    hide();
}

void DropFrame::showFor(const QString &sentence)
{
    m_sentence = sentence;
    setAccessibleName(sentence);
    setGeometry(parentWidget()->rect());
    raise();
    show();
    update();
}

void DropFrame::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const QColor accent = palette().color(QPalette::Highlight);
    painter.setPen(QPen(accent, frameWidth));
    painter.drawRoundedRect(rect().adjusted(margin, margin, -margin, -margin), radius, radius);

    QFont large = font();
    large.setPointSizeF(large.pointSizeF() * 1.25);
    painter.setFont(large);
    const QRect room = rect().adjusted(4 * margin, 0, -4 * margin, 0);
    QRect box = painter.boundingRect(room, Qt::AlignCenter | Qt::TextWordWrap, m_sentence);
    box.adjust(-padding, -padding, padding, padding);
    painter.setPen(Qt::NoPen);
    painter.setBrush(accent);
    painter.drawRoundedRect(box, radius, radius);
    painter.setPen(palette().color(QPalette::HighlightedText));
    painter.drawText(box, Qt::AlignCenter | Qt::TextWordWrap, m_sentence);
}

} // namespace cosdrop

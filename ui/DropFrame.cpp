#include "ui/DropFrame.h"

#include "ui/Contrast.h"
#include "ui/Icons.h"

#include <QPainter>

#include <algorithm>

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

void DropFrame::showFor(const QString &sentence, const QRect &place)
{
    m_sentence = sentence;
    setAccessibleName(sentence);
    setGeometry(parentWidget()->rect());
    const QRect room = rect().adjusted(4 * margin, 0, -4 * margin, 0);
    m_box = QFontMetrics(sentenceFont())
                .boundingRect(room, Qt::AlignCenter | Qt::TextWordWrap, sentence)
                .adjusted(-padding, -padding, padding, padding);
    if (place.isValid())
        m_box.moveCenter({m_box.center().x(), place.center().y()});
    m_box.moveBottom(std::min(m_box.bottom(), rect().bottom() - 3 * margin));
    raise();
    show();
    update();
}

QFont DropFrame::sentenceFont() const
{
    QFont large = font();
    large.setPointSizeF(large.pointSizeF() * 1.25);
    return large;
}

void DropFrame::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const QColor accent = accentColor(palette());
    painter.setPen(QPen(accent, frameWidth));
    painter.drawRoundedRect(rect().adjusted(margin, margin, -margin, -margin), radius, radius);

    painter.setFont(sentenceFont());
    painter.setPen(Qt::NoPen);
    painter.setBrush(accent);
    painter.drawRoundedRect(m_box, radius, radius);
    painter.setPen(standingOut(palette().color(QPalette::HighlightedText),
                               palette().color(QPalette::Base), {accent}, textContrast));
    painter.drawText(m_box, Qt::AlignCenter | Qt::TextWordWrap, m_sentence);
}

} // namespace cosdrop

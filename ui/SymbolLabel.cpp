#include "ui/SymbolLabel.h"

#include <QEvent>

namespace cosdrop {

SymbolLabel::SymbolLabel(int side, QWidget *parent)
    : QLabel(parent)
    , m_side(side)
{
}

void SymbolLabel::setSymbol(const QString &symbol, Tone tone)
{
    m_symbol = symbol;
    m_tone = tone;
    draw();
}

bool SymbolLabel::event(QEvent *event)
{
    switch (event->type()) {
    case QEvent::PaletteChange:
    case QEvent::ApplicationPaletteChange:
    case QEvent::ScreenChangeInternal:
    case QEvent::Show:
        draw();
        break;
    default:
        break;
    }
    return QLabel::event(event);
}

void SymbolLabel::draw()
{
    if (m_symbol.isEmpty())
        return;
    setPixmap(Icons::symbol(m_symbol, m_tone).pixmap(QSize(m_side, m_side), devicePixelRatioF()));
}

} // namespace cosdrop

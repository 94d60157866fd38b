#pragma once

#include "ui/Icons.h"

#include <QIconEngine>

namespace cosdrop {

/// Draws one of resources/symbols in a colour of the application's palette as it is at the time of
/// painting, sharp at every scale. Needs Qt's SVG image plugin. Thread: the window's.
class SymbolEngine final : public QIconEngine
{
public:
    SymbolEngine(QString symbol, Tone tone);

    void paint(QPainter *painter, const QRect &rect, QIcon::Mode mode, QIcon::State state) override;
    QPixmap pixmap(const QSize &size, QIcon::Mode mode, QIcon::State state) override;
    QString key() const override;
    QIconEngine *clone() const override;
    bool isNull() override;

private:
    QPixmap drawn(const QSize &pixels, QIcon::Mode mode) const;

    QString m_symbol;
    Tone m_tone;
};

} // namespace cosdrop

#pragma once

#include "ui/Icons.h"

#include <QLabel>

namespace cosdrop {

/// A symbol of our own as a picture. It follows the palette and the scale of its screen.
/// Thread: the window's.
class SymbolLabel final : public QLabel
{
    Q_OBJECT

public:
    /// `side` in logical pixels.
    explicit SymbolLabel(int side, QWidget *parent = nullptr);

    void setSymbol(const QString &symbol, Tone tone);

protected:
    bool event(QEvent *event) override;

private:
    void draw();

    int m_side;
    QString m_symbol;
    Tone m_tone = Tone::Plain;
};

} // namespace cosdrop

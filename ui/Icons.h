#pragma once

#include <QIcon>
#include <QPalette>
#include <QString>

namespace cosdrop {

/// What colour a symbol of our own has. All follow the palette, so they suit light and dark.
enum class Tone {
    Plain, ///< that of text on buttons
    Quiet, ///< for what only accompanies a text
    Good,
    Attention, ///< for what needs a person
};

/// The colour of a tone, as it is read on a palette's base and window.
QColor toneColor(Tone tone, const QPalette &palette);

/// The palette's highlight, as far as it is seen there: for lines and areas of our own.
QColor accentColor(const QPalette &palette);

/// Icons by name: the desktop theme's where it has all that the program's buttons need, so that
/// sets are not mixed; else our own symbols, drawn in the palette's colours at any scale.
/// Thread: the window's.
class Icons
{
public:
    /// `symbol` is a file of resources/symbols without its ending, such as "pause".
    static QIcon action(const QString &symbol);

    /// Always our own.
    static QIcon symbol(const QString &symbol, Tone tone);

    /// The program's.
    static QIcon application();
};

} // namespace cosdrop

#pragma once

#include <QImage>
#include <QPalette>
#include <QStringList>

class QWidget;

namespace cosdrop::test {

/// As a person who needs it sets it for the whole desktop.
QPalette strongPalette(const QColor &ground, const QColor &text, const QColor &highlight,
                       const QColor &highlighted);

/// Columns "palette" and "theme": strong palettes of a desktop, and the program's own themes.
void addPalettes();

/// The colour that most of a picture has.
QColor groundOf(const QImage &image);

/// By how much what is drawn in a picture stands out from its ground.
double drawnContrast(const QImage &image);

/// A part of a picture, in logical pixels.
QImage part(const QImage &whole, const QRect &place);

/// Words and pictures of a window that stand out too little, each with by how much. Counts all that
/// it looks at.
QStringList weakParts(QWidget *window, int &looked);

} // namespace cosdrop::test

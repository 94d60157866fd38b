#pragma once

#include <QColor>
#include <QList>

namespace cosdrop {

/// What a text has to stand out by from its ground, and what a picture has to (WCAG 2.1, 1.4.3 and
/// 1.4.11).
inline constexpr double textContrast = 4.5;
inline constexpr double pictureContrast = 3.0;

/// By how much two opaque colours stand out from each other, 1 to 21 (WCAG 2.1). Pure.
double contrast(const QColor &one, const QColor &other);

/// One colour laid over an opaque one, as its alpha says. Pure.
QColor laidOver(const QColor &over, const QColor &ground);

/// `share` of one colour, 0 to 1, and the rest of the other. Pure.
QColor mixed(const QColor &one, const QColor &other, double share);

/// The wanted colour, drawn as far toward the strong one as it takes to stand out from every ground
/// by `least`; the strong one where nothing does. Pure.
QColor standingOut(const QColor &wanted, const QColor &strong, const QList<QColor> &grounds,
                   double least);

} // namespace cosdrop

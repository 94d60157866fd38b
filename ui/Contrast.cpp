#include "ui/Contrast.h"

#include <algorithm>
#include <cmath>

namespace cosdrop {

namespace {

constexpr int steps = 20;

// Of sRGB, as WCAG 2.1 defines relative luminance.
double linear(double channel)
{
    return channel <= 0.04045 ? channel / 12.92 : std::pow((channel + 0.055) / 1.055, 2.4);
}

double luminance(const QColor &color)
{
    return 0.2126 * linear(color.redF()) + 0.7152 * linear(color.greenF())
           + 0.0722 * linear(color.blueF());
}

} // namespace

double contrast(const QColor &one, const QColor &other)
{
    const auto [darker, lighter] = std::minmax({luminance(one), luminance(other)});
    return (lighter + 0.05) / (darker + 0.05);
}

QColor mixed(const QColor &one, const QColor &other, double share)
{
    const auto mix = [share](float first, float second) {
        return float(share * double(first) + (1 - share) * double(second));
    };
    return QColor::fromRgbF(mix(one.redF(), other.redF()), mix(one.greenF(), other.greenF()),
                            mix(one.blueF(), other.blueF()));
}

QColor laidOver(const QColor &over, const QColor &ground)
{
    return mixed(over, ground, double(over.alphaF()));
}

QColor standingOut(const QColor &wanted, const QColor &strong, const QList<QColor> &grounds,
                   double least)
{
    for (int step = 0; step < steps; ++step) {
        const QColor color = mixed(strong, wanted, double(step) / steps);
        if (std::all_of(grounds.cbegin(), grounds.cend(), [&color, least](const QColor &ground) {
                return contrast(color, ground) >= least;
            }))
            return color;
    }
    return strong;
}

} // namespace cosdrop

#include "ui/RoomyStyle.h"

namespace cosdrop {

namespace {

constexpr int side = 8; // px, from a cell's edge to its text

} // namespace

RoomyStyle::RoomyStyle() = default;

int RoomyStyle::pixelMetric(PixelMetric metric, const QStyleOption *option,
                            const QWidget *widget) const
{
    // A cell's text is drawn one pixel further in than this metric.
    if (metric == PM_FocusFrameHMargin)
        return side - 1;
    if (metric == PM_HeaderMargin)
        return side;
    return QProxyStyle::pixelMetric(metric, option, widget);
}

} // namespace cosdrop
